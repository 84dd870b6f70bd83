// Whole runs of the action in this process: a testbed, a clock that nothing waits for, and requests that a test may alter.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publish } from '../../src/action.ts';
import { explain, type Explanation } from '../../src/errors.ts';
import type { FileRecord } from '../../src/records.ts';
import { Ledger } from '../../src/ledger.ts';
import { createRunner } from '../../src/platform/actions-runner.ts';
import type { HttpRequest } from '../../src/platform/http.ts';
import { createFiles } from '../../src/platform/local-files.ts';
import { createRepositoryAttestations, createWorkflowArtifacts } from '../../src/platform/github-stores.ts';
import { createHttp } from '../../src/platform/undici-http.ts';
import { makeReport, type Result } from '../../src/report/report.ts';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import { startTestbed, type Testbed, type TestbedOptions } from '../testbed/testbed.ts';
import { virtualClock } from './virtual-clock.ts';

/** How one run ended. */
export interface StoryEnd {
  readonly result: Result;
  readonly failure: Explanation | undefined;
  readonly files: readonly FileRecord[];
  readonly log: string;
  /** What this run added: uploads at the index, entries in both logs. */
  readonly uploads: number;
  readonly entries: number;
  /** Seconds on the run's clock. */
  readonly seconds: number;
}

export interface StoryBench {
  readonly testbed: Testbed;
  /** Alters requests on their way; undefined sends them as they are. */
  alter: ((request: HttpRequest) => HttpRequest) | undefined;
  /** Publishes a release that no run had before: a wheel and an sdist, signed and logged in that Rekor. */
  run(rekor: 1 | 2): Promise<StoryEnd>;
  close(): Promise<void>;
}

/** @param ahead milliseconds by which the services' clocks are ahead of the run's */
export async function startStoryBench(ahead = 0, options: TestbedOptions = {}): Promise<StoryBench> {
  let requests = 0;
  let releases = 0;
  const clock = virtualClock(new Date(), () => requests > 0);
  const testbed = await startTestbed({
    ...options,
    // The index lives in real time: its tokens must outlive the hours that the virtual clock makes of it.
    index: { acceptsRekorV2: true, tokenLifetime: 3_000_000, ...options.index },
    sigstore: {
      now: () => new Date(clock.now().getTime() + ahead),
      checkpointIntervalMs: 5,
      ...options.sigstore,
    },
  });
  const { rekor1, rekor2 } = testbed.sigstore;
  const entries = () => rekor1.entries() + rekor2.entries();

  async function run(rekor: 1 | 2): Promise<StoryEnd> {
    const folder = await mkdtemp(join(tmpdir(), 'wheelseal-story-'));
    releases += 1;
    await mkdir(join(folder, 'dist'));
    const source = { name: 'demo', version: `1.${releases}` };
    for (const { name, bytes } of [makeWheel(source), makeSdist(source)]) {
      await writeFile(join(folder, 'dist', name), bytes);
    }
    let log = '';
    const runner = createRunner(environmentOf(testbed, rekor, folder), (text) => (log += text));
    const files = createFiles({ workspace: folder, privateDirectory: join(folder, 'private') });
    const network = createHttp({ environment: {}, userAgent: 'wheelseal-test', log: runner.log });
    const http = {
      request: async (request: HttpRequest) => {
        requests += 1;
        try {
          return await network.request(bench.alter?.(request) ?? request);
        } finally {
          requests -= 1;
        }
      },
    };
    // Not asked for by these runs.
    const artifacts = createWorkflowArtifacts();
    const repositoryAttestations = createRepositoryAttestations(runner.job.repository);
    const ledger = new Ledger(() => clock.now());
    const [entriesBefore, uploadsBefore, began] = [entries(), testbed.index.uploads.length, clock.now()];
    let error: unknown;
    try {
      await publish(
        { clock, files, http, runner, artifacts, repositoryAttestations },
        ledger,
        new AbortController().signal,
      );
    } catch (thrown) {
      error = thrown;
    }
    await network.close();
    await files.dispose();
    await rm(folder, { recursive: true, force: true });
    return {
      result: makeReport(ledger, { error, cancelled: false }).result,
      failure: error === undefined ? undefined : explain(error),
      files: ledger.files(),
      log,
      uploads: testbed.index.uploads.length - uploadsBefore,
      entries: entries() - entriesBefore,
      seconds: (clock.now().getTime() - began.getTime()) / 1000,
    };
  }

  const bench: StoryBench = { testbed, alter: undefined, run, close: () => testbed.close() };
  return bench;
}

function environmentOf(testbed: Testbed, rekor: 1 | 2, folder: string): Record<string, string> {
  const inputs: Record<string, string> = {
    ...testbed.inputs,
    'index-kind': 'generic',
    'check-url': testbed.index.simpleUrl,
    'oidc-audience': 'testbed-index',
    attestations: 'require',
    'rekor-version': String(rekor),
  };
  return {
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    ...testbed.environment,
    GITHUB_REPOSITORY: 'octo/demo',
    GITHUB_RUN_ID: '42',
    RUNNER_TEMP: join(folder, 'temp'),
  };
}
