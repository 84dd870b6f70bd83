import type { ReadAt } from './archives/random-access.ts';
import { recordedHashes } from './archives/record.ts';
import { readCentralDirectory, type ZipEntry } from './archives/zip-directory.ts';
import { readMember } from './archives/zip.ts';
import type { CoreMetadata } from './distribution.ts';
import { Unreadable } from './finding.ts';
import { maximumMetadata, tryParseMetadata } from './metadata/parse-metadata.ts';

/** A member of a wheel as its directory and RECORD have it; nobody compared it with its bytes. */
export interface ListedMember {
  /** Bytes, unpacked. */
  readonly size: number;
  readonly crc32: number;
  /** Its hash in RECORD, with the algorithm's name; undefined where RECORD has none or could not be read. */
  readonly hash: string | undefined;
  /** A Unix mode with a permission to execute it. */
  readonly executable: boolean;
}

/** What lies at the end of a wheel: all of its members, and of their contents what says something about the rest. */
interface WheelListing {
  /** By path, without folders. */
  readonly members: ReadonlyMap<string, ListedMember>;
  /** Undefined where it is out of reach or unreadable. */
  readonly metadata: CoreMetadata | undefined;
  /** The text of entry_points.txt; empty where the wheel has none, undefined where it is out of reach. */
  readonly entryPoints: string | undefined;
}

/**
 * Lists a wheel from its central directory, with what of RECORD, METADATA and entry_points.txt can be read: `read` may give only the
 * end of the file. @throws {Unreadable} where the directory is broken or out of reach
 */
export async function listWheel(read: ReadAt, size: number): Promise<WheelListing> {
  const { entries } = await readCentralDirectory(read, size, new Map());
  const files = entries.filter(({ path }) => !path.endsWith('/'));
  const information = (name: string): ZipEntry | undefined =>
    files.find(({ path }) => /^[^/]+\.dist-info\/[^/]+$/.test(path) && path.endsWith(`/${name}`));
  const record = await within(read, information('RECORD'));
  const hashes = recordedHashes(record ?? Buffer.alloc(0));
  const points = information('entry_points.txt');
  const entryPoints = points === undefined ? Buffer.alloc(0) : await within(read, points);
  const metadata = await within(read, information('METADATA'));
  return {
    members: new Map(
      files.map(({ path, size: bytes, crc32, unixMode }) => {
        const recorded = hashes.get(path);
        const hash = recorded && `${recorded.algorithm}=${recorded.base64url}`;
        return [path, { size: bytes, crc32, hash, executable: (unixMode & 0o111) !== 0 }];
      }),
    ),
    metadata: metadata && tryParseMetadata(metadata),
    entryPoints: entryPoints?.toString('utf8'),
  };
}

async function within(read: ReadAt, entry: ZipEntry | undefined): Promise<Buffer | undefined> {
  if (entry === undefined) return undefined;
  return unlessUnreadable(async () => {
    const header = await read(entry.offset, 30);
    const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    return readMember(read, { ...entry, start }, maximumMetadata);
  });
}

async function unlessUnreadable<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** Reads within the last bytes of a file of this size. */
export function readAtEnd(tail: Buffer, size: number): ReadAt {
  const start = size - tail.length;
  return async (position, length) => {
    if (position < start || length < 0 || position + length > size) {
      throw new Unreadable('lists its members before the part that was fetched');
    }
    return tail.subarray(position - start, position - start + length);
  };
}
