import { checkClassifiers } from '../distributions/metadata/classifiers.ts';
import { faultsOfUploads, invalidDistributions } from '../distributions/finding.ts';
import type { DistributionFault } from '../distributions/finding.ts';
import type { Plan } from '../plan.ts';
import type { Run } from '../run.ts';
import type { IndexAnswers } from './query-index.ts';

/**
 * Holds what is to be uploaded against the index's rules, before anything is signed.
 * @throws {ActionError} DISTRIBUTION_INVALID for all files that the index would refuse
 */
export function checkIndexRules({ toPublish }: Plan, { classifiers }: IndexAnswers, run: Run): void {
  const uploads = toPublish.map(({ name, findings, metadata }) => {
    const declared = metadata.get('classifier') ?? [];
    const unknown = classifiers === undefined ? [] : checkClassifiers(declared, classifiers);
    return { name, findings: [...findings, ...unknown] };
  });
  refuseFaults(faultsOfUploads(uploads, run.index.kind), run);
}

/** Logs warnings. @throws {ActionError} DISTRIBUTION_INVALID for all files that have errors */
export function refuseFaults(faults: readonly DistributionFault[], { ledger, platform }: Run): void {
  for (const { name, message } of faults.filter(({ severity }) => severity === 'warning'))
    platform.runner.log.warning(`${name}: ${message}`);
  const errors = faults.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  for (const [name, ofFile] of Map.groupBy(errors, (fault) => fault.name))
    ledger.failed(name, invalidDistributions(ofFile));
  throw invalidDistributions(errors);
}
