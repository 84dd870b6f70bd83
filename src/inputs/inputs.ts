import type { ActionError } from '../errors.ts';
import { readIndexTuf, type IndexTufInput } from './index-tuf-input.ts';
import {
  checkArtifactName,
  INPUT_DEFAULTS,
  readerOf,
  unusableInputs,
  type InputReader,
} from './input-reader.ts';
import { readTufInputs, SIGNING_INSTANCES } from './tuf-inputs.ts';
import { parsePlanDigest, type ApprovedPlan } from '../foresight/plan-digest.ts';
import type { Secret } from '../ground/secret.ts';
import type { RekorChoice } from '../sigstore/instances.ts';

/** The input `attestations`, its aliases resolved. */
export type AttestationsMode = 'auto' | 'require' | 'keep' | 'never';
/** The input `dry-run`, its aliases resolved. */
export type DryRun = 'no' | 'sign' | 'plan' | 'auth';

/** Which Sigstore instance the inputs name, before any file is read: paths, or the JSON itself. */
export type SigstoreInput =
  /** With a mirror of its TUF repository, or its own. */
  | { readonly kind: 'public-good' | 'staging' | 'github'; readonly mirror?: string }
  | {
      readonly kind: 'tuf';
      readonly url: string;
      readonly root: string;
      readonly signingConfig?: string;
      readonly audience: string;
    }
  | {
      readonly kind: 'files';
      readonly trustedRoot: string;
      readonly signingConfig: string;
      readonly audience: string;
    };

/** Whether the run obtains an upload token. */
export function obtainsToken(dryRun: DryRun): boolean {
  return dryRun === 'no' || dryRun === 'auth';
}

/** All inputs, parsed. */
export interface Inputs {
  readonly packages: readonly string[];
  readonly repositoryUrl: string;
  readonly indexKind: 'auto' | 'pypi' | 'generic';
  readonly checkUrl: string | undefined;
  /** `user` and `password`; undefined where no password or API token is given. */
  readonly credentials: { readonly username: string; readonly password: Secret } | undefined;
  readonly oidcAudience: string | undefined;
  readonly attestations: AttestationsMode;
  readonly dryRun: DryRun;
  readonly attestationsDirectory: string | undefined;
  readonly existingAttestations: 'adopt' | 'replace';
  readonly bundles: boolean;
  /** The build provenance that each file gets: that of this workflow run, or what a build job stored with GitHub. */
  readonly slsaProvenance: 'none' | 'run' | 'stored';
  readonly rekorVersion: RekorChoice;
  readonly disclosureAllowed: boolean;
  readonly sigstore: SigstoreInput;
  readonly skipExisting: boolean;
  readonly verifyMetadata: boolean;
  readonly scanSecrets: boolean;
  readonly releaseDiff: 'auto' | 'off';
  /** The plan that was reviewed, by its digest; undefined where none has to be. */
  readonly approvedPlan: ApprovedPlan | undefined;
  /** Seconds. */
  readonly confirmTimeout: number;
  /** The index's own TUF metadata; undefined where it is not checked. */
  readonly indexTuf: IndexTufInput | undefined;
  readonly artifactName: string | undefined;
  readonly githubAttestations: boolean;
  readonly githubToken: Secret | undefined;
  /** What the user should know about how the inputs were read. */
  readonly notices: readonly string[];
}

/**
 * Reads all inputs at once; an empty string counts as not given.
 * @param refusals why those who will use the inputs can't: what only they know of them
 * @throws {ActionError} INPUT_INVALID with every fault.
 */
