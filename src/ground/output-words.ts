import { ERROR_CODES } from '../errors.ts';

/**
 * The words that a run writes itself and that later steps read: in the outputs and the report, results, states, kinds, error codes, names
 * of files and of fields. A secret that is one of these, or part of one, is not taken out of texts, since it would take out the words.
 */
export const OUTPUT_WORDS: readonly string[] = [
  ...ERROR_CODES,
  'BUG',
  ...`
  true false null undefined
  published already-published partial dry-run plan failed cancelled uploaded already-there skipped-different signed planned
  not-attempted not-yet mismatch unsupported refused unreachable wheel sdist artifact github-attestations
  result attested not-attested-because files report attestations-dir attestation-paths release-urls plan-digest provenance states forecast authorization covered no-provenance full-provenance partial-provenance
  inconsistent-provenance lost-provenance changed-provenance index-tuf-status name kind
  project version size sha256 status url attestations confirmed notConfirmedBecause indexTuf error code message causes hint predicateType path rekorVersion
  logIndex logUrl signedAt adopted attestation index sigstore decisions kept store stages heading began ended projectUrls label verified
  versions because verdict target role hashes root timestamp snapshot expires
  releaseDiff since lostPlatforms novelties what metadata field before now members added removed changed sizeBefore unannotated
  clean findings file exists listed lastAudit notices proven publisher subject signer issuer repository repositoryId ownerId workflow
  yanked uploadedAt other-bytes other-repository other-file attestation-invalid not-attested other-workflow vanished provenance-changed
  quarantined project-missing wheelseal-audit wheelseal-audit-report.json
  wheelseal-attestations wheelseal-report.json .publish.attestation .slsa.attestation
  https://docs.pypi.org/attestations/publish/v1 https://slsa.dev/provenance/v1 https://pypi.org/project/
  https://test.pypi.org/project/ https://upload.pypi.org/legacy/
`
    .trim()
    .split(/\s+/),
];
