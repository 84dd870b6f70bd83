// Watches a child process from outside: when it was started, when its first request came, how much memory it took.
import { spawn, type ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { runAction, type ActionResult, type ActionRun } from '../testbed/run-action.ts';

const POLL = 10;

/** What was seen of one process. */
export interface Seen {
  /** From its start to its exit. */
  readonly milliseconds: number;
  /** Most resident memory in bytes; 0 where the system does not tell. */
  readonly peakMemory: number;
  /** Of all servers in this process, from the child's start to the arrival of the request's head. */
  readonly firstRequest: { readonly milliseconds: number; readonly path: string } | undefined;
}

/** Runs the action to its end; fails with its log, less what a runner would keep to itself. */
export async function measureAction(run: ActionRun): Promise<Seen & { readonly result: ActionResult }> {
  const { seen, result } = await watch(() => runAction(run));
  if (result.exitCode !== 0) {
    const visible = result.log.replaceAll(/^::add-mask::.*\n/gm, '');
    throw new Error(`the action failed:\n${visible.slice(-4000)}`);
  }
  return { ...seen, result };
}

/** Runs a command to its end without input; fails with its output. */
export async function measureCommand(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Seen> {
  const { seen } = await watch(() => runCommand(command, args, environment));
  return seen;
}

/** Runs a command to its end without input; fails with its output. */
export function runCommand(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    }
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ended with ${code}:\n${output.slice(-4000)}`));
    });
  });
}

/** Follows the one process that the work starts. */
async function watch<Result>(work: () => Promise<Result>): Promise<{ seen: Seen; result: Result }> {
  let [started, ended, peakMemory] = [0, 0, 0];
  let poll: NodeJS.Timeout | undefined;
  let firstRequest: Seen['firstRequest'];
  const onProcess = (message: unknown): void => {
    const child = (message as { process: ChildProcess }).process;
    started = performance.now();
    poll = setInterval(() => (peakMemory = Math.max(peakMemory, peakMemoryOf(child.pid))), POLL);
    child.once('exit', () => (ended = performance.now()));
  };
  const onRequest = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage };
    firstRequest ??= { milliseconds: performance.now() - started, path: request.url ?? '' };
  };
  subscribe('child_process', onProcess);
  subscribe('http.server.request.start', onRequest);
  try {
    const result = await work();
    if (started === 0 || ended === 0) throw new Error('no process was seen to start and end');
    return { seen: { milliseconds: ended - started, peakMemory, firstRequest }, result };
  } finally {
    unsubscribe('child_process', onProcess);
    unsubscribe('http.server.request.start', onRequest);
    clearInterval(poll);
  }
}

/** Linux's high-water mark of a process's resident memory, in bytes. */
function peakMemoryOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
