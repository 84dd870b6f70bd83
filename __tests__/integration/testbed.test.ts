import { X509Certificate, createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { Verifier, toSignedEntity, toTrustMaterial } from '@sigstore/verify';
import { Updater } from 'tuf-js';
import { startSigstore } from '../testbed/sigstore.ts';
import type { Service, SigstoreTestbed } from '../testbed/sigstore.ts';

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const SAN = 'https://github.com/octo/demo/.github/workflows/release.yml@refs/tags/v1.0.0';
const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
const base64 = (data: Buffer): string => data.toString('base64');

let sigstore: SigstoreTestbed;
beforeAll(async () => {
  sigstore = await startSigstore({ checkpointIntervalMs: 5 });
});
afterAll(async () => {
  await sigstore.close();
});

function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function requestToken(audience: string): Promise<string> {
  const { requestUrl, requestToken: bearer } = sigstore.issuer;
  const response = await fetch(`${requestUrl}&audience=${audience}`, {
    headers: { authorization: `bearer ${bearer}` },
  });
  return textAt(await response.json(), 'value');
}

/** The value at a path in JSON. */
function at(json: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    json,
  );
}

function textAt(json: unknown, ...path: (string | number)[]): string {
  const value = at(json, ...path);
  if (typeof value !== 'string') throw new Error(`no text at ${path.join('.')} of ${JSON.stringify(json)}`);
  return value;
}

interface Keys {
  readonly pem: string;
  sign(data: Buffer): Buffer;
}

function createKeys(): Keys {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (data) => sign('sha256', data, privateKey),
  };
}

async function requestCertificate(
  keys: Keys,
  options: { audience?: string; subject?: string } = {},
): Promise<Response> {
  const token = await requestToken(options.audience ?? 'sigstore');
  const { subject = 'repo:octo/demo:ref:refs/tags/v1.0.0' } = options;
  return post(`${sigstore.fulcio.url}/api/v2/signingCert`, {
    credentials: { oidcIdentityToken: token },
    publicKeyRequest: {
      publicKey: { algorithm: 'ECDSA', content: keys.pem },
      proofOfPossession: base64(keys.sign(Buffer.from(subject))),
    },
  });
}

interface Signed {
  readonly certificate: X509Certificate;
  readonly envelope: { payload: string; payloadType: string; signatures: { sig: string }[] };
  readonly pae: Buffer;
  readonly signature: Buffer;
}

/** A signed statement, with no log or clock that speaks for it yet. */
async function signStatement(file: string): Promise<Signed> {
  const keys = createKeys();
  const answer: unknown = await (await requestCertificate(keys)).json();
  const leaf = textAt(answer, 'signedCertificateEmbeddedSct', 'chain', 'certificates', 0);
  const payload = Buffer.from(
    JSON.stringify({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: file, digest: { sha256: sha256(Buffer.from(file)).toString('hex') } }],
      predicateType: 'https://docs.pypi.org/attestations/publish/v1',
      predicate: null,
    }),
  );
  const pae = Buffer.concat([Buffer.from(`DSSEv1 28 ${PAYLOAD_TYPE} ${payload.length} `), payload]);
  const signature = keys.sign(pae);
  const envelope = {
    payload: base64(payload),
    payloadType: PAYLOAD_TYPE,
    signatures: [{ sig: base64(signature) }],
  };
  return { certificate: new X509Certificate(leaf), envelope, pae, signature };
}

function logInRekor1({ envelope, certificate }: Signed): Promise<Response> {
  const proposedContent = {
    envelope: JSON.stringify(envelope),
    verifiers: [base64(Buffer.from(certificate.toString()))],
  };
  const entry = { apiVersion: '0.0.1', kind: 'dsse', spec: { proposedContent } };
  return post(`${sigstore.rekor1.url}/api/v1/log/entries`, entry);
}

