import type { TrustedRoot } from '@sigstore/protobuf-specs';
import { entryPage } from '../sigstore/instances.ts';
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

/** The page about its entry, where a public log has one. */
function logUrl(
  attestation: Attestation,
  checked: CheckedAttestation,
  trustedRoot: TrustedRoot,
): string | undefined {
  const [entry] = attestation.verification_material.transparency_entries;
  const log = trustedRoot.tlogs.find(({ logId }) => logId?.keyId.toString('base64') === entry.logId.keyId);
  if (log === undefined || !URL.canParse(log.baseUrl)) return undefined;
  return entryPage(new URL(log.baseUrl).host, checked.rekorVersion, checked.logIndex);
}
