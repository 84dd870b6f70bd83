/** Fields that may appear once. https://packaging.python.org/en/latest/specifications/core-metadata/ */
export const singleFields: ReadonlySet<string> = new Set([
  'metadata-version',
  'name',
  'version',
  'summary',
  'description',
  'description-content-type',
  'keywords',
  'home-page',
  'download-url',
  'author',
  'author-email',
  'maintainer',
  'maintainer-email',
  'license',
  'license-expression',
  'requires-python',
]);

/**
 * The metadata version that introduced a field, for fields that came after 1.0. License-File (2.4) is not among them:
 * setuptools wrote it long before, and the upload form leaves it out then.
 */
export const introducedIn: ReadonlyMap<string, string> = new Map([
  ['supported-platform', '1.1'],
  ['download-url', '1.1'],
  ['classifier', '1.1'],
  ['requires', '1.1'],
  ['provides', '1.1'],
  ['obsoletes', '1.1'],
  ['maintainer', '1.2'],
  ['maintainer-email', '1.2'],
  ['requires-dist', '1.2'],
  ['requires-python', '1.2'],
  ['requires-external', '1.2'],
  ['project-url', '1.2'],
  ['provides-dist', '1.2'],
  ['obsoletes-dist', '1.2'],
  ['description-content-type', '2.1'],
  ['provides-extra', '2.1'],
  ['dynamic', '2.2'],
  ['license-expression', '2.4'],
  ['import-name', '2.5'],
  ['import-namespace', '2.5'],
]);

/** All fields of the specification, as Dynamic may name them. */
export const knownFields: ReadonlySet<string> = new Set([
  ...singleFields,
  ...introducedIn.keys(),
  'platform',
  'license-file',
]);

/** Metadata versions that PyPI takes. */
export const acceptedVersions: readonly string[] = ['1.0', '1.1', '1.2', '2.1', '2.2', '2.3', '2.4', '2.5'];

/** A field's name as the specification writes it. */
export function titled(field: string): string {
  return field
    .replace(/(^|-)([a-z])/g, (_, hyphen: string, letter: string) => `${hyphen}${letter.toUpperCase()}`)
    .replace('Url', 'URL');
}

/** Whether a field has a value: `UNKNOWN` is what distutils wrote where there was none. */
export function isGiven(value: string): boolean {
  return value !== '' && value !== 'UNKNOWN';
}
