// What is said of a run of forty projects: one message for one reason, however many files it is of.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startRunHarness, type EndedRun, type RunHarness } from '../../support/run-harness.ts';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
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

describe('the notice that lines of packages-dir are uploaded one after the other', () => {
  const said = 'those of the next line after them (';
  const inFolders = (version: string, names = ['demo-1', 'demo-2']) =>
    names.map((name, at) => {
      const { name: file, bytes } = makeSdist({ name, version });
      return { name: `part-${at}/${file}`, bytes };
    });

  it.each([
    ['single directories', '3.0', 'dist/part-0\ndist/part-1', true],
    ['a directory, and a glob for another', '3.1', 'dist/part-0\ndist/part-1/*.tar.gz', true],
    ['one glob', '3.2', 'dist/*', false],
    ['one glob and what it has already', '3.3', 'dist/*\ndist/part-1', false],
    ['one glob and an exclusion', '3.4', 'dist/part-*\n!dist/part-1/*.zip', false],
  ])('is there for %s', async (_, version, lines, there) => {
    const { log, failure } = await harness.run(inFolders(version), {
      attestations: 'never',
      'packages-dir': lines,
    });
    expect(failure).toBeUndefined();
    expect(log.split('::notice').filter((line) => line.includes(said))).toHaveLength(there ? 1 : 0);
  });

  it('is left out for one release in two directories, and where the files of a line exist already', async () => {
    const inputs = { attestations: 'never', 'packages-dir': 'dist/part-0\ndist/part-1' };
    const wheel = makeWheel({ name: 'demo-1', version: '3.5' });
    const [sdist] = inFolders('3.5', ['demo-1']);
    const one = await harness.run(
      [...(sdist ? [sdist] : []), { ...wheel, name: `part-1/${wheel.name}` }],
      inputs,
    );
    expect([one.failure, one.log.includes(said)]).toEqual([undefined, false]);
    const [first, second] = inFolders('3.6');
    const both = [first, second].flatMap((file) => file ?? []);
    await harness.run(both.slice(0, 1), { attestations: 'never', 'packages-dir': 'dist/part-0' });
    const rest = await harness.run(both, inputs);
    expect([rest.failure, rest.log.includes(said)]).toEqual([undefined, false]);
  });
});
