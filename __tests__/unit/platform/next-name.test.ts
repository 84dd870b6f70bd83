import { describe, expect, it } from '@jest/globals';
import { writeUnderNextName } from '../../../src/platform/next-name.ts';

/** A disk that refuses what lies under these paths. */
function disk(refused: Readonly<Record<string, string>>) {
  const written: string[] = [];
  const writeAtomically = async (path: string): Promise<void> => {
    const code = refused[path];
    if (code !== undefined) throw Object.assign(new Error(`${code}: refused`), { code });
    written.push(path);
  };
  return { written, writeAtomically };
}

describe('a file that another user of the machine left', () => {
  it.each<[readonly string[], string]>([
    [[], '/temp/report.json'],
    [['/temp/report.json'], '/temp/report-2.json'],
    [['/temp/report.json', '/temp/report-2.json'], '/temp/report-3.json'],
  ])('leaves the next name: %j', async (refused, expected) => {
    const files = disk(Object.fromEntries(refused.map((path) => [path, 'EACCES'])));
    expect(await writeUnderNextName('/temp/report.json', 'x', files)).toBe(expected);
    expect(files.written).toEqual([expected]);
  });

  it('is not tried for ever, nor where something else is wrong', async () => {
    const all = ['report', 'report-2', 'report-3', 'report-4'].map((name) => [`/temp/${name}.json`, 'EPERM']);
    await expect(writeUnderNextName('/temp/report.json', 'x', disk(Object.fromEntries(all)))).rejects.toThrow(
      'EPERM',
    );
    const full = disk({ '/temp/report.json': 'ENOSPC' });
    await expect(writeUnderNextName('/temp/report.json', 'x', full)).rejects.toThrow('ENOSPC');
    expect(full.written).toEqual([]);
  });
});
