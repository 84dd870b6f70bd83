// What is said of a run of forty projects: one message for one reason, however many files it is of.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startRunHarness, type EndedRun, type RunHarness } from '../../support/run-harness.ts';
import { makeSdist } from '../../testbed/make-distributions.ts';
import { PUBLISHER } from '../../testbed/testbed.ts';

jest.setTimeout(60_000);

const PROJECTS = Array.from({ length: 40 }, (_, number) => `demo-${number}`);
const files = (version: string, summary: string) =>
  PROJECTS.map((name) => makeSdist({ name, version, metadata: { Summary: summary } }));

let harness: RunHarness;
let refuses = (_name: string): readonly [number, string] | undefined => undefined;

beforeAll(async () => {
  harness = await startRunHarness({
    index: {
      publishers: PROJECTS.map((project) => ({ ...PUBLISHER, project })),
      refuses: (name) => refuses(name),
    },
  });
});
afterAll(() => harness.close());

/** All annotations of a run, with line feeds. */
function annotationsOf({ log, annotations }: EndedRun): readonly string[] {
  const commands = `${log}${annotations}`
    .split('\n')
    .filter((line) => /^::(error|warning|notice)/.test(line));
  for (const command of commands) expect(Buffer.byteLength(command)).toBeLessThan(4096);
  expect(commands.length).toBeLessThanOrEqual(5);
  return commands.map((line) => line.replaceAll('%0A', '\n'));
}

describe('forty projects', () => {
  it('of which the index refuses 39 for one reason fail with that reason once', async () => {
    refuses = (name) =>
      name.startsWith('demo_0-') ? undefined : [400, `Invalid value for classifiers in ${name}.`];
    const run = await harness.run(files('1.0', 'one'), { attestations: 'never' });
    expect(run.report.result).toBe('partial');
    const [error = '', ...others] = annotationsOf(run).filter((line) => line.startsWith('::error'));
    expect(others).toEqual([]);
    expect(error.match(/Invalid value for classifiers/g)).toHaveLength(1);
    expect(error).toContain('39 of 40 files failed:\n- ');
    expect(error).toMatch(/The same for 38 more: demo_.*\.tar\.gz and 33 more\./);
    expect(run.annotations).toMatch(
      /\nNot published: demo-17 1\.0 \(1 file\)\nand 30 more releases, all in the job summary\n$/,
    );
    for (const { name } of files('1.0', 'one'))
      expect(run.summary).toContain(name.replace('_', String.raw`\_`));
  });

  it('whose files were skipped because the index has others are one warning', async () => {
    refuses = () => undefined;
    await harness.run(files('2.0', 'one'), { attestations: 'never' });
    const run = await harness.run(files('2.0', 'two'), { attestations: 'never', 'skip-existing': 'true' });
    const warnings = annotationsOf(run).filter((line) => line.startsWith('::warning'));
    expect(warnings.filter((line) => line.includes('skip'))).toHaveLength(1);
    expect(warnings.join('\n')).toMatch(/40 of 40 files will be skipped[^]*The same for 39 more: /);
  });
});
