import { X509Certificate, createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { signCheckpoint } from './checkpoint.ts';
import { verifiesDigest } from './ecdsa-digest.ts';
import { Refusal, startService } from './http-service.ts';
import type { Answer, Service, ServiceOptions, ServiceRequest } from './http-service.ts';
import { createMerkleTree } from './merkle-tree.ts';
import { gatewayError, objectField, onlyFields, parseObject, stringField } from './strict-json.ts';

const KEY_DETAILS = 'PKIX_ECDSA_P256_SHA_256';

/** A transparency log of the second API (rekor-tiles 2.3), which takes `hashedRekordRequestV002` alone. */
export interface Rekor2 extends Service {
  readonly publicKey: KeyObject;
  /** SHA-256 of origin, newline, 0x01 and the raw key, or of an ECDSA key alone (C2SP signed-note). */
  readonly logId: Buffer;
  /** Milliseconds between a batch's first entry and its checkpoint; may be changed. */
  readonly batch: { intervalMs: number };
  /** Whether it has been closed to new entries; may be changed. */
  frozen: boolean;
  entries(): number;
}

/** Starts the log, empty, with a fresh key: Ed25519, or ECDSA P-256 where that is asked for. */
export async function startRekor2(
  options: ServiceOptions & {
    readonly checkpointIntervalMs?: number;
    readonly frozen?: boolean;
    /** The name that signs its checkpoints; 127.0.0.1 when not given. */
    readonly name?: string;
    readonly key?: 'ed25519' | 'ecdsa';
  } = {},
): Promise<Rekor2> {
  const isEcdsa = options.key === 'ecdsa';
  const { privateKey, publicKey } = isEcdsa
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('ed25519');
  const origin = options.name ?? '127.0.0.1';
  const logId = keyId(origin, publicKey);
  const tree = createMerkleTree();
  const indexes = new Map<string, number>();
  const batch = { intervalMs: options.checkpointIntervalMs ?? 50 };
  const checkpoints = createBatch(batch);

  async function create(request: ServiceRequest): Promise<Answer> {
    if (log.frozen) {
      const headers = { 'content-type': 'text/plain; charset=utf-8' };
      return { status: 405, headers, body: 'This log has been frozen, please switch to the latest log.\n' };
    }
    const body = canonicalBody(parseObject(request.body));
    const text = body.toString();
    const known = indexes.get(text);
    if (known !== undefined) return duplicate(known);
    const index = tree.append(body);
    indexes.set(text, index);
    const size = await checkpoints.next(() => tree.size);
    return { status: 201, body: show(index, size, body) };
  }

  function checkpointAt(size: number): string {
    return signCheckpoint(
      { origin, size, root: tree.root(size) },
      {
        name: origin,
        keyHint: logId.subarray(0, 4),
        sign: (text) => sign(isEcdsa ? 'sha256' : null, text, privateKey),
      },
    );
  }

  function show(index: number, size: number, body: Buffer): object {
    const root = tree.root(size);
    const envelope = checkpointAt(size);
    return {
      logIndex: String(index),
      logId: { keyId: logId.toString('base64') },
      kindVersion: { kind: 'hashedrekord', version: '0.0.2' },
      integratedTime: '0',
      inclusionPromise: null,
      inclusionProof: {
        logIndex: String(index),
        rootHash: root.toString('base64'),
        treeSize: String(size),
        hashes: tree.inclusionProof(index, size).map((hash) => hash.toString('base64')),
        checkpoint: { envelope },
      },
      canonicalizedBody: body.toString('base64'),
    };
  }

  const service = await startService((request) => {
    const { pathname } = request.url;
    if (request.method === 'POST' && pathname === '/api/v2/log/entries') return create(request);
    if (request.method === 'GET' && pathname === '/api/v2/checkpoint') {
      return { status: 200, headers: { 'content-type': 'text/plain' }, body: checkpointAt(tree.size) };
    }
    if (request.method === 'GET' && pathname === '/healthz')
      return { status: 200, body: { status: 'SERVING' } };
    return gatewayError(404, 5, 'Not Found');
  }, options);
  const log: Rekor2 = {
    ...service,
    publicKey,
    logId,
    batch,
    frozen: options.frozen ?? false,
    entries: () => tree.size,
    close() {
      checkpoints.stop();
      return service.close();
    },
  };
  return log;
}

function duplicate(index: number): Answer {
  const message = `an equivalent entry already exists in the transparency log with index ${index}`;
  return { ...gatewayError(409, 6, message), headers: { 'x-log-index': String(index) } };
}

/** Lets everyone who waits go on together, a fixed time after the first of them came. */
function createBatch(batch: { readonly intervalMs: number }): {
  next(read: () => number): Promise<number>;
  stop(): void;
} {
  let waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const release = (): void => {
    timer = undefined;
    const released = waiting;
    waiting = [];
    for (const go of released) go();
  };
  return {
    async next(read) {
      timer ??= setTimeout(release, batch.intervalMs);
      let value = 0;
      await new Promise<void>((done) => {
        waiting.push(() => {
          value = read();
          done();
        });
      });
      return value;
    },
    stop: () => clearTimeout(timer),
  };
}

function keyId(origin: string, publicKey: KeyObject): Buffer {
  if (publicKey.asymmetricKeyType === 'ec') {
    return createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest();
  }
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return createHash('sha256').update(`${origin}\n\u0001`).update(Buffer.from(x, 'base64url')).digest();
}

function invalid(): Refusal {
  return new Refusal(gatewayError(400, 3, 'invalid hashedrekord request'));
}

/** The entry of a request as the log keeps it, in the order of RFC 8785; refuses what does not verify. */
function canonicalBody(request: Record<string, unknown>): Buffer {
  onlyFields(request, ['hashedRekordRequestV002', 'dsseRequestV002']);
  if (!('hashedRekordRequestV002' in request)) {
    throw new Refusal(gatewayError(400, 3, 'invalid type, must be hashedrekord'));
  }
  const record = objectField(request, 'hashedRekordRequestV002', ['digest', 'signature']);
  const signature = objectField(record, 'signature', ['content', 'verifier']);
  const verifier = objectField(signature, 'verifier', ['publicKey', 'x509Certificate', 'keyDetails']);
  const certificate = objectField(verifier, 'x509Certificate', ['rawBytes']);
  const digest = Buffer.from(stringField(record, 'digest'), 'base64');
  const content = Buffer.from(stringField(signature, 'content'), 'base64');
  const rawBytes = Buffer.from(stringField(certificate, 'rawBytes'), 'base64');
  if (verifier['keyDetails'] !== KEY_DETAILS || digest.length !== 32) throw invalid();
  if (!verifiesDigest(digest, content, keyOf(rawBytes))) throw invalid();
  const hashedRekordV002 = {
    data: { algorithm: 'SHA2_256', digest: digest.toString('base64') },
    signature: {
      content: content.toString('base64'),
      verifier: { keyDetails: KEY_DETAILS, x509Certificate: { rawBytes: rawBytes.toString('base64') } },
    },
  };
  return Buffer.from(
    JSON.stringify({ apiVersion: '0.0.2', kind: 'hashedrekord', spec: { hashedRekordV002 } }),
  );
}

function keyOf(certificate: Buffer): KeyObject {
  try {
    return new X509Certificate(certificate).publicKey;
  } catch {
    throw invalid();
  }
}
