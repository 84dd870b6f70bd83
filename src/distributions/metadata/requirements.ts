import { validRange } from '@renovatebot/pep440';
import type { CoreMetadata } from '../distribution.ts';
import { againstIndex } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { invalidValue, titled, valuesOf } from './fields.ts';

/** A position in a text, moved on by tokens; a token is a sticky pattern without flags of its own. */
class Cursor {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Takes a token if it comes next, spaces before and after it with it. */
  take(token: RegExp): string | undefined {
    const pattern = new RegExp(`[ \\t]*(${token.source})[ \\t]*`, 'y');
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#position = pattern.lastIndex;
    return match?.[1];
  }

  get atEnd(): boolean {
    return this.#text.slice(this.#position).trim() === '';
  }
}

const name = /[A-Za-z0-9][A-Za-z0-9._-]*\b/;
const specifier = /===\s*[^\s;)]*|(?:~=|==|!=|<=|>=|<|>)\s*[A-Za-z0-9.*+!_-]+/;
const comparison = /===|~=|==|!=|<=|>=|<|>|in\b|not[ \t]+in\b/;
const quoted = /'[^']*'|"[^"]*"/;
const variable = new RegExp(
  [
    'python_version|python_full_version|python_implementation|implementation_(?:name|version)',
    'os[._]name|sys[._]platform|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)',
    'extras?|dependency_groups',
  ]
    .map((names) => `(?:${names})\\b`)
    .join('|'),
);
const directRequirement = /^\s*[A-Za-z0-9._-]+\s*(?:\[[^\]]*\])?\s*@/;
const extraName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const maximumDepth = 50;
/** Compares as text, with whatever follows, even nothing. */
const arbitrary = /^===\s*[^\s;)]*$/;

/** What PyPI asks of requirements, of the Python versions and of the extras that they are for. PEP 508, PEP 440 */
export function checkRequirements(metadata: CoreMetadata): Finding[] {
  return [
    ...['requires-dist', 'provides-dist', 'obsoletes-dist'].flatMap((field) =>
      valuesOf(metadata, field).flatMap((value) => checkRequirement(field, value)),
    ),
    ...valuesOf(metadata, 'requires-python')
      .filter((value) => !isSpecifierSet(value))
      .map((value) => invalidValue('requires-python', value, 'is not a set of version specifiers (PEP 440)')),
    ...valuesOf(metadata, 'provides-extra')
      .filter((value) => !extraName.test(value))
      .map((value) => invalidValue('provides-extra', value, 'is not a name')),
  ];
}

function checkRequirement(field: string, value: string): Finding[] {
  if (directRequirement.test(value)) {
    const answer = `Can't have direct dependency: ${value}`;
    return [againstIndex(`${titled(field)} '${value}' names a URL`, answer)];
  }
  const fault = requirementFault(value);
  return fault === undefined ? [] : [invalidValue(field, value, fault)];
}

/** Whether a text is a set of version specifiers; the empty set is one. PEP 440 */
export function isSpecifierSet(text: string): boolean {
  return text
    .split(',')
    .map((part) => part.trim())
    .every((part) => part === '' || arbitrary.test(part) || validRange(part));
}

/** What is wrong with a dependency specifier, to follow its text; undefined where it is one. PEP 508 */
export function requirementFault(text: string): string | undefined {
  const cursor = new Cursor(text);
  if (cursor.take(name) === undefined) return 'does not begin with a project name';
  if (cursor.take(/\[/) !== undefined && !takeExtras(cursor)) return 'has malformed extras';
  // What follows is a URL, which no published requirement may name: said elsewhere.
  if (cursor.take(/@/) !== undefined) return undefined;
  const fault = takeVersions(cursor);
  if (fault !== undefined || cursor.atEnd) return fault;
  if (cursor.take(/;/) === undefined) return 'has something other than versions and a marker after its name';
  return takeMarker(cursor, 0) && cursor.atEnd ? undefined : 'has a malformed marker';
}

function takeExtras(cursor: Cursor): boolean {
  if (cursor.take(/\]/) !== undefined) return true;
  do {
    if (cursor.take(name) === undefined) return false;
  } while (cursor.take(/,/) !== undefined);
  return cursor.take(/\]/) !== undefined;
}

function takeVersions(cursor: Cursor): string | undefined {
  const enclosed = cursor.take(/\(/) !== undefined;
  let part = cursor.take(specifier);
  while (part !== undefined) {
    if (!isSpecifierSet(part)) return `has '${part}', which is not a version specifier`;
    part = cursor.take(/,/) === undefined ? undefined : cursor.take(specifier);
  }
  return enclosed && cursor.take(/\)/) === undefined ? 'has malformed versions' : undefined;
}

function takeMarker(cursor: Cursor, depth: number): boolean {
  do {
    if (!takeMarkerAtom(cursor, depth)) return false;
  } while (cursor.take(/(?:and|or)\b/) !== undefined);
  return true;
}

function takeMarkerAtom(cursor: Cursor, depth: number): boolean {
  if (cursor.take(/\(/) !== undefined) {
    return depth < maximumDepth && takeMarker(cursor, depth + 1) && cursor.take(/\)/) !== undefined;
  }
  return takeOperand(cursor) && cursor.take(comparison) !== undefined && takeOperand(cursor);
}

function takeOperand(cursor: Cursor): boolean {
  return cursor.take(variable) !== undefined || cursor.take(quoted) !== undefined;
}