function logInRekor2({ pae, signature, certificate }: Signed, digest = sha256(pae)): Promise<Response> {
  const verifier = {
    keyDetails: 'PKIX_ECDSA_P256_SHA_256',
    x509Certificate: { rawBytes: base64(certificate.raw) },
  };
  const hashedRekordRequestV002 = {
    digest: base64(digest),
    signature: { content: base64(signature), verifier },
  };
  return post(`${sigstore.rekor2.url}/api/v2/log/entries`, { hashedRekordRequestV002 });
}

function transparencyLogEntry(answer: object): object {
  const [entry]: unknown[] = Object.values(answer);
  const proof = at(entry, 'verification', 'inclusionProof');
  const hashes = at(proof, 'hashes');
  const base64OfHex = (hex: string): string => base64(Buffer.from(hex, 'hex'));
  return {
    logIndex: String(at(entry, 'logIndex')),
    logId: { keyId: base64OfHex(textAt(entry, 'logID')) },
    kindVersion: { kind: 'dsse', version: '0.0.1' },
    integratedTime: String(at(entry, 'integratedTime')),
    inclusionPromise: { signedEntryTimestamp: textAt(entry, 'verification', 'signedEntryTimestamp') },
    inclusionProof: {
      logIndex: String(at(proof, 'logIndex')),
      rootHash: base64OfHex(textAt(proof, 'rootHash')),
      treeSize: String(at(proof, 'treeSize')),
      hashes: Array.isArray(hashes) ? hashes.map((hash) => base64OfHex(String(hash))) : [],
      checkpoint: { envelope: textAt(proof, 'checkpoint') },
    },
    canonicalizedBody: textAt(entry, 'body'),
  };
}

async function timestamp(signature: Buffer, form: 'json' | 'der'): Promise<Buffer> {
  const digest = sha256(signature);
  const json = {
    artifactHash: base64(digest),
    hashAlgorithm: 'sha256',
    certificates: true,
    nonce: 123456789,
  };
  // TimeStampReq: version 1, SHA-256 imprint, nonce 0x2a, certReq TRUE
  const query = `303c020101303130 0d06096086480165030402010500 0420${digest.toString('hex')} 02012a 0101ff`;
  const der = Buffer.from(query.replaceAll(' ', ''), 'hex');
  const response = await fetch(sigstore.timestampAuthority.endpoint, {
    method: 'POST',
    headers: { 'content-type': form === 'json' ? 'application/json' : 'application/timestamp-query' },
    body: form === 'json' ? JSON.stringify(json) : new Uint8Array(der),
  });
  expect(response.status).toBe(201);
  return Buffer.from(await response.arrayBuffer());
}

/** Lets the verifier of sigstore-js judge; returns whose signature it is. */
function judge(signed: Signed, entry: unknown, timestamps: readonly Buffer[]): string | undefined {
  const bundle = bundleFromJSON({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      certificate: { rawBytes: base64(signed.certificate.raw) },
      tlogEntries: [entry],
      timestampVerificationData: {
        rfc3161Timestamps: timestamps.map((token) => ({ signedTimestamp: base64(token) })),
      },
    },
    dsseEnvelope: signed.envelope,
  });
  const material = toTrustMaterial(TrustedRoot.fromJSON(sigstore.trustedRoot()));
  const verifier = new Verifier(material, {
    tlogThreshold: 1,
    ctlogThreshold: 1,
    timestampThreshold: timestamps.length === 0 ? 1 : 2 - (at(entry, 'inclusionPromise') ? 0 : 1),
  });
  return verifier.verify(toSignedEntity(bundle)).identity?.subjectAlternativeName;
}

