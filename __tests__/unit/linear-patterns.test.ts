// Patterns whose time grows with the square of a text: whoever wrote the text could hold a run for minutes (T24).
import { readFileSync, readdirSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { parse, type Node } from 'acorn';
import { analyse } from 'scslre';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));

/** Patterns that may be tried at each place of a text, or have two parts that share a run of it, and why that costs nothing here. */
const BOUNDED: Readonly<Record<string, string>> = {
  [String.raw`["'${'`'}()]|\\(?=[*?[\]{}])|\{(?=[^,]*\})|(?<=\{[^,]*)\}`]: 'a line of an input, cut',
  [String.raw`\s*[/,;&|]+\s*|(?:\s+(?:and|or))+\s+`]: 'an expression of at most a hundred characters',
  [String.raw`(?<![.-]\d+)(?:[.-]\d+)+$`]: 'a path of bounded length',
  [String.raw`^([!-9;-~]+):[ \t]*(.*)$`]: 'the rest of a line always matches',
  [String.raw`^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(.*)$`]: 'the rest of a text always matches',
  [String.raw`(\S+) (\S)`]: 'a constant',
};

interface Literal {
  readonly pattern: string;
  readonly flags: string;
}

function literalsIn(path: string): readonly Literal[] {
  const found: Literal[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isPattern(value)) found.push(value.regex);
    for (const child of Object.values(value)) visit(child);
  };
  const source = stripTypeScriptTypes(readFileSync(path, 'utf8'));
  visit(parse(source, { ecmaVersion: 'latest', sourceType: 'module' }));
  return found;
}

function isPattern(value: object): value is Node & { readonly regex: Literal } {
  return 'type' in value && value.type === 'Literal' && 'regex' in value;
}

/** Whether a pattern takes time that grows with the square of some text, or faster. */
function isSlow({ pattern, flags }: Literal): boolean {
  return analyse({ source: pattern, flags }).reports.length > 0;
}

it.each([
  [/\/+$/, true],
  [/(?<!\/)\/+$/, false],
  [/^a+a*$/, true],
  [/^(?:a+b?)+$/, true],
  [/^a+b*$/, false],
])('finds whether %s is slow: %s', ({ source, flags }, slow) => {
  expect(isSlow({ pattern: source, flags })).toBe(slow);
});

it('T24: has no pattern that is slow for some text', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const all = files.flatMap((path) =>
    literalsIn(join(SOURCE, path)).map((literal) => ({ path, ...literal })),
  );
  expect(all.length).toBeGreaterThan(400);
  const slow = all.filter(isSlow);
  expect(
    slow.filter(({ pattern }) => !(pattern in BOUNDED)).map(({ path, pattern }) => `${path}: ${pattern}`),
  ).toEqual([]);
  expect(Object.keys(BOUNDED).filter((each) => !slow.some(({ pattern }) => pattern === each))).toEqual([]);
});
