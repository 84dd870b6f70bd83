import type { CoreMetadata } from '../distribution.ts';
import { isProjectName, normaliseProject } from '../../ground/project-name.ts';
import type { DistributionFilename } from '../filename.ts';
import { normalisedProjectPart } from '../filename-rules.ts';
import { againstIndex, broken, quoted } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { checkContentType } from './content-type.ts';
import { checkEmailAddresses } from './email-address.ts';
import {
  acceptedVersions,
  dynamicFields,
  introducedIn,
  invalidValue,
  isMetadataVersionAtLeast,
  singleFields,
  singleValue,
  titled,
  valuesOf,
} from './fields.ts';
import { checkClassifierForm } from './classifiers.ts';
import { pythonStripEnd, pythonStripStart } from './python-text.ts';
import { checkRequirements } from './requirements.ts';
import { checkUrls } from './urls.ts';
import { comparableVersion, normaliseVersion } from '../version.ts';

const maximumSummary = 512;
const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
/** Python 3.14, `keyword.kwlist`. */
const keywords: ReadonlySet<string> = new Set(
  [
    'False None True and as assert async await break class continue def del elif else except finally for from global',
    'if import in is lambda nonlocal not or pass raise return try while with yield',
  ]
    .join(' ')
    .split(' '),
);
const NEWER_BACKEND = 'Build with a newer build backend.';
const NOT_RENAMED = 'Build the file again instead of renaming it: name and metadata must agree.';

const neverDynamic: ReadonlySet<string> = new Set(['name', 'version', 'metadata-version']);

/**
 * All that is wrong with core metadata: against the specification, against the file's name, against PyPI's own rules.
 * Of classifiers only the form is checked: their list grows every month, and the index's own is fetched
 * (`checkClassifiers`), and licences are checked by `checkLicense`, which few files load. https://packaging.python.org/en/latest/specifications/core-metadata/, https://docs.pypi.org/api/upload/
 */
export function checkMetadata(metadata: CoreMetadata, filename: DistributionFilename): Finding[] {
  return [
    ...checkRepeated(metadata),
    ...checkMetadataVersion(metadata),
    ...checkName(metadata, filename),
    ...checkVersion(metadata, filename),
    ...checkIntroduction(metadata),
    ...checkSummary(metadata),
    ...checkContentType(metadata),
    ...valuesOf(metadata, 'classifier').flatMap(checkClassifierForm),
    ...valuesOf(metadata, 'dynamic').flatMap(checkDynamic),
    ...['import-name', 'import-namespace'].flatMap((field) =>
      valuesOf(metadata, field).flatMap((value) => checkImport(field, value)),
    ),
    ...checkEmailAddresses(metadata),
    ...checkUrls(metadata),
    ...checkRequirements(metadata),
  ];
}

function checkRepeated(metadata: CoreMetadata): Finding[] {
  return [...metadata]
    .filter(([field, values]) => singleFields.has(field) && values.length > 1)
    .map(([field, values]) => {
      if (field === 'description')
        return broken(
          'the metadata has more than one description (header and body)',
          'Build with a newer build backend: the description belongs in the body.',
        );
      return broken(
        `the metadata has ${values.length} ${titled(field)} fields`,
        'Build with a newer build backend, or correct what adds the second one.',
      );
    });
}

function checkMetadataVersion(metadata: CoreMetadata): Finding[] {
  const version = singleValue(metadata, 'metadata-version');
  if (version === undefined) return [broken('the metadata has no Metadata-Version', NEWER_BACKEND)];
  if (!/^\d{1,4}\.\d{1,4}$/.test(version))
    return [broken(`Metadata-Version ${quoted(version)} is not a version`, NEWER_BACKEND)];
  if (acceptedVersions.includes(version)) return [];
  if (isMetadataVersionAtLeast(version, '3.0')) {
    return [
      broken(
        `Metadata-Version ${version} has a major version that wheelseal does not know`,
        'Update wheelseal, or build with an older metadata version.',
      ),
    ];
  }
  const newest = acceptedVersions.at(-1) ?? '';
  const newer = isMetadataVersionAtLeast(version, newest);
  const message = newer
    ? `Metadata-Version ${version} is newer than ${newest}, the newest that PyPI's rules are known to accept`
    : `Metadata-Version ${version} was never published`;
  const hint = newer
    ? `Build with Metadata-Version ${newest} or older; if the index accepts ${version} by now, set \`verify-metadata: false\`.`
    : NEWER_BACKEND;
  return [againstIndex(message, `'${version}' is not a valid metadata version`, hint)];
}

