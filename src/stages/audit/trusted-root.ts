import { readDocument } from '../../inputs/sigstore-instance.ts';
import { loadTrust, readGivenRoot } from '../../sigstore/trust/trust.ts';
import type { TrustedRoot } from '../../sigstore/trust/trusted-root.ts';
import type { AuditRun } from './audit-run.ts';

/** The trusted root that attestations are verified with. @throws {ActionError} INPUT_INVALID, TRUST_UNAVAILABLE */
export async function loadAuditTrust({ inputs, platform }: AuditRun): Promise<TrustedRoot> {
  const { trust } = inputs;
  const { files } = platform;
  if (trust.kind === 'file') {
    return readGivenRoot(await readDocument('sigstore-trusted-root', trust.trustedRoot, files));
  }
  const instance =
    trust.kind === 'tuf'
      ? { ...trust, root: await readDocument('sigstore-tuf-root', trust.root, files), audience: '' }
      : trust;
  const { trustedRoot } = await loadTrust(instance, { rekorV2: false }, platform);
  return trustedRoot;
}
