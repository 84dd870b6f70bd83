import type { FileContent } from '../platform/files.ts';
import type { DistributionFilename } from './filename.ts';
import { withoutSlashesAtEnd } from '../ground/url-text.ts';
import { Unreadable, againstIndex, broken, note } from './finding.ts';
import type { Finding } from './finding.ts';
import { checkLicenseFiles } from './metadata/license-files.ts';
import { maximumMetadata, parseMetadata } from './metadata/parse-metadata.ts';
import type { TarMember } from './archives/tar.ts';
import {
  addLink,
  emptyLinkTree,
  isLink,
  leavesTop,
  linkFault,
  targetOf,
  throughLinks,
} from './archives/tar-links.ts';
import type { LinkTree } from './archives/tar-links.ts';
import { walkTarGz } from './archives/tar-gz.ts';
import type { Unpacked } from './archives/tar-gz.ts';
import { checkSdistName } from './sdist-name.ts';
import { readAtOf } from './archives/random-access.ts';
import { isZip } from './archives/zip-end.ts';
import type { ReadArchive } from './wheel.ts';
import { checkSeparators, foldedPath, pathFault, unpackedPath } from './archives/member-path.ts';

const ONE_FOLDER =
  'Pack the sdist as one directory, NAME-VERSION, with PKG-INFO in it, as current build backends do.';

/** What one walk over the members of an sdist leaves behind. */
interface Walk {
  /** Paths as they are unpacked. */
  readonly members: Set<string>;
  /** PKG-INFO by the place that its spelling is unpacked to. */
  readonly information: Map<string, Information>;
  /** Plain files of the name PKG-INFO, in whatever folder, by where they are unpacked to. */
  readonly contents: Map<string, Buffer>;
  readonly links: LinkTree;
  /** Whether a link other than PKG-INFO may be a folder. */
  hasSymbolicLink: boolean;
  /** Hard links by the path that they lead to. */
  readonly hardLinks: Map<string, string>;
  firstOutward: string | undefined;
  /** Folders that all members lie in, as Python's `os.path.commonpath` has it; undefined before the first member. */
  common: readonly string[] | undefined;
  entries: number;
  /** Paths that are not written as they are unpacked: PyPI finds no licence file by them. */
  readonly respelled: Set<string>;
  firstSparse: string | undefined;
  firstWithControls: string | undefined;
}

/** A PKG-INFO. */
interface Information {
  /** As written. */
  readonly path: string;
  /** Where the plain file is unpacked to that has its content: itself, or what it links to. */
  readonly from: string;
}

const maximumEntries = 200_000;
const maximumCopy = 1024 * 1024;
const maximumCopies = 16;
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
  const unpacked = await walkTarGz(
    content,
    (member) => limitOf(walk, member),
    (member, bytes) => visit(walk, member, bytes),
  );
  const top = topFolder(walk.members);
  const information = informationOf(walk, top);
  const { metadata, findings } = parseMetadata(contentOf(information, walk));
  return {
    metadata,
    findings: [
      ...(await checkFormat(content)),
      ...checkSize(unpacked, content.size),
      ...checkLayout(walk.common ?? [], top, information.path),
      ...checkMembers(walk),
      ...checkLinks(information, walk),
      ...findings,
      ...checkSdistName(metadata, top, filename),
      ...checkSeparators(walk.members),
      ...checkLicenseFiles(metadata, top, {
        has: (path) => walk.members.has(path) && !walk.respelled.has(path),
      }),
    ],
  };
}

function newWalk(): Walk {
  return {
    members: new Set(),
    information: new Map(),
    contents: new Map(),
    links: emptyLinkTree(),
    hasSymbolicLink: false,
    hardLinks: new Map(),
    firstOutward: undefined,
    common: undefined,
    entries: 0,
    respelled: new Set(),
    firstSparse: undefined,
    firstWithControls: undefined,
  };
}

function limitOf({ contents }: Walk, { path, size, sparse }: TarMember): number | undefined {
  if (isInformation(unpackedPath(path))) return maximumMetadata;
  // What PKG-INFO may be a link to: the copy that setuptools writes into a folder of its own.
  const isCopy =
    foldedPath(path).endsWith('/pkg-info') && size <= maximumCopy && contents.size < maximumCopies;
  return isCopy && !sparse ? maximumMetadata : undefined;
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
  if (withoutSlashesAtEnd(member.path) !== path) walk.respelled.add(path);
  if (isLink(member)) visitLink(walk, member, segments);
  if (isInformation(path)) return addInformation(walk, member, content);
  if (isLink(member)) return addLink(walk.links, segments, targetOf(member, segments));
  if ([...throughLinks(walk.links, segments)].some(isInformation))
    throw new Unreadable(`'${member.path}' in the sdist is unpacked over PKG-INFO, through a link`);
  if (content !== undefined) walk.contents.set(path, content);
}

