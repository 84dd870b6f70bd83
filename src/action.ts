import { attestAll } from './stages/attest.ts';
import { confirmAll } from './stages/confirm.ts';
import { openIndexTuf } from './stages/index-tuf.ts';
import { parseInputs } from './inputs/inputs.ts';
import { keepInRepository } from './stages/keep-attestations.ts';
import type { Ledger } from './ledger.ts';
import { describeIndex } from './package-index/hosts.ts';
import { planRelease } from './plan.ts';
import type { Platform } from './platform/platform.ts';
import { preflight } from './stages/preflight.ts';
import type { Attestations, Run } from './run.ts';
import { obtainCredentials } from './stages/credentials.ts';
import { findDistributions } from './stages/distributions.ts';
import { queryIndex } from './stages/reconcile.ts';
import { refusedInputs } from './stages/refused-inputs.ts';
import { stage } from './stages/stage.ts';
import { tellLinks, tellPlan } from './stages/tell-plan.ts';
import { uploadAll } from './stages/upload.ts';

const NOTHING_SENT: Attestations = new Map();

/** One run, from inputs to confirmation. What happens to each file is told to the ledger as it happens. */
export async function publish(platform: Platform, ledger: Ledger, cancelled: AbortSignal): Promise<void> {
  const { runner, clock } = platform;
  const { log } = runner;
  const inputs = parseInputs(runner.inputs(), (value) => runner.secret(value), refusedInputs);
  ledger.began(inputs);
  for (const notice of inputs.notices) log.notice(notice);
  const index = describeIndex(inputs.repositoryUrl, inputs.indexKind, inputs.checkUrl);
  ledger.publishesTo(index);
  const told = { ledger, log, cancelled };
  const run: Run = { inputs, index, platform, ledger, cancelled };

  const distributions = await stage('Distributions', told, () => findDistributions(run));
  ledger.planned(planRelease(distributions, new Map()));
  const present = await stage(`What ${index.title} has`, told, () => queryIndex(distributions, run));
  const plan = planRelease(distributions, present.presence);
  tellPlan(plan, present.notes, run);
  const indexTuf = await openIndexTuf(plan, run);
  if (inputs.dryRun === 'plan') return;
  if (plan.toPublish.length === 0) return indexTuf.confirm(clock.now());

  const ready = await stage('Preflight', told, () => preflight(run, present.publishers));
  tellLinks(plan, ready, run);
  const credentials = inputs.dryRun === 'no' ? await obtainCredentials(ready, run) : undefined;
  const { signing } = ready;
  const attestations =
    signing && (await stage('Attestations', told, () => attestAll(plan.toPublish, signing, run)));
  const sent = signing?.send === true && attestations ? attestations : NOTHING_SENT;
  if (credentials !== undefined) await stage('Upload', told, () => uploadAll(plan, sent, credentials, run));
  await keepInRepository(run);
  if (credentials === undefined) return;
  const published = clock.now();
  await stage('Confirmation', told, () => confirmAll(plan, sent, credentials, run));
  await indexTuf.confirm(published, credentials);
}
