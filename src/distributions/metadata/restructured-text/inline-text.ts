import type { Document } from './document.ts';

const word = /[\p{L}\p{N}]/u;
const asciiWord = Array.from({ length: 0x80 }, (_, code) => word.test(String.fromCodePoint(code)));
/** What may stand once between letters and digits of a simple name. */
const inside: ReadonlySet<string> = new Set('-._+:');

/** Text with inline markup while it is read. docutils reads on after each construct as if the text began there: `origin`. */
export interface InlineText {
  /** With NUL in the place of backslashes that escape. */
  readonly text: string;
  readonly document: Document;
  origin: number;
  /** Markers that no later place of the text ends. */
  readonly endless: Set<string>;
  /** The last run of a simple name that was looked up. */
  run: { readonly start: number; readonly end: number };
  /** The line of an index, up to which lines were counted. */
  counted: { readonly index: number; readonly line: number };
}

/** A construct that was read: where it begins and ends, and its text without markup. */
export interface ReadInline {
  readonly start: number;
  readonly end: number;
  readonly plain: string;
}

/** Text that is going to be read; `line` is the number of its first line. */
export function inlineText(text: string, line: number, document: Document): InlineText {
  return {
    text,
    document,
    origin: 0,
    endless: new Set(),
    run: { start: 0, end: 0 },
    counted: { index: 0, line },
  };
}

/** The line of an index of the text, which is not before the last one that was looked up. */
export function lineOf(inline: InlineText, index: number): number {
  const { text, counted } = inline;
  let { line } = counted;
  for (
    let end = text.indexOf('\n', counted.index);
    end >= 0 && end < index;
    end = text.indexOf('\n', end + 1)
  )
    line += 1;
  if (index > counted.index) inline.counted = { index, line };
  return line;
}

/** Where the simple name at an index ends. Names that follow each other after a delimiter are one run, read once. */
export function endOfName(inline: InlineText, index: number): number | undefined {
  const { text, run } = inline;
  if (!isWordAt(text, index)) return undefined;
  if (index > run.start && index < run.end) return run.end;
  let end = endOfWord(text, index);
  while (inside.has(text.charAt(end)) && isWordAt(text, end + 1)) end = endOfWord(text, end + 1);
  inline.run = { start: index, end };
  return end;
}

function endOfWord(text: string, start: number): number {
  let end = start;
  while (isWordAt(text, end)) end += isSurrogate(text.charCodeAt(end)) ? 2 : 1;
  return end;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd8_00 && code < 0xdc_00;
}

function isWordAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code < 0x80) return asciiWord[code] === true;
  return word.test(String.fromCodePoint(text.codePointAt(index) ?? 0));
}
