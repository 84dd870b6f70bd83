import { describe, expect, it } from '@jest/globals';
import {
  againstIndex,
  broken,
  findingOf,
  Unreadable,
  faultsOfUploads,
  invalidDistributions,
  note,
  type RulingIndex,
} from '../../../src/distributions/finding.ts';

describe('faultsOfUploads', () => {
  const findings = [
    broken('is broken', 'Build it again.'),
    againstIndex('has a bad tag', 'no', 'Rename it.'),
    note('is odd', 'Look.'),
  ];
  const PYPI: RulingIndex = { kind: 'pypi', title: 'PyPI' };
  const GENERIC: RulingIndex = { kind: 'generic', title: 'index.example' };
  const severities = (index: RulingIndex) =>
    faultsOfUploads([{ name: 'a', findings }], index).map(({ severity }) => severity);

  it("takes PyPI's rules for errors on PyPI, for warnings elsewhere", () => {
    expect(severities(PYPI)).toEqual(['error', 'error', 'warning']);
    expect(severities(GENERIC)).toEqual(['error', 'warning', 'warning']);
  });

  it('keeps the file, what the index would answer, and the hint', () => {
    expect(
      faultsOfUploads(
        [
          { name: 'a', findings: [] },
          { name: 'b', findings },
        ],
        PYPI,
      )[1],
    ).toEqual({
      name: 'b',
      severity: 'error',
      message: 'has a bad tag (PyPI answers: no)',
      hint: 'Rename it.',
    });
  });

  it.each<[RulingIndex, string]>([
    [{ kind: 'pypi', title: 'TestPyPI' }, 'has a bad tag (TestPyPI answers: no)'],
    [{ kind: 'pypi', title: 'warehouse.example' }, 'has a bad tag (warehouse.example answers: no)'],
    // Another index has rules of its own: these are PyPI's.
    [GENERIC, 'has a bad tag (PyPI answers: no)'],
  ])('lets the index itself answer, where the rules are its own: %o', (index, message) => {
    expect(faultsOfUploads([{ name: 'a', findings }], index)[1]?.message).toBe(message);
  });
});

describe('a file that cannot be read', () => {
  it('has the hint of its fault, or how such an archive comes about', () => {
    expect(findingOf(new Unreadable('odd', { hint: 'Do this.' })).hint).toBe('Do this.');
    expect(findingOf(new Unreadable('odd')).hint).toMatch(/^Build the file again/);
    expect(findingOf(new Error('EACCES')).hint).toMatch(/may read the file/);
  });
});

describe('invalidDistributions', () => {
  const fault = (name: string, message: string, hint?: string) =>
    ({ name, severity: 'error', message, ...(hint !== undefined && { hint }) }) as const;

  it('tells all faults of all files, and each hint once', () => {
    const error = invalidDistributions([
      fault('a', 'one', 'Do this.'),
      fault('a', 'two', 'Do that.'),
      fault('b', 'three', 'Do this.'),
    ]);
    expect(error.message).toBe('2 files cannot be published:\n- a: one\n- a: two\n- b: three');
    expect(error).toMatchObject({ hint: 'Do this. Do that.', rerun: 'needs-new-files' });
  });
});
