import { checkMembers, type CheckedMembers } from '../distributions/check-members.ts';
import { checkFileSize } from '../distributions/file-size.ts';
import { checkClassifiers } from '../distributions/metadata/classifiers.ts';
import { faultsOfUploads, invalidDistributions } from '../distributions/finding.ts';
import type { DistributionFault } from '../distributions/finding.ts';
import { checkReleaseVersions, tagOf } from '../distributions/release-versions.ts';
import { secretFindings } from '../distributions/secrets/findings.ts';
import { createScanner } from '../distributions/secrets/scan.ts';
import { isNewMember } from '../foresight/seen-release.ts';
import { named, reasonLines } from '../ground/group-reasons.ts';
import { mapPool } from '../ground/pool.ts';
import type { Plan } from '../plan.ts';
import type { Run } from '../run.ts';
import type { IndexAnswers } from './query-index.ts';
import type { ReleaseComparison } from './release-diff.ts';

/**
 * Checks what is to be uploaded by the index's rules, before anything is signed.
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
  refuseFaults(faultsOfUploads(uploads, run.index), run);
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
export type MemberCheck = Promise<readonly CheckedFile[]>;

interface CheckedFile extends CheckedMembers {
  readonly name: string;
  readonly project: string;
}

const filesAtOnce = 2;

/**
 * Begins to read every member of what is to be uploaded, and to search it for secrets: those that the run knows by now, and those that
 * prove themselves. It goes on while the run waits for the network.
 */
export function beginMemberCheck(
  { toPublish }: Plan,
  { inputs, platform, cancelled, begin }: Run,
): MemberCheck {
  return begin(async () => {
    const own = platform.runner.secrets().map(({ name, secret }) => ({ name, value: secret.reveal() }));
    const scanner = inputs.scanSecrets && toPublish.length > 0 ? createScanner(own) : undefined;
    return mapPool(toPublish, filesAtOnce, async (distribution) => {
      const { name, project } = distribution;
      return { name, project, ...(await checkMembers(distribution, scanner, () => cancelled.aborted)) };
    });
  });
}

/**
 * Waits until every member was read, before anything is signed. Without `verify-metadata` all that was found is a warning, but secrets.
 * @param comparison what the last releases had; undefined where they are not compared
 * @throws {ActionError} DISTRIBUTION_INVALID for all files with a damaged member or a secret, and those that the index would refuse
 */
export async function refuseDamaged(
  checking: MemberCheck,
  comparison: ReleaseComparison | undefined,
  run: Run,
): Promise<void> {
  const checked = await checking;
  const faults = faultsOfUploads(checked, run.index);
  const severityOf = run.inputs.verifyMetadata ? undefined : ({ severity: 'warning' } as const);
  const leaks = faultsOfUploads(await leaksIn(checked, comparison), run.index);
  refuseFaults([...faults.map((fault) => ({ ...fault, ...severityOf })), ...leaks], run);
}

/** The last release is waited for where a private key was found only. */
async function leaksIn(checked: readonly CheckedFile[], comparison: ReleaseComparison | undefined) {
  const hasKeys = checked.some(({ secrets }) => secrets.some(({ isKey }) => isKey));
  const compared = hasKeys ? ((await comparison) ?? []) : [];
  return checked.map(({ name, project, secrets }) => {
    const last = compared.find((each) => each.project === project)?.last;
    return { name, findings: secretFindings(secrets, (path) => isNewMember(last, name, path)) };
  });
}
