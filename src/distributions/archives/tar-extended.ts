import { Unreadable } from '../finding.ts';

/**
 * What headers before a member say of it, by the keys of pax: `path`, `linkpath`, `size`, and `sparse` for any record of GNU's sparse
 * formats. Only these change what a reader sees.
 */
export type Extended = ReadonlyMap<string, string>;

const replacing: ReadonlyMap<string, string> = new Map([
  ['path', 'path'],
  ['linkpath', 'linkpath'],
  ['size', 'size'],
  ['GNU.sparse.name', 'path'],
]);
const maximumDigits = 10;

/** Records `LENGTH key=value\n` of a pax header, lengths checked. POSIX.1-2001 pax, extended header. @throws {Unreadable} */
export function parsePaxRecords(bytes: Buffer): Extended {
  const records = new Map<string, string>();
  let position = 0;
  while (position < bytes.length && bytes[position] !== 0) {
    const space = bytes.indexOf(' ', position);
    const digits = bytes.toString('latin1', position, Math.min(space, position + maximumDigits + 1));
    const end = position + Number(/^\d{1,10}$/.test(digits) ? digits : 0);
    const equals = bytes.indexOf('=', position);
    if (space < 0 || end <= equals || equals < space || end > bytes.length || bytes[end - 1] !== 0x0a)
      throw malformed();
    const key = bytes.toString('utf8', space + 1, equals);
    const replaced = replacing.get(key);
    if (replaced !== undefined) records.set(replaced, checked(bytes.toString('utf8', equals + 1, end - 1)));
    if (key.startsWith('GNU.sparse')) records.set('sparse', '');
    position = end;
  }
  return records;
}

/** The text of GNU's headers for long names, which takes the place of one record of pax. @throws {Unreadable} */
export function longNameRecord(type: 'L' | 'K', name: string): Extended {
  return new Map([[type === 'L' ? 'path' : 'linkpath', checked(name)]]);
}

/** Adds what one more header says of the next member; where two differ, some readers go by the first. @throws {Unreadable} */
export function addExtended(known: Map<string, string>, more: Extended): void {
  for (const [key, value] of more) {
    if ((known.get(key) ?? value) !== value)
      throw new Unreadable(`two extended headers of the tar archive give one member another ${key}`);
    known.set(key, value);
  }
}

/** Some readers end a name at a NUL, and some take an empty one for none. */
function checked(value: string): string {
  if (value === '' || value.includes('\0')) throw malformed();
  return value;
}

function malformed(): Unreadable {
  return new Unreadable('an extended header of the tar archive is malformed');
}
