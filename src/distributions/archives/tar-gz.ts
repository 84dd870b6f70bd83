import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { messageOf } from '../../errors.ts';
import type { FileContent } from '../../platform/files.ts';
import { Unreadable, damaged } from '../finding.ts';
import { readTar } from './tar.ts';
import type { TarMember, Wanted } from './tar.ts';

/** How far a gzipped tar archive was read. */
export interface Unpacked {
  readonly bytes: number;
  /** False where it unpacks to more than is read of any archive. */
  readonly complete: boolean;
}

const maximumBytes = 16 * 1024 ** 3;
const chunkSize = 128 * 1024;

/**
 * Streams a gzipped tar archive once and shows each member, with its content where `wanted` keeps it.
 * @throws {Unreadable} where it is damaged, and what `visit` throws
 */
export async function walkTarGz(
  content: FileContent,
  wanted: (member: TarMember) => Wanted,
  visit: (member: TarMember, content: Buffer | undefined) => void,
): Promise<Unpacked> {
  const unpack = createGunzip({ chunkSize });
  let bytes = 0;
  let complete = true;
  async function* bounded(): AsyncGenerator<Buffer> {
    for await (const chunk of unpack as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      complete = bytes <= maximumBytes;
      if (!complete) return;
      yield chunk;
    }
  }
  const walk = async (): Promise<void> => {
    for await (const { member, content: kept } of readTar(bounded(), wanted)) visit(member, kept);
  };
  const walking = walk().finally(() => unpack.destroy());
  const unpacking = pipeline(Readable.from(content.chunks()), unpack);
  const outcomes = await Promise.allSettled([walking, unpacking]);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined && complete) throw asUnreadable(failed.reason);
  return { bytes, complete };
}

function asUnreadable(reason: unknown): Unreadable {
  if (reason instanceof Unreadable) return reason;
  return new Unreadable(`the sdist is not a readable gzipped tar archive (${messageOf(reason)})`, {
    cause: reason,
    ...damaged,
  });
}
