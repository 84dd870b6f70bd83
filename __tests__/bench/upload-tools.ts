// The tools that upload side by side with the action, in pinned versions in an environment of their own.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './measured-run.ts';

/** A tool's path and version, or why there is none. */
export type FoundTool =
  | { readonly name: string; readonly path: string; readonly version: string }
  | { readonly name: string; readonly missing: string };

/** Where and as whom to upload. */
export interface Target {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** Looks for the tools in their environment, which is made where it isn't there in these versions. */
export async function findTools(names: readonly string[]): Promise<readonly FoundTool[]> {
  const failure = await installed();
  return Promise.all(
    names.map(async (name): Promise<FoundTool> => {
      if (failure !== undefined) return { name, missing: failure };
      const path = join(environmentFolder(), 'bin', name);
      try {
        const [line = ''] = (await runCommand(path, ['--version'])).trim().split('\n');
        return { name, path, version: /\d+(\.\d+)+/.exec(line)?.[0] ?? line };
      } catch (error) {
        return { name, missing: shortened(error) };
      }
    }),
  );
}

/** The arguments and the environment that make a tool upload without asking, with the password out of the arguments. */
export function uploadCommand(
  name: string,
  { url, user, password }: Target,
): readonly [readonly string[], Readonly<Record<string, string>>] {
  return name === 'uv'
    ? [
        ['publish', '--publish-url', url, '--trusted-publishing', 'never', '--no-progress', '--no-config'],
        { UV_PUBLISH_USERNAME: user, UV_PUBLISH_PASSWORD: password },
      ]
    : [
        ['upload', '--repository-url', url, '--non-interactive', '--disable-progress-bar'],
        { TWINE_USERNAME: user, TWINE_PASSWORD: password },
      ];
}

function environmentFolder(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(process.env['WHEELSEAL_INTEROP_HOME'] ?? join(cache, 'wheelseal-interop'), 'bench-venv');
}

/** Installs the pinned versions unless they are there; why that did not work, where it did not. */
async function installed(): Promise<string | undefined> {
  try {
    await runCommand('bash', [join(import.meta.dirname, 'install')]);
    return undefined;
  } catch (error) {
    return shortened(error);
  }
}

/** What failed, and the last that it said. */
function shortened(error: unknown): string {
  const lines = String(error).trimEnd().split('\n');
  return [...new Set([lines[0], lines.at(-1)])].join(' ').slice(0, 300);
}
