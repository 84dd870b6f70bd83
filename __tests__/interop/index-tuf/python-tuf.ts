// python-tuf in a process of its own: makes repositories in RSTUF's layout, and judges repositories with its client.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { RepositoryMaker, TargetEntry } from '../../testbed/signed-index.ts';
import { home } from '../stack.ts';

/** What python-tuf's client says of a target: what is signed, nothing, or the class of its refusal. */
export type PythonVerdict = { readonly signed: TargetEntry | null } | { readonly refused: string };

export interface PythonTuf {
  createMaker(): RepositoryMaker;
  look(url: string, root: Buffer, target: string): Promise<PythonVerdict>;
  close(): void;
}

/** Starts it; it ends with `close`. */
export function startPythonTuf(): PythonTuf {
  const script = fileURLToPath(new URL('repositories.py', import.meta.url));
  const child = spawn(join(home(), 'venv', 'bin', 'python'), [script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting: ((line: string) => void)[] = [];
  let ended = false;
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line));
  child.once('close', () => {
    ended = true;
    waiting.splice(0).forEach((answer) => answer('python-tuf has ended'));
  });
  const ask = async <T>(command: object): Promise<T> => {
    if (ended) throw new Error('python-tuf has ended');
    const line = await new Promise<string>((resolve) => {
      waiting.push(resolve);
      child.stdin.write(`${JSON.stringify(command)}\n`);
    });
    return JSON.parse(line) as T;
  };
  let repositories = 0;
  return {
    createMaker: () => {
      const repository = (repositories += 1);
      return {
        begin: async (bits) => ask({ repository, do: 'begin', bits }),
        carryOut: async (command) => ask({ repository, ...command }),
      };
    },
    look: async (url, root, target) => ask({ do: 'look', url, root: root.toString(), target }),
    close: () => child.stdin.end(),
  };
}
