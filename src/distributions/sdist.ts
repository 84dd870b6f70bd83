import type { FileContent } from '../platform/files.ts';
import { normaliseProject } from './filename.ts';
import type { DistributionFilename } from './filename.ts';
import { normalisedProjectPart } from './filename-rules.ts';
import { Unreadable, againstIndex, note } from './finding.ts';
import type { Finding } from './finding.ts';
import { checkLicenseFiles } from './metadata/license-files.ts';
import { parseMetadata } from './metadata/parse-metadata.ts';
import { singleValue } from './metadata/fields.ts';
import type { TarMember } from './archives/tar.ts';
import { walkTarGz } from './archives/tar-gz.ts';
import type { Unpacked } from './archives/tar-gz.ts';
import { readAtOf } from './archives/random-access.ts';
import { isZip } from './archives/zip-end.ts';
import type { ReadArchive } from './wheel.ts';
import { checkSeparators, foldedPath, pathFault, unpackedPath } from './archives/member-path.ts';
import type { CoreMetadata } from './distribution.ts';
import { comparableVersion, normaliseVersion } from './version.ts';

const ONE_FOLDER =
  'Pack the sdist as one directory, NAME-VERSION, with PKG-INFO in it, as current build backends do.';

/** What one walk over the members of an sdist leaves behind. */
interface Walk {
  /** Paths as they are unpacked. */
  readonly members: Set<string>;
  /** PKG-INFO by the place that its spelling is unpacked to. */
  readonly information: Map<string, Information>;
  readonly links: LinkTree;
  /** Folders that all members lie in, as Python's `os.path.commonpath` has it; undefined before the first member. */
  common: readonly string[] | undefined;
  entries: number;
  firstSparse: string | undefined;
  firstWithControls: string | undefined;
}

/** A PKG-INFO. */
interface Information {
  /** As written. */
  readonly path: string;
  readonly content: Buffer;
}

/** Links by the segments of their path. */
interface LinkTree {
  readonly below: Map<string, LinkTree>;
  /** The segments of the path that it leads to; undefined of what is no link. */
  link: readonly string[] | undefined;
}

const maximumEntries = 200_000;
const maximumMetadata = 8 * 1024 * 1024;
const unsuspiciousBytes = 256 * 1024 * 1024;
const unsuspiciousRatio = 200;
const CONTROLS = /\p{Cc}/gu;
const devices: ReadonlySet<string> = new Set(['3', '4', '6']);

/**
 * Streams a gzipped tar archive once, keeps PKG-INFO of its one top folder, and holds every member against the rules.
 * https://packaging.python.org/en/latest/specifications/source-distribution-format/ @throws {Unreadable}
 */
export async function readSdist(content: FileContent, filename: DistributionFilename): Promise<ReadArchive> {
  const walk = newWalk();
  const unpacked = await walkTarGz(content, limitOf, (member, bytes) => visit(walk, member, bytes));
  const top = topFolder(walk.members);
  const information = informationOf(walk, top);
  const { metadata, findings } = parseMetadata(information.content);
  return {
    metadata,
    findings: [
      ...(await checkFormat(content)),
      ...checkSize(unpacked, content.size),
      ...checkLayout(walk.common ?? [], top, information.path),
      ...checkMembers(walk),
      ...findings,
      ...checkTop(top, filename),
      ...checkName(metadata, filename),
      ...checkSeparators(walk.members),
      ...checkLicenseFiles(metadata, top, walk.members),
    ],
  };
}

function newWalk(): Walk {
  return {
    members: new Set(),
    information: new Map(),
    links: { below: new Map(), link: undefined },
    common: undefined,
    entries: 0,
    firstSparse: undefined,
    firstWithControls: undefined,
  };
}

function limitOf(member: TarMember): number | undefined {
  return isInformation(unpackedPath(member.path)) ? maximumMetadata : undefined;
}

