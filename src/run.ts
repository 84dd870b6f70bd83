import type { Attestation, MadeAttestation } from './attestations/attestation.ts';
import type { Distribution } from './distributions/distribution.ts';
import type { Inputs } from './inputs/inputs.ts';
import type { LedgerWriter } from './ledger.ts';
import type { PackageIndex } from './package-index/package-index.ts';
import type { embeddedRepository } from './sigstore/instances.ts';
import type { Platform } from './platform/platform.ts';

/** What every stage of one run has at hand. */
export interface Run {
  readonly inputs: Inputs;
  readonly index: PackageIndex;
  /** SHA-256 that the files must have, lower-case hex by file name; undefined where the user does not say. */
  readonly expectedHashes: ReadonlyMap<string, string> | undefined;
  readonly platform: Platform;
  readonly ledger: LedgerWriter;
  /** Also aborted when the story has ended. */
  readonly cancelled: AbortSignal;
  /** The TUF repositories of named Sigstore instances, with the roots that are part of wheelseal where undefined. */
  readonly embedded: typeof embeddedRepository | undefined;
  /** Begins work whose failure counts only where its result is awaited. The run ends once all of it has, by `cancelled`. */
  readonly begin: <T>(work: () => Promise<T>) => Promise<T>;
}

/** The attestations of one run, by file name. */
export interface Attestations {
  readonly made: ReadonlyMap<string, readonly MadeAttestation[]>;
  /** What goes to the index with the files: of all or of none. */
  readonly sent: ReadonlyMap<string, readonly Attestation[]>;
}

/** What a run has that makes no attestations. */
export const NO_ATTESTATIONS: Attestations = { made: new Map(), sent: new Map() };

/** A file that the index has with these bytes after the upload; `already-there` where another upload brought it. */
export interface UploadedFile {
  readonly distribution: Distribution;
  readonly status: 'uploaded' | 'already-there';
}
