import type { ProvenanceSigner } from '../attestations/attestation.ts';
import type { StoredProvenance } from '../attestations/stored-provenance.ts';
import { ActionError, runAgain } from '../errors.ts';
import type { Claims } from '../github/claims.ts';
import { fetchStoredProvenance } from '../github/stored-attestations.ts';
import { reasonLines } from '../ground/group-reasons.ts';
import { workflowFile } from '../package-index/publisher-policy.ts';
import type { JobFacts } from '../platform/runner.ts';
import type { Run } from '../run.ts';

/** What is compared of build provenance that another job or run of this repository signed. @param privateServer as of `expectedSigner` */
export function provenanceSigner(
  { iss, repository, workflow_ref: workflowRef }: Pick<Claims, 'iss' | 'repository' | 'workflow_ref'>,
  privateServer?: string,
): ProvenanceSigner {
  const sourceRepositoryUri = `https://github.com/${repository}`;
  return {
    issuer: iss,
    sourceRepositoryUri,
    buildConfigFile: `${sourceRepositoryUri}/.github/workflows/${workflowFile(workflowRef)}`,
    ...(privateServer !== undefined && { privateServer }),
  };
}

/** As much of it as the job's environment says. */
export function probableProvenanceSigner({ repository, workflowRef }: JobFacts): Partial<ProvenanceSigner> {
  if (repository === '') return {};
  const signer = provenanceSigner({ iss: '', repository, workflow_ref: workflowRef });
  const { sourceRepositoryUri, buildConfigFile } = signer;
  return { sourceRepositoryUri, ...(workflowRef !== '' && { buildConfigFile }) };
}

/** Where build provenance of this run's files is: the attestation store of its repository. */
export function storedProvenance(signer: ProvenanceSigner, run: Run): StoredProvenance {
  const { inputs, platform, ledger } = run;
  return {
    fetch: async (sha256) => fetchFrom(sha256, run),
    signer,
    required: inputs.attestations === 'require',
    onUnfit: (reasons) => {
      for (const line of reasonLines(reasons)) {
        const text = `Without build provenance: ${line}`;
        ledger.decided(text);
        platform.runner.log.warning(text);
      }
    },
  };
}

async function fetchFrom(
  sha256: string,
  { inputs: { githubToken }, platform, cancelled }: Run,
): Promise<readonly unknown[]> {
  const { job, githubApiUrl: apiUrl } = platform.runner;
  if (job.server.kind !== 'github' && job.server.kind !== 'act') {
    throw new Error(
      `only github.com and ghe.com have an attestation store, and this job runs on ${job.server.host}`,
    );
  }
  if (githubToken === undefined) throw new Error('github-token is empty');
  const authorization = platform.runner.secret(`Bearer ${githubToken.reveal()}`);
  const wanted = { apiUrl, repository: job.repository, sha256, authorization };
  try {
    return await fetchStoredProvenance(wanted, platform, cancelled);
  } catch (error) {
    if (!cancelled.aborted) throw error;
    throw new ActionError('CANCELLED', 'Cancelled before anything was signed', runAgain(), error);
  }
}
