import type { ProvenAttestation } from '../attestations/prove.ts';
import type { NamedPublisher } from '../package-index/query/provenance.ts';

/** What came of verifying one attestation that the index serves. */
export type AttestationOutcome =
  | {
      readonly kind: 'proven';
      readonly proven: ProvenAttestation;
      /** Whom the index names as its publisher. */
      readonly publisher: NamedPublisher;
    }
  /** Why it does not verify. */
  | { readonly kind: 'refused'; readonly because: string };

/** One file as a project's page lists it, with the version in its name. */
export interface VersionedFile {
  readonly name: string;
  /** As its name has it, normalised; undefined where the name has none. */
  readonly version: string | undefined;
  /** Lower-case hex; undefined where the page has no SHA-256. */
  readonly sha256: string | undefined;
  readonly url: string;
  /** ISO 8601; undefined where the page does not say. */
  readonly uploadedAt: string | undefined;
  /** The page says that it has provenance. */
  readonly attested: boolean;
  readonly yanked: boolean | string;
}

/** One file that the audit checked. */
export interface AuditedFile extends VersionedFile {
  readonly attestations: readonly AttestationOutcome[];
  /** The hash of the bytes that the index serves, lower-case hex; undefined where they were not fetched. */
  readonly downloaded: string | undefined;
}

/** One project that the audit checked. */
export interface AuditedProject {
  /** Normalised. */
  readonly name: string;
  /** False where the index has no such project. */
  readonly exists: boolean;
  /** PEP 792; undefined where the page does not say. */
  readonly status: string | undefined;
  /** All that the page lists. */
  readonly listed: readonly VersionedFile[];
  /** Those that were audited. */
  readonly files: readonly AuditedFile[];
}

/** One file as the last audit left it. */
export interface KnownFile {
  readonly name: string;
  readonly sha256: string | undefined;
  readonly yanked: boolean;
  /** It had an attestation. */
  readonly attested: boolean;
}

/** What the last audit saw, by project and file name. */
export type LastAudit = ReadonlyMap<string, ReadonlyMap<string, KnownFile>>;

/** Who may sign. */
export interface AllowedSigners {
  /** `https://github.com`, or the server of this job. */
  readonly server: string;
  /** The issuer of that server's tokens; undefined where any may be. */
  readonly issuer: string | undefined;
  /** `OWNER/NAME`. */
  readonly repositories: readonly string[];
  /** File names; none: any. */
  readonly workflows: readonly string[];
}