export function parseInputs(
  raw: Readonly<Record<string, string>>,
  secret: (value: string) => Secret,
  refusals: (inputs: Inputs) => readonly ActionError[] = () => [],
): Inputs {
  const faults: string[] = [];
  const read = readerOf(raw, faults);
  const [user, password] = [read.text('user'), read.text('password')];
  const token = read.text('github-token');
  const inputs: Inputs = {
    packages: read.lines('packages-dir'),
    repositoryUrl: read.text('repository-url'),
    indexKind: read.choice('index-kind', { auto: 'auto', pypi: 'pypi', generic: 'generic' }),
    checkUrl: read.optional('check-url'),
    credentials: password === '' ? undefined : { username: user, password: secret(password) },
    oidcAudience: read.optional('oidc-audience'),
    attestations: read.choice('attestations', ATTESTATIONS),
    dryRun: read.choice('dry-run', { false: 'no', true: 'sign', sign: 'sign', plan: 'plan', auth: 'auth' }),
    attestationsDirectory: read.optional('attestations-dir'),
    existingAttestations: read.choice('existing-attestations', { adopt: 'adopt', replace: 'replace' }),
    bundles: read.flag('bundles'),
    slsaProvenance: read.choice('slsa-provenance', { false: 'none', true: 'run', github: 'stored' }),
    rekorVersion: read.choice('rekor-version', { auto: 'auto', 1: 1, 2: 2 }),
    disclosureAllowed: read.flag('allow-public-disclosure-from-private-repo'),
    sigstore: readSigstore(read, faults),
    skipExisting: read.flag('skip-existing'),
    verifyMetadata: read.flag('verify-metadata'),
    scanSecrets: read.flag('scan-secrets'),
    releaseDiff: read.choice('release-diff', { auto: 'auto', off: 'off' }),
    approvedPlan: readApprovedPlan(read, faults),
    confirmTimeout: read.seconds('confirm-timeout'),
    indexTuf: readIndexTuf(read, faults),
    artifactName: read.optional('artifact-name'),
    githubAttestations: read.flag('github-attestations'),
    githubToken: token === '' ? undefined : secret(token),
    notices: read.notices(),
  };
  checkTogether(inputs, user, faults);
  const refused = refusals(inputs);
  const [only, second] = refused;
  if (faults.length === 0 && only === undefined) return Object.freeze(inputs);
  if (faults.length === 0 && only !== undefined && second === undefined) throw only;
  const all = [...faults, ...refused.map(({ message, hint }) => `${message}. ${hint}`)];
  throw unusableInputs(all, 'Nothing was signed or uploaded.');
}

const ATTESTATIONS = {
  auto: 'auto',
  true: 'auto',
  require: 'require',
  keep: 'keep',
  never: 'never',
  false: 'never',
  off: 'never',
} as const;

function readSigstore(read: InputReader, faults: string[]): SigstoreInput {
  const { named, url, root, trustedRoot } = readTufInputs(read, SIGNING_INSTANCES, faults);
  const signingConfig = read.optional('sigstore-signing-config');
  if (trustedRoot !== undefined && signingConfig === undefined) {
    faults.push('sigstore-trusted-root needs sigstore-signing-config too');
  }
  if (signingConfig !== undefined && (trustedRoot ?? root) === undefined) {
    faults.push(
      `sigstore-signing-config needs ${url === undefined ? 'sigstore-trusted-root' : 'sigstore-tuf-root'} too`,
    );
  }
  const audience = read.text('sigstore-audience');
  if (url !== undefined && root !== undefined) {
    return { kind: 'tuf', url, root, audience, ...(signingConfig !== undefined && { signingConfig }) };
  }
  if (trustedRoot !== undefined && signingConfig !== undefined) {
    return { kind: 'files', trustedRoot, signingConfig, audience };
  }
  if (url === undefined) return { kind: named };
  if (audience !== INPUT_DEFAULTS['sigstore-audience']) {
    faults.push(
      'sigstore-audience is for a private instance, and sigstore-tuf-url without sigstore-tuf-root is a mirror of a named one: if this is a private instance, add sigstore-tuf-root',
    );
  }
  return { kind: named, mirror: url };
}

function readApprovedPlan(read: InputReader, faults: string[]): ApprovedPlan | undefined {
  const digest = read.optional('approved-plan');
  const approved = digest === undefined ? undefined : parsePlanDigest(digest);
  if (digest !== undefined && approved === undefined) {
    faults.push('approved-plan: set it to the whole output `plan-digest` of a run with `dry-run: plan`');
  }
  return approved;
}

function checkTogether(inputs: Inputs, user: string, faults: string[]): void {
  if (user !== '__token__' && inputs.credentials === undefined && obtainsToken(inputs.dryRun)) {
    faults.push(
      `user: ${JSON.stringify(user)} needs a password, but \`password\` is empty (check the secret's name and that this job may read it)`,
    );
  }
  if (inputs.dryRun === 'auth' && inputs.credentials !== undefined) {
    faults.push(
      'dry-run: `auth` obtains an upload token by Trusted Publishing, and `password` is set: whether an index accepts a password shows only in an upload. Remove `password`, or use `dry-run: plan`',
    );
  }
  if (inputs.sigstore.kind === 'github' && inputs.rekorVersion !== 'auto') {
    faults.push(
      "rekor-version: GitHub's Sigstore instance (`sigstore-instance: github`) has no Rekor; remove `rekor-version`",
    );
  }
  if (inputs.sigstore.kind === 'github' && inputs.slsaProvenance === 'stored') {
    faults.push(
      'slsa-provenance: `github` fetches what is uploaded to the index, and nothing that `sigstore-instance: github` signs is; use `true`, or remove one of them',
    );
  }
  checkArtifactName(inputs.artifactName, faults);
}
