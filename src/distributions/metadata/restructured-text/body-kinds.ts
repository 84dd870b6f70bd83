/** What the first line of a body element can begin, in the order in which docutils tries them. */
type BodyKind =
  | 'bullet'
  | 'enumerator'
  | 'field'
  | 'option'
  | 'doctest'
  | 'line-block'
  | 'grid-table'
  | 'simple-table'
  | 'explicit'
  | 'anonymous'
  | 'line'
  | 'text';

const enumerator = String.raw`(?:[0-9]+|[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+|#)`;
const argument = String.raw`(?:[a-zA-Z][a-zA-Z0-9_-]*|<[^<>]+>)`;
const option = String.raw`(?:[-+][a-zA-Z0-9](?: ?${argument})?|(?:--|/)[a-zA-Z0-9][a-zA-Z0-9_-]*(?:[ =]${argument})?)`;

/** `- `, with the character that makes the list. */
export const bulletMarker = /^[-+*\u2022\u2023\u2043](?: +|$)/;
/** `1. `, `(a) `, `iv) `, `#. `. */
export const enumeratorMarker = new RegExp(
  String.raw`^(?:\((?<parens>${enumerator})\)|(?<rparen>${enumerator})\)|(?<period>${enumerator})\.)(?: +|$)`,
);
/** `:name: `. */
export const fieldMarker = /^:(?![: ])(?:[^:\\]|\\.|:(?!(?:[ `]|$)))*(?<! ):(?: +|$)/;
/** `-o FILE, --output=FILE  `. */
export const optionMarker = new RegExp(`^${option}(?:, ${option})*(?:  +| ?$)`);
/** `| `. */
export const lineBlockMarker = /^\|(?: +|$)/;
/** `.. `. */
export const explicitMarker = /^\.\.(?: +|$)/;
/** `__ `. */
export const anonymousMarker = /^__(?: +|$)/;
/** A line of one punctuation character, which may underline or overline a section title. */
export const lineMarker = /^([!-/:-@[-`{-~])\1* *$/;
/** The top border of a grid table. */
export const gridTableTop = /^\+-[-+]+-\+ *$/;
const simpleTableTop = /^=+(?: +=+)+ *$/;

const kinds: readonly (readonly [kind: BodyKind, pattern: RegExp])[] = [
  ['bullet', bulletMarker],
  ['enumerator', enumeratorMarker],
  ['field', fieldMarker],
  ['option', optionMarker],
  ['doctest', /^>>>(?: +|$)/],
  ['line-block', lineBlockMarker],
  ['grid-table', gridTableTop],
  ['simple-table', simpleTableTop],
  ['explicit', explicitMarker],
  ['anonymous', anonymousMarker],
  ['line', lineMarker],
];

/** By the first character of a line, which rules most of them out. */
const kindsByStart = new Map<string, readonly (readonly [kind: BodyKind, pattern: RegExp])[]>();
const alphanumeric = /[a-zA-Z0-9]/;
const ascii = /[!-~\u2022\u2023\u2043]/;

function candidates(start: string): readonly (readonly [kind: BodyKind, pattern: RegExp])[] {
  const known = kindsByStart.get(start);
  if (known !== undefined) return known;
  if (!ascii.test(start)) return [];
  const found = alphanumeric.test(start) ? kinds.filter(([kind]) => kind === 'enumerator') : kinds;
  kindsByStart.set(start, found);
  return found;
}

/** What a line begins that is neither blank nor indented. */
export function bodyKind(line: string): BodyKind {
  for (const [kind, pattern] of candidates(line.charAt(0))) if (pattern.test(line)) return kind;
  return 'text';
}
