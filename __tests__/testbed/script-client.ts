import { X509Certificate, createHash, generateKeyPairSync, sign } from 'node:crypto';
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { Verifier, toSignedEntity, toTrustMaterial } from '@sigstore/verify';
import type { SigstoreTestbed } from './sigstore.ts';

// The shortest client that signs: it is how the testbed is tried, and shares nothing with the one under test.
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** SHA-256 of some bytes. */
export const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
/** Bytes in base64. */
export const base64 = (data: Buffer): string => data.toString('base64');

/** POSTs JSON. */
export function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function requestToken(sigstore: SigstoreTestbed, audience: string): Promise<string> {
  const { requestUrl, requestToken: bearer } = sigstore.issuer;
  const response = await fetch(`${requestUrl}&audience=${audience}`, {
    headers: { authorization: `bearer ${bearer}` },
  });
  return textAt(await response.json(), 'value');
}

/** The value at a path in JSON. */
export function at(json: unknown, ...path: (string | number)[]): unknown {
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

/** A key pair as a signer uses it. */
export interface Keys {
  readonly pem: string;
  sign(data: Buffer): Buffer;
}

/** A fresh P-256 key pair. */
export function createKeys(): Keys {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (data) => sign('sha256', data, privateKey),
  };
}

/** Asks Fulcio for a certificate. */
export async function requestCertificate(
  sigstore: SigstoreTestbed,
  keys: Keys,
  options: { audience?: string; subject?: string } = {},
): Promise<Response> {
  const token = await requestToken(sigstore, options.audience ?? 'sigstore');
  const { subject = 'repo:octo/demo:ref:refs/tags/v1.0.0' } = options;
  return post(`${sigstore.fulcio.url}/api/v2/signingCert`, {
    credentials: { oidcIdentityToken: token },
    publicKeyRequest: {
      publicKey: { algorithm: 'ECDSA', content: keys.pem },
      proofOfPossession: base64(keys.sign(Buffer.from(subject))),
    },
  });
}

/** A signed statement and what it is made of. */
export interface Signed {
  readonly certificate: X509Certificate;
  readonly envelope: { payload: string; payloadType: string; signatures: { sig: string }[] };
  readonly pae: Buffer;
  readonly signature: Buffer;
}

/** A signed statement, with no log or clock that speaks for it yet. */
export async function signStatement(sigstore: SigstoreTestbed, file: string): Promise<Signed> {
  const keys = createKeys();
  const answer: unknown = await (await requestCertificate(sigstore, keys)).json();
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

/** Proposes a `dsse` entry to Rekor v1. */
export function logInRekor1(sigstore: SigstoreTestbed, { envelope, certificate }: Signed): Promise<Response> {
  const proposedContent = {
    envelope: JSON.stringify(envelope),
    verifiers: [base64(Buffer.from(certificate.toString()))],
  };
  const entry = { apiVersion: '0.0.1', kind: 'dsse', spec: { proposedContent } };
  return post(`${sigstore.rekor1.url}/api/v1/log/entries`, entry);
}

/** Proposes a `hashedrekord` entry over the PAE to Rekor v2. */
export function logInRekor2(
  sigstore: SigstoreTestbed,
  { pae, signature, certificate }: Signed,
  digest = sha256(pae),
): Promise<Response> {
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

/** Rekor v1's answer as a bundle's TransparencyLogEntry. */
export function transparencyLogEntry(answer: object): object {
  const [entry]: unknown[] = Object.values(answer);
  const proof = at(entry, 'verification', 'inclusionProof');
  const hashes = at(proof, 'hashes');
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

/** A timestamp of a signature, asked for in either form. */
export async function timestamp(
  sigstore: SigstoreTestbed,
  signature: Buffer,
  form: 'json' | 'der',
): Promise<Buffer> {
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
  if (response.status !== 201) throw new Error(`no timestamp: ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** Lets the verifier of sigstore-js judge; returns whose signature it is. */
export function judge(
  sigstore: SigstoreTestbed,
  signed: Signed,
  entry: unknown,
  timestamps: readonly Buffer[],
): string | undefined {
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
  const promises = at(entry, 'inclusionPromise') ? 1 : 0;
  const timestampThreshold = timestamps.length + promises;
  const verifier = new Verifier(material, { tlogThreshold: 1, ctlogThreshold: 1, timestampThreshold });
  return verifier.verify(toSignedEntity(bundle)).identity?.subjectAlternativeName;
}

function base64OfHex(hex: string): string {
  return base64(Buffer.from(hex, 'hex'));
}
