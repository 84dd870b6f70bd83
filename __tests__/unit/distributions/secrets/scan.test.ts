import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spellingsOf } from '../../../../src/distributions/secrets/encodings.ts';
import { createScanner, SHORTEST_OWN_SECRET } from '../../../../src/distributions/secrets/scan.ts';
import {
  AWS_PAIR,
  githubToken,
  pypiToken,
  statelessGithubToken,
  WRITTEN,
} from '../../../support/planted-secrets.ts';

const OWN = { name: 'the secret in `password`', value: 'correct/horse+battery "staple" <&_-0123456789' };
const scanner = createScanner([OWN]);
const NOISE = Buffer.from('def f(a_b):\n    return ghs_a | AKIA | pypi-AgE % 1  # é <&amp;>\n'.repeat(40));

/** The kinds that a member has, in pieces that end at these places. */
function kindsIn(bytes: Buffer, cuts: readonly number[] = [], size = bytes.length): readonly string[] {
  const scan = scanner(size);
  const places = [0, ...cuts.toSorted((one, other) => one - other), bytes.length];
  for (const [place, end] of places.slice(1).entries()) scan.take(bytes.subarray(places[place], end));
  return scan.end().map(({ kind, encoding }) => `${kind} ${encoding}`);
}

const PLANTED = [
  ['the secret in `password`', OWN.value],
  ['a GitHub token', githubToken()],
  ['a GitHub token', statelessGithubToken()],
  ['a PyPI API token', pypiToken()],
  ['an AWS access key with its secret', AWS_PAIR],
] as const;

