import { pythonSpace, pythonStrip } from '../python-text.ts';

const spaces = new RegExp(`[${pythonSpace}]+`, 'g');

/** docutils' simple reference name: letters and digits with single `-`, `.`, `_`, `+` and `:` inside. */
export const namePattern = String.raw`[\p{L}\p{N}]+(?:[-._+:][\p{L}\p{N}]+)*`;

/** A text with NUL in the place of each backslash that escapes. */
export function escaped(text: string): string {
  return text.replace(/\\([^]?)/g, '\0$1');
}

/** A text without escapes; an escaped space or line end is nothing. */
export function unescaped(text: string): string {
  return text.replace(/\0[ \n]?/g, '');
}

/** A name with single spaces. */
export function withSingleSpaces(name: string): string {
  return pythonStrip(name).replace(spaces, ' ');
}

/** A name as references are compared: in lower case, with single spaces. */
export function normalizedName(name: string): string {
  return withSingleSpaces(name.toLowerCase());
}
