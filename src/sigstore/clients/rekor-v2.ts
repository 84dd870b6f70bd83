import { createHash } from 'node:crypto';
import type { TransparencyLogEntry } from '@sigstore/bundle';
import type { JsonObject } from '../../ground/json.ts';
import { checkEntryBody } from '../verify/log-entry.ts';
import type { LoggedSignature } from '../verify/log-entry.ts';
import { answerJson, MalformedAnswer, readBytes } from './answer.ts';
import type { ServiceConnection } from './connection.ts';
import type { Service } from '../services/services.ts';

/** What is logged: the signature over an envelope's pre-authentication encoding. */
export interface SignedEncoding extends LoggedSignature {
  readonly encoding: Buffer;
}

/** How Rekor v2 took an entry. */
export type RekorV2Outcome =
  | { readonly kind: 'logged'; readonly entry: TransparencyLogEntry }
  /** An equal entry is there: an answer was lost. It can't be read, so its signature is of no use. */
  | { readonly kind: 'duplicate' }
  /** This shard accepts no more entries: the trusted root and signing config of today name another. */
  | { readonly kind: 'frozen' };

/** A batch is answered when a checkpoint covers it, up to 10 s later; the specification requires at least 20 s. */
const DEADLINE = 60_000;
const MAXIMUM_BYTES = 1024 * 1024;

/**
 * Logs a DSSE signature as `hashedrekord` 0.0.2 over SHA-256 of the pre-authentication encoding.
 * https://github.com/sigstore/rekor-tiles/blob/main/CLIENTS.md
 * @throws {ActionError} SIGNING_FAILED
 */
export async function logInRekorV2(
  rekor: Service,
  connection: ServiceConnection,
  signed: SignedEncoding,
  until: Date,
  signal?: AbortSignal,
): Promise<RekorV2Outcome> {
  const url = `${rekor.url}/api/v2/log/entries`;
  const answer = await connection.call(
    {
      request: {
        method: 'POST',
        url,
        purpose: 'log entry',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(createEntryRequest(signed)),
        deadline: DEADLINE,
        maximumBytes: MAXIMUM_BYTES,
      },
      until,
      understood: [405, 409],
      lasting: true,
    },
    signal,
  );
  if (answer === undefined) throw connection.failure(url, undefined, 'it was not queried');
  if (answer.status === 409) return { kind: 'duplicate' };
  if (answer.status === 405) return { kind: 'frozen' };
  return { kind: 'logged', entry: connection.check(url, answer, () => parseEntry(answer.body, signed)) };
}

function createEntryRequest({ encoding, signature, certificate }: SignedEncoding): object {
  return {
    hashedRekordRequestV002: {
      digest: createHash('sha256').update(encoding).digest('base64'),
      signature: {
        content: signature.toString('base64'),
        verifier: {
          keyDetails: 'PKIX_ECDSA_P256_SHA_256',
          x509Certificate: { rawBytes: certificate.toString('base64') },
        },
      },
    },
  };
}

/** An entry that is about this signature and nothing else: a `TransparencyLogEntry` in protobuf's JSON, which leaves zero-valued fields out. */
function parseEntry(body: Buffer, signed: SignedEncoding): TransparencyLogEntry {
  const found = answerJson.object(answerJson.parse(body, 'the body'), 'the body');
  const kindVersion = answerJson.object(found.get('kindVersion'), 'kindVersion');
  const kind = answerJson.text(kindVersion.get('kind'), 'kindVersion.kind');
  const version = answerJson.text(kindVersion.get('version'), 'kindVersion.version');
  if (kind !== 'hashedrekord' || version !== '0.0.2') {
    throw new MalformedAnswer(`the entry is ${kind} ${version}, not hashedrekord 0.0.2`);
  }
  const entry = {
    logIndex: answerJson.integer(found.get('logIndex') ?? '0', 'logIndex', 'numbers'),
    logId: { keyId: readBytes(answerJson.object(found.get('logId'), 'logId').get('keyId'), 'logId.keyId') },
    kindVersion: { kind, version },
    integratedTime: '0',
    inclusionPromise: undefined,
    inclusionProof: parseProof(answerJson.object(found.get('inclusionProof'), 'inclusionProof')),
    canonicalizedBody: readBytes(found.get('canonicalizedBody'), 'canonicalizedBody'),
  };
  checkEntryBody(entry, 2, signed);
  return entry;
}

function parseProof(proof: JsonObject): NonNullable<TransparencyLogEntry['inclusionProof']> {
  const checkpoint = answerJson.object(proof.get('checkpoint'), 'inclusionProof.checkpoint');
  return {
    logIndex: answerJson.integer(proof.get('logIndex') ?? '0', 'inclusionProof.logIndex', 'numbers'),
    rootHash: readBytes(proof.get('rootHash'), 'inclusionProof.rootHash'),
    treeSize: answerJson.integer(proof.get('treeSize'), 'inclusionProof.treeSize', 'numbers'),
    hashes: answerJson
      .array(proof.get('hashes') ?? [], 'inclusionProof.hashes')
      .map((hash) => readBytes(hash, 'a hash of inclusionProof.hashes')),
    checkpoint: {
      envelope: answerJson.text(checkpoint.get('envelope'), 'inclusionProof.checkpoint.envelope'),
    },
  };
}
