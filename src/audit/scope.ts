import { compareVersions, parseVersion } from '../distributions/version.ts';
import type { Since } from '../inputs/audit-inputs.ts';
import type { KnownFile, VersionedFile } from './audited.ts';

type Selects = (file: VersionedFile) => boolean;

const DAY = 24 * 3_600_000;

/**
 * Which files of a project are audited. A release stands for its version and later ones, and for all that was uploaded since its
 * first file: who has a stolen token may add a file to an old release. A file without a time of upload is never left out for it.
 */
export function inScope(listed: readonly VersionedFile[], since: Since, now: Date): Selects {
  switch (since.kind) {
    case 'always':
      return () => true;
    case 'date':
      return uploadedSince(since.from.getTime());
    case 'days':
      return uploadedSince(now.getTime() - since.days * DAY);
    case 'release':
      return fromRelease(listed, since.version);
  }
}

/**
 * Which files must have an attestation.
 * @param since the version from which on; undefined: from the first attested release on, which is all that was uploaded since its
 * first attested file; where the page has no times, its version and later ones
 * @param known what the last audit saw: what had an attestation then must have one now
 */
export function mustBeAttested(
  listed: readonly VersionedFile[],
  since: string | undefined,
  known: ReadonlyMap<string, KnownFile> | undefined,
): Selects {
  const required = since === undefined ? fromFirstAttested(listed) : fromRelease(listed, since);
  return (file) => known?.get(file.name)?.attested === true || required(file);
}

function fromFirstAttested(listed: readonly VersionedFile[]): Selects {
  const attested = listed.filter((file) => file.attested);
  if (attested.length === 0) return () => false;
  const first = firstUpload(attested);
  if (first !== undefined) {
    const release = attested.find((file) => timeOf(file) === first)?.version;
    return (file) =>
      (timeOf(file) ?? Infinity) >= first || (release !== undefined && file.version === release);
  }
  const versions = attested.flatMap(({ version }) => version ?? []);
  const lowest = versions.toSorted(byVersion)[0];
  return (file) => lowest === undefined || file.version === undefined || isFrom(file, lowest);
}

function fromRelease(listed: readonly VersionedFile[], version: string): Selects {
  const first = firstUpload(
    listed.filter((file) => file.version !== undefined && byVersion(file.version, version) === 0),
  );
  return (file) => {
    const later = first !== undefined && (timeOf(file) ?? Infinity) >= first;
    // A name without a version, as of an old format, leaves the time alone to judge by.
    const unknown = file.version === undefined && (first === undefined || timeOf(file) === undefined);
    return later || unknown || isFrom(file, version);
  };
}

function isFrom({ version }: VersionedFile, lowest: string): boolean {
  return version !== undefined && byVersion(version, lowest) >= 0;
}

/** Both are versions: those of file names are read, and those of inputs checked. */
function byVersion(one: string, other: string): number {
  const [left, right] = [parseVersion(one), parseVersion(other)];
  return left === undefined || right === undefined ? 0 : compareVersions(left, right);
}

function uploadedSince(from: number): Selects {
  return (file) => (timeOf(file) ?? Infinity) >= from;
}

/** Milliseconds since 1970; undefined where the page does not say. */
export function timeOf({ uploadedAt }: Pick<VersionedFile, 'uploadedAt'>): number | undefined {
  const time = uploadedAt === undefined ? NaN : Date.parse(uploadedAt);
  return Number.isNaN(time) ? undefined : time;
}

function firstUpload(files: readonly VersionedFile[]): number | undefined {
  return files.reduce<number | undefined>((first, file) => {
    const time = timeOf(file);
    return time === undefined || (first !== undefined && first <= time) ? first : time;
  }, undefined);
}
