import { crc32 } from 'node:zlib';
import { asObject, asString, tryParseJson, type JsonObject } from '../../ground/json.ts';
import { readMacaroon } from '../../ground/macaroon.ts';
import type { Decoded } from './encodings.ts';

/** A kind of secret that is distinguishable, offline, from text that only looks like one. */
export interface ProvableSecret {
  /** With its article, for people: `a GitHub token`. */
  readonly kind: string;
  /** What each of them begins with. */
  readonly beginnings: readonly string[];
  /** Characters before and behind the beginning of one that a proof may need. */
  readonly before: number;
  readonly behind: number;
  /** No white space and no quote stands in one. */
  readonly isWord: boolean;
  /** Whether what begins at the place is one. */
  readonly prove: (decoded: Decoded) => boolean;
}

/** Those that are searched for. GitHub publishes no checksum of `github_pat_` tokens. */
export const PROVABLE_SECRETS: readonly ProvableSecret[] = [
  {
    kind: 'a PyPI API token',
    // Version and location of a macaroon, and that its identifier follows.
    beginnings: ['pypi-AgEIcHlwaS5vcmc', 'pypi-AgENdGVzdC5weXBpLm9yZw'],
    before: 0,
    behind: 4096,
    isWord: true,
    prove: isPypiToken,
  },
  {
    kind: 'a GitHub token',
    beginnings: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    before: 0,
    behind: 80,
    isWord: true,
    prove: isGithubToken,
  },
  {
    kind: 'a GitHub token',
    beginnings: ['ghs_'],
    before: 0,
    behind: 2048,
    isWord: true,
    prove: isStatelessGithubToken,
  },
  {
    kind: 'an AWS access key with its secret',
    beginnings: ['AKIA', 'ASIA'],
    before: 256,
    behind: 256,
    isWord: false,
    prove: isAwsPair,
  },
];

/** A private key of PEM (RFC 7468, and OpenSSH's), searched for unencoded only. */
export const PRIVATE_KEY: ProvableSecret = {
  kind: 'a private key',
  // No certificate begins like them, of which there are many in a bundle.
  beginnings: ['', 'RSA ', 'EC ', 'DSA ', 'OPENSSH '].map((kind) => `-----BEGIN ${kind}PRIVATE KEY-----`),
  before: 0,
  behind: 16_384,
  isWord: false,
  prove: isPrivateKey,
};

const PYPI: ReadonlySet<string> = new Set(['pypi.org', 'test.pypi.org']);

/** A macaroon (warehouse/macaroons) that can be read to its signature. */
function isPypiToken({ text, at }: Decoded): boolean {
  const token = matchAt(/pypi-([\w-]{80,})/y, text, at)?.[1];
  const macaroon = token === undefined ? undefined : readMacaroon(Buffer.from(token, 'base64url'));
  return macaroon !== undefined && PYPI.has(macaroon.location);
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * The last six characters are the CRC-32 of those behind the prefix, in base 62
 * (https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/); refresh tokens are longer.
 */
function isGithubToken({ text, at }: Decoded): boolean {
  return [/gh[pousr]_([0-9A-Za-z]{30})([0-9A-Za-z]{6})/y, /ghr_([0-9A-Za-z]{70})([0-9A-Za-z]{6})/y].some(
    (shape) => {
      const [, random = '', checksum] = matchAt(shape, text, at) ?? [];
      return checksum !== undefined && checksum === base62(crc32(random));
    },
  );
}

/**
 * `ghs_`, the app, and a signed JSON Web Token that can be read. What it claims is GitHub's own, so only its form is looked at
 * (https://github.blog/changelog/2026-04-24-notice-about-upcoming-new-format-for-github-app-installation-tokens/).
 */
function isStatelessGithubToken({ text, at }: Decoded): boolean {
  const [, header = '', payload = '', signature = ''] =
    matchAt(/ghs_(?:[0-9A-Za-z]{1,64}_)?(eyJ[\w-]+)\.(eyJ[\w-]+)\.([\w-]+)/y, text, at) ?? [];
  const algorithm = asString(jsonObject(header)?.get('alg'));
  if (algorithm === undefined || algorithm.toLowerCase() === 'none') return false;
  return jsonObject(payload) !== undefined && isSignature(Buffer.from(signature, 'base64url'));
}

function jsonObject(base64url: string): JsonObject | undefined {
  return asObject(tryParseJson(Buffer.from(base64url, 'base64url')));
}

/** The shortest signature has 32 bytes (RFC 7518 §3.1), and no written example has so many different ones. */
function isSignature(bytes: Buffer): boolean {
  return bytes.length >= 32 && new Set(bytes).size >= 20;
}

function base62(number: number): string {
  let [rest, text] = [number, ''];
  for (let place = 0; place < 6; place += 1) {
    text = `${BASE62[rest % 62]}${text}`;
    rest = Math.floor(rest / 62);
  }
  return text;
}

const DISTINCT_IN_ID = 8;
const DISTINCT_IN_SECRET = 18;

/** An access key ID, and near it a text that can only be its secret: forty characters, as mixed as random ones; no example of AWS's. */
function isAwsPair({ text, at }: Decoded): boolean {
  const id = matchAt(/(?<![0-9A-Za-z])A[KS]IA[A-Z2-7]{16}(?![0-9A-Za-z])/y, text, at)?.[0];
  if (id === undefined || isExample(id) || distinct(id) < DISTINCT_IN_ID || !hasAccount(id)) return false;
  return [...text.matchAll(/(?<![\w+/=-])[0-9A-Za-z+/]{40}(?![\w+/=-])/g)].some(
    ([secret]) =>
      !isExample(secret) &&
      distinct(secret) >= DISTINCT_IN_SECRET &&
      [/[a-z]/, /[A-Z]/, /\d/].every((class_) => class_.test(secret)),
  );
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const HIGHEST_ACCOUNT = 10 ** 12;

/**
 * Whether an ID carries the number of its account, of twelve digits: behind its four letters and one bit, in base 32. Those from before
 * 2019 carry none and begin with I or J; what is left of them is public already, in clients of public services.
 */
function hasAccount(id: string): boolean {
  const bits = Array.from(id.slice(4, 13), (digit) =>
    BASE32.indexOf(digit).toString(2).padStart(5, '0'),
  ).join('');
  return !/^A[KS]IA[IJ]/.test(id) && parseInt(bits.slice(1, 41), 2) < HIGHEST_ACCOUNT;
}

function isExample(text: string): boolean {
  return /example/i.test(text);
}

function distinct(text: string): number {
  return new Set(text).size;
}

/** One that is not encrypted; its lines may stand in a string of JSON. */
function isPrivateKey({ text, at }: Decoded): boolean {
  const shape =
    /-----BEGIN ((?:RSA |EC |DSA |OPENSSH )?PRIVATE KEY)-----((?:[0-9A-Za-z+/=]|\s|\\[nr]){64,16000})-----END \1-----/y;
  const [, , body = ''] = matchAt(shape, text, at) ?? [];
  const bytes = Buffer.from(body.replaceAll(/\s|\\[nr]/g, ''), 'base64');
  // A SEQUENCE of DER, or the magic of openssh-key-v1.
  return bytes[0] === 0x30 || bytes.subarray(0, 14).equals(Buffer.from('openssh-key-v1'));
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