function visitLink(walk: Walk, member: TarMember, segments: readonly string[]): void {
  if (leavesTop(member, segments)) walk.firstOutward ??= member.path;
  if (member.type === '1') walk.hardLinks.set(targetOf(member, segments).join('/'), member.path);
  else if (!isInformation(segments.join('/'))) walk.hasSymbolicLink = true;
}

function addInformation(
  { information, contents }: Walk,
  member: TarMember,
  content: Buffer | undefined,
): void {
  const path = unpackedPath(member.path);
  const place = foldedPath(member.path);
  const other = information.get(place)?.path;
  if (other !== undefined) {
    const both = other === member.path ? `'${other}' is in the sdist twice` : undefined;
    throw new Unreadable(both ?? `'${other}' and '${member.path}' in the sdist are one file`);
  }
  if (isLink(member)) {
    information.set(place, { path: member.path, from: targetOf(member, path.split('/')).join('/') });
    return;
  }
  if (content === undefined || member.sparse)
    throw new Unreadable(`'${member.path}' in the sdist is not a plain file`);
  contents.set(path, content);
  information.set(place, { path: member.path, from: path });
}

function commonStart(one: readonly string[], other: readonly string[]): readonly string[] {
  const end = one.findIndex((segment, place) => segment !== other[place]);
  return end < 0 ? one : one.slice(0, end);
}

function memberFault(member: TarMember, path: string): string | undefined {
  if (member.path.startsWith('/')) return 'is not a relative path';
  if (member.path.includes('\0')) return 'has a NUL in its name';
  if (path === '') return undefined;
  // macOS has files of the name `Icon` and a carriage return, and PyPI accepts them.
  const fault = pathFault(path.replaceAll(CONTROLS, ''));
  if (fault !== undefined) return fault;
  if (isLink(member)) return linkFault(member, path.split('/'));
  return devices.has(member.type) ? 'is a device or pipe' : undefined;
}

function topFolder(members: ReadonlySet<string>): string {
  const tops = new Set([...members].map((path) => path.split('/', 1)[0] ?? ''));
  tops.delete('');
  const [top, second] = tops;
  if (top === undefined) throw new Unreadable('the sdist is empty');
  if (second !== undefined) {
    const message = `the sdist has ${tops.size} entries at its top ('${top}', '${second}'); there must be one folder`;
    throw new Unreadable(message, { hint: ONE_FOLDER });
  }
  if (members.has('PKG-INFO'))
    throw new Unreadable('PKG-INFO is in no folder of the sdist', { hint: ONE_FOLDER });
  return top;
}

function informationOf({ information }: Walk, top: string): Information {
  const found = [...information.values()].find(({ path }) => unpackedPath(path) === `${top}/PKG-INFO`);
  if (found === undefined) throw new Unreadable(`the sdist has no ${top}/PKG-INFO`, { hint: ONE_FOLDER });
  return found;
}

/** The bytes of PKG-INFO; those of what it links to only where nothing else in the archive can change them. */
function contentOf(
  { path, from }: Information,
  { contents, hasSymbolicLink, members, entries }: Walk,
): Buffer {
  const content = contents.get(from);
  const isCertain = from === unpackedPath(path) || (!hasSymbolicLink && members.size === entries);
  if (content === undefined || !isCertain) throw new Unreadable(`'${path}' in the sdist is not a plain file`);
  return content;
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
      ? `the sdist contains only ${top}/PKG-INFO`
      : `PKG-INFO is written as '${written}' in the sdist; expected '${expected}'`;
  return [againstIndex(message, `Invalid distribution file. PKG-INFO not found at ${expected}`, ONE_FOLDER)];
}

/** PyPI rejects what Python's `zipfile` opens as a zip archive too. */
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
    const message = `'${firstSparse}' is a sparse file, which tools unpack differently`;
    findings.push(
      againstIndex(message, answer, 'Build the sdist with a current build backend, not with `tar --sparse`.'),
    );
  }
  if (firstWithControls !== undefined)
    findings.push(note(`'${firstWithControls}' has control characters in its name`));
  return findings;
}

/** What installers make of links; PyPI accepts them all. */
function checkLinks({ path, from }: Information, { firstOutward, hardLinks, members }: Walk): Finding[] {
  const findings: Finding[] = [];
  const [target] = [...hardLinks.keys()].filter((one) => !members.has(one));
  if (target !== undefined) {
    const message = `'${hardLinks.get(target)}' is a hard link to '${target}', which the sdist does not have: nobody can unpack it`;
    findings.push(broken(message, 'Build the sdist again with a current build backend.'));
  }
  if (firstOutward !== undefined)
    findings.push(
      note(`'${firstOutward}' is a link that leaves the sdist's top folder, which pip does not unpack`),
    );
  if (from !== unpackedPath(path))
    findings.push(note(`'${path}' is a link; its metadata is that of '${from}'`));
  return findings;
}
