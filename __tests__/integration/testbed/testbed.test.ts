import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  at,
  base64,
  createKeys,
  judge,
  logInRekor1,
  logInRekor2,
  post,
  requestCertificate,
  sha256,
  signStatement,
  timestamp,
  transparencyLogEntry,
} from '../../testbed/script-client.ts';
import { startSigstore } from '../../testbed/sigstore.ts';
import type { SigstoreTestbed } from '../../testbed/sigstore.ts';

const SAN = 'https://github.com/octo/demo/.github/workflows/release.yml@refs/tags/v1.0.0';

let sigstore: SigstoreTestbed;
beforeAll(async () => {
  sigstore = await startSigstore({ checkpointIntervalMs: 5 });
});
afterAll(async () => {
  await sigstore.close();
});

describe('what the testbed signs', () => {
  it('is a bundle through Rekor v1 that sigstore-js accepts', async () => {
    for (const file of ['a-1.0.tar.gz', 'a-1.0-py3-none-any.whl', 'b-1.0.tar.gz']) {
      const signed = await signStatement(sigstore, file);
      const response = await logInRekor1(sigstore, signed);
      expect(response.status).toBe(201);
      const entry = transparencyLogEntry(Object(await response.json()));
      expect(at(entry, 'logIndex')).not.toBe(at(entry, 'inclusionProof', 'logIndex'));
      expect(judge(sigstore, signed, entry, [await timestamp(sigstore, signed.signature, 'der')])).toBe(SAN);
      expect(judge(sigstore, signed, entry, [])).toBe(SAN);
    }
  });

  it('is a bundle through Rekor v2 that sigstore-js accepts', async () => {
    const files = ['c-1.0.tar.gz', 'd-1.0.tar.gz', 'e-1.0.tar.gz', 'f-1.0.tar.gz', 'g-1.0.tar.gz'];
    const signatures = await Promise.all(files.map((file) => signStatement(sigstore, file)));
    const entries = await Promise.all(
      signatures.map(async (signed) => (await logInRekor2(sigstore, signed)).json()),
    );
    for (const [index, signed] of signatures.entries()) {
      expect(
        judge(sigstore, signed, entries[index], [await timestamp(sigstore, signed.signature, 'json')]),
      ).toBe(SAN);
    }
  });

  it('has the certificate of a GitHub workflow', async () => {
    const { certificate } = await signStatement(sigstore, 'h-1.0.tar.gz');
    expect(certificate.subject ?? '').toBe('');
    expect(certificate.subjectAltName).toBe(`URI:${SAN}`);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.3']);
    expect(certificate.checkIssued(new X509Certificate(sigstore.fulcio.chain[0] ?? ''))).toBe(true);
    expect(certificate.validToDate.getTime() - certificate.validFromDate.getTime()).toBe(600_000);
  });
});

describe('what the services refuse', () => {
  it('is a token for another audience', async () => {
    const response = await requestCertificate(sigstore, createKeys(), { audience: 'pypi' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 3,
      message: 'There was an error processing the identity token',
    });
  });

  it('is a proof of possession over another subject', async () => {
    const response = await requestCertificate(sigstore, createKeys(), { subject: 'repo:octo/other' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 3 });
  });

  it('is a field that the API does not have', async () => {
    const fulcio = await post(`${sigstore.fulcio.url}/api/v2/signingCert`, { extra: 1 });
    const rekor2 = await post(`${sigstore.rekor2.url}/api/v2/log/entries`, { extra: 1 });
    expect([fulcio.status, rekor2.status]).toEqual([400, 400]);
    expect(await rekor2.json()).toMatchObject({ message: 'proto: (line 1:2): unknown field "extra"' });
  });

  it('is a DSSE entry in Rekor v2', async () => {
    const response = await post(`${sigstore.rekor2.url}/api/v2/log/entries`, { dsseRequestV002: {} });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      code: 3,
      message: 'invalid type, must be hashedrekord',
      details: [],
    });
  });

  it('is the same entry twice', async () => {
    const signed = await signStatement(sigstore, 'i-1.0.tar.gz');
    await logInRekor1(sigstore, signed);
    const first = await logInRekor1(sigstore, signed);
    expect(first.status).toBe(409);
    const location = first.headers.get('location') ?? '';
    const kept = await fetch(new URL(location, sigstore.rekor1.url));
    expect(judge(sigstore, signed, transparencyLogEntry(Object(await kept.json())), [])).toBe(SAN);

    await logInRekor2(sigstore, signed);
    const second = await logInRekor2(sigstore, signed);
    expect(second.status).toBe(409);
    expect(second.headers.get('x-log-index')).toMatch(/^\d+$/);
  });

  it('is a signature over another digest', async () => {
    const signed = await signStatement(sigstore, 'j-1.0.tar.gz');
    const payload = base64(Buffer.from('{}'));
    const rekor1 = await logInRekor1(sigstore, { ...signed, envelope: { ...signed.envelope, payload } });
    const rekor2 = await logInRekor2(sigstore, signed, sha256(Buffer.from('other')));
    expect([rekor1.status, rekor2.status]).toEqual([400, 400]);
    expect(await rekor2.json()).toMatchObject({ message: 'invalid hashedrekord request' });
  });

  it('is any entry, once Rekor v2 is frozen', async () => {
    sigstore.rekor2.frozen = true;
    const response = await logInRekor2(sigstore, await signStatement(sigstore, 'k-1.0.tar.gz'));
    sigstore.rekor2.frozen = false;
    expect(response.status).toBe(405);
  });
});
