import { checkMembers } from '../distributions/check-members.ts';
import { checkFileSize } from '../distributions/file-size.ts';
import { checkClassifiers } from '../distributions/metadata/classifiers.ts';
import { faultsOfUploads, invalidDistributions } from '../distributions/finding.ts';
import type { DistributionFault, Finding } from '../distributions/finding.ts';
import { checkReleaseVersions, tagOf } from '../distributions/release-versions.ts';
import { named, reasonLines } from '../ground/group-reasons.ts';
import { mapPool } from '../ground/pool.ts';
import type { Plan } from '../plan.ts';
import type { Run } from '../run.ts';
import type { IndexAnswers } from './query-index.ts';

/**
 * Holds what is to be uploaded against the index's rules, before anything is signed.
 * @throws {ActionError} DISTRIBUTION_INVALID for all files that the index would refuse
 */
export function checkIndexRules({ toPublish }: Plan, { classifiers }: IndexAnswers, run: Run): void {
  const { job, log } = run.platform.runner;
  for (const line of checkReleaseVersions(toPublish, tagOf(job.workflowRef))) log.warning(line);
  const uploads = toPublish.map(({ name, findings, metadata, size }) => {
    const declared = metadata.get('classifier') ?? [];
    const unknown = classifiers === undefined ? [] : checkClassifiers(declared, classifiers);
    const large = run.inputs.verifyMetadata ? checkFileSize(size, run.index) : [];
    return { name, findings: [...findings, ...large, ...unknown] };
  });
  refuseFaults(faultsOfUploads(uploads, run.index.kind), run);
}

/** Logs warnings. @throws {ActionError} DISTRIBUTION_INVALID for all files that have errors */
function refuseFaults(faults: readonly DistributionFault[], { ledger, platform }: Run): void {
  for (const line of reasonLines(faults.filter(({ severity }) => severity === 'warning').map(named)))
    platform.runner.log.warning(line);
  const errors = faults.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  for (const [name, ofFile] of Map.groupBy(errors, (fault) => fault.name))
    ledger.failed(name, invalidDistributions(ofFile));
  throw invalidDistributions(errors);
}

/** What was found in the members of each file that is to be uploaded. */
export type MemberCheck = Promise<
  readonly { readonly name: string; readonly findings: readonly Finding[] }[]
>;

const filesAtOnce = 2;

/** Begins to read every member of what is to be uploaded. It goes on while the run waits for the network. */
export function beginMemberCheck({ toPublish }: Plan, { cancelled, begin }: Run): MemberCheck {
  return begin(() =>
    mapPool(toPublish, filesAtOnce, async (distribution) => ({
      name: distribution.name,
      findings: await checkMembers(distribution, () => cancelled.aborted),
    })),
  );
}

/**
 * Waits until every member was read, before anything is signed. Without `verify-metadata` all that was found is a warning.
 * @throws {ActionError} DISTRIBUTION_INVALID for all files with a damaged member, and those that the index would refuse
 */
export async function refuseDamaged(checking: MemberCheck, run: Run): Promise<void> {
  const faults = faultsOfUploads(await checking, run.index.kind);
  const severityOf = run.inputs.verifyMetadata ? undefined : ({ severity: 'warning' } as const);
  refuseFaults(
    faults.map((fault) => ({ ...fault, ...severityOf })),
    run,
  );
}
