/** Bits of an element's first byte that say what it is, and what they say. */
const [KIND, LITERAL, NEAR_COPY, COPY] = [3, 0, 1, 2];
/** Lengths from here on stand in the bytes behind the first one. */
const LONG_LITERAL = 60;

/**
 * Unpacks the block format of Snappy. https://github.com/google/snappy/blob/main/format_description.txt
 * @throws {Error} where it would unpack to more than `maximumBytes`, or is not whole
 */
export function unpackSnappy(packed: Uint8Array, maximumBytes: number): Buffer {
  const reader = new ByteReader(packed);
  const length = reader.varint();
  if (length > maximumBytes) {
    throw new Error(`it would unpack to ${length} bytes, more than the ${maximumBytes} expected at most`);
  }
  const output = Buffer.alloc(length);
  let written = 0;
  while (reader.left > 0) {
    const tag = reader.integer(1);
    const bytes =
      (tag & KIND) === LITERAL ? literal(reader, tag) : copied(reader, tag, output.subarray(0, written));
    if (written + bytes.length > length) throw malformed('it has more than it says');
    output.set(bytes, written);
    written += bytes.length;
  }
  if (written !== length) throw malformed('it ends early');
  return output;
}

function literal(reader: ByteReader, tag: number): Uint8Array {
  const short = tag >> 2;
  return reader.take(short < LONG_LITERAL ? short + 1 : reader.integer(short - LONG_LITERAL + 1) + 1);
}

/** Bytes from what was unpacked before, over and over where there are fewer than the copy has. */
function copied(reader: ByteReader, tag: number, before: Buffer): Uint8Array {
  const kind = tag & KIND;
  const isNear = kind === NEAR_COPY;
  const length = isNear ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
  const offset = isNear ? (tag >> 5) * 256 + reader.integer(1) : reader.integer(kind === COPY ? 2 : 4);
  if (offset === 0 || offset > before.length) throw malformed('it copies from before its beginning');
  return Buffer.alloc(length, before.subarray(before.length - offset));
}

class ByteReader {
  readonly #bytes: Uint8Array;
  #place = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#place;
  }

  take(count: number): Uint8Array {
    if (count > this.left) throw malformed('it ends early');
    this.#place += count;
    return this.#bytes.subarray(this.#place - count, this.#place);
  }

  /** Little-endian. */
  integer(bytes: number): number {
    return this.take(bytes).reduceRight((value, byte) => value * 256 + byte, 0);
  }

  /** Seven bits a byte, the lowest first; of 32 bits at most. */
  varint(): number {
    let value = 0;
    for (let place = 0; place < 5; place += 1) {
      const byte = this.integer(1);
      value += (byte & 0x7f) * 2 ** (7 * place);
      if (byte < 0x80 && value < 2 ** 32) return value;
    }
    throw malformed('its length is of more than 32 bits');
  }
}

function malformed(what: string): Error {
  return new Error(`it is not whole Snappy data: ${what}`);
}
