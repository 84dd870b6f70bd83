// Runs the bundled action as a runner would: inputs and files in the environment, nothing else of this process's.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ActionRun {
  readonly inputs: Readonly<Record<string, string>>;
  /** More of the environment: the identity token endpoint, proxies. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Files of the workspace, by path. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
  /** Folder to use as workspace instead of a new one. */
  readonly workspace?: string;
  /** Folder to use as the runner's temp folder instead of a new one: a later step of the same job. */
  readonly temporaryDirectory?: string;
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
  /** All that left the process: log, outputs, summary, report. */
  readonly everything: string;
}

const roots: string[] = [];

export const ACTION_MAIN = fileURLToPath(new URL('../../dist/index.mjs', import.meta.url));

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
  const [outputFile, summaryFile] = [join(root, 'output'), join(root, 'summary')];
  await writeFile(outputFile, '');
  await writeFile(summaryFile, '');
  const environment: Record<string, string> = {
    ...runnerEnvironment(workspace, temporaryDirectory, outputFile, summaryFile),
    ...inputVariables(run.inputs),
    ...run.environment,
  };
  const { exitCode, log } = await runNode(run, workspace, environment);
  const [output, summary] = [await readFile(outputFile, 'utf8'), await readFile(summaryFile, 'utf8')];
  const outputs = parseOutputs(output);
  const reportText = outputs['report'] === undefined ? '{}' : await readFile(outputs['report'], 'utf8');
  const everything = [log, output, summary, reportText].join('\n');
  refuseSecrets(everything, [environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN'], run.inputs['password']]);
  const report = JSON.parse(reportText) as Record<string, unknown>;
  return { exitCode, log, outputs, summary, report, workspace, temporaryDirectory, everything };
}

/** No run of any test may show a token; the runner keeps the masking commands to itself. */
function refuseSecrets(everything: string, known: readonly (string | undefined)[]): void {
  const visible = everything.replaceAll(/^::add-mask::.*$/gm, '');
  const secrets = known.filter(
    (secret) => secret !== undefined && secret.length > 3 && visible.includes(secret),
  );
  const tokens = visible.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+|pypi-[\w-]{16,}/g) ?? [];
  if (secrets.length + tokens.length > 0) {
    throw new Error(`the run shows secrets: ${[...secrets, ...tokens].join(', ')}\n${visible}`);
  }
}

function runnerEnvironment(workspace: string, temporary: string, output: string, summary: string) {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: temporary,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REPOSITORY: 'octo/demo',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_ACTOR: 'octocat',
    RUNNER_TEMP: temporary,
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
    const child = spawn(run.node ?? process.env['WHEELSEAL_NODE'] ?? process.execPath, [ACTION_MAIN], {
      cwd,
      env,
    });
    let log = '';
    let signalled = false;
    const look = () => {
      if (!signalled && run.signal?.when(log) === true) {
        signalled = true;
        child.kill(run.signal.name);
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

/** The `name<<DELIMITER` and `name=value` forms of GITHUB_OUTPUT. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
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
