// Certificates that may not sign, or that two parsers read differently, are refused whatever signed them.
import { describe, expect, it } from '@jest/globals';
import type { Extension } from '@peculiar/asn1-x509';
import { readSigningCertificate } from '../../../src/sigstore/trust/certificate.ts';
import {
  certificateToSign,
  CODE_SIGNING,
  createAuthority,
  distinguishedName,
  extension,
  signCertificate,
  TIME_STAMPING,
  usageExtensions,
} from '../../testbed/certificates.ts';
import { tagged } from '../../testbed/der-values.ts';

const ARC = '1.3.6.1.4.1.57264.1';
const KEY_USAGE = '2.5.29.15';
const KEY_ENCIPHERMENT = Buffer.from('03020520', 'hex');
const NOW = new Date('2026-01-01T00:00:00Z');
const authority = createAuthority('authority', { now: NOW, pathLength: 0 });
const { publicKey } = createAuthority('signer', { now: NOW });

const text = (value: string): Buffer => tagged(0x0c, Buffer.from(value));
const fulcio = (number: number, value: Buffer): Extension => extension(`${ARC}.${number}`, value);
const usages = (purpose?: string): Extension[] =>
  usageExtensions({
    publicKey,
    issuerKey: authority.publicKey,
    ...(purpose !== undefined && { purpose }),
  });

function certificate(extensions: readonly Extension[]): Buffer {
  const notAfter = new Date(NOW.getTime() + 600_000);
  const fields = { subject: distinguishedName(), publicKey, notBefore: NOW, notAfter, extensions };
  return signCertificate(certificateToSign(fields, authority), authority);
}

describe('a certificate that signs', () => {
  it('says who its signer is, and when', () => {
    const long = `https://github.com/${'o'.repeat(200)}/demo`;
    const { facts } = readSigningCertificate(
      certificate([
        ...usages(CODE_SIGNING),
        fulcio(1, Buffer.from('https://old.test')),
        fulcio(8, text('https://issuer.test')),
        fulcio(12, text(long)),
      ]),
    );
    expect(facts).toMatchObject({
      issuer: 'https://issuer.test',
      notBefore: NOW,
      subjectAlternativeName: '',
    });
    expect(facts.notAfter).toEqual(new Date('2026-01-01T00:10:00Z'));
    expect(facts.extensions.get(`${ARC}.12`)).toBe(long);
  });

  it('of an older Fulcio names its issuer in the first extension', () => {
    const { facts } = readSigningCertificate(
      certificate([...usages(CODE_SIGNING), fulcio(1, Buffer.from('https://old.test'))]),
    );
    expect(facts.issuer).toBe('https://old.test');
  });
});

describe('a certificate is refused', () => {
  const enciphering = usages(CODE_SIGNING).map((one) =>
    one.extnID === KEY_USAGE ? extension(KEY_USAGE, KEY_ENCIPHERMENT, true) : one,
  );
  it.each([
    [
      'of an authority',
      createAuthority('one', { now: NOW, pathLength: 0, purpose: CODE_SIGNING }).certificate,
      'it is of an authority',
    ],
    [
      'for enciphering keys',
      certificate(enciphering),
      'key usage: the certificate is not for digital signatures',
    ],
    [
      'for timestamps',
      certificate(usages(TIME_STAMPING)),
      'extended key usage: the certificate is not for signing code',
    ],
    ['for no purpose', certificate(usages()), 'extended key usage: the certificate is not for signing code'],
    [
      'with an extension twice',
      certificate([
        ...usages(CODE_SIGNING),
        fulcio(8, text('https://a.test')),
        fulcio(8, text('https://b.test')),
      ]),
      `it has extension ${ARC}.8 twice`,
    ],
    [
      'whose issuer is bare text',
      certificate([...usages(CODE_SIGNING), fulcio(8, Buffer.from('https://issuer.test'))]),
      `its extension ${ARC}.8 is not a UTF8String`,
    ],
    [
      'whose issuer is followed by more',
      certificate([
        ...usages(CODE_SIGNING),
        fulcio(8, Buffer.concat([text('https://a.test'), Buffer.from('.evil')])),
      ]),
      `its extension ${ARC}.8 is not a UTF8String`,
    ],
    [
      'whose issuer is shorter than it says',
      certificate([...usages(CODE_SIGNING), fulcio(8, text('https://issuer.test').subarray(0, -3))]),
      `its extension ${ARC}.8 is not a UTF8String`,
    ],
    ['that is none', Buffer.from('30030101ff', 'hex'), 'it cannot be parsed'],
  ])('%s', (_title, der, reason) => {
    expect(() => readSigningCertificate(der)).toThrow(reason);
  });
});
