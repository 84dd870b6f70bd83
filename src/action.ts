import { attest } from './attestations/attest.ts';
import type { MadeAttestation } from './attestations/attestation.ts';
import { expectedSigner } from './attesting.ts';
import type { Distribution } from './distributions/distribution.ts';
import { parseExpectedHashes } from './distributions/expected-hashes.ts';
import { readDistributions } from './distributions/read.ts';
import { parseInputs, type Inputs } from './inputs.ts';
import type { Ledger } from './ledger.ts';
import { confirm } from './package-index/confirm.ts';
import { createCredentials, type CredentialSource } from './package-index/credentials.ts';
import { describeIndex, releasePage } from './package-index/hosts.ts';
import type { PackageIndex } from './package-index/package-index.ts';
import { publishReleases } from './package-index/publish.ts';
import { reconcile } from './package-index/reconcile.ts';
import { planRelease, type Plan } from './plan.ts';
import type { Platform } from './platform/platform.ts';
import { preflight, usesTrustedPublishing, type Preflight, type Signing } from './preflight.ts';
import { createSigner } from './sigstore/signer.ts';
import { readableSize } from './summary.ts';

type Attestations = ReadonlyMap<string, readonly MadeAttestation[]>;

/** One run, from inputs to confirmation. What happens to each file is told to the ledger as it happens. */
export async function publish(platform: Platform, ledger: Ledger, cancelled: AbortSignal): Promise<void> {
  const { log } = platform.runner;
  const inputs = parseInputs(platform.runner.inputs(), (value) => platform.runner.secret(value));
  ledger.began(inputs);
  for (const notice of inputs.notices) log.notice(notice);
  const index = describeIndex(inputs.repositoryUrl, inputs.indexKind, inputs.checkUrl);
  ledger.releasePagesAt((project, version) => releasePage(index, project, version));

  const distributions = await log.group('Distributions', () => findDistributions(inputs, index, platform));
  const credentials = passwordCredentials(inputs);
  const present = await log.group(`What ${index.title} has`, () =>
    reconcile(distributions, index, { skipExisting: inputs.skipExisting, credentials }, platform.http, platform.clock),
  );
  const plan = planRelease(distributions, present.presence);
  ledger.planned(plan);
  tellPlan(plan, present.notes, platform, ledger);
  if (inputs.dryRun === 'plan' || plan.toPublish.length === 0) return;

  const found = await log.group('Preflight', () =>
    preflight({ inputs, index, publishers: present.publishers }, platform, ledger),
  );
  const source = inputs.dryRun === 'no' ? await obtainCredentials(inputs, index, found, platform) : undefined;
  const attestations = await log.group('Sign', () =>
    attestAll(plan.toPublish, found.signing, inputs, index, platform, ledger, cancelled),
  );
  if (source === undefined) return;

  const sent = found.signing?.send === true ? attestations : NONE;
  await log.group('Upload', () => uploadAll(plan, sent, source, index, platform, ledger, cancelled));
  await log.group('Confirm', () => confirmAll(plan, sent, source, index, inputs, platform, ledger, cancelled));
}