describe('a secret in a member', () => {
  const cases = PLANTED.flatMap(([kind, text]) =>
    Object.entries(WRITTEN).flatMap(([encoding, ways]) =>
      ways.map((write, place) => [kind, `${encoding} ${place + 1}`, write(text)] as const),
    ),
  );

  it.each(cases)('is seen: %s in %s', (kind, _, written) => {
    const found = kindsIn(Buffer.concat([NOISE, Buffer.from('"'), written, Buffer.from('"'), NOISE]));
    expect(found.map((each) => each.startsWith(kind))).toEqual([true]);
    expect(kindsIn(written)).toHaveLength(1);
  });

  it('is seen wherever the pieces end that it is read in', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.array(fc.nat(4000), { maxLength: 6 }),
        fc.nat(3),
        ([kind, , written], cuts, before) => {
          const bytes = Buffer.concat([
            NOISE.subarray(0, 1000 + before),
            Buffer.from('"'),
            written,
            Buffer.from('" '),
            NOISE,
          ]);
          const found = kindsIn(
            bytes,
            cuts.map((cut) => Math.min(cut, bytes.length)),
          );
          expect(found.map((each) => each.startsWith(kind))).toEqual([true]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['gho_', 30],
    ['ghu_', 30],
    ['ghs_', 30],
    ['ghr_', 30],
    ['ghr_', 70],
  ])('is seen of each of GitHub’s kinds: %s of %d random characters', (prefix, length) => {
    expect(kindsIn(Buffer.from(githubToken(prefix, 'aB3'.repeat(30).slice(0, length))))).toEqual([
      'a GitHub token plain',
    ]);
  });

  it.each<[string, string]>([
    ['without the app', statelessGithubToken().replace('123456_', '')],
    ['of a long payload', statelessGithubToken(undefined, { data: 'x'.repeat(1000) })],
  ])('is seen of GitHub’s stateless kind %s', (_, token) => {
    expect(kindsIn(Buffer.from(`token: ${token}.`))).toEqual(['a GitHub token plain']);
  });

  it.each<[string, string]>([
    ['a header that names no algorithm', statelessGithubToken({ typ: 'JWT' })],
    ['a header without a signature', statelessGithubToken({ alg: 'none' })],
    ['a short signature', statelessGithubToken(undefined, undefined, Buffer.from('signature'))],
    ['a signature that somebody typed', statelessGithubToken(undefined, undefined, Buffer.alloc(256, 'x'))],
    ['a payload that is no JSON', statelessGithubToken().replace(/\.eyJ./, '.eyJ!')],
    ['two parts', statelessGithubToken().replace(/\.[^.]*$/, '')],
    ['a pattern', 'ghs_[A-Za-z0-9\\._]{36,} ghs_APPID_JWT ghs_123_eyJhbGciOi...'],
    ['a token of another service', statelessGithubToken().replace('ghs_', 'ghx_')],
  ])('is no stateless token of GitHub: %s', (_, text) => {
    expect(kindsIn(Buffer.from(text))).toEqual([]);
  });

  it('is seen of TestPyPI, of several kinds, and next to another secret', () => {
    expect(kindsIn(Buffer.from(pypiToken('test.pypi.org')))).toEqual(['a PyPI API token plain']);
    expect(kindsIn(Buffer.from(`${githubToken()}${pypiToken()}`))).toHaveLength(2);
    const apart = Object.values(['AKIAQ3EGRTNJXH5M7V2C', 'Zq7/uT1mXo9+Pb4sVd2YkLw8RnJc6HgAe0FiQt3B']).map(
      (each) => Buffer.from(each).toString('base64'),
    );
    expect(kindsIn(Buffer.from(`id: ${apart[0]}\nsecret: ${apart[1]}\n`))).toEqual([
      'an AWS access key with its secret base64',
    ]);
  });

  it('is no text that only looks like one', () => {
    const wrong = githubToken().replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const examples =
      'AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY AKIAQ3EGRTNJXH5M7V2C da39a3ee5e6b4b0d3255bfef95601890afd80709';
    const cut = pypiToken().slice(0, -10);
    // Of before 2019: such pairs stand in clients of public services.
    const old = AWS_PAIR.replace('AKIAQ', 'AKIAI');
    for (const text of [wrong, examples, old, cut, pypiToken('evil.test'), 'ghp_'.repeat(30)])
      expect(kindsIn(Buffer.from(text))).toEqual([]);
  });

  const lines = (text: string, columns: number, end: string): string =>
    (text.match(new RegExp(`.{1,${columns}}`, 'g')) ?? []).map((line) => `${line}${end}`).join('');
  const LONG = { name: 'the long secret', value: 'aZ0-'.repeat(150) };

  it.each([
    ['base64', 76, '\n'],
    ['base64', 64, '\r\n'],
    ['base64url', 76, '\n'],
    ['hex', 60, '\n'],
  ] as const)(
    'is seen in %s with lines of %d columns, wherever these are broken',
    (encoding, columns, end) => {
      for (const own of [OWN, LONG]) {
        const scanOwn = createScanner([own]);
        for (let before = 0; before < 120; before += 1) {
          const whole = Buffer.concat([Buffer.alloc(before, '>'), Buffer.from(`${own.value}?>`)]);
          const written = Buffer.from(`x = """\n${lines(whole.toString(encoding), columns, end)}"""\n`);
          const scan = scanOwn(written.length);
          scan.take(written.subarray(0, 50 + before));
          scan.take(written.subarray(50 + before));
          expect(scan.end().map(({ kind }) => kind)).toEqual([own.name]);
        }
      }
    },
  );

  it('is seen in broken lines of a binary, and not where a part of it stands', () => {
    const written = lines(Buffer.from(`user:${OWN.value}`).toString('base64'), 64, '\n');
    expect(kindsIn(Buffer.concat([Buffer.alloc(100), Buffer.from(written)]))).toEqual([
      'the secret in `password` base64',
    ]);
    const half = Buffer.from(OWN.value.slice(0, -1)).toString('base64');
    expect(kindsIn(Buffer.from(lines(half, 64, '\n')))).toEqual([]);
  });

  it('is not looked for where it is short', () => {
    const value = 'x'.repeat(SHORTEST_OWN_SECRET - 1);
    const scan = createScanner([{ name: 'short', value }])(100);
    scan.take(Buffer.from(`a = "${value}"`));
    expect(scan.end()).toEqual([]);
  });
});

describe('a long secret', () => {
  const jwt = (signature: string): string =>
    [JSON.stringify({ typ: 'JWT', alg: 'RS256', x5t: 'eBZ_cn3sXYAd0ch4THBKHIgOwOE' }), signature.repeat(40)]
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
  const long = { name: 'the identity token', value: jwt('ours') };
  const kindsOf = (own: typeof long, pieces: readonly Buffer[]): readonly string[] => {
    const scan = createScanner([own])(pieces.reduce((size, { length }) => size + length, 0));
    for (const piece of pieces) scan.take(piece);
    return scan.end().map(({ kind }) => kind);
  };
  const written = Object.entries(WRITTEN).flatMap(([encoding, ways]) =>
    ways.map((write, place) => [`${encoding} ${place + 1}`, write] as const),
  );

  it.each(written)('is seen in %s, behind one that begins like it', (_, write) => {
    const bytes = Buffer.concat([write(jwt('other')), NOISE, Buffer.from('"'), write(long.value)]);
    for (const cut of [0, 100, bytes.length - 30, bytes.length])
      expect(kindsOf(long, [bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual([long.name]);
    expect(kindsOf(long, [write(jwt('other')), NOISE, write(long.value.slice(0, -2))])).toEqual([]);
  });

  it.each(written.filter(([encoding]) => /^(plain|base64|hex|UTF-16) /.test(encoding)))(
    'is seen in %s where it is not of ASCII alone',
    (_, write) => {
      const value = `${'\u{1f511}x'.repeat(30)}é`;
      expect(kindsOf({ name: 'the password', value }, [NOISE, write(value)])).toEqual(['the password']);
    },
  );
});

describe('a text in UTF-16', () => {
  // Each has a low byte of zero beside a high one, in one order of the bytes or the other.
  const characters = ['\u0100', '\u2000', '\u3000', '\u4e00', '\uac00', '\uff00', '\u3000\u0100'];

  it.each(characters)('is no binary where it has %j, in either order and with or without its mark', (odd) => {
    for (const mark of ['', '\ufeff']) {
      const little = Buffer.from(`${mark}a${odd}${odd}b = "${githubToken()}"${odd}`, 'utf16le');
      for (const bytes of [little, Buffer.from(little).swap16()])
        for (let cut = 0; cut < 16; cut += 1)
          expect(kindsIn(bytes, [cut])).toEqual(['a GitHub token UTF-16']);
    }
  });
});

describe('a binary, or a member of more than 32 MiB', () => {
  const binary = Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(40), NOISE]);

  it.each([
    ['a binary', binary, undefined],
    ['a large member', NOISE, 33 * 1024 ** 2],
  ])('is searched for own secrets only: %s', (_, before, size) => {
    const bytes = Buffer.concat([before, Buffer.from(`"${githubToken()}" ${OWN.value}`), NOISE]);
    expect(kindsIn(bytes, [10, 3000], size)).toEqual(['the secret in `password` plain']);
  });

  it.each([2, 3])('is one where %d zeros follow each other: three', (zeros) => {
    const bytes = Buffer.concat([Buffer.from('PK'), Buffer.alloc(zeros), Buffer.from(`"${githubToken()}"`)]);
    for (let cut = 0; cut < 10; cut += 1)
      expect(kindsIn(bytes, [cut])).toEqual(zeros < 3 ? ['a GitHub token plain'] : []);
  });

  it('is searched for own secrets where its first bytes were still those of a text', () => {
    const bytes = Buffer.concat([Buffer.from(`#!/bin/sh\n${OWN.value}`), Buffer.alloc(40), NOISE]);
    for (let cut = 1; cut < 70; cut += 1)
      expect(kindsIn(bytes, [cut])).toEqual(['the secret in `password` plain']);
  });
});

describe('a private key', () => {
  const options = { type: 'pkcs8', format: 'pem' } as const;
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: options,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

  it.each([
    ['as it is', privateKey],
    ['in JSON', JSON.stringify({ private_key: privateKey })],
    ['with CRLF', privateKey.replaceAll('\n', '\r\n')],
  ])('is told as one: %s', (_, text) => {
    const scan = scanner(text.length);
    scan.take(Buffer.from(text));
    expect(scan.end()).toEqual([{ kind: 'a private key', encoding: 'plain', isKey: true }]);
  });

  it('is no name of one, no public key and no certificate', () => {
    const text = `if "-----BEGIN PRIVATE KEY-----" in text:\n${privateKey.replaceAll('PRIVATE', 'PUBLIC')}`;
    expect(kindsIn(Buffer.from(text))).toEqual([]);
  });
});

describe('many beginnings', () => {
  const rsa = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;

  it.each<[string, string, string, string]>([
    [
      'certificates',
      `-----BEGIN CERTIFICATE-----\n${'MIIB'.repeat(300)}\n-----END CERTIFICATE-----\n`,
      rsa,
      'a private key plain',
    ],
    ['cut tokens of PyPI', `${pypiToken().slice(0, 90)}\n`, pypiToken(), 'a PyPI API token plain'],
    ['tokens without a checksum', `"${githubToken().slice(0, -1)}_",`, githubToken(), 'a GitHub token plain'],
    [
      'tokens that are cut',
      `"${statelessGithubToken().slice(0, 60)}",`,
      statelessGithubToken(),
      'a GitHub token plain',
    ],
    ['escaped ones', `${encodeURIComponent('ghs_a/b+c')} `, githubToken('ghs_'), 'a GitHub token plain'],
  ])('hide no secret behind them: %s', (_, almost, secret, kind) => {
    expect(kindsIn(Buffer.from(`${almost.repeat(4000)}${secret}`), [100_000])).toEqual([kind]);
  });

  const OWN_HEADS = spellingsOf(OWN.value).map(
    ({ encoding, bytes }, place) => [`own ${encoding} ${place}`, bytes.subarray(0, -1)] as const,
  );
  const HEADS = [
    'ghp_',
    'ghs_',
    'AKIAQ3EGRTNJXH5M7V2C ',
    'pypi-AgEIcHlwaS5vcmcC',
    '-----BEGIN PRIVATE KEY-----',
  ].flatMap((text) =>
    spellingsOf(text).map(({ encoding, bytes }, place) => [`${text} ${encoding} ${place}`, bytes] as const),
  );

  it('are searched in bounded time', () => {
    for (const [name, unit] of [...OWN_HEADS, ...HEADS]) {
      const before = process.cpuUsage();
      expect({ name, found: kindsIn(Buffer.alloc(2 ** 16, unit)) }).toEqual({ name, found: [] });
      const { user, system } = process.cpuUsage(before);
      expect({ name, isFast: user + system < 1_500_000 }).toEqual({ name, isFast: true });
    }
  });
});
