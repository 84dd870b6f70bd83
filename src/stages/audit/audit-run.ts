import type { AllowedSigners } from '../../audit/audited.ts';
import type { AuditInputs } from '../../inputs/audit-inputs.ts';
import type { PackageIndex } from '../../package-index/package-index.ts';
import type { Platform } from '../../platform/platform.ts';

/** What every stage of an audit has at hand. */
export interface AuditRun {
  readonly inputs: AuditInputs;
  /** Normalised, each once. */
  readonly projects: readonly string[];
  readonly index: PackageIndex;
  readonly signers: AllowedSigners;
  readonly platform: Platform;
  readonly cancelled: AbortSignal;
}
