// What a timestamp proves, and the ways in which an answer in good form proves nothing.
import { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TrustedAuthority, TrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';
import { parseCertificate } from '../../../src/sigstore/library-workarounds/parsed-objects.ts';
import { timestampRequest, verifyTimestamp } from '../../../src/sigstore/clients/timestamp-authority.ts';
import {
  arrayBuffer,
  certificateToSign,
  CODE_SIGNING,
  createAuthority,
  signCertificate,
  TIME_STAMPING,
  usageExtensions,
} from '../../testbed/certificates.ts';
import { startSigningBench } from '../../support/signing-harness.ts';
import type { SigningBench } from '../../support/signing-harness.ts';

const NONCE = Buffer.from('4011223344556677', 'hex');
const SIGNATURE = Buffer.from('a signature');
const YEAR = 365 * 86_400_000;

let bench: SigningBench;
let trustedRoot: TrustedRoot;
let response: Buffer<ArrayBuffer>;

beforeAll(async () => {
  bench = await startSigningBench();
  trustedRoot = bench.trustedRoot();
  response = await ask();
});

afterAll(async () => bench.close());

async function ask(): Promise<Buffer<ArrayBuffer>> {
  const { body } = await bench.http.request({
    method: 'POST',
    url: bench.sigstore.timestampAuthority.endpoint,
    purpose: 'timestamp',
    headers: { 'content-type': 'application/timestamp-query' },
    body: timestampRequest(SIGNATURE, NONCE),
    deadline: 10_000,
    maximumBytes: 65_536,
  });
  return Buffer.from(body);
}

const verify = (answer = response, root = trustedRoot): Date =>
  verifyTimestamp(answer, SIGNATURE, NONCE, root);

function rootWith(change: (authority: TrustedAuthority) => Partial<TrustedAuthority>): TrustedRoot {
  const authorities = trustedRoot.timestampAuthorities;
  return { ...trustedRoot, timestampAuthorities: authorities.map((one) => ({ ...one, ...change(one) })) };
}

/** The authority with a chain of one certificate that says to be its own, for this purpose. */
function impostor(purpose: string): TrustedRoot {
  return rootWith(({ certChain }) => {
    const own = certChain[0]?.root.toDER() ?? Buffer.alloc(0);
    const { issuer } = AsnConvert.parse(arrayBuffer(own), Certificate).tbsCertificate;
    const keys = createAuthority('impostor', { now: new Date() });
    const { serialNumber, validFromDate, validToDate } = new X509Certificate(own);
    const fields = {
      subject: issuer,
      publicKey: keys.publicKey,
      serialNumber: Buffer.from(serialNumber, 'hex'),
      notBefore: validFromDate,
      notAfter: validToDate,
      extensions: usageExtensions({ publicKey: keys.publicKey, issuerKey: keys.publicKey, purpose }),
    };
    const signer = { ...keys, name: issuer };
    return { certChain: [parseCertificate(signCertificate(certificateToSign(fields, signer), signer))] };
  });
}

describe('a timestamp', () => {
  it('proves its time', () => {
    expect(Math.abs(verify().getTime() - bench.clock.now().getTime())).toBeLessThan(60_000);
  });

  it('that was not granted proves nothing', () => {
    const rejected = Buffer.from(response.toString('hex').replace('3003020100', '3003020102'), 'hex');
    expect(() => verify(rejected)).toThrow('the timestamp was not granted (PKIStatus 2)');
  });

  it('of another signature, or to another request, proves nothing', () => {
    const other = Buffer.from('another');
    expect(() => verifyTimestamp(response, other, NONCE, trustedRoot)).toThrow('(imprint)');
    expect(() => verifyTimestamp(response, SIGNATURE, other, trustedRoot)).toThrow('(nonce)');
  });

  it('with another signature of the authority is named', () => {
    const changed = Buffer.from(response);
    changed.writeUInt8(changed.readUInt8(changed.length - 3) ^ 1, changed.length - 3);
    expect(() => verify(changed)).toThrow('is not signed by the authority');
    expect(() => verify(response, impostor(TIME_STAMPING))).toThrow('is not signed by the authority');
  });
});

describe('the authority of a timestamp', () => {
  const unnamed = 'is by an authority that the trusted root does not name for that time';
  it.each([
    ['none is named', () => ({ ...trustedRoot, timestampAuthorities: [] })],
    ['its time is over', () => rootWith(() => ({ validFor: { start: new Date(0), end: new Date(1) } }))],
    [
      'its time has not begun',
      () =>
        rootWith(() => ({
          validFor: { start: new Date(Date.now() + YEAR), end: new Date(Date.now() + 2 * YEAR) },
        })),
    ],
  ])('must be one of the trusted root: %s', (_title, root) => {
    expect(() => verify(response, root())).toThrow(unnamed);
  });

  const invalid = /certificate chain is not valid at/;

  it('must be one for timestamps', () => {
    expect(() => verify(response, impostor(CODE_SIGNING))).toThrow(invalid);
  });

  it('must have a chain whose every certificate the next one signed', () => {
    const stranger = createAuthority('stranger', { now: new Date(), pathLength: 1, purpose: TIME_STAMPING });
    const root = rootWith(({ certChain }) => ({
      certChain: [...certChain.slice(0, 1), parseCertificate(stranger.certificate)],
    }));
    expect(() => verify(response, root)).toThrow(invalid);
  });

  it('must have a chain that was valid then', async () => {
    bench.clock.advance(11 * YEAR);
    const late = await ask();
    bench.clock.advance(-11 * YEAR);
    expect(() => verify(late)).toThrow(invalid);
  });
});
