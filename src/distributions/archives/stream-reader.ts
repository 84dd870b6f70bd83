import { Unreadable, damaged } from '../finding.ts';

/** Reads a stream in pieces of the reader's choice; holds no more than the requested piece. */
export interface StreamReader {
  /** Exactly so many bytes; undefined at the end of the stream. @throws {Unreadable} where it ends in between. */
  take(length: number): Promise<Buffer | undefined>;
  /** @param seen gets what is skipped, in pieces @throws {Unreadable} where the stream ends before. */
  skip(length: number, seen?: (piece: Buffer) => void): Promise<void>;
  /** Reads to the end, so that what checks the stream (gzip's checksum) sees all of it. */
  drain(): Promise<void>;
}

/** A reader of a stream of chunks of any size. */
export function streamReader(chunks: AsyncIterable<Buffer>): StreamReader {
  const iterator = chunks[Symbol.asyncIterator]();
  let pending: Buffer = Buffer.alloc(0);
  const refill = async (): Promise<boolean> => {
    const result = await iterator.next();
    pending = result.done === true ? Buffer.alloc(0) : result.value;
    return result.done !== true;
  };
  return {
    async take(length) {
      const parts: Buffer[] = [];
      let missing = length;
      while (missing > 0) {
        if (pending.length === 0 && !(await refill())) break;
        parts.push(pending.subarray(0, missing));
        missing -= Math.min(missing, pending.length);
        pending = pending.subarray(parts.at(-1)?.length ?? 0);
      }
      if (missing > 0 && missing < length) throw tooShort();
      return missing > 0 ? undefined : Buffer.concat(parts);
    },
    async skip(length, seen) {
      let missing = length;
      while (missing > pending.length) {
        seen?.(pending);
        missing -= pending.length;
        if (!(await refill())) throw tooShort();
      }
      seen?.(pending.subarray(0, missing));
      pending = pending.subarray(missing);
    },
    async drain() {
      while (await refill());
    },
  };
}

function tooShort(): Unreadable {
  return new Unreadable('the tar archive ends too early', damaged);
}
