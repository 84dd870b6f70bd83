import { isProjectName, normaliseProject } from '../ground/project-name.ts';
import type { DistributionKind } from './distribution.ts';
import { normaliseVersion } from './version.ts';

/** One compatibility tag of a wheel: the compressed sets of its name multiplied out. */
interface CompatibilityTag {
  readonly python: string;
  readonly abi: string;
  readonly platform: string;
}

/** What the name of a wheel or sdist says. */
export interface DistributionFilename {
  readonly kind: DistributionKind;
  readonly name: string;
  /** Normalised project name (PEP 503). */
  readonly project: string;
  /** Project part as written. */
  readonly projectAsWritten: string;
  /** Normalised version (PEP 440). */
  readonly version: string;
  /** Version part as written. */
  readonly versionAsWritten: string;
  /** Build tag of a wheel. */
  readonly build: string | undefined;
  /** Python tag of a wheel as written; `source` for an sdist. */
  readonly pythonTag: string;
  readonly tags: readonly CompatibilityTag[];
}

/** Why a name is not that of a wheel or sdist. */
interface FilenameFault {
  readonly fault: string;
}

/** Characters that a distribution's name can have; a name with others is never printed as it is. */
export const printableFilename = /^[A-Za-z0-9][A-Za-z0-9._+!-]*$/;

/** A post-release with a hyphen (PEP 440): `-1.0-1` is no end of a normalised name. */
const implicitPost = /-\d+(?:\.\d+)+-\d+$/;
const maximumTags = 1000;
const formerSources = /\.(?:zip|tgz|tar|tar\.bz2|tar\.xz|tar\.Z|tar\.zst)$/i;
const formerFormats =
  /\.(?:zip|egg|exe|msi|rpm|deb|dmg|tgz|tar|tar\.bz2|tbz2?|tar\.xz|txz|tar\.Z|tar\.zst)$/i;

/** Whether a name ends like a distribution, or like one of a format that indexes accepted once. */
export function isDistributionName(name: string): boolean {
  if (/\.(?:whl|tar\.gz|egg)$/i.test(name)) return true;
  const stem = name.replace(formerSources, '');
  return (
    stem !== name &&
    normaliseVersion(stem.slice(stem.lastIndexOf('-') + 1)) !== undefined &&
    stem.includes('-')
  );
}

/** Whether a name ends like an archive or installer that indexes accepted once. */
export function isFormerDistribution(name: string): boolean {
  return formerFormats.test(name);
}

/**
 * Takes a file name apart, by the specifications of wheels and sdists; what only PyPI requires of names is left to
 * `checkFilename`. https://packaging.python.org/en/latest/specifications/binary-distribution-format/#file-name-convention
 */
export function parseFilename(name: string): DistributionFilename | FilenameFault {
  if (!printableFilename.test(name)) {
    return { fault: 'has characters in its name that no wheel or sdist can have' };
  }
  if (formerFormats.test(name)) {
    const extension = formerFormats.exec(name)?.[0] ?? '';
    return { fault: `${extension} files cannot be uploaded: a release consists of .whl and .tar.gz files` };
  }
  if (name.endsWith('.whl')) return parseWheelFilename(name);
  if (name.endsWith('.tar.gz')) return parseSdistFilename(name);
  if (isDistributionName(name)) return { fault: 'the extension must be in lower case' };
  return { fault: 'is neither a wheel (.whl) nor an sdist (.tar.gz)' };
}

/** The normalised version of a wheel or sdist of a project, by its name; undefined of any other file. */
export function versionOf(name: string, project: string): string | undefined {
  const file = parseFilename(name);
  return 'fault' in file || file.project !== project ? undefined : file.version;
}

/**
 * The normalised version in the name of a file that an index lists; names of formats that indexes accepted once have it behind the
 * project too.
 */
export function versionInName(name: string): string | undefined {
  const file = parseFilename(name);
  if (!('fault' in file)) return file.version;
  const stem = name.replace(/\.(?:zip|egg|exe|msi|rpm|tgz|whl|tar(?:\.\w+)?)$/i, '');
  const versions = stem.split('-').slice(1).map(normaliseVersion);
  return versions.find((version) => version !== undefined);
}

function parseWheelFilename(name: string): DistributionFilename | FilenameFault {
  const parts = name.slice(0, -'.whl'.length).split('-');
  const [project = '', version = ''] = parts;
  const build = parts.length === 6 ? parts[2] : undefined;
  const [pythonTag = '', abi = '', platform = ''] = parts.slice(-3);
  if (parts.length !== 5 && parts.length !== 6) {
    return {
      fault: `has ${parts.length} parts between hyphens: a wheel's name is {name}-{version}(-{build})-{python}-{abi}-{platform}.whl, with _ for each hyphen in the name`,
    };
  }
  if (build !== undefined && !/^\d/.test(build)) {
    return { fault: `the build tag '${build}' does not start with a digit` };
  }
  const compressed = [pythonTag, abi, platform].map((set) => set.split('.'));
  if (compressed.flat().some((tag) => !/^\w+$/.test(tag))) return { fault: 'has an empty or invalid tag' };
  if (compressed.reduce((count, set) => count * set.length, 1) > maximumTags) {
    return { fault: `names more than ${maximumTags} combinations of tags` };
  }
  return parsed(name, 'wheel', { project, version, build, pythonTag, tags: multiplied(compressed) });
}

function parseSdistFilename(name: string): DistributionFilename | FilenameFault {
  const stem = name.slice(0, -'.tar.gz'.length);
  const hyphen = implicitPost.exec(stem)?.index ?? stem.lastIndexOf('-');
  if (hyphen < 1) return { fault: "an sdist's name is {name}-{version}.tar.gz" };
  const [project, version] = [stem.slice(0, hyphen), stem.slice(hyphen + 1)];
  return parsed(name, 'sdist', { project, version, build: undefined, pythonTag: 'source', tags: [] });
}

type Parts = Pick<DistributionFilename, 'project' | 'version' | 'build' | 'pythonTag' | 'tags'>;

function parsed(name: string, kind: DistributionKind, parts: Parts): DistributionFilename | FilenameFault {
  const version = normaliseVersion(parts.version);
  if (!isProjectName(parts.project)) return { fault: `'${parts.project}' is not a project name` };
  if (version === undefined) return { fault: `'${parts.version}' is not a version (PEP 440)` };
  return {
    ...parts,
    kind,
    name,
    project: normaliseProject(parts.project),
    projectAsWritten: parts.project,
    version,
    versionAsWritten: parts.version,
  };
}

function multiplied(compressed: readonly (readonly string[])[]): CompatibilityTag[] {
  const [pythons = [], abis = [], platforms = []] = compressed;
  return pythons.flatMap((python) =>
    abis.flatMap((abi) => platforms.map((platform) => ({ python, abi, platform }))),
  );
}

/** A tag as text. PEP 425 */
export function tagText({ python, abi, platform }: CompatibilityTag): string {
  return `${python}-${abi}-${platform}`;
}

/** The tags that one with compressed sets stands for (`py2.py3-none-any`), as text. PEP 425 */
export function expandedTags(tag: string): string[] {
  const sets = tag
    .trim()
    .split('-')
    .map((set) => set.split('.'));
  return multiplied(sets.slice(0, 3)).map(tagText);
}
