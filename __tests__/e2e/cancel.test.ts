import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import { removeRuns, runAction, type ActionResult, type ActionRun } from '../testbed/run-action.ts';
import { startTestbed, type Testbed } from '../testbed/testbed.ts';

// Each run is a process of its own, and a cancelled one takes its seconds.
jest.setTimeout(60_000);

const COUNT = 100;
const RELEASE = Object.fromEntries(
  Array.from({ length: COUNT }, (_, index) => makeSdist({ name: 'demo', version: `1.${index}` })).map(
    ({ name, bytes }) => [`dist/${name}`, bytes],
  ),
);

let testbed: Testbed;
const folders: string[] = [];

beforeEach(async () => {
  testbed = await startTestbed({
    index: { acceptsRekorV2: true },
    sigstore: { checkpointIntervalMs: 300, latency: { rekor1: 100 } },
  });
});

afterEach(async () => {
  await testbed.close();
  await removeRuns();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

interface FileOutput {
  readonly name: string;
  readonly status: string;
  readonly attestations: readonly { readonly path: string; readonly adopted: boolean }[];
}

const filesOf = ({ report }: ActionResult) => report['files'] as readonly FileOutput[];
const signedLines = (log: string): number => log.split('signed, verified and written').length - 1;

/** `dry-run: sign` so that only signing is looked at; an index that takes both logs. */
async function run(rekor: 1 | 2, more: Partial<ActionRun> = {}): Promise<ActionResult> {
  return runAction({
    files: RELEASE,
    environment: testbed.environment,
    inputs: {
      ...testbed.inputs,
      'dry-run': 'sign',
      attestations: 'keep',
      'rekor-version': String(rekor),
    },
    ...more,
  });
}

/** The same job again: same files, same temp folder of the runner. */
async function runAgain(
  rekor: 1 | 2,
  { workspace, temporaryDirectory }: ActionResult,
): Promise<ActionResult> {
  return run(rekor, { files: {}, workspace, temporaryDirectory });
}

const entries = (rekor: 1 | 2): number =>
  rekor === 1 ? testbed.sigstore.rekor1.entries() : testbed.sigstore.rekor2.entries();

/** Lets so many requests for entries be answered; the others are accepted or not, and never answered. */
function answerOnly(count: number, kind: 'hang' | 'keep-answer'): void {
  let posts = 0;
  testbed.sigstore.rekor1.faults.push({
    match: (method) => method === 'POST' && (posts += 1) > count,
    kind,
  });
}

async function attestationsIn({ temporaryDirectory }: ActionResult): Promise<readonly string[]> {
  return (await readdir(join(temporaryDirectory, 'wheelseal-attestations'))).filter((name) =>
    name.endsWith('.publish.attestation'),
  );
}

/** A temp folder of the runner, and what the report in it says of the files at any moment. */
async function jobFolder() {
  const temporaryDirectory = await mkdtemp(join(tmpdir(), 'wheelseal-job-'));
  folders.push(temporaryDirectory);
  const path = join(temporaryDirectory, 'wheelseal-report.json');
  const report = () =>
    (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}) as {
      readonly result?: string;
      readonly files?: readonly FileOutput[];
    };
  return {
    temporaryDirectory,
    report,
    statuses: () =>
      report()
        .files?.map(({ status }) => status)
        .join(),
  };
}

describe.each(['SIGINT', 'SIGTERM'] as const)('after %s in a run of 100 files', (name) => {
  it.each([1, 2] as const)(
    'what is in flight is finished, and nothing is signed again with Rekor v%i',
    async (rekor) => {
      const when = () => entries(rekor) >= 20;
      const first = await run(rekor, { signal: { name, when } });
      expect(first.exitCode).toBe(1);
      expect(first.outputs['result']).toBe('cancelled');
      const kept = filesOf(first).filter(({ attestations }) => attestations.length > 0);
      // Each entry was answered, so each has its attestation.
      expect(kept).toHaveLength(entries(rekor));
      // Of Rekor v1 64 are asked for at once, of v2 up to all.
      expect(kept.length).toBeLessThanOrEqual(rekor === 1 ? COUNT - 1 : COUNT);
      expect(kept.length).toBeGreaterThanOrEqual(20);
      expect(first.log).toContain(
        `because: Cancelled while signing: ${kept.length} of ${COUNT} attestations were created.`,
      );
      for (const { name: file } of kept) {
        const row = first.summary.split('\n').find((line) => line.startsWith(`| ${file} |`));
        expect(row).toMatch(new RegExp(`signed.*Rekor.*v${rekor}`));
      }

      const second = await runAgain(rekor, first);
      expect([second.exitCode, second.outputs['attested'], entries(rekor)]).toEqual([0, 'true', COUNT]);
      const adopted = filesOf(second).filter((file) => file.attestations.some((made) => made.adopted));
      expect(adopted.map((file) => file.name)).toEqual(kept.map((file) => file.name));
    },
  );
});

describe('after SIGTERM', () => {
  it('entries that are not answered are given up in time, and all that was is reported', async () => {
    answerOnly(20, 'hang');
    let signalled = 0;
    const when = (log: string): boolean => {
      if (signalled === 0 && signedLines(log) === 20) signalled = performance.now();
      return signalled > 0;
    };
    const first = await run(1, { signal: { name: 'SIGTERM', when } });
    const seconds = (performance.now() - signalled) / 1000;
    expect(first.exitCode).toBe(1);
    expect(seconds).toBeGreaterThan(2.9);
    expect(seconds).toBeLessThan(5);
    expect(first.outputs['result']).toBe('cancelled');
    expect(first.outputs['attestation-paths']?.split('\n')).toHaveLength(20);
    expect(first.log).toContain('because: Cancelled while signing: 20 of 100 attestations were created.');
    expect(first.summary).toContain('(`CANCELLED`)');

    testbed.sigstore.rekor1.faults.length = 0;
    const second = await runAgain(1, first);
    expect([second.exitCode, entries(1)]).toEqual([0, COUNT]);
  });
});

describe('after SIGTERM during an upload', () => {
  it('the file in flight is finished, and the next run uploads the rest with the attestations there are', async () => {
    const [one, two] = [
      makeWheel({ name: 'demo', version: '9.0' }),
      makeSdist({ name: 'demo', version: '9.0' }),
    ];
    const files = { [`dist/${one.name}`]: one.bytes, [`dist/${two.name}`]: two.bytes };
    await testbed.close();
    testbed = await startTestbed({ index: { latencyMs: 500 } });
    const when = () => testbed.index.requests.some(({ path }) => path === '/legacy/');
    const { environment, inputs } = testbed;
    const first = await runAction({ files, environment, inputs, signal: { name: 'SIGTERM', when } });
    expect([first.exitCode, first.outputs['result']]).toEqual([1, 'cancelled']);
    expect(filesOf(first).map(({ status }) => status)).toEqual(['uploaded', 'signed']);
    for (const line of [`Published: ${one.name}.`, `Not published: ${two.name}.`]) {
      expect(first.log).toContain(line);
    }

    const { workspace, temporaryDirectory } = first;
    const second = await runAction({ environment, inputs, workspace, temporaryDirectory });
    expect([second.exitCode, second.outputs['result']]).toEqual([0, 'published']);
    expect([testbed.index.uploads.length, entries(1)]).toEqual([2, 2]);
  });
});

describe('after SIGKILL in a run of 100 files', () => {
  it.each([
    ['not accepted', 'hang', 0],
    ['accepted without an answer', 'keep-answer', 64],
  ] as const)(
    'nothing that was answered is signed again, where the rest was %s',
    async (_title, kind, unanswered) => {
      answerOnly(30, kind);
      const when = (log: string) => signedLines(log) === 30 && (kind === 'hang' || entries(1) === 94);
      const first = await run(1, { signal: { name: 'SIGKILL', when } });
      expect([first.exitCode, first.outputs['result']]).toEqual([null, undefined]);
      const before = await attestationsIn(first);
      expect(before).toHaveLength(30);

      testbed.sigstore.rekor1.faults.length = 0;
      const second = await runAgain(1, first);
      expect([second.exitCode, second.outputs['attested']]).toEqual([0, 'true']);
      expect(entries(1)).toBe(COUNT + unanswered);
    },
  );

  it('halves of files that were being written do no harm, and go', async () => {
    answerOnly(3, 'hang');
    const first = await run(1, { signal: { name: 'SIGKILL', when: (log) => signedLines(log) === 3 } });
    const folder = join(first.temporaryDirectory, 'wheelseal-attestations');
    const [whole = '', other = ''] = await attestationsIn(first);
    const half = `.${whole}.8a1f6a0e-7c1b-4d67-9f39-0d0f6f7d8c11.tmp`;
    const missing = Object.keys(RELEASE)
      .map((path) => path.slice('dist/'.length))
      .find((name) => !name.startsWith(other) && !whole.startsWith(name) && !other.startsWith(name));
    await writeFile(join(folder, half), '{"version":');
    await writeFile(join(folder, `.${missing}.publish.attestation.unverified`), '{"version":1}');
    testbed.sigstore.rekor1.faults.length = 0;
    const second = await runAgain(1, first);
    expect([second.exitCode, second.outputs['attested'], entries(1)]).toEqual([0, 'true', COUNT]);
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('after SIGKILL, as of a job in a container', () => {
  const [wheel, sdist] = [
    makeWheel({ name: 'demo', version: '9.0' }),
    makeSdist({ name: 'demo', version: '9.0' }),
  ];
  const files = { [`dist/${wheel.name}`]: wheel.bytes, [`dist/${sdist.name}`]: sdist.bytes };

  it('in the middle of signing, the report says what is kept so far', async () => {
    answerOnly(30, 'hang');
    const { temporaryDirectory, report } = await jobFolder();
    const attested = () => report().files?.filter(({ attestations }) => attestations.length > 0) ?? [];
    const when = () => attested().length === 30;
    const first = await run(1, { temporaryDirectory, signal: { name: 'SIGKILL', when } });
    expect(report()).toMatchObject({ result: 'cancelled', error: { code: 'CANCELLED' } });
    const names = attested().map(({ name }) => `${name}.publish.attestation`);
    expect(names.toSorted()).toEqual((await attestationsIn(first)).toSorted());
  });

  it.each([
    ['before the index answers', 'hang', 2],
    ['after the index accepted it and its answer was lost', 'lose-answer', 1],
  ] as const)(
    'in the middle of an upload, %s, the next run takes up what was kept',
    async (_, kind, rest) => {
      await testbed.close();
      testbed = await startTestbed();
      const { environment, inputs, index } = testbed;
      const { temporaryDirectory, statuses } = await jobFolder();
      const posted = () => index.requests.some(({ path }) => path === '/legacy/');
      // What the run then does to learn what became of its upload is not answered either.
      index.faults.push(
        { match: (method, path) => method === 'POST' && path === '/legacy/', kind, times: 1 },
        { match: (method) => posted() && method === 'GET', kind: 'hang' },
      );
      const when = () => posted() && index.uploads.length === 2 - rest && statuses() === 'signed,signed';
      const signal = { name: 'SIGKILL', when } as const;
      const { exitCode, workspace } = await runAction({
        files,
        environment,
        inputs,
        temporaryDirectory,
        signal,
      });
      expect([exitCode, entries(1)]).toEqual([null, 2]);

      index.faults.length = 0;
      const second = await runAction({ environment, inputs, workspace, temporaryDirectory });
      expect([second.exitCode, second.outputs['result'], second.outputs['attested']]).toEqual([
        0,
        'published',
        'true',
      ]);
      expect([index.uploads.length, entries(1)]).toEqual([2, 2]);
    },
  );

  it('between two uploads, the report has the one that was made, and the next run makes the other', async () => {
    await testbed.close();
    testbed = await startTestbed();
    const { environment, inputs, index } = testbed;
    const { temporaryDirectory, statuses } = await jobFolder();
    let posts = 0;
    index.faults.push({
      match: (method, path) => method === 'POST' && path === '/legacy/' && (posts += 1) > 1,
      kind: 'hang',
    });
    const signal = { name: 'SIGKILL', when: () => statuses() === 'uploaded,signed' } as const;
    const { workspace } = await runAction({ files, environment, inputs, temporaryDirectory, signal });
    index.faults.length = 0;
    const second = await runAction({ environment, inputs, workspace, temporaryDirectory });
    expect([second.outputs['result'], second.outputs['attested']]).toEqual(['published', 'true']);
    expect([index.uploads.length, entries(1)]).toEqual([2, 2]);
  });
});
