import { join } from 'node:path';
import type { Files } from '../platform/files.ts';
import type { WorkflowArtifacts } from '../platform/github-stores.ts';

/** Bytes of an artifact and of one file in it beyond which neither is ours; a bundle has about 12,000. */
const MAXIMUM_ARTIFACT = 64 * 1024 * 1024;
const MAXIMUM_FILE = 256 * 1024;

/**
 * Brings what an earlier attempt of the run stored into the folder where attestations are looked for. Only files with these names
 * are taken, and none that is there is replaced: whoever stored the artifact chose what is in it.
 * @returns the names that were brought
 */
export async function fetchArtifact(
  name: string,
  wanted: readonly string[],
  directory: string,
  { artifacts, files }: { readonly artifacts: WorkflowArtifacts; readonly files: Files },
): Promise<readonly string[]> {
  const unpacked = join(files.privateDirectory, 'artifact');
  if (!(await artifacts.unpack(name, unpacked, MAXIMUM_ARTIFACT))) return [];
  const brought: string[] = [];
  for (const file of wanted) {
    const bytes = await files.readSmall(join(unpacked, file), MAXIMUM_FILE);
    const target = join(directory, file);
    if (bytes === undefined || (await files.readSmall(target, MAXIMUM_FILE)) !== undefined) continue;
    await files.writeAtomically(target, bytes);
    brought.push(file);
  }
  return brought;
}

/** Stores those of these files that the folder has; undefined where it has none. @returns the artifact's id */
export async function storeArtifact(
  name: string,
  wanted: readonly string[],
  directory: string,
  { artifacts, files }: { readonly artifacts: WorkflowArtifacts; readonly files: Files },
): Promise<number | undefined> {
  const names = new Set(wanted);
  const entries = (await files.list(directory)) ?? [];
  const paths = entries
    .filter((entry) => entry.kind === 'file' && names.has(entry.name))
    .map(({ path }) => path);
  return paths.length === 0 ? undefined : artifacts.store(name, directory, paths);
}
