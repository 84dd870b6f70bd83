// Pages of projects that are made to keep a parser busy: none may keep the process from hearing a SIGTERM.
import { it } from '@jest/globals';
import { expectBounded } from '../../support/hostile-time.ts';

const BASE = 'https://index.example/simple/demo/';

/** Reads a page of so many bytes that consist of a piece over and over, between a prefix and a suffix. */
async function expectReadInTime(type: string, prefix: string, piece: string, suffix = ''): Promise<void> {
  await expectBounded('package-index/query/project-page.ts', 'parseProjectPage', (bytes) => [
    type,
    `${prefix}${piece.repeat(Math.ceil(bytes / piece.length))}${suffix}`,
    BASE,
  ]);
}

it.each([
  ['open links', '', '<a >'],
  ['links without an end', '', '<a href=x>'],
  ['addresses in an address', '', '<a href="demo-1.0.tar.gz#sha256='],
  ['the beginnings of tags', '', '<'],
  ['the beginnings of tags in a link', '<a href=x>', '<'],
  ['deeply nested tags', '', '<b>'],
  ['end tags in deeply nested tags', '<b>'.repeat(100_000), '</i>'],
  ['attributes of one tag', '<a', ' a'],
  ['other attributes of one tag', '<a ', 'a=b c=" " '],
  ['character references in an address', '<a href="', '&amp;'],
  ['character references without an end', '<a href=x>', '&#x1'],
  ['project statuses without an end', '', '<meta name="pypi:project-status" '],
  ['comments', '', '<!--'],
  ['the ends of comments', '<!--', '--!'],
  ['the beginnings of CDATA', '', '<![CDATA['],
  ['titles', '', '<title>'],
  ['white space in a link', '<a href=x>', ' '],
])('T24: reads HTML of %s in bounded time', async (_case, prefix, piece) => {
  await expectReadInTime('text/html', prefix, piece);
});

it.each([
  ['nested arrays', '{"files":', '[', ''],
  ['files', '{"files":[', '{"filename":"a-1.0.tar.gz","url":"../a","hashes":{}},', '0]}'],
  ['versions', '{"files":[],"versions":[', '"1.0.dev1+local",', '0]}'],
  ['a long address', '{"files":[{"filename":"a","url":"', '../', '"}]}'],
])('T24: reads JSON of %s in bounded time', async (_case, prefix, piece, suffix) => {
  await expectReadInTime('application/json', prefix, piece, suffix);
});

it.each([
  ['headings', '', 'links for a '],
  ['headings without an end', '', 'links for '],
  ['elements', '', '<b>'],
  ['hyphens', 'links for ', 'a-'],
  ['spaces', 'sign', ' '],
  ['file names', '<a href="', '.tar'],
])('T24: compares HTML of %s with a project in bounded time', async (_case, prefix, piece) => {
  await expectBounded('package-index/query/web-page.ts', 'isWebPage', (bytes) => [
    `${prefix}${piece.repeat(Math.ceil(bytes / piece.length))}`,
    'demo',
    BASE,
  ]);
});
