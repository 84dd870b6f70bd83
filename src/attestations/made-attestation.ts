import type { TrustedRoot } from '@sigstore/protobuf-specs';
import { FULCIO_ARC } from '../sigstore/trust/certificate-facts.ts';
import type { CertificateFacts } from '../sigstore/trust/certificate-facts.ts';
import type { Attestation, MadeAttestation, SignedBy } from './attestation.ts';
import type { CheckedAttestation } from './policy.ts';

/** What is known of a checked attestation on disk. */
export function describeMade(
  attestation: Attestation,
  checked: CheckedAttestation,
  file: { readonly path: string; readonly adopted: boolean },
  trustedRoot: TrustedRoot,
): MadeAttestation {
  return {
    attestation,
    predicateType: checked.predicateType,
    path: file.path,
    adopted: file.adopted,
    rekorVersion: checked.rekorVersion,
    logIndex: checked.logIndex,
    logUrl: logUrl(attestation, checked, trustedRoot),
    signedAt: checked.signedAt,
    signedBy: signedBy(checked.certificate),
  };
}

function signedBy({ extensions, notBefore, notAfter }: CertificateFacts): SignedBy {
  const value = (number: string): string => extensions.get(`${FULCIO_ARC}${number}`) ?? '';
  return { repository: value('12'), workflow: value('18'), commit: value('13'), notBefore, notAfter };
}

/** The public log's search page. It knows Rekor v1's global indexes only; those of v2 would show another entry. */
function logUrl(
  attestation: Attestation,
  checked: CheckedAttestation,
  trustedRoot: TrustedRoot,
): string | undefined {
  const [entry] = attestation.verification_material.transparency_entries;
  const log = trustedRoot.tlogs.find(({ logId }) => logId?.keyId.toString('base64') === entry.logId.keyId);
  const publicGood = log !== undefined && new URL(log.baseUrl).host === 'rekor.sigstore.dev';
  return publicGood && checked.rekorVersion === 1
    ? `https://search.sigstore.dev/?logIndex=${checked.logIndex}`
    : undefined;
}
