// What a Sigstore instance, an index or a folder gives to be verified may be made to keep its reader busy.
import { it, jest } from '@jest/globals';
import { expectBounded } from '../../support/hostile-time.ts';
import { manyExtensions } from '../../support/read-signed.ts';

jest.setTimeout(120_000);

const READ = '../__tests__/support/read-signed.ts';
/** No longer certificate is read. */
const LONGEST_CERTIFICATE = 64 * 1024;
/** The longest integer in a timestamp that is read. */
const LONGEST_TIMESTAMP = 32 * 1024 - 16;

it('T24: reads a certificate of many extensions in bounded time', async () => {
  await expectBounded(READ, 'readCertificate', () => [manyExtensions(LONGEST_CERTIFICATE - 1024)]);
});

it('T24: finds the log of a checkpoint of many signatures in bounded time', async () => {
  await expectBounded(READ, 'findLog', (bytes) => ['a'.repeat(bytes / 2), bytes / 64]);
});

it.each([
  ['of a megabyte', (bytes: number) => bytes],
  ['as long as they are read', () => LONGEST_TIMESTAMP],
])('T24: reads a timestamp %s in bounded time', async (_case, length) => {
  await expectBounded(READ, 'readTimestamp', (bytes) => [length(bytes)]);
});
