// What Fulcio answers is held against the request: the key, the issuer of the token, the time.
import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Secret } from '../../../src/ground/secret.ts';
import { requestCertificate } from '../../../src/sigstore/clients/fulcio.ts';
import type { IssuedCertificate } from '../../../src/sigstore/clients/fulcio.ts';
import { ServiceConnection } from '../../../src/sigstore/clients/connection.ts';
import { Throttle } from '../../../src/ground/throttle.ts';
import { limitsOf } from '../../../src/sigstore/instances.ts';
import {
  certificateToSign,
  CODE_SIGNING,
  createAuthority,
  distinguishedName,
  extension,
  pem,
  signCertificate,
  TIME_STAMPING,
  usageExtensions,
} from '../../testbed/certificates.ts';
import { tagged } from '../../testbed/der-values.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const URL = 'https://fulcio.test';
const ISSUER = 'https://issuer.test';
const NOW = new Date('2026-01-01T00:00:00Z');
const authority = createAuthority('authority', { now: NOW, pathLength: 0 });
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const claims = Buffer.from(JSON.stringify({ sub: 'repo:octo/demo', iss: ISSUER })).toString('base64url');
const TOKEN = `e30.${claims}.signature`;

function certificateOf(key: KeyObject, issuer: string, purpose = CODE_SIGNING): string {
  const extensions = [
    ...usageExtensions({ publicKey: key, issuerKey: authority.publicKey, purpose }),
    extension('1.3.6.1.4.1.57264.1.8', tagged(0x0c, Buffer.from(issuer))),
    // Also elsewhere, where it says nothing about the issuer.
    extension('1.3.6.1.4.1.57264.1.9', tagged(0x0c, Buffer.from(`${ISSUER}/workflow`))),
  ];
  const notAfter = new Date(NOW.getTime() + 600_000);
  const fields = { subject: distinguishedName(), publicKey: key, notBefore: NOW, notAfter, extensions };
  return pem('CERTIFICATE', signCertificate(certificateToSign(fields, authority), authority));
}

async function ask(status: number, body: object, onRequest = () => {}): Promise<IssuedCertificate> {
  const clock = virtualClock(NOW);
  const quiet = (): void => {};
  const answer = { status, statusText: '', headers: {}, body: Buffer.from(JSON.stringify(body)) };
  const platform = {
    clock,
    http: {
      request: async () => {
        onRequest();
        return Promise.resolve(answer);
      },
    },
    runner: { log: { info: quiet, debug: quiet }, redact: (text: string) => text.replaceAll(TOKEN, '***') },
  };
  const connection = new ServiceConnection('Fulcio', new Throttle(limitsOf(URL, 1), clock), platform);
  const service = { url: URL, majorApiVersion: 1, operator: 'test' };
  return requestCertificate(service, connection, () => Promise.resolve(new Secret(TOKEN)), privateKey);
}

const chainOf = (...certificates: readonly string[]): object => ({
  signedCertificateEmbeddedSct: { chain: { certificates } },
});

describe('the certificate that Fulcio gives', () => {
  it('is taken for this key and issuer', async () => {
    const issued = await ask(201, chainOf(certificateOf(publicKey, ISSUER)));
    expect(issued).toMatchObject({ notBefore: NOW, notAfter: new Date(NOW.getTime() + 600_000) });
  });

  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
  it.each([
    ['for another key', [certificateOf(stranger, ISSUER)], 'its certificate is for another key'],
    [
      'of another issuer',
      [certificateOf(publicKey, 'https://other.test')],
      `names the issuer https://other.test, the token ${ISSUER}`,
    ],
    ['for timestamps', [certificateOf(publicKey, ISSUER, TIME_STAMPING)], 'not for signing code'],
    ['that is none', ['no certificate'], 'a certificate is not X.509 in PEM'],
    ['in an empty list', [], 'the list of certificates is empty'],
  ])('is refused %s', async (_title, certificates, problem) => {
    await expect(ask(201, chainOf(...certificates))).rejects.toMatchObject({
      code: 'SIGNING_FAILED',
      message: expect.stringContaining(`Fulcio at ${URL}/api/v2/signingCert answered HTTP 201, but `),
    });
    await expect(ask(201, chainOf(...certificates))).rejects.toThrow(problem);
  });

  it('is refused with what Fulcio says, but for the token', async () => {
    await expect(ask(400, { message: `bad token ${TOKEN}, go away` })).rejects.toMatchObject({
      code: 'SIGNING_FAILED',
      message: expect.stringContaining('bad token ***, go away'),
    });
  });

  it.each([
    ['with a fresh token each', 'There was an error processing the identity token', 3],
    ['wherever Fulcio says so', `${'x'.repeat(400)}: error processing the identity token`, 3],
    ['not for another reason', 'The public key supplied in the request could not be parsed', 1],
  ])('is requested three times, %s', async (_title, message, requests) => {
    let requested = 0;
    await expect(ask(400, { message }, () => void (requested += 1))).rejects.toMatchObject({
      code: 'SIGNING_FAILED',
    });
    expect(requested).toBe(requests);
  });
});
