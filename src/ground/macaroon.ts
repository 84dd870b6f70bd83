/** Types of the fields of a macaroon (libmacaroons, format 2). */
const [END, LOCATION, IDENTIFIER, SIGNATURE] = [0, 1, 2, 6];
const VERSION = 2;
const SIGNATURE_BYTES = 32;

/** A macaroon, as far as it can be read without the key that it was made with. */
interface Macaroon {
  /** Who issued it, for people: `pypi.org`. */
  readonly location: string;
  /** The text of each caveat, in their order. */
  readonly caveats: readonly Buffer[];
}

/**
 * Reads a macaroon of format 2 (https://github.com/rescrv/libmacaroons/blob/master/doc/format.txt), which ends with a signature of 32
 * bytes; what follows it is left out. Undefined where the bytes are none.
 */
export function readMacaroon(bytes: Buffer): Macaroon | undefined {
  try {
    return macaroonOf(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The fields of a section that are read. */
interface Section {
  readonly location?: Buffer;
  readonly identifier?: Buffer;
}

/** @throws {RangeError} where it is none */
function macaroonOf(bytes: Buffer): Macaroon {
  let at = 0;
  const byte = (): number => {
    const value = bytes[at];
    if (value === undefined) throw new RangeError('it ends too early');
    at += 1;
    return value;
  };
  const length = (): number => {
    let value = 0;
    for (let shift = 0; shift <= 21; shift += 7) {
      const next = byte();
      value |= (next & 0x7f) << shift;
      if (next < 0x80) return value;
    }
    throw new RangeError('a field is too long');
  };
  const data = (): Buffer => {
    const size = length();
    if (at + size > bytes.length) throw new RangeError('it ends too early');
    at += size;
    return bytes.subarray(at - size, at);
  };
  /** The fields up to the end of a section; undefined where there are none. */
  const section = (): Section | undefined => {
    let fields: { location?: Buffer; identifier?: Buffer } | undefined;
    for (let type = byte(); type !== END; type = byte()) {
      fields ??= {};
      const value = data();
      if (type === LOCATION) fields.location = value;
      else if (type === IDENTIFIER) fields.identifier = value;
    }
    return fields;
  };
  if (byte() !== VERSION) throw new RangeError('another format');
  const head = section();
  if (head?.identifier === undefined) throw new RangeError('no identifier');
  const caveats: Buffer[] = [];
  for (let next = section(); next !== undefined; next = section()) {
    if (next.identifier === undefined) throw new RangeError('a caveat without a text');
    caveats.push(next.identifier);
  }
  if (byte() !== SIGNATURE || data().length !== SIGNATURE_BYTES) throw new RangeError('no signature');
  return { location: head.location?.toString() ?? '', caveats };
}
