import { pool } from '../ground/pool.ts';
import type { FileContent } from '../platform/files.ts';
import { encryptedSource, encryptingTool, isScanned } from './archives/encrypted-source.ts';
import { atHand, readAtOf } from './archives/random-access.ts';
import { quotedPaths, recordedHashes } from './archives/record.ts';
import { walkTarGz } from './archives/tar-gz.ts';
import { checkZipMember } from './archives/zip-members.ts';
import type { MemberFault } from './archives/zip-members.ts';
import { readZip, unpacksToTooMuch } from './archives/zip.ts';
import type { Distribution } from './distribution.ts';
import { broken, damaged, findingOf, note } from './finding.ts';
import type { Finding } from './finding.ts';
import type { MemberSecret } from './secrets/findings.ts';
import type { Scanner } from './secrets/scan.ts';
import { informationFolder, maximumRecord } from './wheel.ts';

const membersAtOnce = 4;
const shown = 5;

/** What was found in the members of a distribution. */
export interface CheckedMembers {
  readonly findings: readonly Finding[];
  readonly secrets: readonly MemberSecret[];
}

/**
 * Reads every member of a distribution to its end: what does not unpack, or differs from its checksum, can be installed by nobody;
 * what differs from RECORD, or is encrypted, is found too. Of an sdist the checksum of the whole was compared when it was read.
 * @param scanner searches the members for secrets; undefined where they are not searched
 * @param stopped called before each member; after true what was found so far is returned
 */
export async function checkMembers(
  { kind, content }: Pick<Distribution, 'kind' | 'content'>,
  scanner: Scanner | undefined,
  stopped: () => boolean,
): Promise<CheckedMembers> {
  const secrets: MemberSecret[] = [];
  const scan: ScanPath | undefined = scanner && scanOf(scanner, secrets);
  try {
    const findings =
      kind === 'wheel'
        ? await checkWheelMembers(await atHand(content), scan, stopped)
        : await checkSdistMembers(content, scan);
    return { findings, secrets };
  } catch (error) {
    return { findings: [findingOf(error)], secrets };
  }
}

/** Begins to search a member. */
type ScanPath = (
  path: string,
  size: number,
) => { readonly take: (piece: Buffer) => void; readonly end: () => void };

function scanOf(scanner: Scanner, secrets: MemberSecret[]): ScanPath {
  return (path, size) => {
    const scan = scanner(size);
    return {
      take: (piece) => scan.take(piece),
      end: () => {
        for (const found of scan.end()) {
          const secret: MemberSecret = { ...found, path };
          secrets.push(secret);
        }
      },
    };
  };
}

async function checkWheelMembers(
  content: FileContent,
  scan: ScanPath | undefined,
  stopped: () => boolean,
): Promise<readonly Finding[]> {
  const archive = await readZip(content);
  const members = [...archive.entries.values()].filter(({ path }) => !path.endsWith('/'));
  if (unpacksToTooMuch(members, content.size)) return [note('unpacks to too much to be checked')];
  const record = await archive.read(`${informationFolder(archive)}/RECORD`, maximumRecord);
  const hashes = recordedHashes(record ?? Buffer.alloc(0));
  const faults: MemberFault[] = [];
  const source = { content, read: readAtOf(content) };
  await pool(
    members,
    membersAtOnce,
    async (member) => {
      const { path, size } = member;
      const scanned = scan?.(path, size);
      for (const fault of await checkZipMember(source, member, hashes.get(path), scanned?.take))
        faults.push(fault);
      scanned?.end();
    },
    stopped,
  );
  return findingsOf(faults);
}

/** PyPI scans sdists as it scans wheels. */
async function checkSdistMembers(
  content: FileContent,
  scan: ScanPath | undefined,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  let scanned: ReturnType<ScanPath> | undefined;
  await walkTarGz(
    content,
    // Python's tarfile calls members of these types regular; PyPI scans no others.
    ({ path, type, size, sparse }) => {
      scanned = scan?.(path, size);
      return isScanned(path, size) && (type === '0' || type === '7') && !sparse ? size : scanned?.take;
    },
    ({ path }, source) => {
      if (source !== undefined) scanned?.take(source);
      scanned?.end();
      const tool = source && encryptingTool(source);
      if (tool !== undefined && found.length === 0) found.push(encryptedSource(path, tool));
    },
  );
  return found;
}

/** One finding for all members of which the same is to be said. */
function findingsOf(faults: readonly MemberFault[]): readonly Finding[] {
  const of = (kind: MemberFault['kind']): readonly MemberFault[] =>
    faults.filter((fault) => fault.kind === kind);
  const [hash, unchecked] = [of('hash'), of('unchecked')];
  const [encrypted] = of('encrypted');
  return [
    ...damageOf(of('damaged')),
    ...(encrypted === undefined ? [] : [encryptedSource(encrypted.path, encrypted.detail)]),
    ...(hash.length === 0
      ? []
      : [
          note(
            `RECORD has another hash than the content of ${quotedPaths(hash.map(({ path }) => path))}; no installer compares it by default`,
          ),
        ]),
    ...(unchecked.length === 0
      ? []
      : [
          note(
            `the content of ${quotedPaths(unchecked.map(({ path }) => path))} was not checked: ${unchecked[0]?.detail ?? ''}`,
          ),
        ]),
  ];
}

function damageOf(faults: readonly MemberFault[]): readonly Finding[] {
  if (faults.length === 0) return [];
  const lines = faults.slice(0, shown).map(({ path, detail }) => `'${path}' is damaged: ${detail}`);
  const more = faults.length > shown ? [`and ${faults.length - shown} more members`] : [];
  return [broken([...lines, ...more].join('; '), damaged.hint)];
}
