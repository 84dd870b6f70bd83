// Runs the bundled action as a runner would: inputs and files in the environment, nothing else of this process's.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diskBelow, misplaced, newIn, textsOf } from './left-behind.ts';

export interface ActionRun {
  readonly inputs: Readonly<Record<string, string>>;
  /** More of the environment: the identity token endpoint, proxies. */
  readonly environment?: Readonly<Record<string, string>>;
  /** More secrets that were given to the run and that it must not show: what is in an address, tokens of the testbed. */
  readonly canaries?: readonly string[];
  /** Files of the workspace, by path. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
  /** Folder to use as workspace instead of a new one. */
  readonly workspace?: string;
  /** Folder to use as the runner's temp folder instead of a new one: a later step of the same job. */
  readonly temporaryDirectory?: string;
  /** What the runner starts; the bundled action where not given. */
  readonly main?: string;
  /** The Node to run it with; this process's own by default. */
  readonly node?: string;
  /** Sent once the log so far, or what a test counts elsewhere, says so. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly when: (output: string) => boolean };
}

export interface ActionResult {
  readonly exitCode: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly report: Record<string, unknown>;
  readonly workspace: string;
  readonly temporaryDirectory: string;
  /** All that left the process: log, outputs, summary, state, environment, and every file that it left. */
  readonly everything: string;
}

const roots: string[] = [];

export const ACTION_MAIN = fileURLToPath(new URL('../../dist/index.mjs', import.meta.url));

/** What a runner starts for the audit. */
export const AUDIT_MAIN = fileURLToPath(new URL('../../dist/audit.mjs', import.meta.url));

const CTRL_C = fileURLToPath(new URL('./ctrl-c.mjs', import.meta.url));

/** Removes the folders of all runs so far; until then a later run may be of the same job, and a test may look into them. */
export async function removeRuns(): Promise<void> {
  for (const root of roots.splice(0)) await rm(root, { recursive: true, force: true });
}