function checkName(metadata: CoreMetadata, filename: DistributionFilename): Finding[] {
  const name = singleValue(metadata, 'name') ?? '';
  if (name === '') return [broken('the metadata has no Name', 'Set `name` in pyproject.toml.')];
  if (!isProjectName(name))
    return [
      broken(
        `${quoted(name)} in the metadata is not a project name`,
        'Set `name` in pyproject.toml to letters, digits, `-`, `_` and `.`.',
      ),
    ];
  if (normaliseProject(name) === filename.project) return [];
  const answer = `Start filename for '${name}' with '${normalisedProjectPart(name)}'.`;
  return [
    broken(
      `the metadata names project '${name}', the file name '${filename.projectAsWritten}'`,
      NOT_RENAMED,
      answer,
    ),
  ];
}

function checkVersion(metadata: CoreMetadata, filename: DistributionFilename): Finding[] {
  const version = singleValue(metadata, 'version') ?? '';
  if (version === '') return [broken('the metadata has no Version', 'Set `version` in pyproject.toml.')];
  const comparable = comparableVersion(version);
  if (comparable === undefined)
    return [
      broken(
        `${quoted(version)} in the metadata is not a version (PEP 440)`,
        'Set `version` in pyproject.toml to one that PEP 440 knows, such as 1.2.3.',
      ),
    ];
  if (comparable === comparableVersion(filename.versionAsWritten)) return [];
  const expected = normaliseVersion(version);
  const answer =
    filename.kind === 'wheel'
      ? `Version in filename should be '${expected}' not '${filename.version}'.`
      : `Filename '${filename.name}' is invalid, should be '${normalisedProjectPart(filename.project)}-${expected}.tar.gz'.`;
  return [
    broken(
      `the metadata names version ${version}, the file name ${filename.versionAsWritten}`,
      NOT_RENAMED,
      answer,
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
    return [
      againstIndex(
        `${titled(field)} does not exist in metadata version ${version}`,
        answer,
        `Build with Metadata-Version ${minimum} or newer, or remove the field.`,
      ),
    ];
  });
}

function checkSummary(metadata: CoreMetadata): Finding[] {
  const summary = singleValue(metadata, 'summary') ?? '';
  if (Array.from(summary).length <= maximumSummary) return [];
  const answer = `'summary' field must be ${maximumSummary} characters or less.`;
  return [
    againstIndex(
      `Summary is longer than ${maximumSummary} characters`,
      answer,
      'Shorten `description` in pyproject.toml to one line.',
    ),
  ];
}

function checkDynamic(value: string): Finding[] {
  const field = value.toLowerCase();
  if (dynamicFields.has(field)) return [];
  const allowed = neverDynamic.has(field)
    ? 'which must be the same in every file'
    : 'which cannot be dynamic';
  const answer = neverDynamic.has(field)
    ? `'${field}' is not allowed as a dynamic field`
    : `${quoted(field)} is not a valid dynamic field`;
  return [
    againstIndex(
      `Dynamic names ${quoted(value)}, ${allowed}`,
      answer,
      `Remove ${quoted(value)} from \`dynamic\`.`,
    ),
  ];
}

/** `package.module`, with `; private` after it or not. PEP 794 */
function checkImport(field: string, value: string): Finding[] {
  const semicolon = value.indexOf(';');
  const names = pythonStripEnd(semicolon < 0 ? value : value.slice(0, semicolon)).split('.');
  if (!names.every((name) => identifier.test(name)))
    return [invalidValue(field, value, 'is not a dotted name of Python identifiers')];
  const keyword = names.find((name) => keywords.has(name));
  if (keyword !== undefined)
    return [
      invalidValue(field, value, `has '${keyword}', a keyword of Python that nothing can be imported by`),
    ];
  if (semicolon < 0 || pythonStripStart(value.slice(semicolon + 1)) === 'private') return [];
  return [invalidValue(field, value, "has an option other than 'private'")];
}
