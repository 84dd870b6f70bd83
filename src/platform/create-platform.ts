import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cwd } from 'node:process';
import manifest from '../../package.json' with { type: 'json' };
import { createRunner } from './actions-runner.ts';
import { createFiles } from './local-files.ts';
import { makeDirectory } from './make-directory.ts';
import type { Platform } from './platform.ts';
import { systemClock } from './clock.ts';
import { createRepositoryAttestations, createWorkflowArtifacts } from './github-stores.ts';
import { createHttp } from './undici-http.ts';

/** The platform of this process, with its end. */
interface LocalPlatform extends Platform {
  /** Reads proxies and certificate authorities. @throws {ActionError} INPUT_INVALID where the environment forbids safe connections. */
  openConnections(): void;
  /** Cuts all connections: what is in flight fails now. */
  closeConnections(): Promise<void>;
  /** Closes connections and files, and removes the private folder of the run. */
  dispose(): Promise<void>;
}

/**
 * The platform that a job step runs on: its environment, standard output, disk, network and clock.
 * @param environment the process's own; secrets are taken out of it
 * @param write writes to standard output
 */
export async function createPlatform(
  environment: NodeJS.ProcessEnv,
  write: (text: string) => void,
): Promise<LocalPlatform> {
  // Without a folder of the job, one of its own: a name in the machine's that is always the same could be another user's.
  environment['RUNNER_TEMP'] ||= await mkdtemp(join(tmpdir(), 'wheelseal-'));
  const runner = createRunner(environment, write);
  await makeDirectory(runner.temporaryDirectory);
  // mkdtemp makes it 0700: nobody else on a shared runner may plant files there.
  const privateDirectory = await mkdtemp(join(resolve(runner.temporaryDirectory), 'wheelseal-'));
  const files = createFiles({
    workspace: resolve(environment['GITHUB_WORKSPACE'] ?? cwd()),
    privateDirectory,
  });
  const http = createHttp({
    environment,
    userAgent: `wheelseal/${manifest.version}`,
    log: runner.log,
    redact: (text) => runner.redact(text),
  });
  const dispose = async (): Promise<void> => {
    await http.close();
    await files.dispose();
  };
  const artifacts = createWorkflowArtifacts(runner.job.server);
  const repositoryAttestations = createRepositoryAttestations(runner.job.repository, runner.job.server);
  const ports = { clock: systemClock, files, http, runner, artifacts, repositoryAttestations };
  return {
    ...ports,
    openConnections: () => http.open(),
    closeConnections: () => http.close(),
    dispose,
  };
}
