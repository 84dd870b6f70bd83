import { messageOf } from '../../errors.ts';
import { mapPool } from '../../ground/pool.ts';
import { shortList } from '../../ground/short-list.ts';
import type { PackageIndex } from '../package-index.ts';
import type { ListedFile, ProjectPage } from '../query/project-page.ts';
import { publisherNames } from '../query/provenance.ts';
import { readProvenance } from '../query/queries.ts';
import type { QueryContext } from '../query/query-context.ts';

/** One release, and what is known of its files already. */
export interface ReleaseQuery {
  readonly project: string;
  readonly version: string;
  /** Whether a file of the project belongs to this release, by its name. */
  readonly includes: (filename: string) => boolean;
  /** Names of all files that this run has of the release. */
  readonly planned: readonly string[];
  /** Publishers that were read with the files' provenance before, by file name. */
  readonly publishers: ReadonlyMap<string, string>;
}

/** The provenance of a whole release, files of other runs included. */
interface ReleaseProvenance {
  readonly project: string;
  readonly version: string;
  readonly files: readonly {
    readonly name: string;
    /** Undefined where the index serves no provenance of the file. */
    readonly publisher: string | undefined;
  }[];
  /** Files of this run that the index does not list. */
  readonly unlisted: readonly string[];
}

const QUERIES_AT_ONCE = 8;
/** The index decides how many there are. */
const MOST_NAMES = 20;

/**
 * Which files of a release carry provenance by the page of their project, and from which publisher.
 * @throws {ActionError} INDEX_UNAVAILABLE
 */
export async function readReleaseProvenance(
  release: ReleaseQuery,
  page: ProjectPage,
  context: QueryContext,
): Promise<ReleaseProvenance> {
  const listed = page.files.filter(({ name }) => release.includes(name));
  const files = await mapPool(listed, QUERIES_AT_ONCE, async (file) => carried(file, release, context));
  const names = new Set(listed.map(({ name }) => name));
  const unlisted = release.planned.filter((name) => !names.has(name));
  return { project: release.project, version: release.version, files, unlisted };
}

async function carried(
  { name, provenanceUrl }: ListedFile,
  { publishers }: ReleaseQuery,
  context: QueryContext,
): Promise<ReleaseProvenance['files'][number]> {
  const known = publishers.get(name);
  if (known !== undefined || provenanceUrl === undefined) return { name, publisher: known };
  try {
    const reply = await readProvenance(provenanceUrl, context);
    if (reply.kind === 'served') return { name, publisher: publisherNames(reply.provenance) };
    return { name, publisher: reply.kind === 'none' ? undefined : unreadable(reply.because) };
  } catch (error) {
    context.signal?.throwIfAborted();
    return { name, publisher: unreadable(messageOf(error)) };
  }
}

/** That the file has one is on the page; whose it is remains unsaid. */
function unreadable(reason: string): string {
  return `a publisher that could not be read (${reason})`;
}

/** What a release has come to, as a sentence for people: a warning where only some of its files are attested. Pure. */
export function describeReleaseProvenance(
  { project, version, files, unlisted }: ReleaseProvenance,
  { title }: PackageIndex,
): { readonly text: string; readonly warns: boolean } {
  const release = `${project} ${version} on ${title}`;
  const bare = files.filter(({ publisher }) => publisher === undefined).map(({ name }) => name);
  const publishers = [...new Set(files.flatMap(({ publisher }) => publisher ?? []))];
  const from = `from ${shortList(publishers, MOST_NAMES, '; ')}`;
  const missing = unlisted.length === 0 ? '' : `; not uploaded: ${shortList(unlisted, MOST_NAMES)}`;
  if (publishers.length === 0)
    return { text: `${release}: no file carries provenance${missing}.`, warns: false };
  if (bare.length === 0) {
    const count = attestedCount(files.length, unlisted.length === 0);
    return { text: `${release}: ${count} provenance, ${from}${missing}.`, warns: false };
  }
  return {
    text:
      `${release} is only partly attested: ${files.length - bare.length} of ${files.length} files carry provenance, ` +
      `${from}; without: ${shortList(bare, MOST_NAMES)}${missing}. None can be added to a published file.`,
    warns: true,
  };
}

function attestedCount(count: number, isWhole: boolean): string {
  if (isWhole) return count === 1 ? 'its file carries' : `all ${count} files carry`;
  return count === 1 ? 'the uploaded file carries' : `the ${count} uploaded files carry`;
}
