// Answers that are made to keep a reader busy: none may keep the process from hearing a SIGTERM.
import { it } from '@jest/globals';
import { expectBounded } from '../../support/hostile-time.ts';

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
])('T24: reads an answer of %s in bounded time', async (_case, type, prefix, piece) => {
  const suffix = prefix.startsWith('{') ? '"}' : '';
  await expectBounded(SUPPORT, 'textsOf', (bytes) => [
    type,
    `${prefix}${piece.repeat(Math.ceil(bytes / piece.length))}${suffix}`,
  ]);
});

it.each([
  ['line ends', '\r\n'],
  ['carriage returns', '\r'],
  ['headers', 'a: b\r\n'],
  ['colons', ':'],
])('T24: reads what no parser takes, of %s, in bounded time', async (_case, piece) => {
  await expectBounded(SUPPORT, 'excerptTextOf', (bytes) => [
    `HTTP/1.1 500 x${piece.repeat(Math.ceil(bytes / piece.length))}`,
  ]);
});