/** PKG-INFO of a top folder, as any system spells it. */
function isInformation(path: string): boolean {
  return /^[^/]+\/pkg-info$/.test(foldedPath(path));
}

function visit(walk: Walk, member: TarMember, content: Buffer | undefined): void {
  const path = unpackedPath(member.path);
  const fault = memberFault(member, path);
  if (fault !== undefined) throw new Unreadable(`'${member.path}' in the sdist ${fault}`);
  walk.entries += 1;
  if (walk.entries > maximumEntries)
    throw new Unreadable(`the sdist has more than ${maximumEntries} entries`);
  const segments = path === '' ? [] : path.split('/');
  walk.common = walk.common === undefined ? segments : commonStart(walk.common, segments);
  if (member.sparse) walk.firstSparse ??= path;
  if (path.search(CONTROLS) >= 0) walk.firstWithControls ??= path;
  walk.members.add(path);
  if (isInformation(path)) addInformation(walk, member, content);
  else if (isLink(member)) addLink(walk, member, segments);
  else checkLinksOf(walk, member, segments);
}

function addInformation({ information }: Walk, member: TarMember, content: Buffer | undefined): void {
  const place = foldedPath(member.path);
  const other = information.get(place)?.path;
  if (other !== undefined) {
    const both = other === member.path ? `'${other}' is in the sdist twice` : undefined;
    throw new Unreadable(both ?? `'${other}' and '${member.path}' in the sdist are one file`);
  }
  if (content === undefined || member.sparse)
    throw new Unreadable(`'${member.path}' in the sdist is not a plain file`);
  information.set(place, { path: member.path, content });
}

function addLink({ links }: Walk, member: TarMember, segments: readonly string[]): void {
  const from = member.type === '2' ? segments.slice(0, -1) : [];
  let folder = links;
  for (const segment of segments) folder = subfolder(folder, segment);
  folder.link = joined(from, member.link.split('/'));
}

/** A file whose name or folder is a link before it may be unpacked over PKG-INFO. */
function checkLinksOf({ links }: Walk, member: TarMember, segments: readonly string[]): void {
  let folder: LinkTree | undefined = links;
  for (const [place, segment] of segments.entries()) {
    folder = folder.below.get(segment);
    if (folder === undefined) return;
    const target = folder.link && [...folder.link, ...segments.slice(place + 1)].join('/');
    if (target !== undefined && isInformation(target))
      throw new Unreadable(`'${member.path}' in the sdist is unpacked over PKG-INFO, through a link`);
  }
}

function subfolder({ below }: LinkTree, name: string): LinkTree {
  const known = below.get(name) ?? { below: new Map(), link: undefined };
  below.set(name, known);
  return known;
}

/** A relative path from a folder, by the segments of both. */
function joined(folder: readonly string[], path: readonly string[]): readonly string[] {
  const segments = [...folder];
  for (const segment of path) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments;
}

function commonStart(one: readonly string[], other: readonly string[]): readonly string[] {
  const end = one.findIndex((segment, place) => segment !== other[place]);
  return end < 0 ? one : one.slice(0, end);
}

function isLink({ type }: TarMember): boolean {
  return type === '1' || type === '2';
}

function memberFault(member: TarMember, path: string): string | undefined {
  if (member.path.startsWith('/')) return 'is not a relative path';
  if (member.path.includes('\0')) return 'has a NUL in its name';
  if (path === '') return undefined;
  // macOS has files of the name `Icon` and a carriage return, and PyPI takes them.
  const fault = pathFault(path.replaceAll(CONTROLS, ''));
  if (fault !== undefined) return fault;
  if (member.type === '2') return linkFault(path.split('/').slice(0, -1), member.link);
  if (member.type === '1') return linkFault([], member.link);
  return devices.has(member.type) ? 'is a device or pipe' : undefined;
}

