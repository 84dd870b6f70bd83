import { ActionError } from '../errors.ts';
import type { AttestationsMode, DryRun } from '../inputs/inputs.ts';
import type { JobServer } from '../platform/job-server.ts';
import type { PackageIndex } from '../package-index/package-index.ts';

/** Whether attestations are made, whether they are sent, and if not, why. */
export type Attesting =
  | { readonly kind: 'none'; readonly because: string }
  | {
      readonly kind: 'make';
      readonly send: boolean;
      /** Why they are not sent, where that was not requested. */
      readonly unsent?: string;
    };

/** What is known before the identity is, and decides about attestations. */
export interface AttestingWish {
  readonly mode: AttestationsMode;
  readonly dryRun: DryRun;
  readonly index: PackageIndex;
  /** Upload by Trusted Publishing, not by password or API token. */
  readonly trustedPublishing: boolean;
  /** The Sigstore that would sign; `own` for an instance of the user's. */
  readonly instance: 'public-good' | 'staging' | 'github' | 'own';
  /** The server that the job is on. */
  readonly server: JobServer;
}

/**
 * What inputs and index alone allow, before the identity is known.
 * @throws {ActionError} INPUT_INVALID where attestations are required and can't be sent.
 */
export function decideAttesting(wish: AttestingWish): Attesting {
  const { mode, index } = wish;
  if (wish.dryRun === 'auth') return { kind: 'none', because: '`dry-run: auth` signs nothing.' };
  if (mode === 'never') return { kind: 'none', because: '`attestations` is `never`.' };
  if (wish.instance === 'github') return decideGithub(wish);
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

const UNLOGGED =
  "GitHub's Sigstore instance has no transparency log, and no index accepts an attestation without a log entry.";

/**
 * GitHub's instance makes bundles that go to no index: they are kept, as with `keep`.
 * @throws {ActionError} INPUT_INVALID where the server has no such instance, or attestations must be sent
 */
function decideGithub({ mode, index, server: { host, kind } }: AttestingWish): Attesting {
  if (kind !== 'github' && !(kind === 'act' && host === 'github.com')) {
    throw new ActionError(
      'INPUT_INVALID',
      `\`sigstore-instance: github\` signs workflows of github.com and ghe.com, and this job is on ${host}.`,
      'Remove `sigstore-instance`, or use a private Sigstore instance that trusts the identity tokens of this server.',
    );
  }
  if (mode === 'require') {
    throw new ActionError(
      'INPUT_INVALID',
      `\`attestations: require\`, but ${index.title} would reject them: ${UNLOGGED}`,
      'Use `attestations: keep`, which keeps Sigstore bundles, or remove `sigstore-instance: github`.',
    );
  }
  if (mode === 'keep') return { kind: 'make', send: false };
  const unsent = `${UNLOGGED} ${index.title} gets the files alone, and their Sigstore bundles are kept.`;
  return { kind: 'make', send: false, unsent };
}

/** Whether an index accepts attestations from who uploads like this: PyPI does from Trusted Publishers alone. */
export function acceptsFrom({ kind }: Pick<PackageIndex, 'kind'>, trustedPublishing: boolean): boolean {
  return kind !== 'pypi' || trustedPublishing;
}

function obstacleToSending(wish: AttestingWish): { because: string; change: string } | undefined {
  const { mode, index, trustedPublishing, instance, dryRun } = wish;
  if (!index.acceptsAttestations && mode !== 'require') {
    return {
      because: `${index.title} is not known to accept attestations. If it does, set \`attestations: require\`; \`keep\` creates them without uploading.`,
      change: 'Use `attestations: keep`.',
    };
  }
  if (!acceptsFrom(index, trustedPublishing) && dryRun === 'no') {
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
