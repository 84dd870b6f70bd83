// What readme_renderer makes of descriptions in reStructuredText.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { home } from '../stack.ts';

/** Whether a text renders, and docutils' first message that stops it. */
interface Rendered {
  readonly renders: boolean;
  readonly message: string;
}

/** Renders each text as PyPI does. */
export function rendered(texts: readonly string[]): readonly Rendered[] {
  const python = join(home(), 'corpus', 'venv', 'bin', 'python');
  const input = `${texts.map((text) => JSON.stringify(text)).join('\n')}\n`;
  const options = { input, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const { stdout, stderr, status } = spawnSync(python, [join(import.meta.dirname, 'render.py')], options);
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as [boolean, string])
    .map(([renders, message]) => ({ renders, message }));
}
