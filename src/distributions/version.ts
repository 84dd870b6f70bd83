import { compareText } from '../ground/compare-text.ts';

/** A version's parts (PEP 440), normalised: numbers of any length without leading zeros, letters in their short forms. */
export interface Version {
  readonly epoch: string;
  readonly release: readonly string[];
  readonly pre: readonly [letter: string, number: string] | undefined;
  readonly post: string | undefined;
  readonly dev: string | undefined;
  /** Segments of the local part; none where there is no local part. */
  readonly local: readonly string[];
}

// Each repeated part is followed by something that it can't contain itself, so that the pattern is linear.
const versionPattern = new RegExp(
  [
    /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)/,
    /(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|rc|c)[-_.]?(?<preNumber>\d*))?/,
    /(?:-(?<implicitPost>\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postNumber>\d*))?/,
    /(?:[-_.]?(?<dev>dev)[-_.]?(?<devNumber>\d*))?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/,
  ]
    .map((part) => part.source)
    .join(''),
  'i',
);
const shortLetters: ReadonlyMap<string, string> = new Map([
  ['alpha', 'a'],
  ['beta', 'b'],
  ['c', 'rc'],
  ['pre', 'rc'],
  ['preview', 'rc'],
]);
/** More than any release has: a file's name, which holds the version, has at most 255 bytes. */
const maximumLength = 1000;

/** Takes a version apart; undefined where it is none, or has more than 1,000 characters. PEP 440, appendix B */
export function parseVersion(text: string): Version | undefined {
  const groups = text.length > maximumLength ? undefined : versionPattern.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { epoch = '0', release = '', pre, preNumber, implicitPost, post, postNumber, dev } = groups;
  const letter = pre?.toLowerCase();
  const local = groups['local']?.toLowerCase().split(/[-_.]/) ?? [];
  return {
    epoch: number(epoch),
    release: release.split('.').map(number),
    pre: letter === undefined ? undefined : [shortLetters.get(letter) ?? letter, number(preNumber)],
    post: implicitPost === undefined && post === undefined ? undefined : number(implicitPost ?? postNumber),
    dev: dev === undefined ? undefined : number(groups['devNumber']),
    local: local.map((segment) => (isNumber(segment) ? number(segment) : segment)),
  };
}

/** Normalised version, trailing zeros kept; undefined where it is none. PEP 440 */
export function normaliseVersion(text: string): string | undefined {
  const version = parseVersion(text);
  return version && written(version, version.release);
}

/** The one form of all versions that are equal by PEP 440: normalised, without trailing zeros. */
export function comparableVersion(text: string): string | undefined {
  const version = parseVersion(text);
  return version && written(version, withoutTrailingZeros(version.release));
}

/** Which release of its project a version names: Warehouse has one for all that are equal, 1.0 and 1.0.0 (`canonical_version`). */
export function releaseVersion(version: string): string {
  return comparableVersion(version) ?? version;
}

/** Whether two versions name one release of a project; nothing is of the release of a file without a version. */
export function isSameRelease(one: string | undefined, other: string): boolean {
  return one !== undefined && releaseVersion(one) === releaseVersion(other);
}

/** Order of versions. PEP 440, "Summary of permitted suffixes and relative ordering" */
export function compareVersions(one: Version, other: Version): number {
  return (
    compareNumbers(one.epoch, other.epoch) ||
    compareLists(withoutTrailingZeros(one.release), withoutTrailingZeros(other.release), compareNumbers) ||
    preRank(one) - preRank(other) ||
    compareText(one.pre?.[0] ?? '', other.pre?.[0] ?? '') ||
    compareNumbers(one.pre?.[1] ?? '0', other.pre?.[1] ?? '0') ||
    Number(one.post !== undefined) - Number(other.post !== undefined) ||
    compareNumbers(one.post ?? '0', other.post ?? '0') ||
    Number(one.dev === undefined) - Number(other.dev === undefined) ||
    compareNumbers(one.dev ?? '0', other.dev ?? '0') ||
    compareLists(one.local, other.local, compareSegments)
  );
}

function written({ epoch, pre, post, dev, local }: Version, release: readonly string[]): string {
  return [
    epoch === '0' ? '' : `${epoch}!`,
    release.join('.'),
    pre === undefined ? '' : pre.join(''),
    post === undefined ? '' : `.post${post}`,
    dev === undefined ? '' : `.dev${dev}`,
    local.length === 0 ? '' : `+${local.join('.')}`,
  ].join('');
}

/** A development release of a final release comes before its pre-releases, and these before it. */
function preRank({ pre, post, dev }: Version): number {
  if (pre !== undefined) return 1;
  return post === undefined && dev !== undefined ? 0 : 2;
}

function withoutTrailingZeros(release: readonly string[]): readonly string[] {
  const last = release.findLastIndex((part) => part !== '0');
  return release.slice(0, Math.max(last, 0) + 1);
}

function number(digits: string | undefined): string {
  return digits?.replace(/^0+(?=\d)/, '') || '0';
}

function isNumber(segment: string): boolean {
  return /^\d+$/.test(segment);
}

function compareNumbers(one: string, other: string): number {
  return one.length - other.length || compareText(one, other);
}

function compareSegments(one: string, other: string): number {
  if (isNumber(one) !== isNumber(other)) return isNumber(one) ? 1 : -1;
  return isNumber(one) ? compareNumbers(one, other) : compareText(one, other);
}

function compareLists(
  one: readonly string[],
  other: readonly string[],
  compare: (one: string, other: string) => number,
): number {
  for (const [index, part] of one.entries()) {
    const counterpart = other[index];
    const order = counterpart === undefined ? 1 : compare(part, counterpart);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}
