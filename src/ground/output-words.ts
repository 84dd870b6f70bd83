/**
 * The words that a run writes itself and that later steps read: in the outputs and the report, results, states, kinds, error codes, names
 * of files and of fields. A secret that is one of these, or part of one, is not taken out of texts, since it would take out the words.
 */
export const OUTPUT_WORDS: readonly string[] = `
  true false null undefined
  published already-published partial dry-run plan failed cancelled uploaded already-there skipped-different signed planned
  not-attempted not-yet mismatch unsupported refused unreachable wheel sdist artifact github-attestations
  INPUT_INVALID NO_DISTRIBUTIONS DISTRIBUTION_INVALID INDEX_CONFLICT INDEX_UNAVAILABLE PUBLISHER_MISMATCH IDENTITY_UNAVAILABLE
  IDENTITY_UNSUITABLE CONSENT_MISSING TRUST_UNAVAILABLE NO_SERVICE SIGNING_FAILED ATTESTATION_INVALID TOKEN_REFUSED
  UPLOAD_REJECTED UPLOAD_UNKNOWN CONFIRMATION_FAILED CANCELLED BUG
  result attested not-attested-because files report attestations-dir attestation-paths release-urls index-tuf-status name kind
  project version size sha256 status url attestations confirmed indexTuf error code message hint predicateType path rekorVersion
  logIndex logUrl signedAt adopted attestation index sigstore decisions kept store stages heading began ended projectUrls label verified
  versions because verdict target role hashes root timestamp snapshot expires
  wheelseal-attestations wheelseal-report.json .publish.attestation .slsa.attestation
  https://docs.pypi.org/attestations/publish/v1 https://slsa.dev/provenance/v1 https://pypi.org/project/
  https://test.pypi.org/project/ https://upload.pypi.org/legacy/
`
  .trim()
  .split(/\s+/);
