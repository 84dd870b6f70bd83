// What a user would publish with: the bundled action, twine, or uv.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../bench/measured-run.ts';
import { findTools, uploadCommand } from '../../bench/upload-tools.ts';
import type { Target } from '../../bench/upload-tools.ts';
import type { MadeFile } from '../../testbed/make-distributions.ts';
import { runAction } from '../../testbed/run-action.ts';
import type { ActionResult } from '../../testbed/run-action.ts';

/** An index as its users give it: where to upload, and its Simple API. */
export interface Index extends Target {
  readonly simpleUrl: string;
}

/** Uploads these files with the action, by user and password, without attestations unless the inputs say otherwise. */
export function publish(
  files: readonly MadeFile[],
  index: Index,
  inputs: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<ActionResult> {
  return runAction({
    environment,
    files: Object.fromEntries(files.map(({ name, bytes }) => [`dist/${name}`, bytes])),
    inputs: {
      'repository-url': index.url,
      'check-url': index.simpleUrl,
      user: index.user,
      password: index.password,
      attestations: 'never',
      'confirm-timeout': '20',
      ...inputs,
    },
  });
}

/** Uploads these files with twine or uv; fails with the tool's output. */
export async function uploadWith(
  name: 'twine' | 'uv',
  files: readonly MadeFile[],
  target: Target,
  more: readonly string[] = [],
): Promise<void> {
  const [tool] = await findTools([name]);
  if (tool === undefined || 'missing' in tool) throw new Error(`no ${name}: ${tool?.missing}`);
  const folder = await mkdtemp(join(tmpdir(), 'wheelseal-tool-'));
  try {
    for (const file of files) await writeFile(join(folder, file.name), file.bytes);
    const [args, environment] = uploadCommand(name, target);
    await runCommand(
      tool.path,
      [...args, ...more, ...files.map((file) => join(folder, file.name))],
      environment,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
