import { isSpaceAt, mayFollow } from './characters.ts';
import { addFault } from './document.ts';
import { endOfName, lineOf } from './inline-text.ts';
import type { InlineText, ReadInline } from './inline-text.ts';
import { normalizedName, unescaped } from './names.ts';
import { noteAlias, noteAnonymous, noteEmbeddedUri, noteReference } from './references.ts';
import { readRole } from './roles.ts';

/** What ends interpreted text or a phrase reference: its backquote, and what is written after it. */
interface EndString {
  readonly at: number;
  readonly until: number;
  readonly role: string | undefined;
  readonly underscores: number;
}

/** Reads interpreted text or a phrase reference; `start` is that of its role, where one is before it. */
export function readInterpreted(
  inline: InlineText,
  start: number,
  backquote: number,
): ReadInline | undefined {
  const { text, document } = inline;
  const line = lineOf(inline, start);
  const end = endString(inline, backquote + 1);
  if (end === undefined) {
    addFault(
      document,
      line,
      'Inline interpreted text or phrase reference start-string without end-string.',
      'Close the backquote with another, or write \\` where the character itself is meant.',
    );
    return undefined;
  }
  const content = text.slice(backquote + 1, end.at);
  const prefix = start < backquote ? text.slice(start + 1, backquote - 1) : undefined;
  const role = prefix ?? end.role;
  const read = { start, end: end.until, plain: unescaped(content) };
  if (prefix !== undefined && end.role !== undefined) {
    const message = 'Multiple roles in interpreted text (both prefix and suffix present; only one allowed).';
    addFault(document, line, message, 'Remove one of the two roles.');
  } else if (end.underscores === 0) return { ...read, plain: readRole(document, role, content, line) };
  else if (role !== undefined) {
    const message = `Mismatch: both interpreted text role ${prefix === undefined ? 'suffix' : 'prefix'} and reference suffix.`;
    addFault(document, line, message, 'Remove the role, or the underscore after the backquote.');
  } else return { ...read, plain: readPhrase(inline, content, line, end.underscores === 2) };
  return read;
}

function endString(inline: InlineText, begin: number): EndString | undefined {
  const { text, endless } = inline;
  if (endless.has('`')) return undefined;
  for (let at = text.indexOf('`', begin); at >= 0; at = text.indexOf('`', at + 1)) {
    const isEscaped = text.charAt(at - 1) === '\0' || isSpaceAt(text, at - 1);
    if (at > begin && isEscaped && !(at - 1 > begin && text.charAt(at - 2) === '\0')) continue;
    const end = suffixAt(inline, at);
    if (end !== undefined) return end;
  }
  endless.add('`');
  return undefined;
}

/** The longest suffix of a backquote after which markup may end. */
function suffixAt(inline: InlineText, at: number): EndString | undefined {
  const { text } = inline;
  const name = text.charAt(at + 1) === ':' ? endOfName(inline, at + 2) : undefined;
  const afterRole = name !== undefined && text.charAt(name) === ':' ? name + 1 : undefined;
  for (const start of afterRole === undefined ? [at + 1] : [afterRole, at + 1]) {
    for (const suffix of ['__', '_', '']) {
      const until = start + suffix.length;
      if (!text.startsWith(suffix, start) || !mayFollow(text, until)) continue;
      const role = start === afterRole ? text.slice(at + 2, start - 1) : undefined;
      return { at, until, role, underscores: suffix.length };
    }
  }
  return undefined;
}

/** A phrase reference, to a target by its name, to an address or to another name in angle brackets. */
function readPhrase(inline: InlineText, content: string, line: number, isAnonymous: boolean): string {
  const { document } = inline;
  const embedded = embeddedLink(content);
  if (embedded === undefined) {
    const plain = unescaped(content);
    if (isAnonymous) noteAnonymous(document, line);
    else noteReference(document, { name: normalizedName(plain), line, text: plain });
    return plain;
  }
  const { before, link } = embedded;
  const isAlias = link.endsWith('_') && !link.endsWith('\0_') && !/^[a-z][a-z0-9.+-]*:|@/i.test(link);
  const plain = unescaped(before === '' ? link : before);
  const name = isAnonymous ? undefined : normalizedName(plain);
  if (isAlias) {
    const alias = unescaped(link.slice(0, -1));
    noteAlias(document, { name, alias: normalizedName(alias), line, text: alias });
  } else if (name !== undefined) noteEmbeddedUri(document, name, addressOf(link));
  return plain;
}

function addressOf(link: string): string {
  return unescaped(link.replace(/(\0?)[ \n]+/g, (_, escape: string) => (escape === '' ? '' : ' ')));
}

/** `text <link>`, where the angle brackets are at the end and after white space. */
function embeddedLink(content: string): { readonly before: string; readonly link: string } | undefined {
  const end = content.length - 1;
  if (content.charAt(end) !== '>' || content.charAt(end - 1) === '\0' || isSpaceAt(content, end - 1))
    return undefined;
  let open = end - 1;
  while (open >= 0 && !/[<>]/.test(content.charAt(open))) open -= 1;
  while (open > 0 && content.charAt(open - 1) === '\0') {
    open -= 1;
    while (open >= 0 && !/[<>]/.test(content.charAt(open))) open -= 1;
  }
  if (content.charAt(open) !== '<' || open === end - 1 || isSpaceAt(content, open + 1)) return undefined;
  if (open > 0 && !/[ \n]/.test(content.charAt(open - 1))) return undefined;
  return {
    before: content.slice(0, open).replace(/(?<![ \n])[ \n]+$/, ''),
    link: content.slice(open + 1, end),
  };
}