describe('what the testbed signs', () => {
  it('is a bundle through Rekor v1 that sigstore-js accepts', async () => {
    for (const file of ['a-1.0.tar.gz', 'a-1.0-py3-none-any.whl', 'b-1.0.tar.gz']) {
      const signed = await signStatement(file);
      const response = await logInRekor1(signed);
      expect(response.status).toBe(201);
      const entry = transparencyLogEntry(Object(await response.json()));
      expect(at(entry, 'logIndex')).not.toBe(at(entry, 'inclusionProof', 'logIndex'));
      expect(judge(signed, entry, [await timestamp(signed.signature, 'der')])).toBe(SAN);
      expect(judge(signed, entry, [])).toBe(SAN);
    }
  });

  it('is a bundle through Rekor v2 that sigstore-js accepts', async () => {
    const files = ['c-1.0.tar.gz', 'd-1.0.tar.gz', 'e-1.0.tar.gz', 'f-1.0.tar.gz', 'g-1.0.tar.gz'];
    const signatures = await Promise.all(files.map((file) => signStatement(file)));
    const entries = await Promise.all(signatures.map(async (signed) => (await logInRekor2(signed)).json()));
    for (const [index, signed] of signatures.entries()) {
      expect(judge(signed, entries[index], [await timestamp(signed.signature, 'json')])).toBe(SAN);
    }
  });

  it('has the certificate of a GitHub workflow', async () => {
    const { certificate } = await signStatement('h-1.0.tar.gz');
    expect(certificate.subject ?? '').toBe('');
    expect(certificate.subjectAltName).toBe(`URI:${SAN}`);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.3']);
    expect(certificate.checkIssued(new X509Certificate(sigstore.fulcio.chain[0] ?? ''))).toBe(true);
    expect(certificate.validToDate.getTime() - certificate.validFromDate.getTime()).toBe(600_000);
  });
});

describe('what the services refuse', () => {
  it('is a token for another audience', async () => {
    const response = await requestCertificate(createKeys(), { audience: 'pypi' });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 16, details: [] });
  });

  it('is a proof of possession over another subject', async () => {
    const response = await requestCertificate(createKeys(), { subject: 'repo:octo/other' });
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
    const signed = await signStatement('i-1.0.tar.gz');
    await logInRekor1(signed);
    const first = await logInRekor1(signed);
    expect(first.status).toBe(409);
    const location = first.headers.get('location') ?? '';
    const kept = await fetch(new URL(location, sigstore.rekor1.url));
    expect(judge(signed, transparencyLogEntry(Object(await kept.json())), [])).toBe(SAN);

    await logInRekor2(signed);
    const second = await logInRekor2(signed);
    expect(second.status).toBe(409);
    expect(second.headers.get('x-log-index')).toMatch(/^\d+$/);
  });

  it('is a signature over another digest', async () => {
    const signed = await signStatement('j-1.0.tar.gz');
    const payload = base64(Buffer.from('{}'));
    const rekor1 = await logInRekor1({ ...signed, envelope: { ...signed.envelope, payload } });
    const rekor2 = await logInRekor2(signed, sha256(Buffer.from('other')));
    expect([rekor1.status, rekor2.status]).toEqual([400, 400]);
    expect(await rekor2.json()).toMatchObject({ message: 'invalid hashedrekord request' });
  });

  it('is any entry, once Rekor v2 is frozen', async () => {
    sigstore.rekor2.frozen = true;
    const response = await logInRekor2(await signStatement('k-1.0.tar.gz'));
    sigstore.rekor2.frozen = false;
    expect(response.status).toBe(405);
  });
});

