import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { publish } from '../../src/action.ts';
import { endRun } from '../../src/end-run.ts';
import { explain, type Explanation } from '../../src/errors.ts';
import { Ledger } from '../../src/ledger.ts';
import { createRunner } from '../../src/platform/actions-runner.ts';
import type { Http, HttpRequest } from '../../src/ground/http.ts';
import type { Files } from '../../src/platform/files.ts';
import type { Platform } from '../../src/platform/platform.ts';
import type { Run } from '../../src/run.ts';
import { createFiles } from '../../src/platform/local-files.ts';
import { createHttp } from '../../src/platform/undici-http.ts';
import { createRepositoryAttestations, createWorkflowArtifacts } from '../../src/platform/github-stores.ts';
import type { Report } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import type { MadeFile } from '../testbed/make-distributions.ts';
import { startPackageIndex } from '../testbed/package-index/server.ts';
import type { PackageIndexOptions, TestPackageIndex } from '../testbed/package-index/server.ts';
import { startSigstore } from '../testbed/sigstore.ts';
import type { SigstoreOptions, SigstoreTestbed } from '../testbed/sigstore.ts';
import { PUBLISHER } from '../testbed/testbed.ts';
import { virtualClock } from './virtual-clock.ts';

/** How one run of the action ended. */
export interface EndedRun {
  readonly report: Report;
  /** What ended it early, and its causes. */
  readonly failure: Explanation | undefined;
  /** The job summary, in Markdown. */
  readonly summary: string;
  /** All that stands in the log, masking commands left out. */
  readonly log: string;
  /** The warnings and the error at the end of the log, as commands. */
  readonly annotations: string;
  readonly outputs: ReadonlyMap<string, string>;
  /** The text of the report file. */
  readonly json: string;
  /** What is left in the runner's folders, by path. */
  readonly left: ReadonlyMap<string, string>;
  /** The folder that the run had for itself; `temp` in it is the runner's. */
  readonly folder: string;
  /** What this run added: requests to upload that the index answered, entries in both logs. */
  readonly uploads: number;
  readonly entries: number;
  /** Seconds on the run's clock. */
  readonly seconds: number;
}

/** What this machine's own network does to requests; a server can't be made to do these. */
export type NetworkFault = 'refused' | 'hung' | undefined;