/** A link may point anywhere below the archive's top folder (PEP 706). */
function linkFault(folder: readonly string[], target: string): string | undefined {
  if (target.startsWith('/') || /^[A-Za-z]:/.test(target)) return 'is a link to an absolute path';
  let depth = folder.length;
  for (const segment of target.split('/')) {
    if (segment === '..') depth -= 1;
    else if (segment !== '' && segment !== '.') depth += 1;
    if (depth < 0) return 'is a link to outside the archive';
  }
  return undefined;
}

function topFolder(members: ReadonlySet<string>): string {
  const tops = new Set([...members].map((path) => path.split('/', 1)[0] ?? ''));
  tops.delete('');
  const [top, second] = tops;
  if (top === undefined) throw new Unreadable('the sdist is empty');
  if (second !== undefined) {
    throw new Unreadable(
      `the sdist has ${tops.size} entries at its top ('${top}', '${second}'); there must be one folder`,
    );
  }
  return top;
}

function informationOf({ information }: Walk, top: string): Information {
  const found = [...information.values()].find(({ path }) => unpackedPath(path) === `${top}/PKG-INFO`);
  if (found === undefined) throw new Unreadable(`the sdist has no ${top}/PKG-INFO`);
  return found;
}

/**
 * Where PyPI looks for PKG-INFO: in the folder that all members have in common, under exactly this name
 * (warehouse/forklift/legacy.py, `_is_valid_dist_file`).
 */
function checkLayout(common: readonly string[], top: string, written: string): Finding[] {
  if (common.length === 0) {
    const answer = 'Invalid distribution file. Incorrect number of top-level directories in sdist';
    const message = `the sdist has an entry for the folder around '${top}'; make it of '${top}', not of '.'`;
    return [againstIndex(message, answer, ONE_FOLDER)];
  }
  const expected = `${common.join('/')}/PKG-INFO`;
  if (written === expected) return [];
  const message =
    common.length > 1
      ? `the sdist holds ${top}/PKG-INFO and nothing else`
      : `PKG-INFO is written as '${written}' in the sdist; expected '${expected}'`;
  return [againstIndex(message, `Invalid distribution file. PKG-INFO not found at ${expected}`, ONE_FOLDER)];
}

/** PyPI refuses what Python's `zipfile` takes for a zip archive too. */
async function checkFormat(content: FileContent): Promise<Finding[]> {
  if (!(await isZip(readAtOf(content), content.size))) return [];
  const answer = 'Invalid distribution file. File is both a zip and a tar file';
  const message =
    'the sdist ends with a zip archive that is stored in it as it is; compress it, or leave it out';
  return [againstIndex(message, answer, 'Exclude the zip archive from the sdist, or compress it.')];
}

/** PyPI has no limit for what an sdist unpacks to; whoever installs it may have one. */
function checkSize({ bytes, complete }: Unpacked, packedBytes: number): Finding[] {
  if (!complete) return [note(`the sdist unpacks to more than ${bytes} bytes; the rest was not read`)];
  if (bytes <= unsuspiciousBytes || bytes <= packedBytes * unsuspiciousRatio) return [];
  return [note(`the sdist unpacks to ${bytes} bytes, ${Math.floor(bytes / packedBytes)} times its size`)];
}

function checkMembers({ firstSparse, firstWithControls }: Walk): Finding[] {
  const findings: Finding[] = [];
  if (firstSparse !== undefined) {
    const answer = 'Invalid distribution file. tar archive not accepted: Sparse members are not allowed.';
    const message = `'${firstSparse}' is a sparse file, which is not unpacked alike everywhere`;
    findings.push(
      againstIndex(message, answer, 'Build the sdist with a current build backend, not with `tar --sparse`.'),
    );
  }
  if (firstWithControls !== undefined)
    findings.push(note(`'${firstWithControls}' has control characters in its name`));
  return findings;
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
 * PyPI asks for the version as the metadata has it, normalised, trailing zeros kept (PEP 625; warehouse/forklift/legacy.py). What
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
