import { join } from 'node:path';
import { messageOf } from '../errors.ts';
import type { FileContent, Files } from '../platform/files.ts';
import type { WorkflowArtifacts } from '../platform/github-stores.ts';

/** Bytes of an artifact beyond which it is not ours. */
export const MAXIMUM_ARTIFACT = 64 * 1024 * 1024;
/** Bytes of one file in it; a bundle has about 12,000. */
const MAXIMUM_FILE = 256 * 1024;

/** A zip file, whose members are read one by one and by name. */
interface OpenedZip {
  readonly entries: ReadonlyMap<string, unknown>;
  /** Undefined where there is none. @throws {Error} beyond `maximumBytes` */
  read(path: string, maximumBytes: number): Promise<Buffer | undefined>;
}

type OpenZip = (content: FileContent) => Promise<OpenedZip>;

/**
 * Takes what an earlier attempt of the run stored into the folder where attestations are looked for. Only files with these names
 * are unpacked, and none that is there is replaced: whoever stored the artifact chose what is in it.
 * @param path the artifact's zip file
 * @returns the names of all members, and those that were taken
 */
export async function takeFromArtifact(
  path: string,
  wanted: readonly string[],
  directory: string,
  files: Files,
  openZip: OpenZip,
): Promise<{ readonly members: readonly string[]; readonly taken: readonly string[] }> {
  return withZip(path, files, openZip, async (zip) => {
    const taken: string[] = [];
    for (const file of wanted) {
      const bytes = await zip.read(file, MAXIMUM_FILE);
      const target = join(directory, file);
      if (bytes === undefined || (await files.readSmall(target, MAXIMUM_FILE)) !== undefined) continue;
      await files.writeAtomically(target, bytes);
      taken.push(file);
    }
    return { members: [...zip.entries.keys()], taken };
  });
}

/** Paths of those of these files that the folder has. */
export async function presentFiles(
  wanted: readonly string[],
  directory: string,
  files: Files,
): Promise<readonly string[]> {
  const names = new Set(wanted);
  const entries = (await files.list(directory)) ?? [];
  return entries.filter((entry) => entry.kind === 'file' && names.has(entry.name)).map(({ path }) => path);
}

/** What an artifact is made of. */
interface NewArtifact {
  readonly name: string;
  readonly directory: string;
  /** Files in the folder. */
  readonly paths: readonly string[];
}

/** Names what in an artifact this job does not store itself; undefined where there is nothing of the kind. */
export type OthersIn = (zip: OpenedZip) => Promise<string | undefined>;

/** The id of what was stored, or why it was not: the run has an artifact of this name that must stay. */
type StoreResult = { readonly id: number } | { readonly taken: string };

const TAKEN = 'the run already has an artifact of this name';
const UNFINISHED = 'the service lists no such artifact, so an upload of that name has not ended';

/** Why a name cannot be used. @param others what its artifact holds that this job does not store */
export function takenBy(others: string): string {
  return `${TAKEN}, with ${others}`;
}

/**
 * Stores an artifact. One that the run has under this name is replaced only if it holds nothing but what this job stores, as that of
 * an earlier attempt does: another job's may be the only copy of its files.
 * @throws {Error} where the service fails
 */
export async function storeArtifact(
  artifact: NewArtifact,
  othersIn: OthersIn,
  tools: { readonly artifacts: WorkflowArtifacts; readonly files: Files; readonly openZip: OpenZip },
): Promise<StoreResult> {
  const { artifacts, files, openZip } = tools;
  const { name, directory, paths } = artifact;
  const stored = await artifacts.store(name, directory, paths);
  if ('id' in stored) return stored;
  try {
    const folder = join(files.privateDirectory, 'existing-artifact');
    const existing = await artifacts.download(name, folder, MAXIMUM_ARTIFACT);
    // A name is reserved before its upload ends, and stays reserved where the upload fails.
    if (existing === undefined) return { taken: `${stored.conflict}; ${UNFINISHED}` };
    if ('tooLarge' in existing)
      return { taken: takenBy(`${existing.tooLarge} bytes, more than this job stores`) };
    const others = await withZip(existing.path, files, openZip, othersIn);
    if (others !== undefined) return { taken: takenBy(others) };
  } catch (error) {
    return { taken: `${TAKEN}, which could not be read: ${messageOf(error)}` };
  }
  await artifacts.remove(name);
  const again = await artifacts.store(name, directory, paths);
  if ('id' in again) return again;
  throw new Error(again.conflict);
}

async function withZip<T>(
  path: string,
  files: Files,
  openZip: OpenZip,
  use: (zip: OpenedZip) => Promise<T>,
): Promise<T> {
  const content = await files.open(path);
  try {
    return await use(await openZip(content));
  } finally {
    await content.close();
  }
}
