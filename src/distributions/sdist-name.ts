import type { CoreMetadata } from './distribution.ts';
import { normalisedProjectPart } from './filename-rules.ts';
import { normaliseProject } from '../ground/project-name.ts';
import type { DistributionFilename } from './filename.ts';
import { againstIndex, note } from './finding.ts';
import type { Finding } from './finding.ts';
import { singleValue } from './metadata/fields.ts';
import { comparableVersion, normaliseVersion } from './version.ts';

/** Holds the name of an sdist against its metadata, and its top folder against its name. PEP 625 */
export function checkSdistName(
  metadata: CoreMetadata,
  top: string,
  filename: DistributionFilename,
): Finding[] {
  return [...checkTop(top, filename), ...checkName(metadata, filename)];
}

function checkTop(top: string, filename: DistributionFilename): Finding[] {
  const hyphen = top.lastIndexOf('-');
  const sameProject = normaliseProject(top.slice(0, hyphen)) === filename.project;
  const sameVersion =
    comparableVersion(top.slice(hyphen + 1)) === comparableVersion(filename.versionAsWritten);
  if (hyphen > 0 && sameProject && sameVersion) return [];
  return [
    note(`the sdist's top folder is '${top}'; expected '${filename.name.slice(0, -'.tar.gz'.length)}'`),
  ];
}

/**
 * PyPI requires the version as the metadata has it, normalised, trailing zeros kept (PEP 625; warehouse/forklift/legacy.py). What
 * is wrong with the name by itself, or is another project or version, is said elsewhere.
 */
function checkName(metadata: CoreMetadata, filename: DistributionFilename): Finding[] {
  const written = singleValue(metadata, 'version') ?? '';
  const version = normaliseVersion(written);
  const isOtherSpelling =
    version !== filename.version &&
    comparableVersion(written) === comparableVersion(filename.versionAsWritten);
  if (version === undefined || !isOtherSpelling) return [];
  const expected = `${normalisedProjectPart(filename.project)}-${version}.tar.gz`;
  const answer = `Filename '${filename.name}' is invalid, should be '${expected}'.`;
  return [
    againstIndex(
      `the metadata has Version ${written}; the file must be named ${expected}`,
      answer,
      `Rename it to ${expected}.`,
    ),
  ];
}
