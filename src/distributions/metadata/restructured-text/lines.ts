import { pythonSpace, pythonStripEnd, pythonStripStart } from '../python-text.ts';

/** Consecutive lines of a text, without what they are indented by. */
export interface Block {
  readonly lines: readonly string[];
  /** The number of the first one in the text, from 1. */
  readonly first: number;
}

/** A block that was taken out of another. */
export interface TakenBlock {
  /** From its first line that is not blank. */
  readonly block: Block;
  /** The index of the line after it, in the block that it was taken from. */
  readonly next: number;
  /** Whether it ends with a blank line, or with the block that it was taken from. */
  readonly isBlankFinish: boolean;
}

const tabWidth = 8;
const SPACE = 0x20;
const otherSpace = new RegExp(`[${pythonSpace}]`);
/** Line ends of Python that are rare in texts, what docutils marks escapes with, a byte order mark, and scripts with punctuation that is not looked up. */
const unclear = new RegExp(String.raw`[\0\x1c-\x1f\x85\u2028\u2029\ufeff\u{10100}-\u{1247f}]`, 'u');

/** The lines of a text as docutils reads them: tabs are expanded, white space at their ends is removed. Undefined where that is not certain. */
export function linesOf(text: string): readonly string[] | undefined {
  if (unclear.test(text)) return undefined;
  const lines = text.replace(/[\v\f]/g, ' ').split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => pythonStripEnd(expandTabs(line)));
}

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  const [first = '', ...rest] = line.split('\t');
  let column = lengthOf(first);
  const parts = [first];
  for (const part of rest) {
    const width = tabWidth - (column % tabWidth);
    parts.push(' '.repeat(width), part);
    column += width + lengthOf(part);
  }
  return parts.join('');
}

/** How many characters Python counts. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index += 1)
    if (isSurrogatePair(text, index)) {
      length -= 1;
      index += 1;
    }
  return length;
}

function isSurrogatePair(text: string, index: number): boolean {
  return (text.codePointAt(index) ?? 0) > 0xffff;
}

/** Whether a line is empty, or beyond the end; white space at the end of lines was removed. */
export function isBlank(line: string | undefined): boolean {
  return line === undefined || line === '';
}

/** Whether a line begins with a space and is not blank. */
export function isIndented(line: string | undefined): boolean {
  return line !== undefined && line.startsWith(' ') && !isBlank(line);
}

/** The line of a block, by its index. */
export function lineAt(block: Block, index: number): string {
  return block.lines[index] ?? '';
}

/** The part of a block from one index to another. */
export function sliceOf(block: Block, start: number, end = block.lines.length): Block {
  return { lines: block.lines.slice(start, end), first: block.first + start };
}

/** A block without its blank lines at the beginning. */
export function trimStart(block: Block): Block {
  let start = 0;
  while (start < block.lines.length && isBlank(block.lines[start])) start += 1;
  return start === 0 ? block : sliceOf(block, start);
}

/** A block without its blank lines at the end. */
export function trimEnd(block: Block): Block {
  let end = block.lines.length;
  while (end > 0 && isBlank(block.lines[end - 1])) end -= 1;
  return end === block.lines.length ? block : sliceOf(block, 0, end);
}

/** How many spaces each line of an indented block is taken to begin with. */
interface Indentation {
  /** Of all lines, where it is known; the least that they have otherwise. */
  readonly all?: number;
  /** Of the first line, which may begin with a marker. */
  readonly first?: number;
  readonly untilBlank?: boolean;
  readonly isKept?: boolean;
}

/** The indented block at a line of another. */
export function takeIndented(from: Block, start: number, indentation: Indentation = {}): TakenBlock {
  const taken = takeUntrimmed(from, start, indentation);
  return { ...taken, block: trimStart(taken.block) };
}

/** The same with the blank lines at its beginning. */
export function takeUntrimmed(from: Block, start: number, indentation: Indentation): TakenBlock {
  const { lines } = from;
  const first = indentation.first ?? indentation.all;
  const { end, least, isBlankFinish } = extentOf(lines, start, first !== undefined, indentation);
  const indent = indentation.isKept === true ? 0 : (indentation.all ?? least ?? 0);
  const taken = lines
    .slice(start, end)
    .map((line, index) => (index === 0 && first !== undefined ? line.slice(first) : line.slice(indent)));
  return { block: { lines: taken, first: from.first + start }, next: end, isBlankFinish };
}

function extentOf(
  lines: readonly string[],
  start: number,
  isFirstKnown: boolean,
  { all, untilBlank = false }: Indentation,
): { readonly end: number; readonly least: number | undefined; readonly isBlankFinish: boolean } {
  let least: number | undefined;
  for (let end = isFirstKnown ? start + 1 : start; end < lines.length; end += 1) {
    const line = lines[end] ?? '';
    if (line !== '' && (!line.startsWith(' ') || (all !== undefined && indentOf(line) < all)))
      return { end, least, isBlankFinish: end > start && isBlank(lines[end - 1]) };
    if (isBlank(line)) {
      if (untilBlank) return { end, least, isBlankFinish: true };
    } else if (all === undefined) least = Math.min(least ?? Infinity, indentOf(line));
  }
  return { end: lines.length, least, isBlankFinish: true };
}

/** How many characters of white space a line begins with. */
export function indentOf(line: string): number {
  let indent = 0;
  while (line.charCodeAt(indent) === SPACE) indent += 1;
  return otherSpace.test(line.charAt(indent)) ? line.length - pythonStripStart(line).length : indent;
}

/** The index of the first blank line at or after one. */
export function endOfText(block: Block, start: number): number {
  let end = start;
  while (end < block.lines.length && !isBlank(block.lines[end])) end += 1;
  return end;
}
