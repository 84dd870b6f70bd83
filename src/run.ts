import type { MadeAttestation } from './attestations/attestation.ts';
import type { Inputs } from './inputs/inputs.ts';
import type { Ledger } from './ledger.ts';
import type { PackageIndex } from './package-index/package-index.ts';
import type { Platform } from './platform/platform.ts';

/** What every stage of one run has at hand. */
export interface Run {
  readonly inputs: Inputs;
  readonly index: PackageIndex;
  readonly platform: Platform;
  readonly ledger: Ledger;
  readonly cancelled: AbortSignal;
}

/** Attestations by file name. */
export type Attestations = ReadonlyMap<string, readonly MadeAttestation[]>;
