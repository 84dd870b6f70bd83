// What a trusted root may hold: every kind of key and id that sigstore_trustroot.proto knows, and kinds that nobody knows yet.
import { createHash, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { rekorVersionsOf } from '../../../src/sigstore/trust/log-keys.ts';
import { readTrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';
import type { TrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';
import { createAuthority } from '../../testbed/certificates.ts';

const ECDSA = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
const ED25519 = generateKeyPairSync('ed25519').publicKey;
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
const validFor = { start: '2026-01-01T00:00:00Z' };

const encoded = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });
const digest = (key: KeyObject): Buffer => createHash('sha256').update(encoded(key)).digest();
/** C2SP signed-note, and rekor-tiles for RSA. */
function namedId(name: string, key: KeyObject): Buffer {
  const [type, bytes] = key === ED25519 ? ['\n\u0001', encoded(key).subarray(-32)] : ['', encoded(key)];
  const rsa = Buffer.concat([Buffer.from([0x0a, 0xff]), Buffer.from('PKIX-RSA-PKCS#1v1.5')]);
  return createHash('sha256')
    .update(name)
    .update(key === RSA ? rsa : type)
    .update(bytes)
    .digest();
}

interface Log {
  readonly baseUrl?: string;
  readonly key?: KeyObject;
  readonly details?: string;
  readonly logId?: Buffer;
  readonly checkpointKeyId?: Buffer;
  readonly rawBytes?: Buffer;
}

const log = ({
  baseUrl = '',
  key = ECDSA,
  details,
  rawBytes = encoded(key),
  logId,
  checkpointKeyId,
}: Log): object => ({
  baseUrl,
  hashAlgorithm: 'SHA2_256',
  publicKey: {
    rawBytes: rawBytes.toString('base64'),
    keyDetails: details ?? (key === ED25519 ? 'PKIX_ED25519' : 'PKIX_ECDSA_P256_SHA_256'),
    validFor,
  },
  ...(logId && { logId: { keyId: logId.toString('base64') } }),
  ...(checkpointKeyId && { checkpointKeyId: { keyId: checkpointKeyId.toString('base64') } }),
});

const root = (parts: object): TrustedRoot =>
  readTrustedRoot({ mediaType: 'application/vnd.dev.sigstore.trustedroot.v0.2+json', ...parts });

describe('the id of a log', () => {
  const whole = namedId('log.test', ED25519);
  const short = whole.subarray(0, 4);
  it.each<[string, Log, Buffer]>([
    ['logId alone', { logId: whole }, whole],
    ['checkpointKeyId alone, of four bytes', { checkpointKeyId: short }, short],
    ['checkpointKeyId alone, whole', { checkpointKeyId: whole }, whole],
    ['both the same', { checkpointKeyId: whole, logId: whole }, whole],
    ['both, one of them short', { checkpointKeyId: short, logId: whole }, whole],
    ['both, and different', { checkpointKeyId: short, logId: digest(ED25519) }, short],
    ['checkpointKeyId that is empty', { checkpointKeyId: Buffer.alloc(0), logId: whole }, whole],
  ])('is read of %s', (_title, ids, expected) => {
    const { tlogs } = root({ tlogs: [log({ key: ED25519, ...ids })] });
    expect(tlogs.map(({ keyId }) => keyId)).toEqual([expected]);
  });

  it('that is missing is named with its field, as is one that is none', () => {
    const good = log({ logId: digest(ECDSA) });
    expect(() => root({ tlogs: [good, log({})] })).toThrow('tlogs[1].logId is missing');
    expect(() => root({ tlogs: [log({ logId: Buffer.alloc(5) })] })).toThrow('tlogs[0].logId has 5 bytes');
    expect(() => root({ tlogs: [{ baseUrl: 'https://log.test' }] })).toThrow(
      'tlogs[0].publicKey.rawBytes is missing',
    );
    expect(() => root({ tlogs: [null] })).toThrow('tlogs[0] must be an object');
  });

  it('of a certificate log is that of its key, whatever its id in checkpoints is', () => {
    const { ctlogs } = root({ ctlogs: [log({ checkpointKeyId: Buffer.from('abcd') }), log({})] });
    expect(ctlogs.map(({ keyId }) => keyId)).toEqual([digest(ECDSA), digest(ECDSA)]);
  });
});

describe('the versions of Rekor that a key could be of', () => {
  it.each<[string, Log, readonly number[]]>([
    ['ECDSA by its digest', { logId: digest(ECDSA) }, [1, 2]],
    ['ECDSA by the beginning of its digest', { checkpointKeyId: digest(ECDSA).subarray(0, 4) }, [1, 2]],
    ['ECDSA by something else', { logId: digest(ED25519) }, []],
    ['Ed25519 by its digest', { key: ED25519, logId: digest(ED25519) }, [1]],
    ['Ed25519 without a name', { key: ED25519, logId: namedId('log.test', ED25519) }, [2]],
    [
      'Ed25519 by its name',
      { key: ED25519, baseUrl: 'https://log.test/', logId: namedId('log.test', ED25519) },
      [2],
    ],
    [
      'Ed25519 by a name with a port and no scheme',
      { key: ED25519, baseUrl: 'log.test:8080', logId: namedId('log.test', ED25519) },
      [2],
    ],
    [
      'Ed25519 by a name with a path',
      {
        key: ED25519,
        baseUrl: 'https://log.test/2026',
        checkpointKeyId: namedId('log.test/2026', ED25519).subarray(0, 4),
      },
      [2],
    ],
    [
      'Ed25519 by the name of another',
      { key: ED25519, baseUrl: 'https://log.test', logId: namedId('other.test', ED25519) },
      [],
    ],
    [
      'RSA by its name',
      {
        key: RSA,
        details: 'PKIX_RSA_PKCS1V15_2048_SHA256',
        baseUrl: 'https://log.test',
        logId: namedId('log.test', RSA),
      },
      [2],
    ],
    ['RSA by its digest', { key: RSA, details: 'PKIX_RSA_PKCS1V15_2048_SHA256', logId: digest(RSA) }, [1]],
  ])('%s', (_title, described, versions) => {
    const [only] = root({ tlogs: [log(described)] }).tlogs;
    expect(only && rekorVersionsOf(only)).toEqual(versions);
  });
});

describe('what can not be verified here', () => {
  const known = log({ baseUrl: 'https://known.test', logId: digest(ECDSA) });

  it.each([
    ['ML_DSA_65', 'its key is of the kind ML_DSA_65, which wheelseal cannot verify'],
    ['PKIX_ED25519_PH', 'its key is of the kind PKIX_ED25519_PH, which wheelseal cannot verify'],
    [
      'SLH_DSA_2099',
      'it is of an unknown kind: Unrecognized enum value SLH_DSA_2099 for enum PublicKeyDetails',
    ],
  ])('is skipped: a key of the kind %s, whatever its bytes are', (details, reason) => {
    const unknown = log({ baseUrl: 'https://new.test', details, rawBytes: Buffer.from('any') });
    const { tlogs, ctlogs, skipped, requiresSct } = root({ tlogs: [unknown, known], ctlogs: [unknown] });
    expect(tlogs.map(({ baseUrl }) => baseUrl)).toEqual(['https://known.test']);
    expect(ctlogs).toEqual([]);
    // That all of its certificate logs are unknown frees no certificate of its promise.
    expect(requiresSct).toBe(true);
    expect(skipped).toEqual([
      { field: 'tlogs[0]', url: 'https://new.test', reason },
      { field: 'ctlogs[0]', url: 'https://new.test', reason },
    ]);
  });

  it.each([
    ['x25519', generateKeyPairSync('x25519')],
    ['ed448', generateKeyPairSync('ed448')],
    ['rsa-pss', generateKeyPairSync('rsa-pss', { modulusLength: 2048 })],
    ['dsa', generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 })],
  ])('is skipped: a key of the type %s, of which the root says no kind', (type, { publicKey: key }) => {
    const unknown = log({ key, details: 'PUBLIC_KEY_DETAILS_UNSPECIFIED', logId: digest(key) });
    const { tlogs, skipped } = root({ tlogs: [unknown, known] });
    expect(tlogs).toHaveLength(1);
    expect(skipped).toMatchObject([
      { field: 'tlogs[0]', reason: expect.stringContaining(`of the kind ${type}`) },
    ]);
  });

  it.each(['SHA4_512', 'SHA2_512', 'SHA3_256'])('is skipped: a log whose tree is hashed with %s', (hash) => {
    const unknown = { ...log({ logId: digest(ECDSA) }), hashAlgorithm: hash };
    const { tlogs, ctlogs, skipped } = root({ tlogs: [unknown, known], ctlogs: [unknown] });
    expect([tlogs.length, ctlogs.length]).toEqual([1, 0]);
    expect(skipped).toMatchObject([
      { field: 'tlogs[0]', reason: expect.stringContaining(hash) },
      { field: 'ctlogs[0]', reason: expect.stringContaining(hash) },
    ]);
  });

  it('is not: a log that names no hash, which is that of RFC 6962', () => {
    const silent = { ...log({ logId: digest(ECDSA) }), hashAlgorithm: undefined };
    expect(root({ tlogs: [silent] }).tlogs).toHaveLength(1);
  });

  it('is skipped: an authority whose key is of an unknown kind, beside one at the same address', () => {
    const { certificate } = createAuthority('authority', { now: new Date(), pathLength: 0 });
    // The curve's identifier, prime256v1, becomes one that there is not.
    const foreign = Buffer.from(
      certificate.toString('hex').replace('06082a8648ce3d030107', '06082a8648ce3d030177'),
      'hex',
    );
    const authority = (bytes: Buffer): object => ({
      uri: 'https://fulcio.test',
      certChain: { certificates: [{ rawBytes: bytes.toString('base64') }] },
      validFor,
    });
    for (const list of ['certificateAuthorities', 'timestampAuthorities'] as const) {
      const read = root({ [list]: [authority(foreign), authority(certificate)] });
      expect(read[list]).toHaveLength(1);
      expect(read.skipped).toMatchObject([
        { field: `${list}[0]`, url: 'https://fulcio.test', reason: expect.stringContaining('of a kind') },
      ]);
    }
  });

  it('is none where bytes are of no key or certificate at all, which the field names', () => {
    const broken = log({ logId: digest(ECDSA), rawBytes: Buffer.from('no key') });
    expect(() => root({ tlogs: [broken] })).toThrow('tlogs[0].publicKey.rawBytes is not a key');
    const certificates = [{ rawBytes: Buffer.from('none').toString('base64') }];
    expect(() => root({ certificateAuthorities: [{ uri: '', certChain: { certificates } }] })).toThrow(
      'certificateAuthorities[0].certChain.certificates[0] is not a certificate',
    );
  });
});
