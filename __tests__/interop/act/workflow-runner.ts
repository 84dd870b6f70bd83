// act, a workflow runner written by others, without containers: jobs run as processes of this machine.
import { execFile, spawn } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { home } from '../stack.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PLATFORMS = ['ubuntu-latest', 'windows-latest', 'macos-latest'];

export interface Workflow {
  /** A folder for this run alone; the repository is made below it. */
  readonly folder: string;
  readonly text: string;
  /** The workflow's file name; `release.yml` where not given. */
  readonly name?: string;
  /** More files of the repository, by path. */
  readonly files?: Readonly<Record<string, Uint8Array | string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Folders that stand for actions, by `OWNER/NAME@REF`. */
  readonly actions?: Readonly<Record<string, string>>;
  /** Programs that steps find first, by name: the text of a shell script. */
  readonly programs?: Readonly<Record<string, string>>;
}

export interface WorkflowResult {
  readonly exitCode: number | null;
  /** Without the lines that mask secrets. */
  readonly log: string;
}

/** The action as its users get it, with other defaults for some inputs. */
export async function copyAction(
  folder: string,
  defaults: Readonly<Record<string, string>> = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await cp(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
  const action: unknown = parse(await readFile(join(ROOT, 'action.yml'), 'utf8'));
  for (const [name, value] of Object.entries(defaults)) {
    Reflect.set(Object(Reflect.get(Object(Reflect.get(Object(action), 'inputs')), name)), 'default', value);
  }
  await writeFile(join(folder, 'action.yml'), stringify(action));
}

/** Puts another root.json in place of that of GitHub's TUF repository, which is data in the bundled action. @throws {Error} where it has none */
export async function exchangeGithubRoot(action: string, root: Buffer): Promise<void> {
  const embedded = /^var github_root_default = \{$[^]*?^\};$/m;
  const names = await readdir(join(action, 'dist'), { recursive: true });
  for (const name of names.filter((each) => each.endsWith('.mjs'))) {
    const path = join(action, 'dist', name);
    const code = await readFile(path, 'utf8');
    if (!embedded.test(code)) continue;
    await writeFile(
      path,
      code.replace(embedded, () => `var github_root_default = ${root.toString()};`),
    );
    return;
  }
  throw new Error("the bundled action has no root of GitHub's TUF repository");
}

/** Runs a workflow to its end, as a push to a repository of its own. */
export async function runWorkflow(workflow: Workflow): Promise<WorkflowResult> {
  const repository = join(workflow.folder, 'repository');
  const programs = join(workflow.folder, 'programs');
  const file = join('.github', 'workflows', workflow.name ?? 'release.yml');
  const files = { ...workflow.files, [file]: workflow.text };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(repository, path)), { recursive: true });
    await writeFile(join(repository, path), content);
  }
  await mkdir(programs, { recursive: true });
  for (const [name, text] of Object.entries(workflow.programs ?? {})) {
    await writeFile(join(programs, name), text);
    await chmod(join(programs, name), 0o755);
  }
  await commit(repository);
  const pairs = (flag: string, values: Readonly<Record<string, string>> = {}): string[] =>
    Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
  const settings = [
    ...PLATFORMS.flatMap((platform) => ['-P', `${platform}=-self-hosted`]),
    '--no-cache-server',
    '--action-cache-path',
    join(workflow.folder, 'cache'),
    ...pairs('--env', workflow.environment),
    ...pairs('--secret', workflow.secrets),
    ...pairs('--local-repository', workflow.actions),
  ];
  // act runs the first node on its own PATH.
  const node = dirname(process.env['WHEELSEAL_NODE'] ?? process.execPath);
  const env = {
    PATH: [programs, node, process.env['PATH']].join(delimiter),
    HOME: workflow.folder,
    ACT_DISABLE_VERSION_CHECK: '1',
    ...workflow.secrets,
  };
  return act(['push', '-W', file, ...settings], repository, env);
}

/** act reads ref and commit from git, and takes the checkout step as done where the repository is there. */
async function commit(repository: string): Promise<void> {
  const git = (...args: string[]) => promisify(execFile)('git', args, { cwd: repository });
  await git('init', '--quiet', '--initial-branch=main');
  await git('remote', 'add', 'origin', 'https://github.com/octo/demo');
  await git('add', '--all', '--force');
  const author = ['-c', 'user.name=octocat', '-c', 'user.email=octocat@example.org'];
  await git(...author, 'commit', '--quiet', '-m', 'Release');
}

function act(args: readonly string[], cwd: string, env: Record<string, string>): Promise<WorkflowResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(home(), 'bin', 'act'), args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, log: withoutMasks(log) }));
  });
}

const withoutMasks = (log: string): string =>
  log
    .split('\n')
    .filter((line) => !line.includes('add-mask'))
    .join('\n');
