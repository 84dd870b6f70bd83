import { describe, expect, it } from '@jest/globals';
import type { VersionedFile } from '../../../src/audit/audited.ts';
import { inScope, mustBeAttested } from '../../../src/audit/scope.ts';
import type { Since } from '../../../src/inputs/audit-inputs.ts';

const NOW = new Date('2026-06-15T00:00:00Z');

const listed = (version: string | undefined, uploadedAt?: string, attested = false): VersionedFile => ({
  name: `demo-${version ?? 'x'}-${uploadedAt ?? 'never'}`,
  version,
  sha256: undefined,
  url: '',
  uploadedAt,
  attested,
  yanked: false,
});

const FIRST = listed('1.0', '2024-01-01T00:00:00Z');
const SECOND = listed('2.0', '2026-03-01T00:00:00Z', true);
const THIRD = listed('3.0a1', '2025-01-01T00:00:00Z');
const LATE = listed('1.0.1', '2026-06-14T12:00:00Z');
const EGG = listed(undefined, '2012-01-01T00:00:00Z');
const ALL = [FIRST, SECOND, THIRD, LATE, EGG];
const UNTIMED = ALL.map((file) => ({ ...file, uploadedAt: undefined }));

describe('the files that are audited', () => {
  it.each<[string, Since, readonly (string | undefined)[]]>([
    ['always', { kind: 'always' }, ['1.0', '2.0', '3.0a1', '1.0.1', undefined]],
    ['a date, with that moment', { kind: 'date', from: new Date('2026-03-01T00:00:00Z') }, ['2.0', '1.0.1']],
    ['days', { kind: 'days', days: 1 }, ['1.0.1']],
    [
      'a release, with what was uploaded since to older ones',
      { kind: 'release', version: '2' },
      ['2.0', '3.0a1', '1.0.1'],
    ],
    ['a release that is none of them', { kind: 'release', version: '2.5' }, ['3.0a1']],
  ])('by %s', (_, since, expected) => {
    expect(ALL.filter(inScope(ALL, since, NOW)).map(({ version }) => version)).toEqual(expected);
  });

  it('are all those whose time is not known, by time; those whose version is not known, by release', () => {
    expect(UNTIMED.filter(inScope(UNTIMED, { kind: 'days', days: 1 }, NOW))).toEqual(UNTIMED);
    const from = inScope(UNTIMED, { kind: 'release', version: '2.0' }, NOW);
    expect(UNTIMED.filter(from).map(({ version }) => version)).toEqual(['2.0', '3.0a1', undefined]);
  });
});

describe('the files that must have an attestation', () => {
  const versions = (files: readonly VersionedFile[], since?: string) =>
    files.filter(mustBeAttested(files, since, undefined)).map(({ version }) => version);

  it('are those uploaded since the first attested one, whatever their version', () => {
    expect(versions(ALL)).toEqual(['2.0', '1.0.1']);
  });

  it('are all of the first attested release', () => {
    const twin = { ...listed('2.0', '2026-02-28T00:00:00Z'), name: 'twin' };
    expect(versions([...ALL, twin])).toEqual(['2.0', '1.0.1', '2.0']);
  });

  it('are later versions where there are no times', () => {
    expect(versions(UNTIMED)).toEqual(['2.0', '3.0a1', undefined]);
  });

  it('are none where none is attested', () => {
    expect(versions([FIRST, LATE])).toEqual([]);
  });

  it('are those from a version that is given, and what was uploaded since', () => {
    expect(versions(ALL, '3.0a1')).toEqual(['2.0', '3.0a1', '1.0.1']);
    expect(versions([FIRST, LATE], '1.0')).toEqual(['1.0', '1.0.1']);
    expect(versions([FIRST, LATE], '9')).toEqual([]);
  });

  it('are those that had one at the last audit', () => {
    const known = new Map([
      [FIRST.name, { name: FIRST.name, sha256: undefined, yanked: false, attested: true }],
      [LATE.name, { name: LATE.name, sha256: undefined, yanked: false, attested: false }],
    ]);
    expect([FIRST, LATE].filter(mustBeAttested([FIRST, LATE], undefined, known))).toEqual([FIRST]);
  });
});
