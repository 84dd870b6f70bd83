// The bundled audit, run after run: what it keeps in an artifact, and what it then sees.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startPlantedIndex, type PlantedIndex } from '../support/planted-index.ts';
import { startGithubServices, type GithubServices } from '../testbed/github-services.ts';
import { makeZip } from '../testbed/make-distributions.ts';
import { AUDIT_MAIN, removeRuns, runAction, type ActionResult } from '../testbed/run-action.ts';

let planted: PlantedIndex;
let github: GithubServices;
beforeAll(async () => {
  planted = await startPlantedIndex();
  for (const version of ['1.0', '2.0']) {
    await planted.plant({ version, uploadedAt: `2026-0${version[0]}-01T00:00:00Z` });
  }
});
afterAll(async () => {
  await planted.close();
  await removeRuns();
});
beforeEach(async () => {
  github = await startGithubServices();
});
afterEach(() => github.close());

/** An audit by one more run of the workflow. */
async function audit(inputs: Record<string, string> = {}): Promise<ActionResult> {
  github.run = { ...github.run, id: github.run.id + 1 };
  return runAction({
    main: AUDIT_MAIN,
    inputs: {
      projects: 'demo',
      index: planted.index.simpleUrl,
      'sigstore-trusted-root': planted.trustedRoot,
      'github-token': github.token,
      ...inputs,
    },
    environment: {
      ...github.environment(),
      GITHUB_RUN_ID: String(github.run.id),
      GITHUB_WORKFLOW_REF: 'octo/demo/.github/workflows/audit.yml@refs/heads/main',
    },
  });
}

const kindsOf = ({ outputs }: ActionResult): string[] =>
  (JSON.parse(outputs['findings'] ?? '[]') as { kind: string }[]).map(({ kind }) => kind);

describe('an audit after another', () => {
  it('finds what vanished and what was yanked since, once', async () => {
    const name = await planted.plant({ version: '3.0', uploadedAt: '2026-03-01T00:00:00Z' });
    const first = await audit();
    expect(first.log).toContain('No last audit: no earlier run of main has the artifact wheelseal-audit');
    expect([first.exitCode, first.outputs['result']]).toEqual([0, 'clean']);
    expect([...github.artifacts().keys()]).toEqual(['wheelseal-audit']);

    planted.remove(name);
    planted.yanked.set('demo-2.0-py3-none-any.whl', true);
    const second = await audit();
    expect([second.exitCode, second.outputs['result']]).toEqual([1, 'findings']);
    expect(kindsOf(second)).toEqual(['vanished', 'yanked']);
    expect(second.report['lastAudit']).toEqual(expect.stringMatching(/^\d{4}-/));

    const third = await audit();
    expect(kindsOf(third)).toEqual([]);
    planted.yanked.clear();
  });

  it('finds bytes and provenance that are not those of before', async () => {
    await audit();
    const [file] = planted.index.files('demo');
    if (file === undefined) throw new Error('there is no file');
    const { attestations, sha256 } = file;
    file.attestations = [];
    expect(kindsOf(await audit())).toEqual(['not-attested']);
    file.attestations = attestations;
    file.sha256 = 'f'.repeat(64);
    expect(kindsOf(await audit())).toEqual(['other-bytes']);
    file.sha256 = sha256;
  });

  it('asks only for what changed, and verifies only that', async () => {
    const before = planted.index.requests.length;
    await audit();
    const sent = planted.index.sent.slice(before);
    expect(sent).toEqual([200, 200, 200]);
    await audit();
    expect(planted.index.sent.slice(before + 3)).toEqual([304, 304, 304]);
  });

  const STATE = { path: 'wheelseal-audit.json' };
  const otherIndex = { version: 1, at: '2026-01-01T00:00:00Z', index: 'https://other.test/simple/' };

  it.each([
    ['leaves an artifact of the same run with other files', { path: 'a.txt', content: 'a' }, 'other files ('],
    [
      'leaves the result of another audit',
      { ...STATE, content: JSON.stringify(otherIndex) },
      'the result of another audit.',
    ],
  ])('%s', async (_, member, words) => {
    const theirs = makeZip([member]);
    github.plant('wheelseal-audit', theirs, { ...github.run, id: github.run.id + 1 });
    const { log, exitCode } = await audit();
    expect(log).toContain(`the run already has an artifact of this name, with ${words}`);
    expect([exitCode, github.artifacts().get('wheelseal-audit')]).toEqual([0, theirs]);
  });

  it('leaves the result of an audit of other projects, and replaces its own', async () => {
    await audit();
    const [own = Buffer.alloc(0)] = [...github.artifacts().values()];
    const sameRun = (): void => void (github.run = { ...github.run, id: github.run.id - 1 });
    sameRun();
    expect((await audit()).log).toContain('Stored for the next audit as the artifact');
    const [replaced] = [...github.artifacts().values()];
    expect(replaced).not.toEqual(own);
    sameRun();
    expect((await audit({ projects: 'other' })).log).toContain('with the result of another audit.');
    expect([...github.artifacts().values()]).toEqual([replaced]);
  });

  it.each([
    ['of a fork', { head_repository_id: 6 }],
    ['of another branch', { head_branch: 'evil' }],
  ])('does not take the artifact %s', async (_, run) => {
    await audit();
    const [zip] = [...github.artifacts().values()];
    await github.close();
    github = await startGithubServices();
    github.plant('wheelseal-audit', zip ?? Buffer.alloc(0), { ...github.run, id: 7, ...run });
    const { log, exitCode } = await audit();
    expect(log).toContain('No last audit:');
    expect(exitCode).toBe(0);
  });

  it.each([
    [
      'may not be read',
      () => void (github.mayReadActions = false),
      'answered 403 Resource not accessible by integration. In a private repository the job needs `actions: read`.',
    ],
    [
      'is no zip file',
      () => github.plant('wheelseal-audit', Buffer.from('no zip'), { ...github.run, id: 7 }),
      'The last audit could not be read',
    ],
  ])('goes on without an artifact that %s', async (_, plant, text) => {
    plant();
    const { log, exitCode } = await audit();
    expect(log).toContain(text);
    expect(exitCode).toBe(0);
  });
});

it('fails where its inputs can not be meant, without a result', async () => {
  const { exitCode, outputs, log } = await audit({ projects: '' });
  expect(exitCode).toBe(1);
  expect(outputs['result']).toBeUndefined();
  expect(log).toContain('projects: name one project per line');
});
