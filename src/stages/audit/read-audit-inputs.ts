import type { AllowedSigners } from '../../audit/audited.ts';
import { isProjectName, normaliseProject } from '../../ground/project-name.ts';
import { parseVersion } from '../../distributions/version.ts';
import { ActionError } from '../../errors.ts';
import { parseAuditInputs, type AuditInputs } from '../../inputs/audit-inputs.ts';
import { describeReadIndex } from '../../package-index/hosts.ts';
import { GITHUB_ISSUER } from '../../package-index/publisher-policy.ts';
import type { Runner } from '../../platform/runner.ts';
import type { AuditRun } from './audit-run.ts';

/** What is audited, and who may sign. @throws {ActionError} INPUT_INVALID with every fault */
export function readAuditInputs(runner: Runner): Pick<AuditRun, 'inputs' | 'projects' | 'index' | 'signers'> {
  const inputs = parseAuditInputs(runner.inputs(), (value) => runner.secret(value), {
    isProject: isProjectName,
    isVersion: (text) => parseVersion(text) !== undefined,
    indexFault,
  });
  return {
    inputs,
    projects: [...new Set(inputs.projects.map(normaliseProject))],
    index: describeReadIndex(inputs.index),
    signers: signersOf(inputs, runner),
  };
}

function indexFault(address: string): string | undefined {
  try {
    describeReadIndex(address);
    return undefined;
  } catch (error) {
    if (error instanceof ActionError) return `${error.message}. ${error.hint}`;
    throw error;
  }
}

function signersOf({ repositories, workflows }: AuditInputs, { job }: Runner): AllowedSigners {
  const own = repositories.length > 0 ? repositories : [job.repository];
  if (own.includes('')) {
    throw new ActionError(
      'INPUT_INVALID',
      'repository is not given, and GITHUB_REPOSITORY does not say which repository this job is of',
      'Set `repository` to the OWNER/NAME whose workflows may sign.',
    );
  }
  return {
    server: job.serverUrl,
    issuer: job.serverUrl === 'https://github.com' ? GITHUB_ISSUER : undefined,
    repositories: own,
    workflows,
  };
}
