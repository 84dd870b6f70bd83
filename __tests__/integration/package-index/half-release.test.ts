// What is left of a release of which the index refuses one wheel: pip on that platform must not build from the sdist instead.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { failureText } from '../../../src/report/failure.ts';
import { startRunHarness, type EndedRun, type RunHarness } from '../../support/run-harness.ts';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';

jest.setTimeout(60_000);

const TAG = 'manylinux_2_28_riscv64';
const WHEELS = ['macosx_11_0_arm64', 'manylinux_2_17_x86_64', TAG, 'musllinux_1_2_x86_64', 'win32'].map(
  (platform) => makeWheel({ name: 'demo', version: '1.0', tags: `cp313-cp313-${platform}` }),
);
const SDIST = makeSdist({ name: 'demo', version: '1.0' });
const THIRD = WHEELS[2]?.name ?? '';
const OTHERS = WHEELS.map(({ name }) => name).filter((name) => name !== THIRD);

let harness: RunHarness;
let refused: string | undefined = THIRD;

beforeAll(async () => {
  const refuses = (name: string) =>
    name === refused
      ? ([400, `Binary wheel '${name}' has an unsupported platform tag '${TAG}'.`] as const)
      : undefined;
  harness = await startRunHarness({ index: { refuses } });
});
afterAll(() => harness.close());

const stored = (): readonly string[] => harness.index.files('demo').map(({ filename }) => filename);
const sent = (): readonly string[] => harness.index.uploads.map(({ filename }) => filename);

function statuses({ report }: EndedRun): Readonly<Record<string, string>> {
  return Object.fromEntries(report.files.map(({ name, status }) => [name, status]));
}

describe('a release of five wheels whose third is refused', () => {
  it('is published without its sdist, and says so', async () => {
    const run = await harness.run([...WHEELS, SDIST]);
    expect(run.report.exitCode).toBe(1);
    expect(run.report.result).toBe('partial');
    expect(stored().toSorted()).toEqual(OTHERS.toSorted());
    expect(sent()).not.toContain(SDIST.name);
    expect(statuses(run)).toEqual({
      ...Object.fromEntries(OTHERS.map((name) => [name, 'uploaded'])),
      [THIRD]: 'failed',
      [SDIST.name]: 'signed',
    });
    const text = run.report.failure === undefined ? '' : failureText(run.report.failure);
    expect(text.split('\n').filter((line) => !line.includes('Signed and kept'))).toEqual([
      '1 of 6 files failed:',
      expect.stringMatching(
        new RegExp(
          `^- .* rejected ${THIRD}: 400 Binary wheel '${THIRD}' has an unsupported platform tag '${TAG}'\\.`,
        ),
      ),
      `Published: ${OTHERS.join(', ')}.`,
      `Not published: ${THIRD}, ${SDIST.name}.`,
      `Held back: ${SDIST.name}, because pip would build from it where a wheel is missing.`,
      expect.stringMatching(
        /^Build the wheel for a platform that .* accepts\. The same files would fail again: .* `skip-existing: true`.* until 14 days after its first\.$/,
      ),
      '[UPLOAD_REJECTED]',
    ]);
    expect(run.log).toMatch(
      new RegExp(
        `: the 4 uploaded files carry provenance, from .*; not uploaded: ${THIRD}, ${SDIST.name}\\.$`,
        'm',
      ),
    );
    expect(run.summary).toContain(`Held back: ${SDIST.name}`);
    expect(run.summary).toContain(`| ${SDIST.name} |`);
  });

  it('is so once more while nothing has changed, and only the third is sent', async () => {
    const before = sent().length;
    const run = await harness.run([...WHEELS, SDIST]);
    expect(sent().slice(before)).toEqual([THIRD]);
    expect(run.report.result).toBe('partial');
    expect(statuses(run)).toMatchObject({ [THIRD]: 'failed', [SDIST.name]: 'signed' });
    expect(run.report.failure?.message).toContain('Held back');
  });

  it('is completed by the next run after the fix, its sdist last, all of it with attestations', async () => {
    refused = undefined;
    const before = sent().length;
    const run = await harness.run([...WHEELS, SDIST]);
    expect(sent().slice(before)).toEqual([THIRD, SDIST.name]);
    expect([run.report.exitCode, run.report.result, run.report.failure]).toEqual([0, 'published', undefined]);
    expect(stored()).toHaveLength(6);
    for (const name of stored()) expect(harness.index.provenance(name)).toBeDefined();
  });
});

it('a doubtful wheel that is refused does not hold the sdist back', async () => {
  await harness.restart();
  // PyPI knows no such platform today; what it may know tomorrow is a warning.
  const doubtful = makeWheel({ name: 'demo', version: '2.0', tags: 'cp313-cp313-plan9_4_x86_64' });
  const good = makeWheel({ name: 'demo', version: '2.0', tags: 'cp313-cp313-win32' });
  const sdist = makeSdist({ name: 'demo', version: '2.0' });
  const run = await harness.run([doubtful, good, sdist]);
  expect(sent()).toEqual([good.name, doubtful.name, sdist.name]);
  expect(run.report.result).toBe('partial');
  expect(statuses(run)).toEqual({
    [doubtful.name]: 'failed',
    [good.name]: 'uploaded',
    [sdist.name]: 'uploaded',
  });
  expect(run.report.failure?.message).not.toContain('Held back');
  expect(run.log).toContain('The rest of its release is uploaded nevertheless');
});
