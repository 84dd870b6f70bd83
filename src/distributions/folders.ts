import { isAbsolute, relative, sep } from 'node:path';

/** A path from the workspace, as a line of `packages-dir` has it; of one outside the whole path. */
export function pathFrom(workspace: string, path: string): string {
  const from = relative(workspace, path);
  const isOutside = isAbsolute(from) || from === '..' || from.startsWith(`..${sep}`);
  return (isOutside ? path : from || '.').replaceAll(sep, '/');
}
