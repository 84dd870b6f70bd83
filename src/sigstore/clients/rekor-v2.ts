import { createHash } from 'node:crypto';
import type { TransparencyLogEntry } from '@sigstore/bundle';
import { checkEntryBody } from '../verify/entry-checks.ts';
import type { LoggedSignature } from '../verify/entry-checks.ts';
import {
  MalformedAnswer,
  readArray,
  readBase64,
  readInteger,
  readJson,
  readObject,
  readText,
} from './service-answer.ts';
import type { JsonObject } from './service-answer.ts';
import type { ServiceConnection } from './service-connection.ts';
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
  /** This shard takes no more entries: the trusted root and signing config of today name another. */
  | { readonly kind: 'frozen' };

/** A batch is answered when a checkpoint covers it, up to 10 s later; the specification asks for at least 20 s. */
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
  if (answer === undefined) throw connection.failure(url, undefined, 'it was not asked');
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
  const found = readObject(readJson(body), 'the body');
  const kindVersion = readObject(found['kindVersion'], 'kindVersion');
  const kind = readText(kindVersion['kind'], 'kindVersion.kind');
  const version = readText(kindVersion['version'], 'kindVersion.version');
  if (kind !== 'hashedrekord' || version !== '0.0.2') {
    throw new MalformedAnswer(`the entry is ${kind} ${version}, not hashedrekord 0.0.2`);
  }
  const entry = {
    logIndex: readInteger(found['logIndex'] ?? '0', 'logIndex'),
    logId: { keyId: readBase64(readObject(found['logId'], 'logId')['keyId'], 'logId.keyId') },
    kindVersion: { kind, version },
    integratedTime: '0',
    inclusionPromise: undefined,
    inclusionProof: parseProof(readObject(found['inclusionProof'], 'inclusionProof')),
    canonicalizedBody: readBase64(found['canonicalizedBody'], 'canonicalizedBody'),
  };
  checkEntryBody(entry, 2, signed);
  return entry;
}

function parseProof(proof: JsonObject): NonNullable<TransparencyLogEntry['inclusionProof']> {
  const checkpoint = readObject(proof['checkpoint'], 'inclusionProof.checkpoint');
  return {
    logIndex: readInteger(proof['logIndex'] ?? '0', 'inclusionProof.logIndex'),
    rootHash: readBase64(proof['rootHash'], 'inclusionProof.rootHash'),
    treeSize: readInteger(proof['treeSize'], 'inclusionProof.treeSize'),
    hashes: readArray(proof['hashes'] ?? [], 'inclusionProof.hashes').map((hash) =>
      readBase64(hash, 'a hash of inclusionProof.hashes'),
    ),
    checkpoint: { envelope: readText(checkpoint['envelope'], 'inclusionProof.checkpoint.envelope') },
  };
}