describe('the TUF repository', () => {
  async function read(target: string): Promise<string> {
    const directory = await mkdtemp(join(tmpdir(), 'tuf-'));
    try {
      await writeFile(join(directory, 'root.json'), sigstore.tuf.rootJson);
      const updater = new Updater({
        metadataDir: directory,
        metadataBaseUrl: sigstore.tuf.url,
        targetDir: directory,
        targetBaseUrl: `${sigstore.tuf.url}/targets`,
        config: { fetchRetries: 0 },
      });
      await updater.refresh();
      const info = await updater.getTargetInfo(target);
      if (info === undefined) throw new Error(`no target ${target}`);
      const path = await updater.downloadTarget(info);
      return await readFile(path, 'utf8');
    } finally {
      await rm(directory, { recursive: true });
    }
  }

  it('is read by tuf-js, also after it has changed and its root has turned', async () => {
    expect(JSON.parse(await read('trusted_root.json'))).toEqual(sigstore.trustedRoot());
    expect(JSON.parse(await read('signing_config.v0.2.json'))).toEqual(
      sigstore.signingConfig({ rekor: [1] }),
    );
    sigstore.tuf.rotateRoot();
    sigstore.tuf.publish({ 'signing_config.v0.2.json': { changed: true } });
    expect(JSON.parse(await read('signing_config.v0.2.json'))).toEqual({ changed: true });
  });

  it('is refused when it has expired or been tampered with', async () => {
    for (const role of ['timestamp', 'snapshot', 'targets'] as const) {
      sigstore.tuf.expire(role);
      await expect(read('trusted_root.json')).rejects.toThrow(/expired/);
      sigstore.tuf.publish({});
    }
    const [target = ''] = [...sigstore.tuf.files.keys()].filter((path) =>
      path.endsWith('.trusted_root.json'),
    );
    sigstore.tuf.tamper(target);
    await expect(read('trusted_root.json')).rejects.toThrow(/hash|length/i);
    sigstore.tuf.tamper(target);
    sigstore.tuf.expire('root');
    await expect(read('trusted_root.json')).rejects.toThrow(/expired/);
  });
});

describe('the faults of a service', () => {
  const request = (service: Service): Promise<Response> => fetch(`${service.url}/api/v2/trustBundle`);
  const always = (): boolean => true;

  it('happen so many times as asked, each in its way', async () => {
    const { fulcio } = sigstore;
    fulcio.faults.push({
      match: always,
      times: 2,
      kind: 'status',
      status: 503,
      headers: { 'retry-after': '1' },
    });
    expect([(await request(fulcio)).status, (await request(fulcio)).status]).toEqual([503, 503]);
    expect((await request(fulcio)).status).toBe(200);

    for (const kind of ['reset', 'lose-answer', 'truncate'] as const) {
      fulcio.faults.push({ match: always, times: 1, kind });
      await expect(request(fulcio).then((response) => response.text())).rejects.toThrow();
    }
    fulcio.faults.push({ match: always, times: 1, kind: 'garbage' });
    await expect(request(fulcio).then((response) => response.json())).rejects.toThrow();
    expect(fulcio.requests.at(-1)).toEqual({ method: 'GET', path: '/api/v2/trustBundle' });
  });

  it('can be an answer that never comes or never ends', async () => {
    const { fulcio } = sigstore;
    fulcio.faults.push({ match: always, times: 1, kind: 'oversized' });
    const reader = (await request(fulcio)).body?.getReader();
    let size = 0;
    while (reader && size < 4_000_000) size += (await reader.read()).value?.length ?? 0;
    await reader?.cancel();
    expect(size).toBeGreaterThanOrEqual(4_000_000);

    fulcio.faults.push({ match: always, times: 1, kind: 'hang' });
    const hanging = fetch(`${fulcio.url}/api/v2/trustBundle`, { signal: AbortSignal.timeout(50) });
    await expect(hanging).rejects.toThrow(/timeout|aborted/i);
  });

  it('can lose the answer of a log that keeps the entry', async () => {
    const signed = await signStatement('l-1.0.tar.gz');
    const before = sigstore.rekor1.entries();
    sigstore.rekor1.faults.push({ match: (method) => method === 'POST', times: 1, kind: 'lose-answer' });
    await expect(logInRekor1(signed)).rejects.toThrow();
    expect(sigstore.rekor1.entries()).toBe(before + 1);
    expect((await logInRekor1(signed)).status).toBe(409);
  });
});
