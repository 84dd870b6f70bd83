// A reader who knows neither the project nor the standards finds each answer one click and one heading away from the README.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const README = read('README.md');

/** What readers ask, where the README leads them, and what the answer names. */
const QUESTIONS: readonly (readonly [question: string, place: string, answer: readonly string[]])[] = [
  [
    'Which private indexes accept attestations, and what do I set?',
    'docs/self-hosted.md#attestations-on-a-private-index',
    ['Pulp', 'Artifactory', '`attestations: require`', '`keep`', 'public and permanent'],
  ],
  [
    'One of 30 wheels was rejected. What now?',
    'docs/troubleshooting.md#one-wheel-must-be-rebuilt-others-are-published',
    ['`skip-existing: true`', '14 days', '`!dist/', 'new version'],
  ],
  ['auto or require?', 'docs/concepts.md#auto-or-require', ['Start with `attestations: auto`', '`require`']],
  [
    'How do my users verify a file?',
    'docs/recipes.md#let-your-users-verify',
    ['pipx run pypi-attestations verify pypi', 'OK: demo-1.0', 'pip does not check'],
  ],
  [
    'How do I publish the wheels of a matrix?',
    'docs/recipes.md#wheels-from-a-matrix',
    ['matrix:', '`merge-multiple` unpacks', 'damages it'],
  ],
  [
    'How do I publish a monorepo?',
    'docs/recipes.md#several-packages-of-one-repository',
    ['One package per tag', '**Publishers.**', '**New projects.**'],
  ],
  [
    'How do I try it without publishing?',
    'docs/recipes.md#dry-run-on-demand',
    ['`plan`', '`auth`', '`sign`', 'permanent entries'],
  ],
  [
    'What becomes public?',
    'docs/concepts.md#what-is-permanently-public',
    ['owner and name', 'environment', 'issuer and subject', 'TestPyPI', 'your consent'],
  ],
  [
    'How do I move from gh-action-pypi-publish?',
    'docs/migrating.md#from-gh-action-pypi-publish',
    ['+      - uses: OWNER/wheelseal@', '**Permissions.**'],
  ],
  [
    'A run failed. Which button?',
    'docs/concepts.md#running-again',
    ['“Re-run failed jobs”', '“Re-run all jobs”', '`artifact-name'],
  ],
  ['Which permissions does the job need?', 'docs/security.md#least-permissions', ['`id-token: write`']],
];

const nameOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

/** What a document has under a heading, with the headings below it; empty where it has no such heading. */
function sectionOf(document: string, anchor: string): string {
  const headings = [...document.matchAll(/^(#+) (.*)$/gm)];
  const start = headings.find(([, , heading = '']) => nameOf(heading) === anchor);
  if (start === undefined) return '';
  const [, level = ''] = start;
  const end = headings.find(({ index, 1: next = '' }) => index > start.index && next.length <= level.length);
  return document.slice(start.index, end?.index);
}

describe.each(QUESTIONS)('%s', (_, place, answer) => {
  it('has a link in the README', () => {
    expect(README).toContain(`](${place})`);
  });

  it('is answered under that heading', () => {
    const [path = '', anchor = ''] = place.split('#');
    const section = sectionOf(read(path), anchor);
    expect(answer.filter((words) => !section.includes(words))).toEqual([]);
  });
});

it('What does it cost? is answered in the README', () => {
  expect(README).toMatch(/no costs\*\* beyond the runner's minutes/);
});

it('a section ends where the next one of its level begins', () => {
  expect(sectionOf('# A\n## B\nb\n### C\nc\n## D\nd\n', 'b')).toBe('## B\nb\n### C\nc\n');
  expect(sectionOf('# A\n', 'b')).toBe('');
});
