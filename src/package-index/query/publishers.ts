import { messageOf } from '../../errors.ts';
import type { KnownPublisher } from '../package-index.ts';
import type { ListedFile, ProjectPage } from './project-page.ts';
import { githubPublisher, publisherSources, type PublisherSource } from './provenance.ts';
import { readProvenance } from './queries.ts';
import { withDeadline, type QueryContext } from './query-context.ts';

/** Who published a project before, or why that is not known. */
export interface FoundPublishers {
  /** Of its newest attested file. */
  readonly publisher?: KnownPublisher | undefined;
  /** By the name of a file that was read, all its publishers. */
  readonly sources: ReadonlyMap<string, readonly PublisherSource[]>;
  readonly note?: string;
}

/** Milliseconds for what decides nothing. */
const PATIENCE = 10_000;

/**
 * Reads the provenance of the newest attested file and, beside it, of the newest of the other kind: one workflow may publish wheels and
 * another one the sdist.
 */
export async function queryPublishers(
  project: string,
  { files }: ProjectPage,
  context: QueryContext,
): Promise<FoundPublishers> {
  const newest = newestAttested(files);
  if (newest === undefined) return { sources: new Map() };
  const other = newestAttested(files.filter(({ name }) => isWheel(name) !== isWheel(newest.name)));
  const [first, second] = await Promise.all([
    publishersOf(newest, project, context),
    other === undefined ? undefined : publishersOf(other, project, context),
  ]);
  return { ...first, sources: new Map([...first.sources, ...(second?.sources ?? [])]) };
}

async function publishersOf(
  file: ListedFile,
  project: string,
  context: QueryContext,
): Promise<FoundPublishers> {
  const nothing = { sources: new Map<string, readonly PublisherSource[]>() };
  if (file.provenanceUrl === undefined) return nothing;
  try {
    const bounded = withDeadline(context, PATIENCE);
    const reply = await readProvenance(file.provenanceUrl, { ...bounded, once: true });
    if (reply.kind !== 'served')
      return reply.kind === 'none' ? nothing : { ...nothing, note: notCompared(file, reply.because) };
    const sources = publisherSources(reply.provenance);
    return {
      publisher: githubPublisher(reply.provenance, project),
      sources: new Map(sources === undefined ? [] : [[file.name, sources]]),
    };
  } catch (error) {
    context.signal?.throwIfAborted();
    // Only an early warning hangs on it: the index itself compares when the token is obtained.
    return { ...nothing, note: notCompared(file, messageOf(error)) };
  }
}

function notCompared({ name }: ListedFile, reason: string): string {
  return `The publisher of ${name} could not be compared in advance: ${reason}`;
}

function newestAttested(files: readonly ListedFile[]): ListedFile | undefined {
  const attested = files.filter(({ provenanceUrl }) => provenanceUrl !== undefined);
  return attested.reduce<ListedFile | undefined>(
    (newest, each) =>
      newest === undefined || (each.uploadedAt ?? '') >= (newest.uploadedAt ?? '') ? each : newest,
    undefined,
  );
}

/** The other kind of distribution is the sdist. */
export function isWheel(name: string): boolean {
  return name.endsWith('.whl');
}
