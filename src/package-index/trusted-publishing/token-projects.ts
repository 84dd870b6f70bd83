import { asArray, parseJson } from '../../ground/json.ts';

/** Types of the fields of a macaroon (libmacaroons, format 2), and of Warehouse's caveats that name projects. */
const [END, IDENTIFIER] = [0, 2];
const [BY_NAME, BY_ID] = [1, 2];
const VERSION = 2;

/**
 * How many projects an upload token covers: a macaroon of Warehouse's, after `pypi-`, with one caveat that lists the projects of its
 * publisher (warehouse/macaroons/caveats). Undefined for any other token, and where its list is not understood to the end.
 */
export function coveredProjects(token: string): number | undefined {
  const encoded = /^pypi-([\w-]+)$/.exec(token)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const lists = caveatsOf(Buffer.from(encoded, 'base64url')).flatMap(projectsOf);
    const [list, ...more] = lists;
    return list === undefined || more.length > 0 ? undefined : new Set(list).size;
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError)
      return undefined;
    throw error;
  }
}

function projectsOf(caveat: Buffer): readonly string[][] {
  const [kind, list] = asArray(parseJson(caveat));
  if (kind !== BY_NAME && kind !== BY_ID) return [];
  const names = asArray(list).filter((each) => typeof each === 'string');
  if (names.length === 0 || names.length !== asArray(list).length)
    throw new RangeError('no list of projects');
  return [names];
}

/** The texts of a macaroon's caveats. @throws {RangeError} where it is none */
function caveatsOf(bytes: Buffer): readonly Buffer[] {
  let at = 0;
  const byte = (): number => {
    const value = bytes.at(at);
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
  const field = (): { readonly type: number; readonly data: Buffer } => {
    const type = byte();
    if (type === END) return { type, data: Buffer.alloc(0) };
    const size = length();
    if (at + size > bytes.length) throw new RangeError('it ends too early');
    at += size;
    return { type, data: bytes.subarray(at - size, at) };
  };
  /** The fields up to the end of a section. */
  const section = (): ReadonlyMap<number, Buffer> => {
    const fields = new Map<number, Buffer>();
    for (let next = field(); next.type !== END; next = field()) fields.set(next.type, next.data);
    return fields;
  };
  if (byte() !== VERSION) throw new RangeError('another format');
  section();
  const caveats: Buffer[] = [];
  for (let next = section(); next.size > 0; next = section()) {
    const caveat = next.get(IDENTIFIER);
    if (caveat === undefined) throw new RangeError('a caveat without a text');
    caveats.push(caveat);
  }
  return caveats;
}
