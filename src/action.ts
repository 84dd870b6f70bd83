import { begin } from './ground/begin.ts';
import { withHeartbeat } from './ground/heartbeat.ts';
import type { LedgerWriter } from './ledger.ts';
import { withBoundedRequests } from './package-index/bounded-requests.ts';
import { planRelease } from './plan.ts';
import type { Platform } from './platform/platform.ts';
import { NO_ATTESTATIONS, type Run } from './run.ts';
import { refuseUnapproved } from './stages/approved-plan.ts';
import { attestAll } from './stages/attest.ts';
import { proveAuthorization } from './stages/authorization.ts';
import { checkReach } from './stages/check-reach.ts';
import { confirmAll } from './stages/confirm.ts';
import { findDistributions } from './stages/distributions.ts';
import { beginMemberCheck, checkIndexRules, refuseDamaged } from './stages/index-rules.ts';
import { forecast } from './stages/forecast.ts';
import { openIndexTuf } from './stages/index-tuf.ts';
import { linksOf, logPlan } from './stages/plan.ts';
import { beginSigning, beginSigningToken } from './stages/prepare-signing.ts';
import { beginIdentity, logUnattested, preflight } from './stages/preflight.ts';
import { foretellProvenance } from './stages/provenance-forecast.ts';
import { beginReleaseDiff, logReleaseDiff } from './stages/release-diff.ts';
import { queryIndex, refuseConflicts } from './stages/query-index.ts';
import { readInputs } from './stages/read-inputs.ts';
import { stage } from './stages/stage.ts';
import { storeInRepository } from './stages/store-attestations.ts';
import { obtainCredentials, uploadAll } from './stages/upload.ts';

/**
 * One run, from inputs to confirmation. What was begun early and turned out not to be needed ends with it.
 * @param embedded in place of the TUF repositories whose roots are part of wheelseal
 */
export async function publish(
  platform: Platform,
  ledger: LedgerWriter,
  cancelled: AbortSignal,
  embedded?: Run['embedded'],
): Promise<void> {
  const ended = new AbortController();
  const begun: Promise<unknown>[] = [];
  const run = {
    platform,
    ledger,
    embedded,
    cancelled: AbortSignal.any([cancelled, ended.signal]),
    begin: <T>(work: () => Promise<T>): Promise<T> => {
      const early = begin(work);
      begun.push(early);
      return early;
    },
  };
  try {
    await story(run);
  } finally {
    ended.abort();
    await Promise.allSettled(begun);
  }
}

/** The stages in their order. What happens to each file is written to the ledger as it happens. */
async function story(started: Omit<Run, 'inputs' | 'index' | 'expectedHashes'>): Promise<void> {
  const { platform, ledger } = started;
  const given = await readInputs(platform);
  const { inputs, index } = given;
  const run: Run = {
    ...given,
    ...started,
    platform: withBoundedRequests(withHeartbeat(platform), index, started.cancelled),
  };
  ledger.began(inputs, index);

  const distributions = await stage('Distributions', run, () => findDistributions(run));
  const identity = beginIdentity(run);
  const existing = await stage(`Check existing files on ${index.title}`, run, () =>
    queryIndex(distributions, run),
  );
  const plan = planRelease(distributions, existing.presence);
  ledger.planned(plan);
  refuseConflicts(existing, run);
  await logPlan(plan, existing, run);
  checkIndexRules(plan, existing, run);
  const members = beginMemberCheck(plan, run);
  if (inputs.dryRun === 'auth')
    return stage('Authorization', run, () => proveAuthorization(plan, existing, { identity, members }, run));
  const comparison = beginReleaseDiff(plan, existing, run);
  const indexTuf = await openIndexTuf(plan, run);
  if (inputs.dryRun === 'plan') return forecast(plan, existing, { members, comparison }, run);
  if (plan.toPublish.length === 0) {
    await refuseUnapproved(plan, existing, 'as-planned', run);
    return indexTuf.confirm([], platform.clock.now());
  }

  const { ready, signing, credentials, reachable } = await stage('Preflight', run, async () => {
    const judged = await preflight(identity, existing.publishers, run);
    await refuseUnapproved(plan, existing, judged.consented, run);
    const losses = foretellProvenance(plan, existing, judged.consented?.send === true, run);
    const trust = beginSigning(judged.consented, run);
    await refuseDamaged(members, comparison, run);
    ledger.linked(linksOf(plan, judged, run));
    await trust.verified;
    beginSigningToken(judged.consented);
    const token =
      inputs.dryRun === 'no' ? await obtainCredentials(judged, existing.publishers, run) : undefined;
    logUnattested(judged, losses, run);
    const within = token === undefined ? plan : await checkReach(plan, existing, judged, token, run);
    await logReleaseDiff(comparison, run);
    return { ready: judged, signing: await trust.signing, credentials: token, reachable: within };
  });
  // Trust may have named what keeps a run from signing.
  await refuseUnapproved(plan, existing, signing, run);
  const attestations = signing
    ? await stage('Attestations', run, () => attestAll(reachable, signing, run))
    : NO_ATTESTATIONS;
  if (credentials === undefined) return storeInRepository(attestations, reachable.toPublish, run);
  const uploaded = await stage('Upload', run, () => uploadAll(reachable, attestations, credentials, run));
  const published = platform.clock.now();
  await storeInRepository(
    attestations,
    uploaded.map(({ distribution }) => distribution),
    run,
  );
  await stage('Confirmation', run, () =>
    confirmAll({ plan, uploaded }, attestations, credentials, ready, run),
  );
  await indexTuf.confirm(uploaded, published, credentials);
}
