import type { TransparencyLogInstance, TrustedRoot } from '@sigstore/protobuf-specs';
import { toTrustMaterial } from '@sigstore/verify';
import type { TrustMaterial } from '@sigstore/verify';

/** The keys and chains of a trusted root, without the keys that do not say since when they are valid. */
export function trustMaterialOf(trustedRoot: TrustedRoot): TrustMaterial {
  return toTrustMaterial({
    ...trustedRoot,
    tlogs: trustedRoot.tlogs.filter(hasStart),
    ctlogs: trustedRoot.ctlogs.filter(hasStart),
  });
}

/** Whether a certificate must carry a signed certificate timestamp: only a root without any CT log lets it be. */
export function requiresSct(trustedRoot: TrustedRoot, requireSct: boolean | undefined): boolean {
  return requireSct ?? trustedRoot.ctlogs.length > 0;
}

/** The log whose key an entry names, by its checkpoint key where the root gives one. */
export function logOf(trustedRoot: TrustedRoot, keyId: Uint8Array): TransparencyLogInstance | undefined {
  return trustedRoot.tlogs.find((log) => (log.checkpointKeyId ?? log.logId)?.keyId.equals(keyId));
}

function hasStart({ publicKey }: TransparencyLogInstance): boolean {
  return publicKey?.validFor?.start !== undefined;
}
