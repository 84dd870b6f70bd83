import type { FileContent } from '../platform/files.ts';
import type { CoreMetadata } from './distribution.ts';
import { checkEntryPoints } from './metadata/entry-points.ts';
import { normaliseProject } from '../ground/project-name.ts';
import { expandedTags, tagText } from './filename.ts';
import type { DistributionFilename } from './filename.ts';
import { Unreadable, againstIndex, note } from './finding.ts';
import type { Finding } from './finding.ts';
import { singleValue, valuesOf } from './metadata/fields.ts';
import { checkLicenseFiles } from './metadata/license-files.ts';
import { maximumMetadata, parseMetadata } from './metadata/parse-metadata.ts';
import { checkRecord } from './archives/record.ts';
import { foldedPath, unpackedPath } from './archives/member-path.ts';
import { isTarHeader } from './archives/tar.ts';
import { readZip } from './archives/zip.ts';
import type { ZipArchive } from './archives/zip.ts';
import { comparableVersion } from './version.ts';

/** The metadata of an archive and what is wrong with the archive around it. */
export interface ReadArchive {
  readonly metadata: CoreMetadata;
  readonly findings: readonly Finding[];
}

/** Bytes of a RECORD. */
export const maximumRecord = 64 * 1024 * 1024;
const shownTags = 5;
const tarBlock = 512;

/**
 * Reads a wheel's METADATA and holds its one .dist-info folder against its name and its RECORD against its members.
 * https://packaging.python.org/en/latest/specifications/binary-distribution-format/ @throws {Unreadable}
 */
export async function readWheel(content: FileContent, filename: DistributionFilename): Promise<ReadArchive> {
  const archive = await readZip(content);
  const information = informationFolder(archive);
  const bytes = await archive.read(`${information}/METADATA`, maximumMetadata);
  if (bytes === undefined) throw new Unreadable(`the wheel has no ${information}/METADATA`);
  const { metadata, findings } = parseMetadata(bytes);
  return {
    metadata,
    findings: [
      ...archive.findings,
      ...checkFormat(await content.read(0, tarBlock)),
      ...findings,
      ...checkFolder(information, filename),
      ...(await checkWheelFile(archive, information, filename)),
      ...(await checkRecordFile(archive, information)),
      ...(await checkEntryPointsFile(archive, information, filename)),
      ...checkLicenseFiles(metadata, `${information}/licenses`, archive.entries),
    ],
  };
}

/** PyPI rejects what Python's `tarfile` opens as a tar archive too. */
function checkFormat(start: Buffer): Finding[] {
  if (start.length < tarBlock || !isTarHeader(start)) return [];
  const answer = 'Invalid distribution file. File is both a zip and a tar file';
  return [
    againstIndex(
      'the wheel begins as a tar archive does',
      answer,
      'Build the wheel again with a current build backend.',
    ),
  ];
}

/**
 * The one folder `*.dist-info` at the top, on whichever system the wheel is unpacked; installers differ in which one they take of
 * two, and in which of two spellings of a file in it.
 */
export function informationFolder(archive: ZipArchive): string {
  const members = [...archive.entries.keys()]
    .filter((path) => LIKE_INFORMATION.test(path))
    .map((path) => ({ path, folded: foldedPath(path) }))
    .filter(({ folded }) => /^[^/]+\.dist-info\//.test(folded));
  const folders = new Set(members.map(({ path }) => unpackedPath(path).split(/[/\\]/, 1)[0] ?? ''));
  const [folder, second] = folders;
  if (folder === undefined) throw new Unreadable('the wheel has no .dist-info folder');
  if (second !== undefined) {
    throw new Unreadable(
      `the wheel has ${folders.size} .dist-info folders: ${[...folders].slice(0, 3).join(', ')}`,
    );
  }
  checkSpelling(members.filter(({ path, folded }) => !path.endsWith('/') && folded.split('/').length === 2));
  return folder;
}

/** What each spelling of such a folder has; a look at it costs less than folding the path of every member. */
const LIKE_INFORMATION = /\.dist-info[. ]*[/\\]/i;

function checkSpelling(files: readonly { readonly path: string; readonly folded: string }[]): void {
  const known = new Map<string, string>();
  for (const { path, folded } of files) {
    const other = known.get(folded);
    if (other !== undefined) throw new Unreadable(`'${other}' and '${path}' in the wheel are one file`);
    known.set(folded, path);
  }
  const odd = files.find(({ path }) => path !== unpackedPath(path) || path.includes('\\'))?.path;
  if (odd !== undefined) throw new Unreadable(`'${odd}' in the wheel is not spelled as installers expect it`);
}

function checkFolder(information: string, filename: DistributionFilename): Finding[] {
  const expected = `${filename.projectAsWritten}-${filename.versionAsWritten}.dist-info`;
  if (information === expected) return [];
  const stem = information.slice(0, -'.dist-info'.length);
  const hyphen = stem.indexOf('-');
  const sameProject = normaliseProject(stem.slice(0, hyphen)) === filename.project;
  const sameVersion =
    comparableVersion(stem.slice(hyphen + 1)) === comparableVersion(filename.versionAsWritten);
  if (hyphen < 1 || !sameProject || !sameVersion) {
    throw new Unreadable(
      `the wheel's folder ${information} names another project or version; expected ${expected}`,
    );
  }
  const answer = `Invalid distribution file. WHEEL not found at ${expected}/WHEEL`;
  return [
    againstIndex(
      `the wheel's folder ${information} is not spelled as its file name; expected ${expected}`,
      answer,
      'Build the wheel again with a newer build backend.',
    ),
  ];
}

async function checkWheelFile(
  archive: ZipArchive,
  information: string,
  filename: DistributionFilename,
): Promise<Finding[]> {
  const bytes = await archive.read(`${information}/WHEEL`, maximumMetadata);
  if (bytes === undefined) throw new Unreadable(`the wheel has no ${information}/WHEEL`);
  const { metadata } = parseMetadata(bytes);
  const version = singleValue(metadata, 'wheel-version') ?? '';
  if (!/^1\.\d+$/.test(version))
    return [
      againstIndex(
        `WHEEL has Wheel-Version '${version}', but installers support 1.x`,
        '',
        'Build with a build backend that writes Wheel-Version 1.0.',
      ),
    ];
  return checkTags(valuesOf(metadata, 'tag'), filename);
}

/** Installers and PyPI go by the file's name; a WHEEL file that says otherwise is a sign of a renamed wheel. */
function checkTags(written: readonly string[], filename: DistributionFilename): Finding[] {
  const named = new Set(filename.tags.map(tagText));
  // Some builders write the compressed sets as they are in the name.
  const said = new Set(written.flatMap(expandedTags));
  if (named.size === said.size && [...said].every((tag) => named.has(tag))) return [];
  const tags = [...said].slice(0, shownTags).join(', ');
  return [note(`WHEEL says ${tags === '' ? 'no tags' : `tags ${tags}`}, unlike the file's name`)];
}

async function checkRecordFile(archive: ZipArchive, information: string): Promise<Finding[]> {
  const bytes = await archive.read(`${information}/RECORD`, maximumRecord);
  if (bytes === undefined) throw new Unreadable(`the wheel has no ${information}/RECORD`);
  return checkRecord(bytes, archive.entries.keys(), information);
}

async function checkEntryPointsFile(
  archive: ZipArchive,
  information: string,
  filename: DistributionFilename,
): Promise<Finding[]> {
  const bytes = await archive.read(`${information}/entry_points.txt`, maximumMetadata);
  return bytes === undefined ? [] : checkEntryPoints(bytes, filename.name);
}
