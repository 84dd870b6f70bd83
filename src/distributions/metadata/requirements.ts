import { isProjectName } from '../../ground/project-name.ts';
import type { CoreMetadata } from '../distribution.ts';
import { againstIndex, quoted } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { parseVersion } from '../version.ts';
import { invalidValue, titled, valuesOf } from './fields.ts';
import { pythonSpace, pythonStrip } from './python-text.ts';

/** A position in a text, moved on by tokens: sticky patterns, each linear in what it takes. */
class Cursor {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Takes a token if it comes next. */
  take(token: RegExp): string | undefined {
    token.lastIndex = this.#position;
    const [taken] = token.exec(this.#text) ?? [];
    this.#position += taken?.length ?? 0;
    return taken;
  }

  skipSpaces(): void {
    this.take(spaces);
  }

  get atEnd(): boolean {
    return this.#position === this.#text.length;
  }
}

const spaces = /[ \t]+/y;
// A name ends where a word ends: what follows it is no letter or digit of any script.
const name = /[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?(?![\p{L}\p{N}_])/uy;
const openBracket = /\[/y;
const closeBracket = /\]/y;
const openParenthesis = /\(/y;
const closeParenthesis = /\)/y;
const comma = /,/y;
const at = /@/y;
const semicolon = /;/y;
const address = /[^ \t]+/y;
const specifier = new RegExp(
  `===[${pythonSpace}]*[^${pythonSpace};)]*|(?:~=|==|!=|<=|>=|<|>)[${pythonSpace}]*[A-Za-z0-9.*+!_-]+`,
  'y',
);
const comparison = /===|~=|==|!=|<=|>=|<|>|in\b|not[ \t]+in\b/y;
const literal = /'[^']*'|"[^"]*"/y;
const conjunction = /(?:and|or)\b/y;
const variable = new RegExp(
  `(?:${[
    'python_version|python_full_version|python_implementation|implementation_(?:name|version)',
    'os[._]name|sys[._]platform|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)',
    'extras?|dependency_groups',
  ].join('|')})\\b`,
  'y',
);
/** What an arbitrary version (`===`) can't contain, since specifiers stand before markers and in parentheses. */
const endOfArbitrary = new RegExp(`[${pythonSpace};)]`);
const versionClause = /^(===|~=|==|!=|<=|>=|<|>)(.*)$/s;
/** PyPI's parser (packaging) ends at this depth too, or at Python's own limit. */
const maximumDepth = 200;

/** What PyPI requires of requirements, of the Python versions and of the extras that they are for. PEP 508, PEP 440 */
export function checkRequirements(metadata: CoreMetadata): Finding[] {
  return [
    ...['requires-dist', 'provides-dist', 'obsoletes-dist'].flatMap((field) =>
      valuesOf(metadata, field).flatMap((value) => checkRequirement(field, value)),
    ),
    ...valuesOf(metadata, 'requires-python')
      .filter((value) => !isSpecifierSet(value))
      .map((value) => invalidValue('requires-python', value, 'is not a set of version specifiers (PEP 440)')),
    ...valuesOf(metadata, 'provides-extra')
      .filter((value) => !isProjectName(value))
      .map((value) => invalidValue('provides-extra', value, 'is not a name')),
  ];
}

function checkRequirement(field: string, value: string): Finding[] {
  const fault = requirementFault(value);
  if (fault === undefined) return [];
  if (fault !== 'names a URL') return [invalidValue(field, value, fault)];
  const answer = `Can't have direct dependency: ${quoted(value)}`;
  return [
    againstIndex(
      `${titled(field)} ${quoted(value)} names a URL`,
      answer,
      'Require a version of a published project instead of a URL.',
    ),
  ];
}

/** Whether a text is a set of version specifiers; the empty set is one. PEP 440 */
export function isSpecifierSet(text: string): boolean {
  return text
    .split(',')
    .map(pythonStrip)
    .every((clause) => clause === '' || isVersionSpecifier(clause));
}

/** PEP 440, "Version specifiers": what may follow each operator. */
function isVersionSpecifier(clause: string): boolean {
  const [, operator, after = ''] = versionClause.exec(clause) ?? [];
  const text = pythonStrip(after);
  // It compares as text, with whatever follows, even nothing.
  if (operator === '===') return !endOfArbitrary.test(text);
  const equality = operator === '==' || operator === '!=';
  const prefix = equality && text.endsWith('.*') ? text.slice(0, -2) : undefined;
  const version = parseVersion(prefix ?? text);
  if (operator === undefined || version === undefined) return false;
  const { release, pre, post, dev, local } = version;
  if (prefix !== undefined)
    return pre === undefined && post === undefined && dev === undefined && local.length === 0;
  return equality || (local.length === 0 && (operator !== '~=' || release.length > 1));
}

/** What is wrong with a dependency specifier, to follow its text; undefined where a published file may have it. PEP 508 */
export function requirementFault(text: string): string | undefined {
  const cursor = new Cursor(text);
  cursor.skipSpaces();
  if (cursor.take(name) === undefined) return 'does not begin with a project name';
  cursor.skipSpaces();
  if (cursor.take(openBracket) !== undefined && !takeExtras(cursor)) return 'has malformed extras';
  cursor.skipSpaces();
  if (cursor.take(at) !== undefined) {
    cursor.skipSpaces();
    return cursor.take(address) === undefined ? 'has no URL after its @' : 'names a URL';
  }
  const fault = takeVersions(cursor);
  cursor.skipSpaces();
  if (fault !== undefined || cursor.atEnd) return fault;
  if (cursor.take(semicolon) === undefined)
    return 'has something other than versions and a marker after its name';
  return takeMarker(cursor, 0) && cursor.atEnd ? undefined : 'has a malformed marker';
}

function takeExtras(cursor: Cursor): boolean {
  cursor.skipSpaces();
  if (cursor.take(closeBracket) !== undefined) return true;
  do {
    cursor.skipSpaces();
    if (cursor.take(name) === undefined) return false;
    cursor.skipSpaces();
  } while (cursor.take(comma) !== undefined);
  return cursor.take(closeBracket) !== undefined;
}

function takeVersions(cursor: Cursor): string | undefined {
  const enclosed = cursor.take(openParenthesis) !== undefined;
  cursor.skipSpaces();
  let part = cursor.take(specifier);
  while (part !== undefined) {
    if (!isSpecifierSet(part)) return `has ${quoted(part)}, which is not a version specifier`;
    cursor.skipSpaces();
    const more = cursor.take(comma) !== undefined;
    cursor.skipSpaces();
    part = more ? cursor.take(specifier) : undefined;
  }
  return enclosed && cursor.take(closeParenthesis) === undefined ? 'has malformed versions' : undefined;
}

function takeMarker(cursor: Cursor, depth: number): boolean {
  do {
    if (!takeMarkerAtom(cursor, depth)) return false;
    cursor.skipSpaces();
  } while (cursor.take(conjunction) !== undefined);
  return true;
}

function takeMarkerAtom(cursor: Cursor, depth: number): boolean {
  cursor.skipSpaces();
  if (cursor.take(openParenthesis) !== undefined) {
    return (
      depth < maximumDepth && takeMarker(cursor, depth + 1) && cursor.take(closeParenthesis) !== undefined
    );
  }
  if (!takeOperand(cursor)) return false;
  cursor.skipSpaces();
  if (cursor.take(comparison) === undefined) return false;
  cursor.skipSpaces();
  return takeOperand(cursor);
}

function takeOperand(cursor: Cursor): boolean {
  return cursor.take(variable) !== undefined || cursor.take(literal) !== undefined;
}
