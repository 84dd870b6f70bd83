/** The workflow run that a build provenance is of, as its identity token says. */
export interface BuildRun {
  /** `https://github.com`, without a slash at its end. */
  readonly serverUrl: string;
  /** `OWNER/NAME`. */
  readonly repository: string;
  readonly repositoryId: string;
  readonly ownerId: string;
  /** Git ref; empty where the run has none. */
  readonly ref: string;
  readonly commit: string;
  /** Path of the top-level workflow in its repository. */
  readonly workflowPath: string;
  /** The workflow that defines the job, `OWNER/NAME/.github/workflows/FILE@REF`. */
  readonly jobWorkflowRef: string;
  readonly eventName: string;
  /** `github-hosted` or `self-hosted`. */
  readonly runnerEnvironment: string;
  readonly runId: string;
  readonly runAttempt: string;
}

/** https://slsa.dev/spec/v1.0/provenance, of https://actions.github.io/buildtypes/workflow/v1. */
export interface BuildProvenance {
  readonly buildDefinition: {
    readonly buildType: string;
    readonly externalParameters: object;
    readonly internalParameters: object;
    readonly resolvedDependencies: readonly object[];
  };
  readonly runDetails: {
    readonly builder: { readonly id: string };
    readonly metadata: { readonly invocationId: string };
  };
}

const BUILD_TYPE = 'https://actions.github.io/buildtypes/workflow/v1';

/** The SLSA v1 predicate of a workflow run, as actions/attest-build-provenance writes it. Pure. */
export function buildProvenance(run: BuildRun): BuildProvenance {
  const { serverUrl, ref, runId, runAttempt } = run;
  const repository = `${serverUrl}/${run.repository}`;
  return {
    buildDefinition: {
      buildType: BUILD_TYPE,
      externalParameters: { workflow: { ref, repository, path: run.workflowPath } },
      internalParameters: {
        github: {
          event_name: run.eventName,
          repository_id: run.repositoryId,
          repository_owner_id: run.ownerId,
          runner_environment: run.runnerEnvironment,
        },
      },
      resolvedDependencies: [{ uri: `git+${repository}@${ref}`, digest: { gitCommit: run.commit } }],
    },
    runDetails: {
      builder: { id: `${serverUrl}/${run.jobWorkflowRef}` },
      metadata: { invocationId: `${repository}/actions/runs/${runId}/attempts/${runAttempt}` },
    },
  };
}

/** The run's number in the address of one of its attempts, as a certificate (.1.21) or a provenance has it; undefined in another address. */
export function runIdOf(invocation: string): string | undefined {
  return /\/actions\/runs\/(\d+)(?:\/attempts\/\d+)?$/.exec(invocation)?.[1];
}
