import type { CoreMetadata } from '../distribution.ts';
import { againstIndex, quoted } from '../finding.ts';
import type { Finding } from '../finding.ts';

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

/** Fields that Dynamic may name: all but those that must be the same in every file, and Dynamic itself. PEP 643 */
export const dynamicFields: ReadonlySet<string> = new Set(
  [...singleFields, ...introducedIn.keys(), 'platform', 'license-file'].filter(
    (field) => !['name', 'version', 'metadata-version', 'dynamic'].includes(field),
  ),
);

/** Metadata versions that PyPI accepts (warehouse/forklift/metadata.py, August 2026). */
export const acceptedVersions: readonly string[] = ['1.0', '1.1', '1.2', '2.1', '2.2', '2.3', '2.4', '2.5'];

/** A field's name as the specification writes it. */
export function titled(field: string): string {
  return field
    .replace(/(^|-)([a-z])/g, (_, hyphen: string, letter: string) => `${hyphen}${letter.toUpperCase()}`)
    .replace('Url', 'URL');
}

/** All values of a field, none where it is absent. */
export function valuesOf(metadata: CoreMetadata, field: string): readonly string[] {
  return metadata.get(field) ?? [];
}

/** The one value of a field; undefined where it is absent. */
export function singleValue(metadata: CoreMetadata, field: string): string | undefined {
  return metadata.get(field)?.[0];
}

/** A finding with PyPI's answer for a value that its parser rejects. */
export function invalidValue(
  field: string,
  value: string,
  what: string,
  hint = `Correct ${titled(field)} in pyproject.toml (or setup.cfg), then build again.`,
): Finding {
  const answer = `${quoted(value)} is invalid for '${field}'`;
  return againstIndex(`${titled(field)} ${quoted(value)} ${what}`, answer, hint);
}

/** Whether a metadata version is at least another (`2.10` is after `2.4`). */
export function isMetadataVersionAtLeast(version: string, minimum: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [minimumMajor = 0, minimumMinor = 0] = minimum.split('.').map(Number);
  return major > minimumMajor || (major === minimumMajor && minor >= minimumMinor);
}
