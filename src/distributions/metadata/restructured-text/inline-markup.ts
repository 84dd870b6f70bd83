import { arePair, isSpaceAt, mayFollow, mayPrecede } from './characters.ts';
import { addFault } from './document.ts';
import type { Document } from './document.ts';
import { endOfName, inlineText, lineOf } from './inline-text.ts';
import type { InlineText, ReadInline } from './inline-text.ts';
import { readInterpreted } from './interpreted-text.ts';
import { noteAnonymous, noteExplicit, noteFootnoteReference, noteReference } from './references.ts';
import { escaped, normalizedName, unescaped } from './names.ts';

/** The kinds of inline markup between two equal markers; `name` is docutils'. */
const markers = {
  '**': 'strong',
  '*': 'emphasis',
  '``': 'literal',
  '_`': 'target',
  '|': 'substitution_reference',
} as const;
type Marker = keyof typeof markers;

/** Reads inline markup, with faults and references to the document; returns the text without markup. */
export function readInline(source: string, line: number, document: Document): string {
  const inline = inlineText(escaped(source), line, document);
  const { text } = inline;
  const plain: string[] = [];
  let copied = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (index !== inline.origin && !mayPrecede(text, index - 1)) continue;
    const read = readAt(inline, index);
    if (read === undefined) continue;
    if (read !== 'passed') {
      plain.push(unescaped(text.slice(copied, read.start)), read.plain);
      copied = read.end;
      inline.origin = read.end;
    }
    index = inline.origin - 1;
  }
  return plain.join('') + unescaped(text.slice(copied));
}

/** What begins at an index; `passed` where its start-string stands for itself, and reading goes on at `origin`. */
function readAt(inline: InlineText, index: number): ReadInline | 'passed' | undefined {
  const { text } = inline;
  const marker = markerAt(text, index);
  if (marker !== undefined) return readMarked(inline, index, marker);
  const character = text.charAt(index);
  if (character === '`') return text.startsWith('``', index) ? undefined : readQuoted(inline, index, index);
  if (character === '[') return readFootnoteReference(inline, index);
  const end = endOfName(inline, character === ':' ? index + 1 : index);
  if (end === undefined) return undefined;
  if (character === ':') return text.startsWith(':`', end) ? readQuoted(inline, index, end + 1) : undefined;
  return readReference(inline, index, end);
}

function markerAt(text: string, index: number): Marker | undefined {
  const pair = text.slice(index, index + 2);
  if (pair === '**' || pair === '``' || pair === '_`') return isSpaceAt(text, index + 2) ? undefined : pair;
  const single = pair.charAt(0);
  if ((single !== '*' && single !== '|') || pair === '||') return undefined;
  return isSpaceAt(text, index + 1) ? undefined : single;
}

/** Whether a start-string is in quotation marks or parentheses of its own, or the last of the text. */
function isQuotedStart({ text, origin }: InlineText, start: number, end: number): boolean {
  if (start === origin) return false;
  return end >= text.length || arePair(text.charCodeAt(start - 1), text.charCodeAt(end));
}

function pass(inline: InlineText, end: number): 'passed' {
  inline.origin = end;
  return 'passed';
}

function readMarked(inline: InlineText, start: number, marker: Marker): ReadInline | 'passed' {
  const { text, document } = inline;
  const begin = start + marker.length;
  if (isQuotedStart(inline, start, begin)) return pass(inline, begin);
  const end = endOfMarked(inline, begin, marker);
  if (end === undefined) {
    const message = `Inline ${markers[marker]} start-string without end-string.`;
    addFault(document, lineOf(inline, start), message, closing(marker));
    return pass(inline, begin);
  }
  const content = text.slice(begin, end.at);
  const plain = marker === '``' ? content.replaceAll('\0', '\\') : unescaped(content);
  const line = lineOf(inline, start);
  if (marker === '_`') noteExplicit(document, { name: normalizedName(plain), line });
  if (marker === '|') {
    document.names.substitutionReferences.push({ name: plain, line });
    const suffix = end.until - end.at - 1;
    if (suffix === 1) noteReference(document, { name: normalizedName(plain), line, text: plain });
    if (suffix === 2) noteAnonymous(document, line);
  }
  return { start, end: end.until, plain };
}

function closing(marker: Marker): string {
  const end = marker === '_`' ? '`' : marker;
  return `Close the ${marker} with ${end}, or write \\${marker.charAt(0)} where the character itself is meant.`;
}

/** Where the end-string of a marker is: the first that may be one, unless nothing is before it. */
function endOfMarked(
  inline: InlineText,
  begin: number,
  marker: Marker,
): { readonly at: number; readonly until: number } | undefined {
  const { text, endless } = inline;
  const end = marker === '_`' ? '`' : marker;
  for (
    let at = endless.has(marker) ? -1 : text.indexOf(end, begin);
    at >= 0;
    at = text.indexOf(end, at + 1)
  ) {
    if (at > begin && (isSpaceAt(text, at - 1) || (marker !== '``' && text.charAt(at - 1) === '\0')))
      continue;
    const until = marker === '|' ? endOfSubstitution(text, at + 1) : at + end.length;
    if (until === undefined || !mayFollow(text, until)) continue;
    return at === begin ? undefined : { at, until };
  }
  endless.add(marker);
  return undefined;
}

/** The longest of `|__`, `|_` and `|` that may end a reference. */
function endOfSubstitution(text: string, after: number): number | undefined {
  const underscores = text.startsWith('__', after) ? 2 : text.startsWith('_', after) ? 1 : 0;
  for (let until = after + underscores; until >= after; until -= 1) if (mayFollow(text, until)) return until;
  return undefined;
}

function readQuoted(inline: InlineText, start: number, backquote: number): ReadInline | 'passed' | undefined {
  const begin = backquote + 1;
  if (inline.text.charAt(begin) === '`' || isSpaceAt(inline.text, begin)) return undefined;
  if (start === backquote && isQuotedStart(inline, start, begin)) return pass(inline, begin);
  return readInterpreted(inline, start, backquote) ?? pass(inline, begin);
}

function readReference(inline: InlineText, start: number, end: number): ReadInline | undefined {
  const { text, document } = inline;
  if (text.charAt(end) !== '_') return undefined;
  const isAnonymous = text.charAt(end + 1) === '_' && mayFollow(text, end + 2);
  if (!isAnonymous && !mayFollow(text, end + 1)) return undefined;
  const plain = text.slice(start, end);
  const line = lineOf(inline, start);
  if (isAnonymous) noteAnonymous(document, line);
  else noteReference(document, { name: normalizedName(plain), line, text: plain });
  return { start, end: end + (isAnonymous ? 2 : 1), plain };
}

function readFootnoteReference(inline: InlineText, start: number): ReadInline | undefined {
  const { text, document } = inline;
  const first = text.charAt(start + 1);
  const bare = first === '*' || (first === '#' && text.charAt(start + 2) === ']');
  const end = bare ? start + 2 : endOfName(inline, first === '#' ? start + 2 : start + 1);
  if (end === undefined || !text.startsWith(']_', end) || !mayFollow(text, end + 2)) return undefined;
  const label = text.slice(start + 1, end);
  noteFootnoteReference(document, label, lineOf(inline, start));
  return { start, end: end + 2, plain: label };
}
