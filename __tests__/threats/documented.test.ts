// docs/security.md names a test for every threat, and the test exists.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const FOLDER = new URL('../', import.meta.url);
const DOCUMENT = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
const IDS = Array.from({ length: 24 }, (_, index) => `T${index + 1}`);

const rowsUnder = (heading: string): readonly (readonly string[])[] => {
  const section = DOCUMENT.split(/^##+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| T'));
  return rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
};

/** Titles of tests as the sources have them, by the threat that they begin with. */
const titles = readdirSync(FOLDER, { encoding: 'utf8', recursive: true })
  .filter((name) => name.endsWith('.test.ts'))
  .flatMap((name) => [
    ...readFileSync(new URL(name, FOLDER), 'utf8').matchAll(/^\s*'?.*?'(T\d+: [^'\n]+)'/gm),
  ])
  .map(([, title = '']) => title);

describe('docs/security.md', () => {
  it('has a row for each threat, with what is done', () => {
    const rows = rowsUnder('Threats');
    expect(rows.map(([id]) => id)).toEqual(IDS);
    for (const [, threat, done] of rows) {
      expect(threat).not.toBe('');
      expect(done).not.toBe('');
    }
  });

  it('names tests of each threat, which exist', () => {
    const rows = rowsUnder('Their tests').filter(([id = '']) => IDS.includes(id));
    expect(rows.map(([id]) => id)).toEqual(IDS);
    const named = rows.flatMap(([id, tests = '']) =>
      tests.split('<br>').map((test) => ({ id, test: test.replaceAll('`', '') })),
    );
    expect(named.filter(({ id, test }) => !test.startsWith(`${id}: `) || !titles.includes(test))).toEqual([]);
  });
});
