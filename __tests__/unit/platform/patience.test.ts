import { describe, expect, it } from '@jest/globals';
import { BUSY, patiently } from '../../../src/platform/patience.ts';

const failing = (code: string, times: number) => {
  let attempts = 0;
  return async (): Promise<number> => {
    attempts += 1;
    if (attempts <= times) throw Object.assign(new Error(`${code}: attempt ${attempts}`), { code });
    return attempts;
  };
};

/** A clock that takes no time, and what was slept. */
function clock() {
  const slept: number[] = [];
  return { slept, sleep: async (milliseconds: number) => void slept.push(milliseconds) };
}

describe('a change of the disk', () => {
  it.each(['EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY'])(
    'that is refused with %s is tried for seconds, in growing pauses',
    async (code) => {
      const { slept, sleep } = clock();
      expect(await patiently(failing(code, 10), { sleep })).toBe(11);
      expect(slept).toEqual(slept.toSorted((one, other) => one - other));
      expect(slept.reduce((sum, each) => sum + each)).toBeGreaterThan(1000);
    },
  );

  it('fails with the last refusal after some seconds', async () => {
    const { slept, sleep } = clock();
    await expect(patiently(failing('EBUSY', Infinity), { sleep })).rejects.toThrow('attempt 16');
    const seconds = slept.reduce((sum, each) => sum + each) / 1000;
    expect(seconds).toBeGreaterThan(3);
    expect(seconds).toBeLessThan(8);
  });

  it.each(['ENOENT', 'ENOSPC', 'EISDIR'])('that can’t be made (%s) is tried once', async (code) => {
    const { slept, sleep } = clock();
    await expect(patiently(failing(code, 1), { sleep })).rejects.toThrow(code);
    expect(slept).toEqual([]);
  });
});

describe('a read of the disk', () => {
  it('is tried again where another has the file for itself', async () => {
    const { slept, sleep } = clock();
    expect(await patiently(failing('EBUSY', 3), { sleep }, BUSY)).toBe(4);
    expect(slept).toHaveLength(3);
  });

  it.each(['EPERM', 'EACCES', 'ENOENT'])('that is not permitted (%s) is tried once', async (code) => {
    const { slept, sleep } = clock();
    await expect(patiently(failing(code, 1), { sleep }, BUSY)).rejects.toThrow(code);
    expect(slept).toEqual([]);
  });
});
