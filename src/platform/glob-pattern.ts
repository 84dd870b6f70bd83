interface AnyRun {
  readonly kind: 'any-run';
}

interface One {
  readonly kind: 'one';
  readonly takes: (character: string) => boolean;
}

type Token = AnyRun | One;

/** Whether a segment of a path stands for more than itself: it has a `*`, a `?` or a `[`. */
export function isPattern(segment: string): boolean {
  return /[*?[]/.test(segment);
}

/** What the braces of a glob stand for: `*.{whl,tar.gz}` for two patterns. */
export function withoutBraces(pattern: string): readonly string[] {
  const found = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (found === null) return [pattern];
  const [braces, inner = ''] = found;
  const [before, after] = [pattern.slice(0, found.index), pattern.slice(found.index + braces.length)];
  return inner.split(',').flatMap((choice) => withoutBraces(before + choice + after));
}

/**
 * Matches names against one segment of a glob: `*`, `?`, `[a-z]`, `[!a-z]`. The time grows with the length of the name times that of
 * the segment, however many stars there are: a regular expression would try all ways to share the name out among them.
 */
export function segmentMatcher(segment: string, ignoreCase: boolean): (name: string) => boolean {
  const folded = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
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
  const pieces = segment.match(/\[[!^]?\]?[^\]]*\]|[^]/gu) ?? [];
  return pieces.map((piece): Token => {
    if (piece === '*') return { kind: 'any-run' };
    if (piece === '?') return { kind: 'one', takes: () => true };
    if (piece.length > 2 && piece.startsWith('[')) return { kind: 'one', takes: classOf(piece) };
    return { kind: 'one', takes: (character) => character === piece };
  });
}

function classOf(piece: string): (character: string) => boolean {
  const negated = /^\[[!^]/.test(piece);
  const ranges = [...piece.slice(negated ? 2 : 1, -1).matchAll(/([^])-([^])|[^]/gu)].map(
    ([one, first = one, last = one]): readonly [string, string] => [first, last],
  );
  return (character) => ranges.some(([first, last]) => first <= character && character <= last) !== negated;
}
