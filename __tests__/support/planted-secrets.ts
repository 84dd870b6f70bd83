// Tokens that prove themselves, made up here: none of them opens anything.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A GitHub token with a checksum that holds. */
export function githubToken(prefix = 'ghp_', random = 'wHeElSeAl0123456789AbCdEfGhIjK'): string {
  let [rest, checksum] = [crc32(random), ''];
  for (let place = 0; place < 6; place += 1) {
    checksum = `${BASE62[rest % 62]}${checksum}`;
    rest = Math.floor(rest / 62);
  }
  return `${prefix}${random}${checksum}`;
}

/** A GitHub token of the form without a checksum: the app, and a JSON Web Token. */
export function statelessGithubToken(
  header: object = { alg: 'RS256', typ: 'JWT' },
  claims: object = { iss: 'github', exp: 1_800_000_000 },
  signature: Buffer = createHash('sha512').update('signature').digest(),
): string {
  const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return `ghs_123456_${[...parts, signature.toString('base64url')].join('.')}`;
}

function field(type: number, data: Buffer): Buffer {
  const length = data.length < 128 ? [data.length] : [(data.length & 0x7f) | 0x80, data.length >> 7];
  return Buffer.concat([Buffer.from([type, ...length]), data]);
}

/** An API token as Warehouse makes it. */
export function pypiToken(location = 'pypi.org', caveats: readonly unknown[] = [[1, ['demo']]]): string {
  const end = Buffer.from([0]);
  const macaroon = Buffer.concat([
    Buffer.from([2]),
    field(1, Buffer.from(location)),
    field(2, Buffer.from('3f1c0f2e-0000-4000-8000-000000000000')),
    end,
    ...caveats.flatMap((caveat) => [field(2, Buffer.from(JSON.stringify(caveat))), end]),
    end,
    field(6, Buffer.alloc(32, 7)),
  ]);
  return `pypi-${macaroon.toString('base64url')}`;
}

/** An access key of AWS with its secret, as a file of credentials has them. */
export const AWS_PAIR =
  'aws_access_key_id = AKIAQ3EGRTNJXH5M7V2C\naws_secret_access_key = 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\n';

/** The eight encodings, as tools write them that know nothing of wheelseal. */
export const WRITTEN: Readonly<Record<string, readonly ((text: string) => Buffer)[]>> = {
  plain: [(text) => Buffer.from(text)],
  base64: ['', 'x', 'xy'].map(
    (before) => (text: string) => Buffer.from(Buffer.from(`${before}${text}\n`).toString('base64')),
  ),
  base64url: ['>', '>?', '>?>'].map(
    (before) => (text: string) => Buffer.from(Buffer.from(`${before}${text}?>`).toString('base64url')),
  ),
  hex: [
    (text) => Buffer.from(Buffer.from(text).toString('hex')),
    (text) => Buffer.from(Buffer.from(text).toString('hex').toUpperCase()),
    ...[':', ' '].flatMap((between) => {
      const write = (text: string): string =>
        Buffer.from(text)
          .toString('hex')
          .replaceAll(/..(?!$)/g, `$&${between}`);
      return [
        (text: string) => Buffer.from(write(text)),
        (text: string) => Buffer.from(write(text).toUpperCase()),
      ];
    }),
  ],
  'percent-encoding': [
    (text) => Buffer.from(encodeURIComponent(text)),
    (text) => Buffer.from(Buffer.from(text).toString('hex').replaceAll(/../g, '%$&')),
    (text) => Buffer.from(Buffer.from(text).toString('hex').toUpperCase().replaceAll(/../g, '%$&')),
    (text) => Buffer.from(text.replaceAll('_', '%5F').replaceAll('-', '%2d').replaceAll('/', '%2F')),
  ],
  'JSON escapes': [
    (text) => Buffer.from(JSON.stringify({ text })),
    (text) => Buffer.from(JSON.stringify({ text }).replaceAll('/', '\\/')),
    (text) =>
      Buffer.from(
        text.replaceAll(/[^]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`),
      ),
    (text) => Buffer.from(text.replaceAll('_', '\\u005F').replaceAll('-', '\\u002D')),
  ],
  'UTF-16': [
    (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
    (text) => Buffer.concat([Buffer.from('odd'), Buffer.from(text, 'utf16le')]),
  ],
  'HTML entities': [
    (text) => Buffer.from(text.replaceAll(/[^]/g, (each) => `&#${each.charCodeAt(0)};`)),
    (text) => Buffer.from(text.replaceAll(/[^]/g, (each) => `&#x${each.charCodeAt(0).toString(16)};`)),
    (text) => Buffer.from(text.replaceAll(/[^]/g, (each) => `&#${each.charCodeAt(0)}`)),
    (text) => Buffer.from(text.replaceAll(/[^]/g, (each) => `&#x${each.charCodeAt(0).toString(16)}`)),
    (text) => Buffer.from(text.replaceAll('&', '&amp').replaceAll('<', '&lt').replaceAll('"', '&quot')),
    (text) => Buffer.from(text.replaceAll('/', '&#x2F;').replaceAll('_', '&#95;').replaceAll('+', '&#43;')),
    (text) => Buffer.from(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')),
  ],
};
