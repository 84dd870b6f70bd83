/** What an index is to a run: where it is, what it speaks, what it accepts. Made in hosts.ts. */
export interface PackageIndex {
  /** As messages name it: `PyPI`, `TestPyPI`, or the host. */
  readonly title: string;
  readonly kind: 'pypi' | 'generic';
  /** Where its operator says what does not work just now; undefined where that is not known. */
  readonly statusPage: string | undefined;
  /** Where to request higher limits; undefined where that is not known. */
  readonly limitsPage: string | undefined;
  /** Byte for byte as given. */
  readonly uploadUrl: string;
  /** Base of the Simple API, with a slash at its end; undefined where the index cannot be queried. */
  readonly simpleUrl: string | undefined;
  /** Scheme and host of the JSON and integrity APIs, without a slash at the end; only where kind is `pypi`. */
  readonly apiUrl: string | undefined;
  /** Origins beside its own that serve its files. */
  readonly fileOrigins: readonly string[];
  /** Audience of its Trusted Publishing tokens where pinned; undefined: requested, and checked. */
  readonly audience: string | undefined;
  readonly acceptsAttestations: boolean;
  /** Log versions that the index can verify. */
  readonly verifiesRekor: readonly (1 | 2)[];
  /** The Sigstore instance that the index verifies against; undefined where it is the index's own business. */
  readonly verifiesAgainst: 'public-good' | undefined;
  /** Bytes above which the index accepts files of those projects only that were given a higher limit; undefined where it is not known. */
  readonly fileSizeLimit: number | undefined;
  /** Bytes beyond which it grants no project a higher limit; undefined where it is not known. */
  readonly highestSizeLimit: number | undefined;
  /** Bytes that all files of a project may have unless its limit was raised; undefined where it is not known. */
  readonly projectSizeLimit: number | undefined;
  /** Uploads of one release at a time that the index bears. */
  readonly uploadsAtOnce: number;
}

/** How the index lists one file. */
export interface PresentFile {
  readonly name: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly url: string;
}

/** What an index says of the attestations of one file that it has. */
export type ServedAttestations =
  /** It serves those that were sent; of a file that was there before, some of these bytes. */
  | { readonly kind: 'seen'; readonly publisher: string }
  /** It answered that it has none. */
  | { readonly kind: 'none' }
  /** It serves others. */
  | { readonly kind: 'others'; readonly publisher: string }
  /** It was not queried, does not say, or did not answer. */
  | { readonly kind: 'unknown'; readonly because: string };

/** Why an index did not confirm an uploaded file, where nothing that it says contradicts the upload. */
export interface Unconfirmed {
  readonly kind:
    /** It does not list the file. */
    | 'unlisted'
    /** It lists the file without a SHA-256. */
    | 'unhashed'
    /** Its Simple API lists the file, its JSON API does not. */
    | 'unreleased'
    /** It lists the file, without all attestations that were sent so far. */
    | 'unattested'
    /** It keeps the attestation that an earlier upload of the same file brought. */
    | 'earlier'
    /** It does not give out the attestations of the file. */
    | 'refused'
    /** It has no way to show which files have attestations. */
    | 'silent'
    /** It lists no files of a project in quarantine (PEP 792). */
    | 'quarantined'
    /** It did not answer as it should. */
    | 'unavailable'
    /** It was not queried. */
    | 'unqueried';
  /** Without the file's name. */
  readonly because: string;
}

/** What stage 3 found out about one distribution. */
export type Presence =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'identical';
      readonly file: PresentFile;
      readonly attestations: ServedAttestations;
    }
  | { readonly kind: 'different'; readonly file: PresentFile };

/** Repository and workflow that the index knows as a project's publisher, from its newest attested file. */
export interface KnownPublisher {
  readonly project: string;
  readonly repository: string;
  readonly workflow: string;
  readonly environment: string | undefined;
}
