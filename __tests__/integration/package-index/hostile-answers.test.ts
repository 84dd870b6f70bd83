// Answers that are made to keep a reader busy: none may keep the process from hearing a SIGTERM.
import { it } from '@jest/globals';
import { expectBounded, repeated } from '../../support/event-loop.ts';

const SUPPORT = '../__tests__/support/answer-of-body.ts';

it.each([
  ['the beginnings of tags', 'text/html', '', '<'],
  ['open tags', 'text/html', '', '<a '],
  ['scripts', 'text/html', '', '<script>'],
  ['the beginnings of the ends of scripts', 'text/html', '<script>', '</script'],
  ['heads', 'text/html', '', '<head>'],
  ['comments', 'text/html', '', '<!--'],
  ['titles', 'text/html', '', '<title>x</title>'],
  ['white space', 'text/html', '', ' '],
  ['character references', 'text/html', '', '&amp;'],
  ['character references without an end', 'text/plain', '', '&#x1'],
  ['arrays', 'application/json', '', '['],
  ['a message of character references', 'application/json', '{"message":"', '&quot;'],
])('reads an answer of %s in bounded time', async (_case, type, prefix, piece) => {
  const text = repeated(piece);
  const suffix = prefix.startsWith('{') ? '"}' : '';
  const reader = { file: SUPPORT, name: 'textsOf' };
  await expectBounded({ ...reader, args: (bytes) => [type, `${prefix}${text(bytes)}${suffix}`] });
});

it.each([
  ['line ends', '\r\n'],
  ['carriage returns', '\r'],
  ['headers', 'a: b\r\n'],
  ['colons', ':'],
])('reads what no parser takes, of %s, in bounded time', async (_case, piece) => {
  const text = repeated(piece);
  const reader = { file: SUPPORT, name: 'excerptTextOf' };
  await expectBounded({ ...reader, args: (bytes) => [`HTTP/1.1 500 x${text(bytes)}`] });
});
