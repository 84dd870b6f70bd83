import type { TransparencyEntryJson } from '../sigstore/verify/transparency-entry.ts';

/** The attestation object of PEP 740, as written to disk, uploaded and served. */
export interface Attestation {
  readonly version: 1;
  readonly verification_material: {
    /** Base64 DER of the signing certificate alone. */
    readonly certificate: string;
    /** Transparency log entries as protobuf JSON, zero-valued fields kept. */
    readonly transparency_entries: readonly [TransparencyEntryJson, ...TransparencyEntryJson[]];
    /** Base64 DER RFC 3161 responses: non-empty with Rekor v2, absent with v1. */
    readonly timestamps?: readonly [string, ...string[]];
  };
  readonly envelope: {
    /** Base64 of the in-toto statement's bytes. */
    readonly statement: string;
    /** Base64 of the DER signature over the DSSE pre-authentication encoding. */
    readonly signature: string;
  };
}

/** Who must have signed: the values of a GitHub workflow's certificate that are compared. */
export interface ExpectedSigner {
  /** OIDC issuer, extension 1.3.6.1.4.1.57264.1.8. */
  readonly issuer: string;
  /** `https://github.com/OWNER/NAME`, .1.12. */
  readonly sourceRepositoryUri: string;
  /** Repository id, .1.15. */
  readonly sourceRepositoryIdentifier: string;
  readonly ownerIdentifier: string;
  /** Git ref, .1.14; empty where the run has none: Fulcio then leaves the extension out. */
  readonly sourceRepositoryRef: string;
  /** Commit, .1.13. */
  readonly sourceRepositoryDigest: string;
  /** Top-level workflow, `https://github.com/OWNER/NAME/.github/workflows/FILE@REF`, .1.18. */
  readonly buildConfigUri: string;
  /**
   * Where a private Sigstore instance signs: the server that the run is on, whose address its Fulcio may write in place of
   * `https://github.com`, into all URIs of a certificate or none.
   */
  readonly privateServer?: string;
}

/** Who must have signed build provenance that another run may have made: what PyPI compares of it, and nothing else. */
export interface ProvenanceSigner extends Pick<
  ExpectedSigner,
  'issuer' | 'sourceRepositoryUri' | 'privateServer'
> {
  /** Top-level workflow without its ref, `https://github.com/OWNER/NAME/.github/workflows/FILE`, .1.18. */
  readonly buildConfigFile: string;
}

/** Who must have signed, as far as it is compared. */
export type ComparedSigner = Partial<ExpectedSigner & ProvenanceSigner>;

/** What a signature's certificate says of the workflow run that signed, and when it was valid. */
export interface SignedBy {
  /** `https://github.com/OWNER/NAME`. */
  readonly repository: string;
  /** Top-level workflow, `https://github.com/OWNER/NAME/.github/workflows/FILE@REF`. */
  readonly workflow: string;
  readonly commit: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** What one distribution was signed with, verified, and where it came from. */
interface MadeSignature {
  readonly predicateType: string;
  /** Where it lies on disk; undefined where it could not be written: the report has it then. */
  readonly path: string | undefined;
  /** Found and used, not signed by this run. */
  readonly adopted: boolean;
  readonly signedAt: Date;
  readonly signedBy: SignedBy;
}

/** With an entry in a log, as an index accepts it. */
export interface LoggedAttestation extends MadeSignature {
  readonly form: 'attestation';
  readonly attestation: Attestation;
  readonly rekorVersion: 1 | 2;
  readonly logIndex: string;
  /** A page about the entry; undefined where the log has none. */
  readonly logUrl: string | undefined;
}

/** Without one, of an instance that has no log: PEP 740 has no form for it, so the Sigstore bundle is all there is. */
export interface TimestampedBundle extends MadeSignature {
  readonly form: 'bundle';
  /** As protobuf JSON, as it is written. */
  readonly bundle: object;
}

export type MadeAttestation = LoggedAttestation | TimestampedBundle;
