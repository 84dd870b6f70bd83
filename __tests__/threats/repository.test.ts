// The threats of docs/security.md that come by this repository and its workflows.
import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const record = (value: unknown): Record<string, unknown> => ({ ...Object(value) });
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Workflows of this repository, and the ones that documents show. */
const workflows = new Map<string, Record<string, unknown>>([
  ...readdirSync(new URL('.github/workflows/', ROOT))
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => [name, record(parse(read(`.github/workflows/${name}`)))] as const),
  ...['README.md', ...readdirSync(new URL('docs/', ROOT)).map((name) => `docs/${name}`)].flatMap(shownIn),
]);
const own = [...workflows].filter(([name]) => /\.ya?ml$/.test(name));

function shownIn(path: string): readonly (readonly [string, Record<string, unknown>])[] {
  if (!path.endsWith('.md')) return [];
  return [...read(path).matchAll(/^```ya?ml\n([^]*?)^```/gm)].flatMap(([, text = ''], index) => {
    const shown = record(parse(text));
    return 'jobs' in shown ? [[`${path} #${index}`, shown] as const] : [];
  });
}

const jobsOf = (workflow: Record<string, unknown>) => Object.entries(record(workflow['jobs']));
const stepsOf = (job: unknown) => list(record(job)['steps']).map(record);
const commandOf = ({ run }: Record<string, unknown>): string => (typeof run === 'string' ? run : '');
const allSteps = [...workflows].flatMap(([name, workflow]) =>
  jobsOf(workflow).flatMap(([job, body]) => stepsOf(body).map((step) => ({ at: `${name} ${job}`, step }))),
);
const uses = allSteps.flatMap(({ at, step }) =>
  typeof step['uses'] === 'string' ? [{ at, uses: step['uses'], with: record(step['with']) }] : [],
);

describe('the workflows', () => {
  it('T13: cache nothing: not by an action of its own, and not by one that sets up a tool', () => {
    expect(workflows.size).toBeGreaterThan(2);
    const caching = uses.filter(
      (each) =>
        /^actions\/cache\b/.test(each.uses) ||
        (each.with['cache'] !== undefined && each.with['cache'] !== false) ||
        // It caches where it is not told otherwise.
        (each.uses.startsWith('actions/setup-go@') && each.with['cache'] !== false),
    );
    expect(caching).toEqual([]);
  });

  it('T13: nor does the action, which has no way to', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies)).not.toContain('@actions/cache');
  });

  it('T15: pin every action by its full commit', () => {
    const loose = uses.filter(
      (each) => !each.uses.startsWith('./') && !/@(?:[0-9a-f]{40}|<full commit SHA>)$/.test(each.uses),
    );
    expect(uses.length).toBeGreaterThan(3);
    expect(loose).toEqual([]);
  });

  it('T15: give rights to jobs only, and leave no credentials of a checkout behind', () => {
    const rights = own
      .filter(([, { permissions }]) => JSON.stringify(permissions) !== '{}')
      .map(([name]) => name);
    const open = own.flatMap(([name, workflow]) =>
      jobsOf(workflow)
        .filter(([, body]) => record(body)['permissions'] === undefined)
        .map(([job]) => `${name} ${job}`),
    );
    const kept = uses.filter(
      (each) =>
        /\.ya?ml /.test(each.at) &&
        each.uses.startsWith('actions/checkout@') &&
        each.with['persist-credentials'] !== false,
    );
    expect([rights, open, kept]).toEqual([[], [], []]);
  });

  it('T15: are not started by strangers with rights, and put no text of theirs into a shell', () => {
    const triggers = own.flatMap(([name, { on }]) =>
      /pull_request_target|workflow_run|issue_comment/.test(JSON.stringify(on)) ? [name] : [],
    );
    const shells = allSteps.filter(({ step }) =>
      /\$\{\{[^}]*(?:github\.(?:event|head_ref|ref_name)|inputs\.)/.test(commandOf(step)),
    );
    expect([triggers, shells]).toEqual([[], []]);
  });

  it('T15: build dist/ anew and compare it', () => {
    const [, workflow = {}] = own.find(([name]) => name === 'check-dist.yml') ?? [];
    const commands = jobsOf(workflow).flatMap(([, body]) => stepsOf(body).map((step) => commandOf(step)));
    expect(commands.join('\n')).toMatch(/npm ci\nnpm run build\n[^]*git status --porcelain dist[^]*exit 1/);
  });
});

describe('the package', () => {
  const manifest = record(JSON.parse(read('package.json')));
  const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(record(manifest[kind])),
  );

  it('T15: names every dependency by its exact version, and locks all by their hashes', () => {
    const loose = versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(String(version)));
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { integrity?: string; link?: boolean; inBundle?: boolean }>;
    };
    const unhashed = Object.entries(packages).filter(
      ([path, { integrity, link, inBundle }]) => path !== '' && integrity === undefined && !link && !inBundle,
    );
    expect(versions.length).toBeGreaterThan(10);
    expect([loose, unhashed.map(([path]) => path)]).toEqual([[], []]);
  });

  it('T15: runs no scripts of what it installs', () => {
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  });

  it('T15: is one file that runs on Node 24, with no step before or after', () => {
    const { runs } = record(parse(read('action.yml')));
    expect(runs).toEqual({ using: 'node24', main: 'dist/index.mjs' });
  });
});
