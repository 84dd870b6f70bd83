/** What Python's `str` takes for white space, for a character class of a pattern: U+001C to U+001F are, U+FEFF is not. */
export const pythonSpace = String.raw`\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;

/** Where Python's `str.splitlines` ends a line, but for single line feeds. */
export const pythonLineEnds = new RegExp(String.raw`\r\n|[\v-\r\x1c-\x1e\x85\u2028\u2029]`, 'g');

const space = new RegExp(`^[${pythonSpace}]$`);

/** A text without white space at its ends, as Python's `str.strip` leaves it. */
export function pythonStrip(text: string): string {
  return pythonStripStart(pythonStripEnd(text));
}

/** A text without white space at its beginning, as Python's `str.lstrip` leaves it. */
export function pythonStripStart(text: string): string {
  let start = 0;
  while (start < text.length && space.test(text.charAt(start))) start += 1;
  return text.slice(start);
}

/** A text without white space at its end, as Python's `str.rstrip` leaves it. */
export function pythonStripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && space.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The text of UTF-8 bytes as Python decodes it, with a byte order mark; undefined where it is none. */
export function decodedUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
