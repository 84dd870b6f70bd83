import { parseDocument } from 'htmlparser2';
import { marked } from 'marked';

/** Bytes of a secret that count as readable. */
const READABLE = 12;

type Encoding = (secret: string) => string;

const percent: Encoding = (secret) => encodeURIComponent(secret);
const lower = (text: string): string => text.replaceAll(/%[0-9A-F]{2}/g, (found) => found.toLowerCase());
const unit = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The eight encodings in which servers echo a secret. */
export const ENCODINGS: Readonly<Record<string, Encoding>> = {
  plain: (secret) => secret,
  percent,
  'percent, lower case': (secret) => lower(percent(secret)),
  form: (secret) => new URLSearchParams({ '': secret }).toString().slice(1),
  'HTML entities': (secret) => Array.from(secret, (each) => `&#${each.codePointAt(0)};`).join(''),
  JSON: (secret) => Array.from(secret, (each) => (each === '/' ? '\\/' : unit(each))).join(''),
  base64: (secret) =>
    [
      `user:${secret}`,
      `the token ${secret} is refused`,
      new URLSearchParams({ token: secret }).toString(),
      JSON.stringify({ token: secret }).replaceAll('/', '\\/'),
    ]
      .map((text) => Buffer.from(text).toString('base64'))
      .join(' '),
  'percent, twice': (secret) => percent(percent(secret)),
};

type Node = ReturnType<typeof parseDocument>['children'][number];

function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if ('data' in node) return node.data;
      return 'children' in node ? textOf(node.children) : '';
    })
    .join('');
}

/** What stands on the page that GitHub makes of Markdown, without its tags. */
export function rendered(markdown: string): string {
  return textOf(parseDocument(marked.parse(markdown, { gfm: true, async: false })).children);
}

const DECODERS: readonly ((text: string) => string)[] = [
  (text) =>
    text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (found) =>
      Buffer.from(found.replaceAll('%', ''), 'hex').toString(),
    ),
  (text) => text.replaceAll('+', ' '),
  (text) => textOf(parseDocument(text).children),
  (text) =>
    text
      .replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replaceAll(/\\([\\/"'])/g, '$1'),
  (text) =>
    [0, 1, 2, 3]
      .flatMap((cut) =>
        Array.from(text.matchAll(/[\w+/-]{16,}/g), ([run]) =>
          Buffer.from(run.slice(cut), 'base64').toString('latin1'),
        ),
      )
      .join('\n'),
];

/** A text and what its escapes mean, three deep. */
function readings(text: string): ReadonlySet<string> {
  const all = new Set([text]);
  let last = [text];
  for (let depth = 0; depth < 3; depth += 1) {
    last = last.flatMap((each) => DECODERS.map((decode) => decode(each))).filter((each) => !all.has(each));
    for (const each of last) all.add(each);
    last = [...new Set(last)];
  }
  return all;
}

const closed = (text: string): string => text.replaceAll(/\s/g, '');

/** The first piece of 12 characters of a secret that someone can read in a text, decoding what is encoded; undefined for none. */
export function readablePiece(text: string, secret: string): string | undefined {
  const whole = closed(secret);
  const pieces = Array.from({ length: whole.length - READABLE + 1 }, (_, at) =>
    whole.slice(at, at + READABLE),
  );
  const read = Array.from(readings(text), closed);
  return pieces.find((piece) => read.some((each) => each.includes(piece)));
}

/** All texts in a JSON value, names of members too. */
export function textsIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, each]) => `${name}\n${textsIn(each)}`)
    .join('\n');
}
