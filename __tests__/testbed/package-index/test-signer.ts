import { createHash, generateKeyPairSync, sign, X509Certificate, type KeyObject } from 'node:crypto';
import type { SigstoreTestbed } from '../sigstore.ts';
import { isRecord } from './types.ts';

/** What a test may have signed otherwise. */
export interface SignedAttestation {
  version: number;
  verification_material: Record<string, unknown> & { transparency_entries: Record<string, unknown>[] };
  envelope: { statement: string; signature: string };
}

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const REQUEST_HEAD = Buffer.from('30390201013031300d060960864801650304020105000420', 'hex');
const ASK_CERTIFICATE = Buffer.from('0101ff', 'hex');

/** The statement of a file's publication. */
export function statementOf(
  name: string,
  bytes: Buffer,
  predicateType = 'https://docs.pypi.org/attestations/publish/v1',
): Record<string, unknown> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const subject = [{ name, digest: { sha256 } }];
  return { _type: 'https://in-toto.io/Statement/v1', subject, predicateType, predicate: null };
}

/** Signs a statement with a fresh certificate and logs it in Rekor v1 or v2, the latter with a timestamp. */
export async function signAttestation(
  sigstore: SigstoreTestbed,
  statement: Record<string, unknown>,
  rekor: 1 | 2,
): Promise<SignedAttestation> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = new X509Certificate(await certify(sigstore, privateKey, publicKey));
  const payload = Buffer.from(JSON.stringify(statement));
  const head = Buffer.from(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `);
  const encoded = Buffer.concat([head, payload]);
  const signature = sign('sha256', encoded, privateKey);
  const material = { certificate: certificate.raw.toString('base64') };
  const envelope = { statement: payload.toString('base64'), signature: signature.toString('base64') };
  if (rekor === 1) {
    const entry = await logInRekor1(sigstore, certificate, envelope);
    return { version: 1, verification_material: { ...material, transparency_entries: [entry] }, envelope };
  }
  const entry = await logInRekor2(sigstore, certificate, encoded, envelope.signature);
  const timestamps = [await stamp(sigstore, signature)];
  return {
    version: 1,
    verification_material: { ...material, transparency_entries: [entry], timestamps },
    envelope,
  };
}

async function certify(sigstore: SigstoreTestbed, key: KeyObject, publicKey: KeyObject): Promise<string> {
  const token = await sigstore.issuer.token('sigstore');
  const claims = await sigstore.issuer.verify(token, 'sigstore');
  const answer = await post(`${sigstore.fulcio.url}/api/v2/signingCert`, {
    credentials: { oidcIdentityToken: token },
    publicKeyRequest: {
      publicKey: { algorithm: 'ECDSA', content: publicKey.export({ type: 'spki', format: 'pem' }) },
      proofOfPossession: sign('sha256', Buffer.from(claims.sub ?? ''), key).toString('base64'),
    },
  });
  return String(at(answer, 'signedCertificateEmbeddedSct', 'chain', 'certificates', '0'));
}

async function logInRekor1(
  sigstore: SigstoreTestbed,
  certificate: X509Certificate,
  { statement, signature }: SignedAttestation['envelope'],
): Promise<Record<string, unknown>> {
  const signatures = [{ sig: signature, keyid: '' }];
  const envelope = JSON.stringify({ payload: statement, payloadType: PAYLOAD_TYPE, signatures });
  const verifiers = [Buffer.from(certificate.toString()).toString('base64')];
  const answer = await post(`${sigstore.rekor1.url}/api/v1/log/entries`, {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: { proposedContent: { envelope, verifiers } },
  });
  const [entry] = Object.values(answer);
  const proof = (name: string): unknown => at(entry, 'verification', 'inclusionProof', name);
  const hashes = proof('hashes');
  return {
    logIndex: String(at(entry, 'logIndex')),
    logId: { keyId: base64(at(entry, 'logID')) },
    kindVersion: { kind: 'dsse', version: '0.0.1' },
    integratedTime: String(at(entry, 'integratedTime')),
    inclusionPromise: { signedEntryTimestamp: at(entry, 'verification', 'signedEntryTimestamp') },
    inclusionProof: {
      logIndex: String(proof('logIndex')),
      rootHash: base64(proof('rootHash')),
      treeSize: String(proof('treeSize')),
      hashes: Array.isArray(hashes) ? hashes.map(base64) : [],
      checkpoint: { envelope: proof('checkpoint') },
    },
    canonicalizedBody: at(entry, 'body'),
  };
}

async function logInRekor2(
  sigstore: SigstoreTestbed,
  certificate: X509Certificate,
  encoded: Buffer,
  signature: string,
): Promise<Record<string, unknown>> {
  const keyDetails = 'PKIX_ECDSA_P256_SHA_256';
  const x509Certificate = { rawBytes: certificate.raw.toString('base64') };
  const answer = await post(`${sigstore.rekor2.url}/api/v2/log/entries`, {
    hashedRekordRequestV002: {
      digest: createHash('sha256').update(encoded).digest('base64'),
      signature: { content: signature, verifier: { keyDetails, x509Certificate } },
    },
  });
  const { inclusionPromise: _none, ...entry } = answer;
  // Protobuf leaves out what is zero; PyPI's parser wants it.
  const proof = at(entry, 'inclusionProof');
  const inclusionProof = { logIndex: '0', hashes: [], ...(isRecord(proof) ? proof : {}) };
  return { logIndex: '0', integratedTime: '0', ...entry, inclusionProof };
}

/** A timestamp query of RFC 3161 over SHA-256, asking for the authority's certificate. */
async function stamp(sigstore: SigstoreTestbed, signature: Buffer): Promise<string> {
  const digest = createHash('sha256').update(signature).digest();
  const body = new Uint8Array(Buffer.concat([REQUEST_HEAD, digest, ASK_CERTIFICATE]));
  const headers = { 'content-type': 'application/timestamp-query' };
  const answer = await fetch(sigstore.timestampAuthority.endpoint, { method: 'POST', body, headers });
  if (!answer.ok) throw new Error(`timestamp: ${answer.status} ${await answer.text()}`);
  return Buffer.from(await answer.arrayBuffer()).toString('base64');
}

async function post(url: string, body: object): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers });
  const value: unknown = await answer.json();
  if (!answer.ok || !isRecord(value)) throw new Error(`${url}: ${answer.status} ${JSON.stringify(value)}`);
  return value;
}

function at(value: unknown, ...path: string[]): unknown {
  let inner: unknown = value;
  for (const name of path) {
    if (Array.isArray(inner)) inner = inner[Number(name)];
    else inner = isRecord(inner) ? inner[name] : undefined;
  }
  return inner;
}

function base64(hex: unknown): string {
  return Buffer.from(String(hex), 'hex').toString('base64');
}
