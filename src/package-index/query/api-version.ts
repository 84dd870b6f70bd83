import { KnownCause } from '../../errors.ts';

/** The version of the Simple API that a page is of. https://peps.python.org/pep-0629/ */
export interface ApiVersion {
  readonly major: number;
  readonly minor: number;
}

/** What a page is of that names no version (PEP 629). */
export const FIRST_VERSION: ApiVersion = { major: 1, minor: 0 };
/** The newest version that is read here: 1.1 is PEP 700, 1.2 PEP 708, 1.3 PEP 740, 1.4 PEP 792. */
const KNOWN_VERSION: ApiVersion = { major: 1, minor: 4 };

/**
 * `Major.Minor`, and what else begins like a version. Of other text no specification says anything; pip reads no version at all, so it
 * counts as none.
 */
export function parseApiVersion(value: unknown): ApiVersion {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 40) : '';
  const [, major, minor = '0'] = /^\s*v?(\d+)(?:\.(\d+))?/i.exec(text) ?? [];
  return major === undefined ? FIRST_VERSION : { major: Number(major), minor: Number(minor) };
}

/** Whether nothing of a page can be relied on: clients must fail (PEP 629). */
export function isUnreadable({ major }: ApiVersion): boolean {
  return major > KNOWN_VERSION.major;
}

/** As messages name it. */
export function versionText({ major, minor }: ApiVersion): string {
  return `version ${major}.${minor} of the Simple API`;
}

/** Of a greater minor version clients should warn (PEP 629). */
export function minorVersionWarning(
  { apiVersion }: { readonly apiVersion: ApiVersion },
  title: string,
): readonly string[] {
  const { major, minor } = KNOWN_VERSION;
  if (apiVersion.major !== major || apiVersion.minor <= minor) return [];
  return [
    `${title} serves ${versionText(apiVersion)}; this version of wheelseal knows ${major}.${minor} and ignores what is newer. Update wheelseal if there is a version that knows it.`,
  ];
}

/** Why a page of a greater major version is not read. */
export function newerApi(version: ApiVersion): KnownCause {
  return new KnownCause(
    `it serves ${versionText(version)}, and this version of wheelseal reads ${KNOWN_VERSION.major}.x only`,
    'Update wheelseal to a version that reads this API.',
  );
}
