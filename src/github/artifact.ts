import { join } from 'node:path';
import type { FileContent, Files } from '../platform/files.ts';
import type { WorkflowArtifacts } from '../platform/github-stores.ts';

/** Bytes of an artifact beyond which it is not ours. */
export const MAXIMUM_ARTIFACT = 64 * 1024 * 1024;
/** Bytes of one file in it; a bundle has about 12,000. */
const MAXIMUM_FILE = 256 * 1024;

/** Opens a zip file, whose members are read one by one and by name. */
type OpenZip = (content: FileContent) => Promise<{
  /** Undefined where there is none. @throws {Error} beyond `maximumBytes` */
  read(path: string, maximumBytes: number): Promise<Buffer | undefined>;
}>;

/**
 * Takes what an earlier attempt of the run stored into the folder where attestations are looked for. Only files with these names
 * are unpacked, and none that is there is replaced: whoever stored the artifact chose what is in it.
 * @param path the artifact's zip file
 * @returns the names that were taken
 */
export async function takeFromArtifact(
  path: string,
  wanted: readonly string[],
  directory: string,
  files: Files,
  openZip: OpenZip,
): Promise<readonly string[]> {
  const content = await files.open(path);
  try {
    const zip = await openZip(content);
    const taken: string[] = [];
    for (const file of wanted) {
      const bytes = await zip.read(file, MAXIMUM_FILE);
      const target = join(directory, file);
      if (bytes === undefined || (await files.readSmall(target, MAXIMUM_FILE)) !== undefined) continue;
      await files.writeAtomically(target, bytes);
      taken.push(file);
    }
    return taken;
  } finally {
    await content.close();
  }
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
