import type { FileContent } from '../../platform/files.ts';
import { Unreadable, damaged } from '../finding.ts';

/** Reads exactly so many bytes from a position. @throws {Unreadable} beyond the end of the file. */
export type ReadAt = (position: number, length: number) => Promise<Buffer>;

const windowSize = 65_536;
/** Bytes of a file up to which reading it at once costs less than reading its parts. */
const smallFile = 1024 * 1024;

/** Random access through one window, so that headers that lie together cost one read. */
export function readAtOf(content: FileContent): ReadAt {
  let start = 0;
  let window: Buffer = Buffer.alloc(0);
  return async (position, length) => {
    if (position < 0 || length < 0 || position + length > content.size) {
      throw new Unreadable('the file ends too early or points outside itself (truncated?)', damaged);
    }
    if (position < start || position + length > start + window.length) {
      window = await content.read(position, Math.min(Math.max(length, windowSize), content.size - position));
      start = position;
      if (window.length < length) throw new Unreadable('the file became shorter while it was read');
    }
    return window.subarray(position - start, position - start + length);
  };
}

/** A file of which the parts are read one after another: a small one is read once. */
export async function atHand(content: FileContent): Promise<FileContent> {
  if (content.size > smallFile) return content;
  const bytes = await content.read(0, content.size);
  return {
    size: bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
    async *chunks(_lifetime, part) {
      yield part === undefined ? bytes : bytes.subarray(part.start, part.end);
    },
    close: async () => {},
  };
}
