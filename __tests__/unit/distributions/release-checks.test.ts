import { describe, expect, it } from '@jest/globals';
import { parseFilename } from '../../../src/distributions/filename.ts';
import { checkExpectedHashes, checkTogether } from '../../../src/distributions/release-checks.ts';
import type { ReadFile } from '../../../src/distributions/release-checks.ts';

function readFile(name: string, sha256?: string, folder = 'dist'): ReadFile {
  const filename = parseFilename(name);
  return {
    name,
    path: `${folder}/${name}`,
    findings: [],
    ...('fault' in filename ? {} : { filename }),
    ...(sha256 !== undefined && { sha256 }),
  };
}

const together = (...names: readonly string[]): readonly string[] =>
  checkTogether(names.map((name) => readFile(name))).map(
    ({ path, finding }) => `${finding.rule} ${path} ${finding.message.split(' (')[0] ?? ''}`,
  );

describe('checkTogether', () => {
  it('takes builds, tags and versions for different files', () => {
    expect(
      together(
        'a-1.0-1-py3-none-any.whl',
        'a-1.0-2-py3-none-any.whl',
        'a-1.0-py3-none-any.whl',
        'a-1.0-py2-none-any.whl',
        'a-1.1-py3-none-any.whl',
        'a-1.0.tar.gz',
      ),
    ).toEqual([]);
  });

  it('finds one distribution under two names', () => {
    expect(together('a-1.0-py2.py3-none-any.whl', 'A-1.0.0-py3.py2-none-any.whl')).toEqual([
      'broken dist/A-1.0.0-py3.py2-none-any.whl is the same distribution as a-1.0-py2.py3-none-any.whl',
    ]);
    expect(together('a-1.0.tar.gz', 'A-1.0.tar.gz')).toEqual([
      'broken dist/A-1.0.tar.gz is the same distribution as a-1.0.tar.gz',
    ]);
  });
});

describe('a file in two folders', () => {
  it('is named by its paths in what to do, once', () => {
    const name = 'a-1.0-py3-none-any.whl';
    const found = checkTogether([readFile(name), readFile(name, undefined, 'dist2')]);
    expect(found).toEqual([
      {
        path: `dist2/${name}`,
        finding: {
          rule: 'broken',
          message: `is the same distribution as ${name} (dist/${name}, dist2/${name}); an index can have only one`,
          hint: `Remove dist/${name} or dist2/${name}, or exclude one of them with a line of packages-dir that starts with \`!\`.`,
        },
      },
    ]);
  });
});

describe('checkExpectedHashes', () => {
  const [ours, theirs] = ['a'.repeat(64), 'b'.repeat(64)];
  const check = (file: ReadFile, ...lines: readonly (readonly [string, string])[]) =>
    checkExpectedHashes([file], new Map(lines)).map(({ name, message }) => `${name} ${message}`);

  it('wants exactly the files that were built', () => {
    expect(check(readFile('a-1.0.tar.gz', ours), ['a-1.0.tar.gz', ours])).toEqual([]);
    expect(check(readFile('a-1.0.tar.gz', ours), ['a-1.0.tar.gz', theirs])).toEqual([
      expect.stringContaining(`has SHA-256 ${ours}, but expected-hashes lists ${theirs}`),
    ]);
    expect(check(readFile('a-1.0.tar.gz', ours), ['b-1.0.tar.gz', ours])).toEqual([
      'b-1.0.tar.gz is listed in expected-hashes, but does not exist',
      'a-1.0.tar.gz is not listed in expected-hashes',
    ]);
  });

  it('says nothing of the hash of a file that could not be read', () => {
    expect(check(readFile('a-1.0.tar.gz'), ['a-1.0.tar.gz', ours])).toEqual([]);
  });
});
