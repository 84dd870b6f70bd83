import { describe, expect, it } from '@jest/globals';
import { mapPool, pool } from '../../../src/ground/pool.ts';

/** Work that ends when its test says so. */
function gates(): {
  readonly work: (name: string) => Promise<void>;
  readonly began: string[];
  readonly end: (name: string, error?: Error) => Promise<void>;
} {
  const open = new Map<string, PromiseWithResolvers<void>>();
  const began: string[] = [];
  return {
    began,
    work: async (name) => {
      began.push(name);
      const gate = Promise.withResolvers<void>();
      open.set(name, gate);
      await gate.promise;
    },
    end: async (name, error) => {
      const gate = open.get(name);
      if (error === undefined) gate?.resolve();
      else gate?.reject(error);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('pool', () => {
  it('begins in order, as many as may run at once', async () => {
    const { work, began, end } = gates();
    const all = pool(['a', 'b', 'c', 'd'], 2, work);
    expect(began).toEqual(['a', 'b']);
    await end('b');
    expect(began).toEqual(['a', 'b', 'c']);
    await end('a');
    await end('c');
    await end('d');
    await all;
    expect(began).toEqual(['a', 'b', 'c', 'd']);
  });

  it('reads its width anew', async () => {
    let width = 1;
    const { work, began, end } = gates();
    const all = pool(['a', 'b', 'c'], () => width, work);
    expect(began).toEqual(['a']);
    width = 2;
    await end('a');
    expect(began).toEqual(['a', 'b', 'c']);
    await end('b');
    await end('c');
    await all;
  });

  it('makes progress where its width is 0', async () => {
    const seen: number[] = [];
    await pool([1, 2], 0, async (item) => void seen.push(item));
    expect(seen).toEqual([1, 2]);
  });

  it('begins nothing after an error, waits for what is under way, and throws the first', async () => {
    const { work, began, end } = gates();
    let settled = false;
    const all = pool(['a', 'b', 'c'], 2, work).finally(() => {
      settled = true;
    });
    all.catch(() => undefined);
    await end('b', new Error('first'));
    expect([began, settled]).toEqual([['a', 'b'], false]);
    await end('a', new Error('second'));
    await expect(all).rejects.toThrow('first');
  });

  it('begins nothing once it is stopped', async () => {
    const seen: number[] = [];
    const work = async (item: number): Promise<void> => void seen.push(item);
    await pool([1, 2, 3], 1, work, () => seen.length === 2);
    expect(seen).toEqual([1, 2]);
  });
});

describe('mapPool', () => {
  it('gives results in the order of the items', async () => {
    const wait = [3, 1, 2];
    const results = await mapPool(wait, 3, async (turns) => {
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      return turns * 10;
    });
    expect(results).toEqual([30, 10, 20]);
  });
});
