import { ActionError } from '../errors.ts';
import type { AttestationsMode, DryRun } from '../inputs/inputs.ts';
import type { PackageIndex } from '../package-index/package-index.ts';

/** Whether attestations are made, whether they are sent, and if not, why. */
export type Attesting =
  { readonly kind: 'none'; readonly because: string } | { readonly kind: 'make'; readonly send: boolean };

/** What is known before the identity is, and decides about attestations. */
export interface AttestingWish {
  readonly mode: AttestationsMode;
  readonly dryRun: DryRun;
  readonly index: PackageIndex;
  /** Upload by Trusted Publishing, not by password or API token. */
  readonly trustedPublishing: boolean;
  /** The Sigstore that would sign; `own` for an instance of the user's. */
  readonly instance: 'public-good' | 'staging' | 'own';
}

/**
 * What inputs and index alone allow, before the identity is known.
 * @throws {ActionError} INPUT_INVALID where attestations are required and can't be sent.
 */
export function decideAttesting(wish: AttestingWish): Attesting {
  const { mode, index } = wish;
  if (wish.dryRun === 'auth') return { kind: 'none', because: '`dry-run: auth` signs nothing.' };
  if (mode === 'never') return { kind: 'none', because: '`attestations` is `never`.' };
  if (mode === 'keep') return { kind: 'make', send: false };
  const obstacle = obstacleToSending(wish);
  if (obstacle === undefined) return { kind: 'make', send: true };
  if (mode === 'auto') return { kind: 'none', because: obstacle.because };
  throw new ActionError(
    'INPUT_INVALID',
    `\`attestations: require\`, but ${index.title} would reject them: ${obstacle.because}`,
    obstacle.change,
  );
}

function obstacleToSending(wish: AttestingWish): { because: string; change: string } | undefined {
  const { mode, index, trustedPublishing, instance, dryRun } = wish;
  if (!index.acceptsAttestations && mode !== 'require') {
    return {
      because: `${index.title} is not known to accept attestations. If it does, set \`attestations: require\`; \`keep\` creates them without uploading.`,
      change: 'Use `attestations: keep`.',
    };
  }
  if (index.kind === 'pypi' && !trustedPublishing && dryRun === 'no') {
    return {
      because: `${index.title} accepts attestations only with Trusted Publishing, and \`password\` is set.`,
      change:
        'Remove `password` and register this workflow as a Trusted Publisher, or use `attestations: keep`.',
    };
  }
  if (index.verifiesAgainst !== undefined && instance !== index.verifiesAgainst) {
    return {
      because: `${index.title} verifies against Sigstore's ${index.verifiesAgainst} instance only, but another one would sign.`,
      change: 'Remove the `sigstore-*` inputs, or use `attestations: keep`.',
    };
  }
  return undefined;
}
