import { Unreadable } from '../finding.ts';

/** Records `LENGTH key=value\n` of a pax header, lengths checked. POSIX.1-2001 pax, extended header. @throws {Unreadable} */
export function parseExtendedHeader(bytes: Buffer): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  let position = 0;
  while (position < bytes.length && bytes[position] !== 0) {
    const space = bytes.indexOf(' ', position);
    const digits = space < 0 ? '' : bytes.toString('latin1', position, Math.min(space, position + 12));
    const end = position + Number(/^\d{1,10}$/.test(digits) ? digits : 0);
    const equals = bytes.indexOf('=', position);
    if (end <= equals || equals < space || end > bytes.length || bytes[end - 1] !== 0x0a) {
      throw new Unreadable('an extended header of the tar archive is malformed');
    }
    records.set(bytes.toString('utf8', space + 1, equals), bytes.toString('utf8', equals + 1, end - 1));
    position = end;
  }
  return records;
}
