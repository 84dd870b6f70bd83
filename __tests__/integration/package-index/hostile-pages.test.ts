// Pages of projects that are made to keep a parser busy: none may keep the process from hearing a SIGTERM.
import { it } from '@jest/globals';
import { expectBounded, repeated } from '../../support/event-loop.ts';

const PAGE = { file: 'package-index/query/project-page.ts', name: 'parseProjectPage' };
const BASE = 'https://index.example/simple/demo/';

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
])('reads HTML of %s in bounded time', async (_case, prefix, piece) => {
  const text = repeated(piece);
  await expectBounded({ ...PAGE, args: (bytes) => ['text/html', `${prefix}${text(bytes)}`, BASE] });
});

it.each([
  ['nested arrays', '{"files":', '[', ''],
  ['files', '{"files":[', '{"filename":"a-1.0.tar.gz","url":"../a","hashes":{}},', '0]}'],
  ['versions', '{"files":[],"versions":[', '"1.0.dev1+local",', '0]}'],
  ['a long address', '{"files":[{"filename":"a","url":"', '../', '"}]}'],
])('reads JSON of %s in bounded time', async (_case, prefix, piece, suffix) => {
  const text = repeated(piece);
  await expectBounded({
    ...PAGE,
    args: (bytes) => ['application/json', `${prefix}${text(bytes)}${suffix}`, BASE],
  });
});
