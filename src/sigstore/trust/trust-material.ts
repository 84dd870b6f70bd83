import type { X509Certificate } from '@sigstore/core';
import type { TransparencyLogInstance, TrustedRoot } from '@sigstore/protobuf-specs';
import { toTrustMaterial } from '@sigstore/verify';
import type { TrustMaterial } from '@sigstore/verify';
import { encodeAsParsed } from '../library-workarounds/asn1-encoding.ts';

// By root, so that the certificates of a run are parsed once for all its files.
const materials = new WeakMap<TrustedRoot, TrustMaterial>();

/** The keys and chains of a trusted root, without the keys that do not say since when they are valid. */
export function trustMaterialOf(trustedRoot: TrustedRoot): TrustMaterial {
  const known = materials.get(trustedRoot);
  if (known !== undefined) return known;
  const material = toTrustMaterial({
    ...trustedRoot,
    tlogs: trustedRoot.tlogs.filter(hasStart),
    ctlogs: trustedRoot.ctlogs.filter(hasStart),
  });
  const authorities = [...material.certificateAuthorities, ...material.timestampAuthorities];
  for (const { certChain } of authorities) certChain.forEach(settle);
  materials.set(trustedRoot, material);
  return material;
}

/**
 * Checks the signature of a certificate of the root once for each issuer: @sigstore/verify does so for each bundle. What
 * alters a certificate there alters a copy parsed from the bytes.
 */
function settle(certificate: X509Certificate): void {
  encodeAsParsed(certificate.root);
  const verdicts = new WeakMap<X509Certificate, boolean>();
  const verify = certificate.verify.bind(certificate);
  certificate.verify = (issuer = certificate) => {
    const verdict = verdicts.get(issuer) ?? verify(issuer);
    verdicts.set(issuer, verdict);
    return verdict;
  };
}

/** Whether a certificate must carry a signed certificate timestamp: only a root without any CT log lets it be. */
export function requiresSct(trustedRoot: TrustedRoot): boolean {
  return trustedRoot.ctlogs.length > 0;
}

/** The log whose key an entry names, by its checkpoint key where the root gives one. */
export function logOf(trustedRoot: TrustedRoot, keyId: Uint8Array): TransparencyLogInstance | undefined {
  return trustedRoot.tlogs.find((log) => (log.checkpointKeyId ?? log.logId)?.keyId.equals(keyId));
}

function hasStart({ publicKey }: TransparencyLogInstance): boolean {
  return publicKey?.validFor?.start !== undefined;
}
