import type { Attesting } from './attesting.ts';
import { ActionError } from '../errors.ts';
import type { Claims } from '../github/claims.ts';
import type { Identity } from '../github/identity.ts';
import { checkClock, checkTrigger, type Finding } from '../github/preflight.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { KnownPublisher } from '../package-index/package-index.ts';
import {
  checkPublisher,
  environmentMismatches,
  publisherMismatches,
} from '../package-index/publisher-policy.ts';
import type { Platform } from '../platform/platform.ts';
import type { Run } from '../run.ts';

/**
 * Holds the identity against what the index will check, and says what stops the run or the attestations.
 * @throws {ActionError} IDENTITY_UNSUITABLE, PUBLISHER_MISMATCH where the run must not go on.
 */
export function judgeIdentity(
  wish: Attesting,
  identity: Identity,
  publishers: readonly KnownPublisher[],
  { inputs, index, platform, ledger }: Run,
): Attesting {
  const { job } = platform.runner;
  const { claims, issuedAt } = identity;
  const findings = [
    ...checkTrigger([claims.event_name, job.eventName]),
    ...checkPublisher(claims, index, wish.kind === 'make'),
    ...checkClock(issuedAt, platform.clock.now()),
  ];
  const stopping = heed(findings, inputs, platform);
  checkPublishers(publishers, claims, inputs, platform);
  const [reason] = stopping;
  if (reason === undefined || wish.kind === 'none') return wish;
  if (inputs.attestations === 'keep' || inputs.dryRun === 'sign') {
    ledger.decided(`Signed all the same, since nothing is sent from here: ${reason}`);
    return wish;
  }
  return { kind: 'none', because: reason };
}

/** Holds what caused the run against what may publish, where no identity is needed. @throws {ActionError} IDENTITY_UNSUITABLE */
export function judgeTrigger({ inputs, platform }: Run): void {
  heed(checkTrigger([platform.runner.job.eventName]), inputs, platform);
}

/** Says what was found; gives back what keeps attestations from being made. */
function heed(findings: readonly Finding[], inputs: Inputs, { runner }: Platform): readonly string[] {
  const stopping: string[] = [];
  for (const { code, severity, message, hint } of findings) {
    const stops = severity === 'stops-run' || (severity !== 'warns' && inputs.attestations === 'require');
    if (stops) throw new ActionError(code, message, hint);
    if (severity === 'warns') runner.log.warning(`${message} ${hint}`);
    else stopping.push(`${message} ${hint}`);
  }
  return stopping;
}

function checkPublishers(
  publishers: readonly KnownPublisher[],
  claims: Claims,
  inputs: Inputs,
  platform: Platform,
): void {
  const environments = environmentMismatches(publishers, claims);
  if (environments.length > 0) {
    platform.runner.log.warning(
      `The index may demand another environment:\n${environments.map((line) => `- ${line}`).join('\n')}\nGive the job that \`environment\`, or take it out of the Trusted Publisher.`,
    );
  }
  const mismatches = publisherMismatches(publishers, claims);
  if (mismatches.length === 0) return;
  const message = `The index knows another publisher than this run:\n${mismatches.map((line) => `- ${line}`).join('\n')}`;
  const hint =
    'Correct the Trusted Publisher in the project’s settings on the index (it compares upper and lower case), or run the registered workflow.';
  if (inputs.attestations === 'require') throw new ActionError('PUBLISHER_MISMATCH', message, hint);
  platform.runner.log.warning(`${message}\n${hint}`);
}
