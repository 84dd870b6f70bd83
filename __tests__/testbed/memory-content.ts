import type { FileContent } from '../../src/platform/files.ts';

/** Bytes as a file that is open. */
export function memoryContent(bytes: Buffer): FileContent {
  return {
    size: bytes.length,
    read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
    chunks: async function* (_lifetime, { start, end } = { start: 0, end: bytes.length }) {
      for (let at = start; at < end; at += 65_536)
        yield await Promise.resolve(bytes.subarray(at, Math.min(at + 65_536, end)));
    },
    close: () => Promise.resolve(),
  };
}
