import type { Log } from '../ground/log.ts';
import type { Secret } from '../ground/secret.ts';
import type { JobServer } from './job-server.ts';

/** What the runner says about the job. All of it comes from the environment; none of it is proof of anything. */
export interface JobFacts {
  readonly eventName: string;
  readonly repository: string;
  /** Without a slash at its end: `https://github.com`. */
  readonly serverUrl: string;
  readonly server: JobServer;
  /** Address of the documents that belong to the running action; undefined where the runner does not say where it came from. */
  readonly documents: string | undefined;
  /** The commit, and the top-level workflow (`OWNER/NAME/.github/workflows/FILE@REF`); empty outside GitHub. */
  readonly sha: string;
  readonly workflowRef: string;
  readonly runId: string;
  readonly runAttempt: string;
  readonly actor: string;
  /** The pull request of the event comes from a fork. */
  readonly fromFork: boolean;
}

/** A setting for another uploader, and what it says: no value leaves the platform. */
export interface UploaderSetting {
  readonly name: string;
  readonly says: 'other-index' | 'credentials' | 'other';
}

/** A secret of the run, and what people call it. */
export interface NamedSecret {
  readonly name: string;
  readonly secret: Secret;
}

export interface Runner {
  readonly log: Log;
  /**
   * At the end of a run: shows of the annotations that were held back as many as a job's page has room for.
   * @returns the texts of those left out, and of those that were cut, without secrets
   */
  readonly showHeldAnnotations: () => readonly string[];
  readonly job: JobFacts;
  /** What the job has for other uploaders, and this one does not read. */
  readonly uploaderSettings: readonly UploaderSetting[];
  /** Of GitHub's REST API, without a slash at its end. */
  readonly githubApiUrl: string;
  /** Of the artifact service; undefined where the runner names none. */
  readonly artifactServiceUrl: string | undefined;
  /** Absolute path of the runner's temp folder, which the job's later steps see too. */
  readonly temporaryDirectory: string;
  /** Where identity tokens are requested; undefined without `id-token: write`, and on servers that issue none. */
  readonly identityTokenRequest: { readonly url: string; readonly token: Secret } | undefined;
  /** The raw text of all inputs that were given, by name; secrets among them already masked and taken from the environment. */
  inputs(): Readonly<Record<string, string>>;
  /** Masks a value in the runner's log, in every form in which it can appear, then wraps it. */
  secret(value: string): Secret;
  /** All secrets of the run that are known by now, with what people call each: `` the secret in `password` ``. */
  secrets(): readonly NamedSecret[];
  /**
   * A text without the secrets of the run, in whatever form it has them; JSON stays JSON. Texts of others go through it before they are
   * cut (`redactedText`), and everything goes through it once more where it leaves the process.
   */
  readonly redact: (text: string) => string;
  /** Names that the run shows whole, of files above all: a given secret that is part of one is not hidden, and one warning says so. */
  keepVisible(names: readonly string[]): void;
  setOutput(name: string, value: string): void;
  writeSummary(markdown: string): Promise<void>;
}
