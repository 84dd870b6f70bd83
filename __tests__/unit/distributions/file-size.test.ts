import { describe, expect, it } from '@jest/globals';
import { checkFileSize } from '../../../src/distributions/file-size.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';

const MIB = 1024 ** 2;
const PYPI = describeIndex('https://upload.pypi.org/legacy/', 'auto', undefined);

describe('the size of a file', () => {
  it.each([0, 100 * MIB])('that PyPI takes of every project is nothing to say: %d bytes', (size) => {
    expect(checkFileSize(size, PYPI)).toEqual([]);
  });

  it.each([100 * MIB + 1, 1024 * MIB])('that PyPI takes of some is a note: %d bytes', (size) => {
    const most = Math.ceil(size / MIB);
    expect(checkFileSize(size, PYPI)).toEqual([
      {
        rule: 'note',
        message: `has ${most} MiB, and PyPI accepts more than 100 MiB only from projects with a raised limit`,
      },
    ]);
  });

  it('that PyPI takes of none is a fault', () => {
    expect(checkFileSize(1024 * MIB + 1, PYPI)).toEqual([
      {
        rule: 'index',
        message: 'has 1073741825 bytes, but PyPI accepts at most 1024 MiB',
        answer: 'File too large.',
        hint: 'Make the file smaller: leave data and debug symbols out of it.',
      },
    ]);
  });

  it('is nothing to say where the limits of the index are not known', () => {
    const index = describeIndex('https://example.com/up', 'auto', undefined);
    expect(checkFileSize(5 * 1024 * MIB, index)).toEqual([]);
  });
});
