import type { CoreMetadata } from '../distribution.ts';
import { normaliseProject } from '../filename.ts';
import type { DistributionFilename } from '../filename.ts';
import { normalisedProjectPart } from '../filename-rules.ts';
import { againstIndex, broken, note } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { checkAddresses } from './addresses.ts';
import {
  acceptedVersions,
  introducedIn,
  invalidValue,
  isGiven,
  isMetadataVersionAtLeast,
  knownFields,
  singleFields,
  singleValue,
  titled,
  valuesOf,
} from './fields.ts';
import { checkClassifierForm } from './classifiers.ts';
import { checkLicense } from './licenses.ts';
import { checkRequirements } from './requirements.ts';
import { comparableVersion } from '../version.ts';

const maximumSummary = 512;
const contentTypes = ['text/plain', 'text/x-rst', 'text/markdown'];
const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const neverDynamic: ReadonlySet<string> = new Set(['name', 'version', 'metadata-version']);
const projectName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/**
 * All that is wrong with core metadata: against the specification, against the file's name, against PyPI's own rules.
 * Of classifiers only the form is checked: their list grows every month, and the index's own is asked for
 * (`checkClassifiers`). https://packaging.python.org/en/latest/specifications/core-metadata/, https://docs.pypi.org/api/upload/
 */
export function checkMetadata(metadata: CoreMetadata, filename: DistributionFilename): Finding[] {
  return [
    ...checkRepeated(metadata),
    ...checkMetadataVersion(metadata),
    ...checkName(metadata, filename),
    ...checkVersion(metadata, filename),
    ...checkIntroduction(metadata),
    ...checkSummary(metadata),
    ...checkContentType(singleValue(metadata, 'description-content-type') ?? ''),
    ...valuesOf(metadata, 'classifier').flatMap(checkClassifierForm),
    ...valuesOf(metadata, 'dynamic').flatMap(checkDynamic),
    ...['import-name', 'import-namespace'].flatMap((field) =>
      valuesOf(metadata, field).flatMap((value) => checkImport(field, value)),
    ),
    ...checkLicense(metadata),
    ...checkAddresses(metadata),
    ...checkRequirements(metadata),
  ];
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

function checkSummary(metadata: CoreMetadata): Finding[] {
  const summary = singleValue(metadata, 'summary') ?? '';
  const findings: Finding[] = [];
  if (Array.from(summary).length > maximumSummary) {
    const answer = `'summary' field must be ${maximumSummary} characters or less.`;
    findings.push(againstIndex(`Summary is longer than ${maximumSummary} characters`, answer));
  }
  if (/[\r\n]/.test(summary))
    findings.push(againstIndex('Summary has more than one line', "'summary' must be a single line"));
  return findings;
}

function checkContentType(contentType: string): Finding[] {
  if (!isGiven(contentType)) return [];
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim());
  const refused = (what: string): Finding[] => [
    againstIndex(`Description-Content-Type '${contentType}' ${what}`),
  ];
  if (!contentTypes.includes(type.toLowerCase())) return refused(`is none of ${contentTypes.join(', ')}`);
  for (const parameter of parameters) {
    const [key = '', value = ''] = parameter.split('=').map((part) => part.trim().replaceAll('"', ''));
    if (key.toLowerCase() === 'charset' && value.toLowerCase() !== 'utf-8')
      return refused('has a charset other than UTF-8');
    const markdown = type.toLowerCase() === 'text/markdown';
    if (markdown && key.toLowerCase() === 'variant' && !['GFM', 'CommonMark'].includes(value))
      return refused('has a variant other than GFM or CommonMark');
  }
  return [];
}

function checkDynamic(value: string): Finding[] {
  const field = value.toLowerCase();
  if (neverDynamic.has(field)) {
    const answer = `'${field}' is not allowed as a dynamic field`;
    return [againstIndex(`Dynamic names '${value}', which must be the same in every file`, answer)];
  }
  if (knownFields.has(field)) return [];
  const answer = `'${field}' is not a valid dynamic field`;
  return [againstIndex(`Dynamic names '${value}', which is not a metadata field`, answer)];
}

/** `package.module`, with `; private` after it or not; the empty value says that there is nothing to import. PEP 794 */
function checkImport(field: string, value: string): Finding[] {
  const [path = '', option] = value.split(/;(.*)/s, 2);
  if (value.trim() === '') return [];
  const wrong = path
    .trimEnd()
    .split('.')
    .some((part) => !identifier.test(part));
  if (wrong) return [invalidValue(field, value, 'is not a dotted name of Python identifiers')];
  if (option === undefined || option.trimStart() === 'private') return [];
  return [invalidValue(field, value, "has an option other than 'private'")];
}
