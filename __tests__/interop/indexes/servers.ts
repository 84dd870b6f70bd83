// Indexes written by others, each a process of its own on a free loopback port; installed by `install`.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { home } from '../stack.ts';

export const USER = 'packer';
export const PASSWORD = 'correct horse battery';

/** A server that runs. */
export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** devpi, with a user who may make indexes. */
export interface Devpi extends RunningServer {
  /** Makes an index of the user; a volatile one lets files be replaced. */
  makeIndex(name: string, volatile: boolean): Promise<void>;
  /** What `devpi login` keeps: good as the user's password for ten hours. */
  logIn(): Promise<string>;
}

/** pypiserver that asks a password of those who upload, and of those who look where `more` says so. */
export async function startPypiserver(...more: readonly string[]): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'wheelseal-pypiserver-'));
  const digest = createHash('sha1').update(PASSWORD).digest('base64');
  await writeFile(join(folder, 'htpasswd'), `${USER}:{SHA}${digest}\n`);
  await mkdir(join(folder, 'packages'));
  const port = await freePort();
  const where = ['-i', '127.0.0.1', '-p', String(port), '-P', join(folder, 'htpasswd')];
  const child = start('pypi-server', ['run', ...where, ...more, join(folder, 'packages')], folder);
  return running(child, `http://127.0.0.1:${port}`, folder);
}

/** devpi-server without its mirror of PyPI. */
export async function startDevpi(): Promise<Devpi> {
  const folder = await mkdtemp(join(tmpdir(), 'wheelseal-devpi-'));
  const state = ['--serverdir', join(folder, 'server')];
  const init = start('devpi-init', [...state, '--no-root-pypi', '--root-passwd', PASSWORD], folder);
  const [code] = (await once(init.child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`devpi-init ended with ${code}:\n${init.output()}`);
  const port = await freePort();
  const where = ['--host', '127.0.0.1', '--port', String(port)];
  // Deriving the key of its session cookies takes many seconds otherwise.
  const cheap = ['--argon2-memory-cost', '8', '--argon2-parallelism', '1', '--argon2-time-cost', '1'];
  const server = await running(
    start('devpi-server', [...state, ...where, ...cheap], folder),
    `http://127.0.0.1:${port}`,
    folder,
  );
  const post = (method: string, path: string, value: object, token?: string) =>
    askDevpi(`${server.url}${path}`, method, value, token);
  const logIn = async (): Promise<string> => {
    const { result } = await post('POST', '/+login', { user: USER, password: PASSWORD });
    return (result as { password: string }).password;
  };
  await post('PUT', `/${USER}`, { password: PASSWORD });
  return {
    ...server,
    logIn,
    makeIndex: async (name, volatile) => {
      const index = { type: 'stage', volatile, bases: [] };
      await post('PUT', `/${USER}/${name}`, index, await logIn());
    },
  };
}

/** gunicorn, with the indexes of application.py. */
export async function startGunicorn(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'wheelseal-gunicorn-'));
  const port = await freePort();
  const here = import.meta.dirname;
  const where = ['--bind', `127.0.0.1:${port}`, '--no-control-socket', '--threads', '8'];
  const what = ['--config', join(here, 'gunicorn.conf.py'), '--pythonpath', here, 'application:application'];
  return running(start('gunicorn', [...where, ...what], folder), `http://127.0.0.1:${port}`, folder);
}

async function askDevpi(
  url: string,
  method: string,
  value: object,
  token?: string,
): Promise<Record<string, unknown>> {
  const basic = token === undefined ? undefined : Buffer.from(`${USER}:${token}`).toString('base64');
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...(basic !== undefined && { 'x-devpi-auth': basic }) },
    body: JSON.stringify(value),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`devpi answered ${answer.status} to ${method} ${url}: ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
}

function start(command: string, args: readonly string[], cwd: string): Started {
  const path = join(home(), 'indexes-venv', 'bin', command);
  const child = spawn(path, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output = `${output}${chunk.toString()}`.slice(-4000)));
  }
  child.on('error', (error) => (output += error.message));
  return { child, output: () => output };
}

/** Waits until the server answers; it is ended by its own id when closed. */
async function running({ child, output }: Started, url: string, folder: string): Promise<RunningServer> {
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  for (let waited = 0; waited < 60_000; waited += 100) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return { url, close };
    if (child.exitCode !== null || child.pid === undefined) break;
    await sleep(100);
  }
  await close();
  throw new Error(`${child.spawnfile} did not answer at ${url}:\n${output()}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
