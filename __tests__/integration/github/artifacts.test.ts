// Artifacts of workflow runs: what is stored of a folder, what is taken of one that anybody may have stored, and whose is the last one.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readZip } from '../../../src/distributions/archives/zip.ts';
import { presentFiles, storeArtifact, takeFromArtifact } from '../../../src/github/artifact.ts';
import { fetchLastArtifact } from '../../../src/github/last-artifact.ts';
import { Secret } from '../../../src/ground/secret.ts';
import type { WorkflowArtifacts } from '../../../src/platform/github-stores.ts';
import { createFiles } from '../../../src/platform/local-files.ts';
import { othersBeside } from '../../../src/stages/store-attestations.ts';
import { indexPlatform } from '../../support/virtual-platform.ts';
import { startGithubServices, type ArtifactRun, type GithubServices } from '../../testbed/github-services.ts';
import { makeZip } from '../../testbed/make-distributions.ts';

let folder: string;
let files: ReturnType<typeof createFiles>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheelseal-artifact-'));
  files = createFiles({ workspace: folder, privateDirectory: join(folder, 'private') });
});

afterEach(async () => {
  await files.dispose();
  await rm(folder, { recursive: true, force: true });
});

describe('files to be stored', () => {
  it('are the wanted ones that are there, and no folder of such a name', async () => {
    await writeFile(join(folder, 'a'), 'a');
    await writeFile(join(folder, 'other'), 'other');
    await mkdir(join(folder, 'c'));
    expect(await presentFiles(['a', 'b', 'c'], folder, files)).toEqual([join(folder, 'a')]);
  });

  it('are none in a folder that does not exist', async () => {
    expect(await presentFiles(['a'], join(folder, 'nowhere'), files)).toEqual([]);
  });
});

describe('an artifact whose name the run has already', () => {
  const CONFLICT = 'Failed to CreateArtifact: (409) Conflict: an artifact with this name already exists';
  const reserved = Symbol('in no list');
  type Existing = Buffer | typeof reserved | number | Error;

  /** Stores under a name that stands for `existing`. */
  async function storeBeside(existing: Existing | undefined, again = false) {
    const run = new Map<string, Existing>(existing === undefined ? [] : [['kept', existing]]);
    const calls: string[] = [];
    const artifacts: WorkflowArtifacts = {
      store: async (name, directory, paths) => {
        calls.push(`store ${paths.map((path) => relative(directory, path)).join(' ')}`);
        if (run.has(name)) return { conflict: CONFLICT };
        run.set(name, Buffer.from('new'));
        return { id: 7 };
      },
      download: async (name, directory) => {
        const found = run.get(name);
        if (found instanceof Error) throw found;
        if (typeof found === 'number') return { tooLarge: found };
        if (!Buffer.isBuffer(found)) return undefined;
        const path = join(directory, 'artifact.zip');
        await files.writeAtomically(path, found);
        return { path };
      },
      remove: async (name) => {
        calls.push('remove');
        if (!again) run.delete(name);
      },
    };
    const result = await storeArtifact(
      { name: 'kept', directory: folder, paths: [join(folder, 'a')] },
      othersBeside(new Set(['a', 'b'])),
      { artifacts, files, openZip: readZip },
    );
    return { result, calls };
  }

  const zipOf = (...names: readonly string[]): Buffer =>
    makeZip(names.map((path) => ({ path, content: path })));
  const TAKEN = 'the run already has an artifact of this name';

  it('is stored at once where no other is there', async () => {
    expect(await storeBeside(undefined)).toEqual({ result: { id: 7 }, calls: ['store a'] });
  });

  it.each([
    ['the same file', zipOf('a')],
    ['more of this job’s files', zipOf('a', 'b')],
    ['none of its files', zipOf('b')],
  ])('replaces one that holds %s', async (_, existing) => {
    expect(await storeBeside(existing)).toEqual({
      result: { id: 7 },
      calls: ['store a', 'remove', 'store a'],
    });
  });

  it.each<[string, Existing, string]>([
    ['another file', zipOf('demo.whl'), `${TAKEN}, with other files ('demo.whl')`],
    ['others beside its own', zipOf('a', 'c', 'd', 'e'), `${TAKEN}, with other files ('c' and 2 more)`],
    ['its own in a folder', zipOf('dist/a'), `${TAKEN}, with other files ('dist/a')`],
    ['a folder', zipOf('a', 'b/'), `${TAKEN}, with other files ('b/')`],
    ['its own in other case', zipOf('A'), `${TAKEN}, with other files ('A')`],
    ['no zip file', Buffer.from('<html>'), `${TAKEN}, which could not be read: `],
    ['a file twice', zipOf('a', 'a'), `${TAKEN}, which could not be read: 'a' is in the zip archive twice`],
    ['what cannot be had', new Error('Failed to ListArtifacts'), `${TAKEN}, which could not be read: Failed`],
    ['too much', 67_108_865, `${TAKEN}, with 67108865 bytes, more than this job stores`],
    ['nothing that is listed', reserved, `${CONFLICT}; the service lists no such artifact`],
  ])('leaves one that holds %s', async (_, existing, taken) => {
    const { result, calls } = await storeBeside(existing);
    expect(result).toEqual({ taken: expect.stringContaining(taken) });
    expect(calls).toEqual(['store a']);
  });

  it('gives up where the name is taken again at once', async () => {
    await expect(storeBeside(zipOf('a'), true)).rejects.toThrow(CONFLICT);
  });
});

