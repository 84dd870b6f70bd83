// The corpus on disk, and the clients of others that post it.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { home } from '../stack.ts';

const run = promisify(execFile);
const environment = join(home(), 'corpus', 'venv', 'bin');

/** The files of the corpus, by name. */
export function corpus(): ReadonlyMap<string, string> {
  return listed(() => true);
}

/** Those that PyPI took in 2025 and 2026, by name. */
export function recent(): ReadonlyMap<string, string> {
  return listed((remark) => /^202[56];$/.test(remark));
}

function listed(chosen: (remark: string) => boolean): ReadonlyMap<string, string> {
  const rows = listRows(join(import.meta.dirname, 'files.txt')).filter(({ remark }) => chosen(remark));
  return new Map(rows.map(({ sha256, name }) => [name, join(home(), 'corpus', 'files', sha256, name)]));
}

/** A file that `locked/fetch.py` fetches. */
interface FetchedFile {
  readonly sha256: string;
  readonly name: string;
  /** The first word of what is said of it. */
  readonly remark: string;
}

/** The files that a list for `locked/fetch.py` names, in its order. */
export function listRows(path: string): readonly FetchedFile[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' '))
    .map(([sha256 = '', , name = '', remark = '']) => ({ sha256, name, remark }));
}

/** Posts each file with twine; why it refused, by file name. */
export async function postWithTwine(
  url: string,
  paths: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const script = join(import.meta.dirname, 'post_with_twine.py');
  const { stdout } = await run(join(environment, 'python'), [script, url, ...paths]);
  return new Map(Object.entries(JSON.parse(stdout) as Record<string, string>));
}

/** Posts each file with uv; what it said of each, by file name. */
export async function postWithUv(url: string, paths: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const said = new Map<string, string>();
  const queue = [...paths].values();
  const worker = async (): Promise<void> => {
    for (const path of queue) said.set(basename(path), await postOneWithUv(url, path));
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return said;
}

async function postOneWithUv(url: string, path: string): Promise<string> {
  const args = ['publish', '--publish-url', url, '--trusted-publishing', 'never', '--no-progress', path];
  try {
    const { stderr } = await run(join(environment, 'uv'), args, {
      env: { ...process.env, UV_PUBLISH_TOKEN: 'pypi-corpus' },
    });
    return stderr;
  } catch (error) {
    return String(Reflect.get(Object(error), 'stderr') ?? error);
  }
}
