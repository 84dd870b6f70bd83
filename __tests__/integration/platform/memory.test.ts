import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const MEMORY = new URL('../../../src/platform/memory.ts', import.meta.url).href;

/** Bytes of the young generation of a process that keeps much of what it makes for a while. */
async function youngGeneration(beginning: string): Promise<number> {
  const script = `${beginning}
    const kept = [];
    for (let count = 0; count < 2e6; count += 1) kept[count % 1e5] = { count };
    const spaces = (await import('node:v8')).getHeapSpaceStatistics();
    console.log(spaces.find(({ space_name }) => space_name === 'new_space').space_size);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  return Number(stdout);
}

/** The smallest of five: V8 counts pages there that a collection has under way, on some runs thirty megabytes of them. */
async function smallestOfFive(beginning: string): Promise<number> {
  const sizes: number[] = [];
  for (let count = 0; count < 5; count += 1) sizes.push(await youngGeneration(beginning));
  return Math.min(...sizes);
}

describe('the heap', () => {
  it('has a young generation that grows by itself, and not once it was told to stay small', async () => {
    const free = await smallestOfFive('');
    expect(free).toBeGreaterThan(8 * 2 ** 20);
    const small = `(await import(${JSON.stringify(MEMORY)})).keepHeapSmall();`;
    expect(await smallestOfFive(small)).toBeLessThan(free / 2);
  });
});
