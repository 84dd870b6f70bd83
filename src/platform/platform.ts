import type { Clock } from '../ground/clock.ts';
import type { Files } from './files.ts';
import type { RepositoryAttestations, WorkflowArtifacts } from './github-stores.ts';
import type { Http } from '../ground/http.ts';
import type { Runner } from './runner.ts';

/** Everything with an effect, as the stages see it. */
export interface Platform {
  readonly clock: Clock;
  readonly files: Files;
  readonly http: Http;
  readonly runner: Runner;
  readonly artifacts: WorkflowArtifacts;
  readonly repositoryAttestations: RepositoryAttestations;
}