/** Whole runs of the action in this process, in virtual time, against an index and a Sigstore on loopback. */
export interface RunHarness {
  readonly sigstore: SigstoreTestbed;
  readonly index: TestPackageIndex;
  /** Of the next runs' jobs, over what every job has; an empty text takes one away. */
  environment: Readonly<Record<string, string>>;
  /** Asked for each request to the index. */
  network: (method: string, path: string) => NetworkFault;
  /** Alters each request on its way, or holds it. */
  alter: (request: HttpRequest) => HttpRequest | Promise<HttpRequest>;
  /** Stands before the disk of the next runs. */
  watch: (files: Files) => Files;
  /** In place of the TUF repositories whose roots are part of the action. */
  embedded: Run['embedded'];
  /** In place of GitHub's stores. */
  stores: Partial<Pick<Platform, 'artifacts' | 'repositoryAttestations'>>;
  /** Cancels the next runs, as a signal does the process. */
  cancelled: AbortSignal;
  /** While it says so no time passes: what sleeps then never wakes by itself. */
  timeStandsStill: () => boolean;
  /** Requests that are under way. */
  requests(): number;
  /** Milliseconds of all sleeps that runs have begun so far. */
  sleeps(): readonly number[];
  /** Cuts the connections of runs under way, as the process does some seconds after a signal. */
  cut(): Promise<void>;
  /** A run of a new job: nothing is left of earlier ones but what is on the index. */
  run(files: readonly MadeFile[], inputs?: Readonly<Record<string, string>>): Promise<EndedRun>;
  /** A new index, with the time back at the machine's. */
  restart(options?: Partial<PackageIndexOptions>): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds of real time that a request hangs before the harness lets its deadline pass in virtual time. */
const HUNG = 40;
/** Nobody listens here. */
const CLOSED = 'http://127.0.0.1:1';

/** How the servers differ from PyPI and its Sigstore. */
export interface RunHarnessOptions {
  readonly sigstore?: SigstoreOptions;
  readonly index?: Partial<PackageIndexOptions>;
  /** Milliseconds by which the Sigstore services' clocks are ahead of the run's. */
  readonly ahead?: number;
}

/** Starts the servers. The time that a run waits for passes at once; all of them but those that are ahead live in it. */
export async function startRunHarness(given: RunHarnessOptions = {}): Promise<RunHarness> {
  let requests = 0;
  const busy = (): boolean => requests > 0 || harness.timeStandsStill();
  let clock = virtualClock(new Date(), busy);
  const now = (): Date => clock.now();
  const sigstore = await startSigstore({
    now: () => new Date(now().getTime() + (given.ahead ?? 0)),
    checkpointIntervalMs: 5,
    ...given.sigstore,
  });
  const entries = (): number => sigstore.rekor1.entries() + sigstore.rekor2.entries();
  let network = createNetwork();
  const open = (options: Partial<PackageIndexOptions> = {}): Promise<TestPackageIndex> =>
    startPackageIndex({
      trustedRoot: () => sigstore.trustedRoot(),
      verifyToken: (token, audience) => sigstore.issuer.verify(token, audience),
      publishers: [{ ...PUBLISHER }],
      now,
      ...given.index,
      ...options,
    });
  let index = await open();

  async function answered(request: HttpRequest): ReturnType<Http['request']> {
    const own = request.url.startsWith(index.url);
    const { pathname: path, search } = new URL(request.url);
    const fault = own ? harness.network(request.method, `${path}${search}`) : undefined;
    if (fault === 'refused') return network.request({ ...request, url: `${CLOSED}${path}` });
    if (fault === undefined) return network.request(request);
    const end = now().getTime() + request.deadline;
    try {
      return await network.request({ ...request, deadline: HUNG, idleDeadline: HUNG });
    } catch (error) {
      // Of requests that hang side by side the time passes once.
      clock.advance(Math.max(0, end - now().getTime()));
      throw error;
    }
  }

  const http: Http = {
    request: async (request) => {
      requests += 1;
      try {
        return await answered(await harness.alter(request));
      } finally {
        requests -= 1;
      }
    },
  };
  const harness: RunHarness = {
    sigstore,
    get index() {
      return index;
    },
    environment: {},
    network: () => undefined,
    alter: (request) => request,
    watch: (files) => files,
    embedded: undefined,
    stores: {},
    cancelled: new AbortController().signal,
    timeStandsStill: () => false,
    requests: () => requests,
    sleeps: () => clock.sleeps,
    cut: async () => {
      const old = network;
      network = createNetwork();
      await old.close();
    },
    run: async (made, inputs = {}) => {
      const root = await mkdtemp(join(tmpdir(), 'wheelseal-run-'));
      try {
        return await runIn(root, made, { ...inputsFor(index, sigstore), ...inputs });
      } finally {
        await rm(root, { recursive: true, force: true });
      }
    },
    restart: async (options) => {
      await index.close();
      harness.stores = {};
      harness.cancelled = new AbortController().signal;
      harness.timeStandsStill = () => false;
      clock = virtualClock(new Date(), busy);
      harness.network = () => undefined;
      harness.alter = (request) => request;
      harness.watch = (files) => files;
      index = await open(options);
    },
    close: async () => {
      await network.close();
      await index.close();
      await sigstore.close();
    },
  };

  async function runIn(
    root: string,
    made: readonly MadeFile[],
    inputs: Readonly<Record<string, string>>,
  ): Promise<EndedRun> {
    await mkdir(join(root, 'dist'));
    for (const { name, bytes } of made) {
      await mkdir(dirname(join(root, 'dist', name)), { recursive: true });
      await writeFile(join(root, 'dist', name), bytes);
    }
    const lines: string[] = [];
    const runner = createRunner(
      { ...environmentOf(root, inputs, sigstore), ...harness.environment },
      (text) => void lines.push(text),
    );
    const files = createFiles({ workspace: root, privateDirectory: join(root, 'private') });
    const ledger = new Ledger();
    const [entriesBefore, uploadsBefore, began] = [entries(), index.uploads.length, now()];
    const { cancelled } = harness;
    let error: unknown;
    try {
      const artifacts = createWorkflowArtifacts(runner.job.server);
      const repositoryAttestations = createRepositoryAttestations(runner.job.repository, runner.job.server);
      const platform = {
        clock,
        files: harness.watch(files),
        http,
        runner,
        artifacts,
        repositoryAttestations,
        ...harness.stores,
      };
      await publish(platform, ledger, cancelled, harness.embedded);
    } catch (thrown) {
      error = thrown;
    }
    await files.dispose();
    const failure = error === undefined ? undefined : explain(error);
    const { redact } = runner;
    const said = lines.length;
    const { record, report } = endRun(
      ledger.snapshot(now()),
      { error, cancelled: cancelled.aborted },
      runner,
    );
    return {
      report,
      summary: redact(renderSummary(report, record)),
      failure,
      log: textOf(lines.slice(0, said)),
      annotations: textOf(lines.slice(said)),
      outputs: new Map([...report.outputs].map(([name, value]) => [name, redact(value)])),
      json: redact(report.json),
      left: await leftIn(root),
      folder: root,
      uploads: index.uploads.length - uploadsBefore,
      entries: entries() - entriesBefore,
      seconds: (now().getTime() - began.getTime()) / 1000,
    };
  }
  return harness;
}

function createNetwork(): ReturnType<typeof createHttp> {
  return createHttp({ environment: {}, userAgent: 'wheelseal/test', log: { debug: () => undefined } });
}

function textOf(lines: readonly string[]): string {
  return lines.filter((line) => !line.startsWith('::add-mask::')).join('');
}

async function leftIn(root: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = paths.map(async (path) => [path, await readFile(path, 'latin1')] as const);
  return new Map(await Promise.all(texts));
}

function inputsFor(index: TestPackageIndex, { tuf }: SigstoreTestbed): Record<string, string> {
  return {
    'repository-url': index.uploadUrl,
    'index-kind': 'pypi',
    'sigstore-tuf-url': tuf.url,
    'sigstore-tuf-root': tuf.rootJson.toString(),
  };
}

function environmentOf(
  root: string,
  inputs: Readonly<Record<string, string>>,
  { issuer }: SigstoreTestbed,
): NodeJS.ProcessEnv {
  const given = Object.entries(inputs).map(
    ([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const,
  );
  return {
    ...Object.fromEntries(given),
    RUNNER_TEMP: join(root, 'temp'),
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REPOSITORY: 'octo/demo',
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_ATTEMPT: '1',
    ACTIONS_ID_TOKEN_REQUEST_URL: issuer.requestUrl,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: issuer.requestToken,
  };
}

/**
 * Publishes a wheel and an sdist that no run of this harness uploaded before, signed and logged in that version of Rekor.
 * The harness's index must accept both: `acceptsRekorV2`.
 */
export async function publishFresh(harness: RunHarness, rekor: 1 | 2): Promise<EndedRun> {
  const { index } = harness;
  const source = { name: 'demo', version: `1.${index.uploads.length}` };
  return harness.run([makeWheel(source), makeSdist(source)], {
    'index-kind': 'generic',
    'check-url': index.simpleUrl,
    'oidc-audience': 'testbed-index',
    attestations: 'require',
    'rekor-version': String(rekor),
  });
}