export async function runAction(run: ActionRun): Promise<ActionResult> {
  const root = await mkdtemp(join(tmpdir(), 'wheelseal-run-'));
  roots.push(root);
  const workspace = run.workspace ?? join(root, 'workspace');
  const temporaryDirectory = run.temporaryDirectory ?? join(root, 'temp');
  for (const folder of [workspace, temporaryDirectory]) await mkdir(folder, { recursive: true });
  for (const [path, bytes] of Object.entries(run.files ?? {})) {
    await mkdir(join(workspace, path, '..'), { recursive: true });
    await writeFile(join(workspace, path), bytes);
  }
  const commandFiles = await makeCommandFiles(root);
  const environment: Record<string, string> = {
    ...runnerEnvironment(workspace, temporaryDirectory),
    ...commandFiles,
    ...inputVariables({ 'github-token': CANARIES.githubToken, ...run.inputs }),
    ...run.environment,
  };
  const before = await diskBelow(workspace, temporaryDirectory);
  const { exitCode, log } = await runNode(run, workspace, environment);
  const after = await diskBelow(workspace, temporaryDirectory);
  const left = newIn(after, before);
  const attestations = join(
    workspace,
    run.inputs['attestations-dir'] ?? relative(workspace, join(temporaryDirectory, 'wheelseal-attestations')),
  );
  // A killed process has no end at which it could tidy up.
  const wrong =
    exitCode === null ? [] : misplaced(left, after, { temporary: temporaryDirectory, attestations });
  if (wrong.length > 0) throw new Error(`the run left files where none may be: ${wrong.join(', ')}`);
  const texts = await Promise.all(Object.values(commandFiles).map((path) => readFile(path, 'utf8')));
  const [output = '', summary = '', ...others] = texts;
  if (others.join('') !== '') throw new Error(`the run left state or environment:\n${others.join('\n')}`);
  const outputs = parseOutputs(output);
  const reportText = outputs['report'] === undefined ? '{}' : await readFile(outputs['report'], 'utf8');
  const everything = [log, ...texts, reportText, await textsOf(left, after)].join('\n');
  const given = [environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN'], run.inputs['password']];
  refuseSecrets(everything, [...given, ...Object.values(CANARIES), ...(run.canaries ?? [])]);
  const report = JSON.parse(reportText) as Record<string, unknown>;
  return { exitCode, log, outputs, summary, report, workspace, temporaryDirectory, everything };
}

/** What escapes of Markdown, HTML, JSON, URLs and base64 change. */
const SPECIAL = '_-/+=&|<`';

/** Secrets that every run has in its environment. */
const CANARIES = {
  proxyPassword: `canary${SPECIAL}of-the-proxy`,
  githubToken: `ghs_canary${SPECIAL}OfTheGithubToken`,
};

/** The files through which a step speaks to the runner, outputs and summary first. */
async function makeCommandFiles(root: string): Promise<Record<string, string>> {
  const names = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_PATH'];
  const files = Object.fromEntries(names.map((name) => [name, join(root, name)]));
  for (const path of Object.values(files)) await writeFile(path, '');
  return files;
}

/** Every form in which a reader could have the secret from a text. */
function formsOf(secret: string): readonly string[] {
  const basic = ['__token__', 'canary-user'].map((user) =>
    Buffer.from(`${user}:${secret}`).toString('base64'),
  );
  const percent = encodeURIComponent(secret);
  const lower = percent.replaceAll(/%../g, (code) => code.toLowerCase());
  return [secret, percent, lower, JSON.stringify(secret).slice(1, -1), ...entityFormsOf(secret), ...basic];
}

/** As HTML has it: its five characters by name, or all but letters and digits by number. */
export function entityFormsOf(secret: string): readonly string[] {
  const names = new Map([
    ['&', 'amp'],
    ['<', 'lt'],
    ['>', 'gt'],
    ['"', 'quot'],
    ["'", '#39'],
  ]);
  const numbered = (write: (code: number) => string): string =>
    secret.replaceAll(/[^a-z\d]/gi, (character) => `&#${write(character.charCodeAt(0))};`);
  return [
    secret.replaceAll(/[&<>"']/g, (character) => `&${names.get(character)};`),
    numbered(String),
    numbered((code) => `x${code.toString(16)}`),
    numbered((code) => `x${code.toString(16).toUpperCase()}`),
  ];
}

/** No run of any test may show a token; the runner keeps the masking commands to itself. */
function refuseSecrets(everything: string, known: readonly (string | undefined)[]): void {
  const visible = everything.replaceAll(/^::add-mask::.*$/gm, '');
  const secrets = known
    .flatMap((secret) => (secret === undefined || secret.length < 4 ? [] : formsOf(secret)))
    .filter((form) => visible.includes(form));
  const tokens = visible.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+|pypi-[\w-]{16,}/g) ?? [];
  if (secrets.length + tokens.length > 0) {
    throw new Error(`the run shows secrets: ${[...secrets, ...tokens].join(', ')}\n${visible}`);
  }
}

function runnerEnvironment(workspace: string, temporary: string) {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: temporary,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REPOSITORY: 'octo/demo',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_ACTOR: 'octocat',
    RUNNER_TEMP: temporary,
    // Nobody listens there, and nothing on loopback goes through it.
    HTTPS_PROXY: `http://canary-user:${encodeURIComponent(CANARIES.proxyPassword)}@127.0.0.1:9`,
    NO_PROXY: 'localhost,127.0.0.1',
  };
}

/** As a runner passes them: upper case, spaces replaced, the default of action.yml left to the action. */
function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

function runNode(run: ActionRun, cwd: string, env: Record<string, string>) {
  return new Promise<{ exitCode: number | null; log: string }>((resolve, reject) => {
    const child = spawn(
      run.node ?? process.env['WHEELSEAL_NODE'] ?? process.execPath,
      [run.main ?? ACTION_MAIN],
      {
        cwd,
        env,
        // On Windows a console of its own, in which Ctrl-C reaches this process alone.
        windowsHide: true,
      },
    );
    const send = sender(child, run.signal?.name);
    let log = '';
    let signalled = false;
    const look = () => {
      if (!signalled && run.signal?.when(log) === true) {
        signalled = true;
        send();
      }
    };
    const take = (chunk: Buffer) => {
      log += chunk.toString();
      look();
    };
    // What the testbed counts changes without a line in the log.
    const looking = setInterval(look, 50);
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearInterval(looking);
      resolve({ exitCode, log });
    });
  });
}

/** Sends a signal, or what a runner does in its place on Windows: `kill` would end the process at once there. */
function sender(child: ChildProcess, name: NodeJS.Signals | undefined): () => void {
  if (process.platform !== 'win32' || name === undefined || name === 'SIGKILL') return () => child.kill(name);
  const helper = spawn(process.execPath, [CTRL_C, String(child.pid)], {
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.once('close', () => helper.kill());
  // It may have ended before it was told anything, with the process that it is for.
  helper.stdin.on('error', () => {});
  return () => helper.stdin.end('now');
}

/** The `name<<DELIMITER` and `name=value` forms of GITHUB_OUTPUT. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const heredoc = /^([^=<]+)<<(.+)$/.exec(line);
    if (heredoc?.[1] !== undefined) {
      const end = lines.indexOf(heredoc[2] ?? '', index);
      outputs[heredoc[1]] = lines.slice(index + 1, end).join('\n');
      index = end;
    } else if (/^[^=]+=/.test(line)) {
      const at = line.indexOf('=');
      outputs[line.slice(0, at)] = line.slice(at + 1);
    }
  }
  return outputs;
}
