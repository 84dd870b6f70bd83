import { createHash } from 'node:crypto';
import { readDocument } from '../../inputs/sigstore-instance.ts';
import { loadTrust, readGivenRoot } from '../../sigstore/trust/trust.ts';
import type { TrustedRoot } from '../../sigstore/trust/trusted-root.ts';
import type { AuditRun } from './audit-run.ts';

/** What attestations are verified with. */
export interface AuditTrustedRoot {
  readonly trustedRoot: TrustedRoot;
  /** Other for each other root. */
  readonly digest: string;
}

/** The trusted root that attestations are verified with. @throws {ActionError} INPUT_INVALID, TRUST_UNAVAILABLE */
export async function loadAuditTrust(run: AuditRun): Promise<AuditTrustedRoot> {
  const trustedRoot = await loadRoot(run);
  return { trustedRoot, digest: digestOf(trustedRoot) };
}

/** Of all that verification takes from a root: its keys and chains with their times. */
function digestOf({
  tlogs,
  ctlogs,
  certificateAuthorities,
  timestampAuthorities,
  requiresSct,
}: TrustedRoot): string {
  const logs = [...tlogs, ...ctlogs].map(({ baseUrl, publicKey, keyId, validFor }) => [
    baseUrl,
    publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    keyId.toString('base64'),
    validFor,
  ]);
  const authorities = [...certificateAuthorities, ...timestampAuthorities].map(
    ({ uri, certChain, validFor }) => [
      uri,
      certChain.map((certificate) => certificate.root.toDER().toString('base64')),
      validFor,
    ],
  );
  const counts = [tlogs.length, certificateAuthorities.length, requiresSct];
  return createHash('sha256')
    .update(JSON.stringify([counts, logs, authorities]))
    .digest('hex');
}

async function loadRoot({ inputs, platform, cancelled }: AuditRun): Promise<TrustedRoot> {
  const { trust } = inputs;
  const { files } = platform;
  if (trust.kind === 'file') {
    return readGivenRoot(await readDocument('sigstore-trusted-root', trust.trustedRoot, files));
  }
  const instance =
    trust.kind === 'tuf'
      ? { ...trust, root: await readDocument('sigstore-tuf-root', trust.root, files), audience: '' }
      : trust;
  const { trustedRoot } = await loadTrust(instance, { rekorV2: false }, { ...platform, signal: cancelled });
  return trustedRoot;
}
