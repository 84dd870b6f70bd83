import type { Clock } from './clock.ts';
import type { Files } from './files.ts';
import type { Http } from './http.ts';
import type { RepositoryAttestations } from './repository-attestations.ts';
import type { Runner } from './runner.ts';
import type { WorkflowArtifacts } from './workflow-artifacts.ts';

/** The machine, as the stages see it: everything with an effect. */
export interface Platform {
  readonly clock: Clock;
  readonly files: Files;
  readonly http: Http;
  readonly runner: Runner;
  readonly artifacts: WorkflowArtifacts;
  readonly repositoryAttestations: RepositoryAttestations;
}
