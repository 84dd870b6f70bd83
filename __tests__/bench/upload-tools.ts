// Finds the tools that upload side by side with the action: on PATH, else in an environment made once.
import { constants } from 'node:fs';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { runCommand } from './measured-run.ts';

/** A tool's path and version, or why there is none. */
export type FoundTool =
  | { readonly name: string; readonly path: string; readonly version: string }
  | { readonly name: string; readonly missing: string };

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');

/** Looks for the tools, installing what is not on PATH. */
export async function findTools(names: readonly string[]): Promise<readonly FoundTool[]> {
  const onPath = await Promise.all(names.map((name) => executable(pathFolders(), name)));
  const failure = onPath.includes(undefined) ? await installed() : undefined;
  return Promise.all(
    names.map(async (name, index): Promise<FoundTool> => {
      const path = onPath[index] ?? (await executable([join(environmentFolder(), 'bin')], name));
      if (path === undefined) return { name, missing: failure ?? `${name} is not in its own environment` };
      try {
        const [line = ''] = (await runCommand(path, ['--version'])).trim().split('\n');
        return { name, path, version: /\d+(\.\d+)+/.exec(line)?.[0] ?? line };
      } catch (error) {
        return { name, missing: firstLine(error) };
      }
    }),
  );
}

function environmentFolder(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(process.env['WHEELSEAL_INTEROP_HOME'] ?? join(cache, 'wheelseal-interop'), 'bench-venv');
}

function pathFolders(): readonly string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

async function executable(folders: readonly string[], name: string): Promise<string | undefined> {
  for (const folder of folders) {
    const path = join(folder, name);
    try {
      await access(path, constants.X_OK);
      return path;
    } catch {
      // The next folder may have it.
    }
  }
  return undefined;
}

/** Installs the pinned versions unless they are there; why that did not work, where it did not. */
async function installed(): Promise<string | undefined> {
  const folder = environmentFolder();
  const stamp = join(folder, 'requirements.txt');
  const wanted = await readFile(REQUIREMENTS, 'utf8');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return undefined;
  try {
    await mkdir(join(folder, '..'), { recursive: true });
    await runCommand('python3', ['-m', 'venv', '--clear', folder]);
    const pip = ['-m', 'pip', '--quiet', '--disable-pip-version-check', 'install', '-r', REQUIREMENTS];
    await runCommand(join(folder, 'bin', 'python'), pip);
    await writeFile(stamp, wanted);
    return undefined;
  } catch (error) {
    return firstLine(error);
  }
}

function firstLine(error: unknown): string {
  return String(error).split('\n').slice(0, 2).join(' ').slice(0, 200);
}
