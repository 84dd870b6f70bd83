// The measure that tests of hostile input are held by.
import { expect, it, jest } from '@jest/globals';
import { expectBounded } from '../support/hostile-time.ts';

jest.setTimeout(120_000);

const SAMPLES = '../__tests__/support/readers-of-letters.ts';

const expectReader = async (name: string): Promise<void> =>
  expectBounded(SAMPLES, name, (bytes) => ['a'.repeat(bytes)]);

it.each([
  ['reads each letter once', 'readOnce'],
  ['takes a step between the first megabyte and the second, and none behind it', 'readBehindStep'],
])('takes a reader that %s', async (_case, name) => {
  await expectReader(name);
});

it.each([
  ['grows with the square, though a megabyte takes less than the bound', 'lookBack'],
  ['exhausts the stack', 'readDeep'],
])('refuses a reader that %s', async (_case, name) => {
  await expect(expectReader(name)).rejects.toThrow(/bounded/);
});
