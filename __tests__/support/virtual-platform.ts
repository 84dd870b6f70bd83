import type { Http } from '../../src/ground/http.ts';
import type { Runner } from '../../src/platform/runner.ts';
import { Secret } from '../../src/ground/secret.ts';
import { createHttp } from '../../src/platform/undici-http.ts';
import { virtualClock, type VirtualClock } from './virtual-clock.ts';

/** The platform that the stages of an index use: real HTTP, virtual time, a log in memory. */
export interface IndexPlatform {
  readonly http: Http & { close(): Promise<void> };
  readonly clock: VirtualClock;
  readonly runner: Runner;
  readonly lines: string[];
  readonly masked: string[];
}

export function indexPlatform(): IndexPlatform {
  const lines: string[] = [];
  const masked: string[] = [];
  const write = (line: string) => void lines.push(line);
  const log = {
    info: write,
    debug: write,
    notice: write,
    warning: write,
    error: write,
    group: <T>(_heading: string, work: () => Promise<T>) => work(),
  };
  const runner: Runner = {
    log,
    showHeldAnnotations: () => [],
    job: {
      eventName: 'push',
      repository: 'octo/demo',
      serverUrl: 'https://github.com',
      server: { host: 'github.com', kind: 'github' },
      runId: '1',
      runAttempt: '1',
      actor: 'octo',
      sha: 'c'.repeat(40),
      workflowRef: 'octo/project/.github/workflows/release.yml@refs/tags/v1',
      documents: undefined,
      fromFork: false,
    },
    uploaderSettings: [],
    githubApiUrl: 'https://api.github.com',
    artifactServiceUrl: undefined,
    temporaryDirectory: '/nowhere',
    identityTokenRequest: undefined,
    inputs: () => ({}),
    secret: (value) => {
      masked.push(value);
      return new Secret(value);
    },
    secrets: () => masked.map((value) => ({ name: 'a token of this run', secret: new Secret(value) })),
    keepVisible: () => undefined,
    redact: (text) => masked.reduce((clean, value) => clean.replaceAll(value, '***'), text),
    setOutput: () => undefined,
    writeSummary: async () => undefined,
  };
  const http = createHttp({ environment: {}, userAgent: 'wheelseal/test', log });
  return { http, clock: virtualClock(), runner, lines, masked };
}

/** A runner that keeps nothing of what is logged, and knows no secrets. */
export const SILENT = { log: { info: () => undefined }, redact: (text: string) => text };
