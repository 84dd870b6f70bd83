import { envelopeToJSON } from '@sigstore/bundle';
import type { TransparencyLogEntry } from '@sigstore/bundle';
import type { JsonObject } from '../../ground/json.ts';
import type { HttpAnswer, HttpRequest } from '../../ground/http.ts';
import { checkEntryBody } from '../verify/log-entry.ts';
import type { LoggedSignature } from '../verify/log-entry.ts';
import { answerJson, MalformedAnswer, readBytes, readHex, readSeconds } from './answer.ts';
import type { ServiceConnection } from './connection.ts';
import type { Service } from '../services/services.ts';

/** What is logged: an envelope with one signature, and the certificate that it verifies with. */
export interface SignedEnvelope extends LoggedSignature {
  /** The certificate in PEM, lines of 64 columns. */
  readonly pem: string;
}

const DEADLINE = 60_000;
const MAXIMUM_BYTES = 1024 * 1024;
const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/**
 * Logs an envelope as `dsse` 0.0.1 and returns its entry; undefined where `pointlessAfter` passed first. An entry that is
 * there already (409: an answer was lost) is fetched by its `Location`. https://github.com/sigstore/rekor/blob/main/openapi.yaml
 * @throws {ActionError} SIGNING_FAILED
 */
export async function logInRekorV1(
  rekor: Service,
  connection: ServiceConnection,
  signed: SignedEnvelope,
  times: { readonly until: Date; readonly pointlessAfter: Date },
  signal?: AbortSignal,
): Promise<TransparencyLogEntry | undefined> {
  const url = `${rekor.url}/api/v1/log/entries`;
  const request = exchange('POST', url, JSON.stringify(proposedEntry(signed)));
  const entry = { request, ...times, understood: [409], hint: refusalHint, lasting: true };
  const answer = await connection.call(entry, signal);
  if (answer === undefined) return undefined;
  if (answer.status !== 409) return connection.check(url, answer, () => parseEntry(answer, signed));
  const location = connection.check(url, answer, () => entryLocation(url, answer));
  // The entry is permanent, and only its answer makes it of use: a run that was cancelled meanwhile fetches it too, once.
  const once = signal?.aborted === true;
  const fetched = await connection.call(
    {
      request: exchange('GET', location),
      until: once ? connection.now() : times.until,
      lasting: true,
    },
    once ? undefined : signal,
  );
  if (fetched === undefined) return undefined;
  return connection.check(location, fetched, () => parseEntry(fetched, signed));
}

function exchange(method: 'GET' | 'POST', url: string, body?: string): Omit<HttpRequest, 'signal'> {
  const request = {
    method,
    url,
    purpose: 'log entry',
    headers: HEADERS,
    deadline: DEADLINE,
    maximumBytes: MAXIMUM_BYTES,
  };
  return body === undefined ? request : { ...request, body };
}

function proposedEntry({ envelope, pem }: SignedEnvelope): object {
  return {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      proposedContent: {
        envelope: JSON.stringify(envelopeToJSON(envelope)),
        verifiers: [Buffer.from(pem).toString('base64')],
      },
    },
  };
}

/** Where the equal entry is: on the same host, nowhere else. */
function entryLocation(url: string, answer: HttpAnswer): string {
  const header = answer.headers['location'];
  if (header === undefined || !URL.canParse(header, url)) {
    throw new MalformedAnswer('it does not say where the existing entry is (no Location header)');
  }
  const location = new URL(header, url);
  if (location.origin !== new URL(url).origin) {
    throw new MalformedAnswer(`it refers to an existing entry on another host (${location.origin})`);
  }
  return location.href;
}

/** An entry that is about this signature and nothing else. */
function parseEntry(answer: HttpAnswer, signed: SignedEnvelope): TransparencyLogEntry {
  const entries = [...answerJson.object(answerJson.parse(answer.body, 'the body'), 'the body').values()];
  if (entries.length !== 1) throw new MalformedAnswer(`it has ${entries.length} entries instead of one`);
  const found = answerJson.object(entries[0], 'the entry');
  const verification = answerJson.object(found.get('verification'), 'verification');
  const entry = {
    logIndex: answerJson.integer(found.get('logIndex'), 'logIndex', 'numbers'),
    logId: { keyId: readHex(found.get('logID'), 'logID') },
    kindVersion: { kind: 'dsse', version: '0.0.1' },
    integratedTime: readSeconds(found.get('integratedTime'), 'integratedTime'),
    inclusionPromise: {
      signedEntryTimestamp: readBytes(verification.get('signedEntryTimestamp'), 'signedEntryTimestamp'),
    },
    inclusionProof: parseProof(answerJson.object(verification.get('inclusionProof'), 'inclusionProof')),
    canonicalizedBody: readBytes(found.get('body'), 'body'),
  };
  checkEntryBody(entry, 1, signed);
  return entry;
}

function parseProof(proof: JsonObject): NonNullable<TransparencyLogEntry['inclusionProof']> {
  const number = (name: string): string =>
    answerJson.integer(proof.get(name), `inclusionProof.${name}`, 'numbers');
  return {
    logIndex: number('logIndex'),
    rootHash: readHex(proof.get('rootHash'), 'inclusionProof.rootHash'),
    treeSize: number('treeSize'),
    hashes: answerJson
      .array(proof.get('hashes') ?? [], 'inclusionProof.hashes')
      .map((hash) => readHex(hash, 'a hash of inclusionProof.hashes')),
    checkpoint: { envelope: answerJson.text(proof.get('checkpoint'), 'inclusionProof.checkpoint') },
  };
}

function refusalHint(status: number): string | undefined {
  return status === 404 ? 'Check the URL of the transparency log in the signing config.' : undefined;
}