describe('an artifact of an earlier attempt', () => {
  const take = async (members: Readonly<Record<string, string>>, wanted: readonly string[]) => {
    const path = join(folder, 'artifact.zip');
    await writeFile(
      path,
      makeZip(Object.entries(members).map(([name, content]) => ({ path: name, content }))),
    );
    const directory = join(folder, 'taken');
    await mkdir(directory, { recursive: true });
    return takeFromArtifact(path, wanted, directory, files, readZip);
  };
  const taken = (name: string): Promise<string> => readFile(join(folder, 'taken', name), 'utf8');

  it('gives the wanted files, and replaces none that is there', async () => {
    await mkdir(join(folder, 'taken'));
    await writeFile(join(folder, 'taken', 'b'), 'ours');
    expect(await take({ a: 'theirs', b: 'theirs', c: 'theirs' }, ['a', 'b', 'd'])).toEqual({
      members: ['a', 'b', 'c'],
      taken: ['a'],
    });
    expect([await taken('a'), await taken('b')]).toEqual(['theirs', 'ours']);
    await expect(taken('c')).rejects.toThrow('ENOENT');
  });

  it('gives no file beyond 256 KiB', async () => {
    const most = 256 * 1024;
    expect(await take({ a: 'x'.repeat(most) }, ['a'])).toMatchObject({ taken: ['a'] });
    await expect(take({ e: 'x'.repeat(most + 1) }, ['e'])).rejects.toThrow('262144');
  });
});

describe('the last artifact of a name', () => {
  let github: GithubServices;
  const EARLIER = { id: 7, repository_id: 1001, head_repository_id: 1001, head_branch: 'main' };

  beforeEach(async () => {
    github = await startGithubServices();
  });
  afterEach(() => github.close());

  async function last(name = 'state', maximumBytes = 1000): Promise<string | undefined> {
    const platform = indexPlatform();
    try {
      const bytes = await fetchLastArtifact(
        {
          apiUrl: github.service.url,
          repository: 'octo/demo',
          branch: 'main',
          runId: '42',
          name,
          authorization: new Secret(`Bearer ${github.token}`),
          maximumBytes,
        },
        platform,
      );
      return bytes?.toString();
    } finally {
      await platform.http.close();
    }
  }

  it('is the newest of another run', async () => {
    github.plant('state', Buffer.from('older'), EARLIER);
    github.plant('state', Buffer.from('newer'), { ...EARLIER, id: 8 });
    github.plant('other', Buffer.from('other'), { ...EARLIER, id: 9 });
    expect(await last()).toBe('newer');
    expect(await last('nothing')).toBeUndefined();
  });

  it.each<[string, Partial<ArtifactRun>]>([
    ['this run', { id: 42 }],
    ['a fork', { head_repository_id: 6 }],
    ['another branch', { head_branch: 'evil' }],
  ])('is none of %s', async (_, run) => {
    github.plant('state', Buffer.from('theirs'), { ...EARLIER, ...run });
    expect(await last()).toBeUndefined();
  });

  it.each([
    ['has expired', (artifact: object) => ({ ...artifact, expired: true })],
    ['has another name', (artifact: object) => ({ ...artifact, name: 'states' })],
    ['has no run', (artifact: object) => ({ ...artifact, workflow_run: null })],
    [
      'is of a run whose repository is not said',
      (artifact: object) => ({ ...artifact, workflow_run: { id: 7, head_branch: 'main' } }),
    ],
    ['has no number', (artifact: object) => ({ ...artifact, id: '1' })],
  ])('is none that %s', async (_, alter) => {
    github.plant('state', Buffer.from('theirs'), EARLIER);
    github.service.faults.push({
      match: (_method, path) => path.includes('/artifacts?'),
      kind: 'alter',
      alter: (json) => {
        const listed: unknown = Reflect.get(Object(json), 'artifacts');
        return { artifacts: Array.isArray(listed) ? listed.map((each: object) => alter(each)) : [] };
      },
    });
    expect(await last()).toBeUndefined();
  });

  it('is given with the token for GitHub alone, and within its bound', async () => {
    github.plant('state', Buffer.alloc(1000), EARLIER);
    const tokens: (string | undefined)[] = [];
    github.service.faults.push({
      match: (_method, _path, headers) => {
        tokens.push(headers.authorization);
        return false;
      },
      kind: 'hang',
    });
    expect(await last()).toHaveLength(1000);
    expect(tokens).toEqual([`Bearer ${github.token}`, `Bearer ${github.token}`, undefined]);
    await expect(last('state', 999)).rejects.toThrow('999 bytes');
  });

  it('is asked for three times where GitHub is overloaded', async () => {
    github.service.faults.push({ match: () => true, kind: 'status', status: 503 });
    await expect(last()).rejects.toThrow('answered 503');
    expect(github.service.requests).toHaveLength(3);
  });

  it('can’t be had where GitHub refuses, in its words and without the query', async () => {
    github.mayReadActions = false;
    await expect(last()).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:\d+\/repos\/octo\/demo\/actions\/artifacts\?… answered 403 Resource not accessible by integration$/,
    );
  });
});
