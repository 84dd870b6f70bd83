import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { pem, publicKeyDer, publicKeyOf } from './certificates.ts';
import { signCheckpoint } from './checkpoint.ts';
import { Refusal, startService } from './http-service.ts';
import type { Answer, Service, ServiceOptions, ServiceRequest } from './http-service.ts';
import { createMerkleTree, leafHash } from './merkle-tree.ts';
import { isObject } from './strict-json.ts';

const ENTRIES = '/api/v1/log/entries';
const TREE_ID = 1193050959916656506n;

/** A transparency log of the first API (Rekor 1.5), which takes `dsse` 0.0.1 alone. */
export interface Rekor1 extends Service {
  readonly publicKey: KeyObject;
  /** SHA-256 of the key's SubjectPublicKeyInfo. */
  readonly logId: Buffer;
  entries(): number;
}

/** How this log differs from the default one. */
export interface Rekor1Options extends ServiceOptions {
  /** Entries in older shards: how far the global index is ahead of the one in the tree; 1000 when not given. */
  readonly shardOffset?: number;
  /** The name that signs its checkpoints; 127.0.0.1 when not given. */
  readonly name?: string;
  readonly now?: () => Date;
}

/** An entry as the log keeps it. */
interface Entry {
  readonly uuid: string;
  readonly index: number;
  readonly body: Buffer;
  /** Seconds since 1970. */
  readonly integratedTime: number;
}

/** Starts the log, empty, with a fresh P-256 key. */
export async function startRekor1(options: Rekor1Options = {}): Promise<Rekor1> {
  const { shardOffset = 1000, name = '127.0.0.1', now = () => new Date() } = options;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const logId = createHash('sha256').update(publicKeyDer(publicKey)).digest();
  const tree = createMerkleTree();
  const entries = new Map<string, Entry>();

  function create(request: ServiceRequest): Answer {
    const body = canonicalBody(request.body);
    const uuid = TREE_ID.toString(16).padStart(16, '0') + leafHash(body).toString('hex');
    const location = { location: `${ENTRIES}/${uuid}` };
    if (entries.has(uuid)) {
      const message = `an equivalent entry already exists in the transparency log with UUID ${uuid}`;
      return { status: 409, headers: location, body: { code: 409, message } };
    }
    const entry = {
      uuid,
      index: tree.append(body),
      body,
      integratedTime: Math.floor(now().getTime() / 1000),
    };
    entries.set(uuid, entry);
    return { status: 201, headers: { ...location, etag: uuid }, body: show(entry) };
  }

  function show(entry: Entry): object {
    const payload = {
      body: entry.body.toString('base64'),
      integratedTime: entry.integratedTime,
      logID: logId.toString('hex'),
      logIndex: entry.index + shardOffset,
    };
    // The keys stand in the order of RFC 8785 and the values need none of its care.
    const promise = sign('sha256', Buffer.from(JSON.stringify(payload)), privateKey);
    const verification = {
      inclusionProof: proof(entry.index),
      signedEntryTimestamp: promise.toString('base64'),
    };
    return { [entry.uuid]: { ...payload, verification } };
  }

  function proof(index: number): object {
    const origin = `${name} - ${TREE_ID}`;
    const { size } = tree;
    const root = tree.root();
    const signer = {
      name,
      keyHint: logId.subarray(0, 4),
      sign: (text: Buffer) => sign('sha256', text, privateKey),
    };
    return {
      checkpoint: signCheckpoint({ origin, size, root }, signer),
      hashes: tree.inclusionProof(index).map((node) => node.toString('hex')),
      logIndex: index,
      rootHash: root.toString('hex'),
      treeSize: size,
    };
  }

  const service = await startService((request) => {
    const { pathname } = request.url;
    if (request.method === 'POST' && pathname === ENTRIES) return create(request);
    if (request.method === 'GET' && pathname === '/api/v1/log/publicKey') {
      const body = pem('PUBLIC KEY', publicKeyDer(publicKey));
      return { status: 200, headers: { 'content-type': 'application/x-pem-file' }, body };
    }
    const wanted = pathname.startsWith(`${ENTRIES}/`)
      ? pathname.slice(ENTRIES.length + 1).slice(-64)
      : undefined;
    const entry = [...entries.values()].find(
      ({ uuid }) => wanted !== undefined && uuid.slice(-64) === wanted,
    );
    if (request.method === 'GET' && entry) return { status: 200, body: show(entry) };
    return { status: 404, body: { code: 404, message: 'path not found' } };
  }, options);
  return { ...service, publicKey, logId, entries: () => entries.size };
}

function refusal(reason: string): Refusal {
  return new Refusal({ status: 400, body: { code: 400, message: `error processing entry: ${reason}` } });
}

/** The entry that a request proposes, as the log keeps it: hashes and signatures, in the order of RFC 8785. */
function canonicalBody(request: Buffer): Buffer {
  const { envelope, verifier } = parseProposal(request);
  const { payload, payloadType, signature } = parseEnvelope(envelope);
  const encoded = Buffer.from(verifier, 'base64');
  const key = parseVerifier(encoded);
  const type = Buffer.from(payloadType);
  const signed = Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `),
    payload,
  ]);
  if (!verify('sha256', signed, key, Buffer.from(signature, 'base64'))) {
    throw refusal(
      'could not verify envelope: accepted signatures do not match threshold, Found: 0, Expected 1',
    );
  }
  const spec = {
    envelopeHash: hash(envelope),
    payloadHash: hash(payload),
    signatures: [{ signature, verifier: encoded.toString('base64') }],
  };
  return Buffer.from(JSON.stringify({ apiVersion: '0.0.1', kind: 'dsse', spec }));
}

function hash(value: string | Buffer): object {
  return { algorithm: 'sha256', value: createHash('sha256').update(value).digest('hex') };
}

function parseProposal(request: Buffer): { envelope: string; verifier: string } {
  const entry = parseJson(request.toString(), 'parsing body body from "" failed');
  if (entry['kind'] !== 'dsse' || entry['apiVersion'] !== '0.0.1') {
    throw refusal('entry kind and version not supported: this log takes dsse 0.0.1');
  }
  const { spec } = entry;
  const proposed = isObject(spec) ? spec['proposedContent'] : undefined;
  if (!isObject(proposed))
    throw refusal('either proposedContent or envelopeHash, payloadHash, and signatures must be present');
  const { envelope, verifiers } = proposed;
  const verifier: unknown = Array.isArray(verifiers) && verifiers.length === 1 ? verifiers[0] : undefined;
  if (typeof envelope !== 'string' || typeof verifier !== 'string')
    throw refusal('one envelope and one verifier are needed');
  return { envelope, verifier };
}

function parseEnvelope(text: string): { payload: Buffer; payloadType: string; signature: string } {
  const { payload, payloadType, signatures } = parseJson(text, 'envelope is not JSON');
  const first: unknown = Array.isArray(signatures) ? signatures[0] : undefined;
  const signature = isObject(first) ? first['sig'] : undefined;
  if (typeof payload !== 'string' || typeof payloadType !== 'string' || typeof signature !== 'string') {
    throw refusal('envelope is missing fields');
  }
  return { payload: Buffer.from(payload, 'base64'), payloadType, signature };
}

function parseVerifier(encoded: Buffer): KeyObject {
  try {
    return publicKeyOf(encoded);
  } catch {
    throw refusal('could not parse verifier as certificate or public key');
  }
}

function parseJson(text: string, otherwise: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // told below
  }
  throw refusal(otherwise);
}
