interface AnyRun {
  readonly kind: 'any-run';
}

interface One {
  readonly kind: 'one';
  readonly takes: (character: string) => boolean;
}

type Token = AnyRun | One;

/** A pattern with its braces taken apart: texts and choices in turn, never two texts side by side. */
type Parts = (string | Choice)[];

interface Choice {
  readonly alternatives: readonly Parts[];
  /** How many patterns it stands for. */
  readonly count: number;
}

/** Braces that are open: what stands before them, and the alternatives in them that have ended. */
interface Open {
  readonly before: Parts;
  readonly alternatives: Parts[];
}

/** What braces may stand for at most: more is no line that anyone writes, and none that can be looked for. */
const maximumPatterns = 1000;
const maximumCharacters = 100_000;
/** No path is longer on Linux, and none that builds write on Windows. */
const maximumLength = 4096;

/** Whether a segment of a path stands for more than itself: it has a `*`, a `?` or a `[`. */
export function isPattern(segment: string): boolean {
  return /[*?[]/.test(segment);
}

/**
 * Matches names against one segment of a glob: `*`, `?`, `[a-z]`, `[!a-z]`. The time grows with the length of the name times that of
 * the segment, however many stars there are: a regular expression would try all ways to share the name out among them.
 */
export function segmentMatcher(segment: string, ignoreCase: boolean): (name: string) => boolean {
  // `withoutBraces` refuses such patterns before.
  if (segment.length > maximumLength) return () => false;
  const folded = (text: string): string => (ignoreCase ? text.normalize('NFC').toLowerCase() : text);
  const tokens = tokensOf(folded(segment));
  return (name) => matches(tokens, Array.from(folded(name)));
}

function matches(tokens: readonly Token[], name: readonly string[]): boolean {
  let [token, place] = [0, 0];
  // Where the last run of anything began: what follows it may begin one character later, and earlier runs need not change.
  let run: { readonly token: number; place: number } | undefined;
  while (place < name.length) {
    const wanted = tokens[token];
    if (wanted?.kind === 'any-run') {
      run = { token, place };
      token += 1;
    } else if (wanted?.takes(name[place] ?? '') === true) {
      [token, place] = [token + 1, place + 1];
    } else if (run !== undefined) {
      run.place += 1;
      [token, place] = [run.token + 1, run.place];
    } else {
      return false;
    }
  }
  return tokens.slice(token).every(({ kind }) => kind === 'any-run');
}

function tokensOf(segment: string): readonly Token[] {
  const tokens: Token[] = [];
  const lastBracket = segment.lastIndexOf(']');
  for (let place = 0; place < segment.length;) {
    const end = segment[place] === '[' && place < lastBracket ? endOfClass(segment, place) : -1;
    const piece = end < 0 ? String.fromCodePoint(segment.codePointAt(place) ?? 0) : segment.slice(place, end);
    const token = tokenOf(piece);
    // Several stars side by side are one.
    if (token.kind !== 'any-run' || tokens.at(-1)?.kind !== 'any-run') tokens.push(token);
    place += piece.length;
  }
  return tokens;
}

/** Behind the bracket that closes a class; a bracket that comes first in it is one of its characters. */
function endOfClass(segment: string, start: number): number {
  const first = start + (/[!^]/.test(segment[start + 1] ?? '') ? 2 : 1);
  return segment.indexOf(']', first + 1) + 1 || -1;
}

function tokenOf(piece: string): Token {
  if (piece === '*') return { kind: 'any-run' };
  if (piece === '?') return { kind: 'one', takes: () => true };
  if (piece.length > 2 && piece.startsWith('[')) return { kind: 'one', takes: classOf(piece) };
  return { kind: 'one', takes: (character) => character === piece };
}

function classOf(piece: string): (character: string) => boolean {
  const negated = /^\[[!^]/.test(piece);
  const ranges = [...piece.slice(negated ? 2 : 1, -1).matchAll(/([^])-([^])|[^]/gu)].map(
    ([one, first = one, last = one]): readonly [string, string] => [first, last],
  );
  return (character) => ranges.some(([first, last]) => first <= character && character <= last) !== negated;
}

/**
 * What the braces of a glob stand for: `*.{whl,tar.gz}` for two patterns; braces without a comma, or not closed, for themselves.
 * Undefined where they stand for more than a thousand patterns, or for one that is longer than a path can be.
 */
export function withoutBraces(pattern: string): readonly string[] | undefined {
  const parts = parse(pattern);
  const patterns = parts && [...new Set(expanded(parts))];
  return patterns?.some((one) => one.length > maximumLength) === true ? undefined : patterns;
}

/** Undefined where there are too many patterns: those of a part are patterns of the whole. */
function parse(pattern: string): Parts | undefined {
  if (pattern.length > maximumCharacters) return undefined;
  const open: Open[] = [];
  let current: Parts = [];
  for (const [token] of pattern.matchAll(/[{},]|[^{},]+/g)) {
    const innermost = open.at(-1);
    if (token === '{') {
      open.push({ before: current, alternatives: [] });
      current = [];
    } else if (token === ',' && innermost !== undefined) {
      innermost.alternatives.push(current);
      current = [];
    } else if (token === '}' && innermost !== undefined) {
      open.pop();
      current = closed(innermost, current);
    } else {
      append(current, token);
    }
    if (countOf(current) > maximumPatterns) return undefined;
  }
  for (const one of open.toReversed()) {
    current = asText(one, current, '');
    if (countOf(current) > maximumPatterns) return undefined;
  }
  return current;
}

function closed(braces: Open, last: Parts): Parts {
  if (braces.alternatives.length === 0) return asText(braces, last, '}');
  const alternatives = [...braces.alternatives, last];
  const count = alternatives.reduce((sum, parts) => sum + countOf(parts), 0);
  append(braces.before, { alternatives, count });
  return braces.before;
}

/** Braces that stand for themselves, and what is in them. */
function asText({ before, alternatives }: Open, last: Parts, end: string): Parts {
  append(before, '{');
  for (const parts of alternatives) {
    for (const part of [...parts, ',']) append(before, part);
  }
  for (const part of [...last, end]) append(before, part);
  return before;
}

function append(parts: Parts, part: string | Choice): void {
  const last = parts.at(-1);
  if (typeof last === 'string' && typeof part === 'string') parts[parts.length - 1] = last + part;
  else parts.push(part);
}

function countOf(parts: Parts): number {
  return parts.reduce((count, part) => count * (typeof part === 'string' ? 1 : part.count), 1);
}

function expanded(parts: Parts): readonly string[] {
  let patterns: readonly string[] = [''];
  for (const part of parts) {
    const choices = typeof part === 'string' ? [part] : part.alternatives.flatMap(expanded);
    patterns = patterns.flatMap((start) => choices.map((choice) => start + choice));
  }
  return patterns;
}
