import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from '../../src/audit-action.ts';
import type { AuditReport, EndedAudit } from '../../src/audit/report.ts';
import { endAudit } from '../../src/end-audit.ts';
import { createRunner } from '../../src/platform/actions-runner.ts';
import type { Clock } from '../../src/ground/clock.ts';
import type { Http, HttpRequest } from '../../src/ground/http.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createRepositoryAttestations } from '../../src/platform/github-stores.ts';
import { createFiles } from '../../src/platform/local-files.ts';
import { createHttp } from '../../src/platform/undici-http.ts';
import type { PlantedIndex } from './planted-index.ts';

/** How one audit ended. */
export interface EndedAuditRun {
  readonly report: AuditReport;
  readonly findings: readonly {
    readonly kind: string;
    readonly file: string | null;
    readonly message: string;
  }[];
  readonly log: string;
}

/** How the job and its machine differ from those of every audit here. */
export interface AuditMachine {
  readonly environment?: Readonly<Record<string, string>>;
  /** A clock that is told how many requests are under way. */
  readonly clock?: (requests: () => number) => Clock;
  readonly cancelled?: AbortSignal;
  /** Alters each request on its way. */
  readonly alter?: (request: HttpRequest) => HttpRequest;
}

/** One audit of the index in this process, on a machine without an artifact service. */
export async function runAudit(
  { index, trustedRoot }: PlantedIndex,
  inputs: Readonly<Record<string, string>> = {},
  machine: AuditMachine = {},
): Promise<EndedAuditRun> {
  const root = await mkdtemp(join(tmpdir(), 'wheelseal-audit-'));
  const lines: string[] = [];
  const given = { projects: 'demo', index: index.simpleUrl, 'sigstore-trusted-root': trustedRoot, ...inputs };
  const runner = createRunner(
    {
      ...Object.fromEntries(
        Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
      RUNNER_TEMP: join(root, 'temp'),
      GITHUB_REPOSITORY: 'octo/demo',
      ...machine.environment,
    },
    (text) => void lines.push(text),
  );
  const network = createHttp({
    environment: {},
    userAgent: 'wheelseal/test',
    log: { debug: () => undefined },
    redact: (text) => text,
  });
  let requests = 0;
  const http: Http = {
    request: async (request) => {
      requests += 1;
      try {
        return await network.request(machine.alter?.(request) ?? request);
      } finally {
        requests -= 1;
      }
    },
  };
  const files = createFiles({ workspace: root, privateDirectory: join(root, 'private') });
  let ended: EndedAudit | undefined;
  let error: unknown;
  try {
    const platform = {
      clock: machine.clock?.(() => requests) ?? systemClock,
      files,
      http,
      runner,
      artifacts: {
        store: () => Promise.reject(new Error('no artifact service')),
        download: () => Promise.resolve(undefined),
        remove: () => Promise.reject(new Error('no artifact service')),
      },
      repositoryAttestations: createRepositoryAttestations('octo/demo', runner.job.server),
    };
    ended = await audit(platform, machine.cancelled ?? new AbortController().signal);
  } catch (thrown) {
    error = thrown;
  } finally {
    await network.close();
    await files.dispose();
    await rm(root, { recursive: true, force: true });
  }
  const report = endAudit(ended, error, runner);
  return {
    report,
    findings: JSON.parse(report.outputs.get('findings') ?? '[]'),
    log: lines.filter((line) => !line.startsWith('::add-mask::')).join(''),
  };
}
