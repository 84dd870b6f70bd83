import { createHash, createPublicKey } from 'node:crypto';
import { crypto } from '@sigstore/core';
import type { Service, TransparencyLogInstance, TrustedRoot } from '@sigstore/protobuf-specs';
import type { TrustMaterial } from '@sigstore/verify';
import { TransportError } from '../../errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Attempt, RetryBudget } from '../../ground/retry.ts';
import { isTransientFailure, isTransientStatus, retry, retryAfter } from '../../ground/retry.ts';
import { trustMaterialOf } from '../trust/trust-material.ts';

type LogKey = TrustMaterial['tlogs'][number];
type NamingPlatform = Pick<Platform, 'http' | 'clock'>;
/** Whether what a log says of itself is by this key. */
type IsOf = (answer: Buffer, key: LogKey) => boolean;

const DEADLINE = 30_000;
const MAXIMUM_BYTES = 64 * 1024;
const BUDGET: RetryBudget = { total: 60_000, attempts: 4, firstDelay: 500, maximumDelay: 10_000 };

/** Where each version of Rekor says which key it signs with. */
const OWN_KEYS: ReadonlyMap<number, { readonly path: string; readonly isOf: IsOf }> = new Map([
  [1, { path: '/api/v1/log/publicKey', isOf: isKey }],
  [2, { path: '/api/v2/checkpoint', isOf: isCheckpointBy }],
]);

/**
 * Adds to a trusted root, where a private instance's names no URL for a log, the URL of the listed service that shows that
 * log's key: Rekor v1 its public key, whose SHA-256 is the log's id; v2 a checkpoint (C2SP signed-note) that verifies.
 * A service that shows none gets no key, so that it is not used.
 */
export async function nameLogs(
  trustedRoot: TrustedRoot,
  services: readonly Service[],
  platform: NamingPlatform,
): Promise<TrustedRoot> {
  const unnamed = trustedRoot.tlogs.filter(({ baseUrl }) => baseUrl === '');
  if (unnamed.length === 0) return trustedRoot;
  const named = await Promise.all(
    services.map(async (service) => logAt(service, unnamed, trustedRoot, platform)),
  );
  return { ...trustedRoot, tlogs: [...trustedRoot.tlogs, ...named.flat()] };
}

async function logAt(
  { url, majorApiVersion }: Service,
  unnamed: readonly TransparencyLogInstance[],
  trustedRoot: TrustedRoot,
  platform: NamingPlatform,
): Promise<readonly TransparencyLogInstance[]> {
  const own = OWN_KEYS.get(majorApiVersion);
  if (own === undefined || !URL.canParse(url)) return [];
  const answer = await download(`${url.replace(/\/+$/, '')}${own.path}`, platform);
  const keys =
    answer === undefined ? [] : trustMaterialOf(trustedRoot).tlogs.filter((key) => own.isOf(answer, key));
  return unnamed
    .filter(({ checkpointKeyId, logId }) =>
      keys.some((key) => key.baseURL === '' && (checkpointKeyId ?? logId)?.keyId.equals(key.logID)),
    )
    .map((log) => ({ ...log, baseUrl: url }));
}

/** Undefined where the service does not say: it may be one of several, and another can be used. */
async function download(url: string, { http, clock }: NamingPlatform): Promise<Buffer | undefined> {
  const attempt = async (): Promise<Attempt<Buffer | undefined>> => {
    const purpose = 'key of the log';
    try {
      const answer = await http.request({
        method: 'GET',
        url,
        purpose,
        deadline: DEADLINE,
        maximumBytes: MAXIMUM_BYTES,
      });
      if (!isTransientStatus(answer.status)) {
        return { kind: 'done', value: answer.status === 200 ? answer.body : undefined };
      }
      const after = retryAfter(answer, clock.now());
      const error = new TransportError('unreachable', `${url} answered HTTP ${answer.status}`, true);
      return { kind: 'again', error, ...(after !== undefined && { after }) };
    } catch (error) {
      if (isTransientFailure(error)) return { kind: 'again', error };
      throw error;
    }
  };
  try {
    return await retry(attempt, BUDGET, { clock });
  } catch (error) {
    if (error instanceof TransportError) return undefined;
    throw error;
  }
}

function isKey(pem: Buffer, { logID }: LogKey): boolean {
  try {
    const key = createPublicKey(pem).export({ type: 'spki', format: 'der' });
    return createHash('sha256').update(key).digest().equals(logID);
  } catch {
    return false;
  }
}

/** Origin, key hint and signature: the note's text ends before an empty line, its signatures follow. */
function isCheckpointBy(note: Buffer, { logID, publicKey }: LogKey): boolean {
  const [text = '', signatures = ''] = note.toString('utf8').split('\n\n');
  const [origin] = text.split('\n');
  return [...signatures.matchAll(/^\u2014 (\S+) (\S+)$/gm)].some(([, name, encoded = '']) => {
    const bytes = Buffer.from(encoded, 'base64');
    const hinted = name === origin && bytes.subarray(0, 4).equals(logID.subarray(0, 4));
    return hinted && crypto.verify(Buffer.from(`${text}\n`), publicKey, bytes.subarray(4));
  });
}
