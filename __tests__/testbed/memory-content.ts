import type { FileContent } from '../../src/platform/files.ts';

/** Bytes as a file that is open. */
export function memoryContent(bytes: Buffer): FileContent {
  return {
    size: bytes.length,
    read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
    chunks: async function* () {
      for (let at = 0; at < bytes.length; at += 65_536)
        yield await Promise.resolve(bytes.subarray(at, at + 65_536));
    },
    close: () => Promise.resolve(),
  };
}
