import { addFault } from './document.ts';
import type { Document } from './document.ts';
import { unescaped } from './names.ts';

/** Roles that docutils 0.23 knows, by each of their names. parsers/rst/roles, languages/en */
const known: ReadonlyMap<string, string> = new Map(
  [
    ['abbreviation', 'ab', 'acronym', 'ac', 'code', 'emphasis', 'literal', 'math', 'strong'],
    ['subscript', 'sub', 'superscript', 'sup', 'title-reference', 'title', 't', 'raw'],
  ]
    .flat()
    .map((name) => [name, name] as const)
    .concat([
      ['pep-reference', 'pep'],
      ['pep', 'pep'],
      ['rfc-reference', 'rfc'],
      ['rfc', 'rfc'],
    ]),
);
/** Roles that have a name, and that docutils does not implement. */
const unimplemented: ReadonlySet<string> = new Set([
  'index',
  'i',
  'anonymous-reference',
  'citation-reference',
  'footnote-reference',
  'named-reference',
  'substitution-reference',
  'uri-reference',
  'uri',
  'url',
  'target',
  'restructuredtext-unimplemented-role',
]);
const integer = /^ *\+?[0-9]+(?:_[0-9]+)* *$/;
const highestPep = 9999;

/** The role that a name stands for, in this text; undefined where there is none. */
export function roleOf(document: Document, name: string): string | undefined {
  const lower = name.toLowerCase();
  const defined = document.roles.get(lower) ?? known.get(lower);
  return defined ?? (unimplemented.has(lower) ? 'unimplemented' : undefined);
}

/** Looks the role of interpreted text up, and returns the text as it is shown. */
export function readRole(
  document: Document,
  name: string | undefined,
  content: string,
  line: number,
): string {
  const text = unescaped(content);
  const role = name === undefined ? (document.roles.get('') ?? 'title') : roleOf(document, name);
  const written = name ?? '';
  if (role === undefined) {
    addUnknownRole(document, written, line);
    return text;
  }
  if (role === 'unimplemented') {
    const message = `Interpreted text role "${written}" not implemented.`;
    addFault(document, line, message, `Write the text without the role \`${written}\`.`);
  }
  if (role === 'raw') {
    const message = 'raw (and derived) roles disabled';
    addFault(document, line, message, 'Write the text without the role, which PyPI does not render.');
  }
  if (role === 'pep') return readPep(document, text, line);
  if (role === 'rfc') return readRfc(document, text, line);
  return text;
}

/**
 * The fault of a role that docutils does not know. A role that one text defines outlives it in docutils' process, so PyPI
 * may know it by chance; no release can count on that.
 */
export function addUnknownRole(document: Document, name: string, line: number): void {
  addFault(
    document,
    line,
    `Unknown interpreted text role "${name}".`,
    `Write double backquotes or a link instead of the role \`${name}\`, which only Sphinx or an extension has.`,
  );
}

/** Python's integers have digits of other scripts too: what is none has no digits at all, or other letters. */
function isNoInteger(text: string): boolean {
  return !integer.test(text) && !/[^\0-\x7f]/.test(text) && !/^ *-[0-9]/.test(text);
}

function readPep(document: Document, text: string, line: number): string {
  const digits = text.replaceAll(/[ _+]/g, '');
  if (isNoInteger(text) || (integer.test(text) && Number(digits) > highestPep)) {
    const message = `PEP number must be a number from 0 to 9999; "${text}" is invalid.`;
    addFault(document, line, message, 'Write the number of the PEP alone: :pep:`440`.');
  }
  return `PEP ${text}`;
}

function readRfc(document: Document, text: string, line: number): string {
  const [number = ''] = text.split('#', 1);
  if (isNoInteger(number) || (integer.test(number) && Number(number.replaceAll(/[ _+]/g, '')) === 0)) {
    const message = `RFC number must be a number greater than or equal to 1; "${text}" is invalid.`;
    addFault(document, line, message, 'Write the number of the RFC alone: :rfc:`2119`.');
  }
  return `RFC ${number}`;
}
