import type { CoreMetadata } from '../distribution.ts';
import { comparableVersion, normaliseProject } from '../filename.ts';
import type { DistributionFilename } from '../filename.ts';
import { normalisedProjectPart } from '../filename-rules.ts';
import { againstIndex, broken, note } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { acceptedVersions, introducedIn, singleFields, titled } from './metadata-fields.ts';
import { checkFieldValues } from './metadata-rules.ts';
import { singleValue } from './metadata.ts';

const projectName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/**
 * All that is wrong with core metadata: against the specification, against the file's name, against PyPI's own rules.
 * https://packaging.python.org/en/latest/specifications/core-metadata/
 */
export function checkMetadata(metadata: CoreMetadata, filename: DistributionFilename): Finding[] {
  return [
    ...checkRepeated(metadata),
    ...checkMetadataVersion(metadata),
    ...checkName(metadata, filename),
    ...checkVersion(metadata, filename),
    ...checkIntroduction(metadata),
    ...checkFieldValues(metadata),
  ];
}

/** Whether a metadata version is at least another (`2.10` is after `2.4`). */
export function isMetadataVersionAtLeast(version: string, minimum: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [minimumMajor = 0, minimumMinor = 0] = minimum.split('.').map(Number);
  return major > minimumMajor || (major === minimumMajor && minor >= minimumMinor);
}

function checkRepeated(metadata: CoreMetadata): Finding[] {
  return [...metadata]
    .filter(([field, values]) => singleFields.has(field) && values.length > 1)
    .map(([field, values]) => {
      if (field === 'description')
        return broken('the metadata has more than one description (header and body)');
      return broken(`the metadata has ${values.length} ${titled(field)} fields`);
    });
}

function checkMetadataVersion(metadata: CoreMetadata): Finding[] {
  const version = singleValue(metadata, 'metadata-version');
  if (version === undefined) return [broken('the metadata has no Metadata-Version')];
  if (!/^\d{1,4}\.\d{1,4}$/.test(version)) return [broken(`Metadata-Version '${version}' is not a version`)];
  if (acceptedVersions.includes(version)) return [];
  if (isMetadataVersionAtLeast(version, '3.0')) {
    return [broken(`Metadata-Version ${version} has a major version that is not known here`)];
  }
  if (version === '2.0')
    return [
      againstIndex('Metadata-Version 2.0 was never published', `'2.0' is not a valid metadata version`),
    ];
  return [
    note(
      `Metadata-Version ${version} is newer than the ones known here (${acceptedVersions.at(-1)}); its new fields are not checked`,
    ),
  ];
}

function checkName(metadata: CoreMetadata, filename: DistributionFilename): Finding[] {
  const name = singleValue(metadata, 'name') ?? '';
  if (name === '') return [broken('the metadata has no Name')];
  if (!projectName.test(name)) return [broken(`'${name}' in the metadata is not a project name`)];
  if (normaliseProject(name) === filename.project) return [];
  const answer = `PyPI answers: Start filename for '${name}' with '${normalisedProjectPart(name)}'.`;
  return [
    broken(
      `the metadata is that of project '${name}', the file name says '${filename.projectAsWritten}' (${answer})`,
    ),
  ];
}

function checkVersion(metadata: CoreMetadata, filename: DistributionFilename): Finding[] {
  const version = singleValue(metadata, 'version') ?? '';
  if (version === '') return [broken('the metadata has no Version')];
  const comparable = comparableVersion(version);
  if (comparable === undefined) return [broken(`'${version}' in the metadata is not a version (PEP 440)`)];
  if (comparable === comparableVersion(filename.versionAsWritten)) return [];
  const answer = `PyPI answers: Version in filename should be '${version}' not '${filename.versionAsWritten}'.`;
  return [
    broken(
      `the metadata is that of version ${version}, the file name says ${filename.versionAsWritten} (${answer})`,
    ),
  ];
}

function checkIntroduction(metadata: CoreMetadata): Finding[] {
  const version = singleValue(metadata, 'metadata-version') ?? '';
  if (!acceptedVersions.includes(version)) return [];
  return [...metadata.keys()].flatMap((field) => {
    const minimum = introducedIn.get(field);
    if (minimum === undefined || isMetadataVersionAtLeast(version, minimum)) return [];
    const answer = `'${field}' introduced in metadata version ${minimum}, not ${version}`;
    return [againstIndex(`${titled(field)} does not exist in metadata version ${version}`, answer)];
  });
}
