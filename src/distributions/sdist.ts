import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { FileContent } from '../platform/files.ts';
import { comparableVersion, normaliseProject } from './filename.ts';
import type { DistributionFilename } from './filename.ts';
import { Unreadable, againstIndex, note } from './finding.ts';
import type { Finding } from './finding.ts';
import { checkLicenseFiles } from './metadata/licenses.ts';
import { parseMetadata } from './metadata/parse-metadata.ts';
import { readTar } from './archives/tar.ts';
import type { TarMember } from './archives/tar.ts';
import type { ReadArchive } from './wheel.ts';
import { checkSeparators, pathFault } from './archives/member-path.ts';

/** What one pass over a tar archive leaves behind. */
interface Passed {
  readonly members: Set<string>;
  readonly findings: Finding[];
  readonly information: Map<string, Buffer>;
}

const maximumEntries = 200_000;
const maximumMetadata = 8 * 1024 * 1024;
const unsuspiciousBytes = 256 * 1024 * 1024;
const maximumBytes = 16 * 1024 * 1024 * 1024;
const maximumRatio = 200;
const CONTROLS = /\p{Cc}/gu;
const devices: ReadonlySet<string> = new Set(['3', '4', '6']);

/**
 * Streams a gzipped tar archive once, keeps PKG-INFO of its one top folder, and holds every member against the rules.
 * https://packaging.python.org/en/latest/specifications/source-distribution-format/ @throws {Unreadable}
 */
export async function readSdist(content: FileContent, filename: DistributionFilename): Promise<ReadArchive> {
  const passed: Passed = { members: new Set(), findings: [], information: new Map() };
  await pass(content, passed);
  const top = topFolder(passed);
  const bytes = passed.information.get(`${top}/PKG-INFO`);
  if (bytes === undefined) throw new Unreadable(`the sdist has no ${top}/PKG-INFO`);
  const { metadata, findings } = parseMetadata(bytes);
  return {
    metadata,
    findings: [
      ...passed.findings,
      ...findings,
      ...checkTop(top, filename),
      ...checkSeparators(passed.members),
      ...checkLicenseFiles(metadata, top, passed.members),
    ],
  };
}

async function pass(content: FileContent, passed: Passed): Promise<void> {
  const unpack = createGunzip();
  const limited = limit(content.size);
  const unpacking = pipeline(Readable.from(content.chunks()), unpack, limited);
  const reading = take(limited, passed).catch((error: unknown) => {
    limited.destroy(asUnreadable(error));
    throw error;
  });
  const [read, unpacked] = await Promise.allSettled([reading, unpacking]);
  for (const outcome of [read, unpacked]) {
    if (outcome.status === 'rejected') throw asUnreadable(outcome.reason);
  }
}

function asUnreadable(reason: unknown): Unreadable {
  if (reason instanceof Unreadable) return reason;
  const detail = reason instanceof Error ? reason.message : String(reason);
  return new Unreadable(`the sdist is not a readable gzipped tar archive (${detail})`, { cause: reason });
}

/** Stops a decompression bomb: what unpacks to far more than sources do. */
function limit(packedBytes: number): Transform {
  const allowed = Math.min(maximumBytes, Math.max(unsuspiciousBytes, packedBytes * maximumRatio));
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > allowed) done(new Unreadable(`the sdist unpacks to more than ${allowed} bytes`));
      else done(null, chunk);
    },
  });
}

async function take(tar: AsyncIterable<Buffer>, passed: Passed): Promise<void> {
  let entries = 0;
  for await (const { member, content } of readTar(tar, limitOf)) {
    const path = pathOf(member);
    const fault = memberFault(member, path);
    if (fault !== undefined) throw new Unreadable(`'${member.path}' in the sdist ${fault}`);
    entries += 1;
    if (entries > maximumEntries) throw new Unreadable(`the sdist has more than ${maximumEntries} entries`);
    if (member.sparse)
      passed.findings.push(
        againstIndex(`'${path}' is a sparse file, which is not unpacked alike everywhere`),
      );
    if (path.search(CONTROLS) >= 0)
      passed.findings.push(note(`'${path}' has control characters in its name`));
    passed.members.add(path);
    if (!isInformation(member)) continue;
    if (passed.information.has(path)) throw new Unreadable(`'${path}' is in the sdist twice`);
    if (content === undefined || member.sparse)
      throw new Unreadable(`'${path}' in the sdist is not a plain file`);
    passed.information.set(path, content);
  }
}

function pathOf(member: TarMember): string {
  return member.path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
}

function limitOf(member: TarMember): number | undefined {
  return isInformation(member) ? maximumMetadata : undefined;
}

function isInformation(member: TarMember): boolean {
  return /^[^/]+\/PKG-INFO$/.test(pathOf(member));
}

function memberFault(member: TarMember, path: string): string | undefined {
  if (path === '' || path === '.') return undefined;
  // macOS has files of the name `Icon` and a carriage return, and PyPI takes them.
  const fault = pathFault(path.replaceAll(CONTROLS, ''));
  if (fault !== undefined || member.path.startsWith('/')) return fault ?? 'is not a relative path';
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

function topFolder(passed: Passed): string {
  const tops = new Set([...passed.members].map((path) => path.split('/', 1)[0] ?? ''));
  tops.delete('');
  tops.delete('.');
  const [top, second] = tops;
  if (top === undefined) throw new Unreadable('the sdist is empty');
  if (second !== undefined) {
    throw new Unreadable(
      `the sdist has ${tops.size} entries at its top ('${top}', '${second}'); there must be one folder`,
    );
  }
  return top;
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
