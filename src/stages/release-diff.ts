import { platformsOf } from '../distributions/earlier-release.ts';
import type { Distribution } from '../distributions/distribution.ts';
import { parseFilename, versionOf } from '../distributions/filename.ts';
import { Unreadable } from '../distributions/finding.ts';
import { counterparts, lastRelease } from '../distributions/last-release.ts';
import { tryParseMetadata } from '../distributions/metadata/parse-metadata.ts';
import { listWheel, readAtEnd } from '../distributions/wheel-listing.ts';
import { readAtOf } from '../distributions/archives/random-access.ts';
import { isSameRelease } from '../distributions/version.ts';
import { messageOf } from '../errors.ts';
import { compareReleases, type ReleaseDifference } from '../foresight/compare-releases.ts';
import type { SeenFile, SeenRelease } from '../foresight/seen-release.ts';
import { mapPool } from '../ground/pool.ts';
import { redactedText, type Redact } from '../ground/redacted-text.ts';
import { shortList } from '../ground/short-list.ts';
import type { ExistingFiles } from '../package-index/query/existing-files.ts';
import { fetchMetadata, fetchTail, isOwnAddress, type FilePart } from '../package-index/query/file-parts.ts';
import type { ListedFile } from '../package-index/query/project-page.ts';
import { withDeadline, type QueryContext } from '../package-index/query/query-context.ts';
import type { Release } from '../package-index/upload/publish.ts';
import type { Plan } from '../plan.ts';
import { counted } from '../report/quantities.ts';
import type { Run } from '../run.ts';

/** A release of this run and the last one of its project, as far as the index showed it. */
interface ComparedRelease {
  readonly project: string;
  readonly version: string;
  readonly last: SeenRelease;
  readonly difference: ReleaseDifference;
  /** Why files were not compared, each reason once. */
  readonly notCompared: readonly string[];
}

/** What the last releases had. Settles in a few seconds, and never rejects. */
export type ReleaseComparison = Promise<readonly ComparedRelease[]>;

/** Milliseconds for all that is fetched, files at a time, and own files that are read at a time. */
const [PATIENCE, FETCHED_AT_ONCE, READ_AT_ONCE] = [4000, 16, 4];

/**
 * Begins to compare each release with the last one of its project: of a wheel by its end, of an sdist by what the index says of it. It
 * goes on while the run waits for the network, with at most two requests in a row; no file is downloaded.
 */
export function beginReleaseDiff(plan: Plan, existing: ExistingFiles, run: Run): ReleaseComparison {
  return run.begin(async () => {
    const { inputs, index, platform, cancelled } = run;
    if (inputs.releaseDiff === 'off' || index.simpleUrl === undefined) return [];
    const context = { index, platform, credentials: inputs.credentials, signal: cancelled };
    try {
      return await compareAll(plan, existing, withDeadline(context, PATIENCE));
    } catch (error) {
      platform.runner.log.info(`Releases were not compared with the last ones: ${messageOf(error)}`);
      return [];
    }
  });
}

/** A file of this run, and its counterpart in the last release. */
interface Pair {
  readonly distribution: Distribution;
  readonly earlier: ListedFile;
}

async function compareAll(
  { releases }: Plan,
  existing: ExistingFiles,
  context: QueryContext,
): Promise<readonly ComparedRelease[]> {
  const found = releases.flatMap((release) => {
    const listed = existing.pages.get(release.project)?.files ?? [];
    const last = lastRelease(release.project, release.version, listed);
    if (last === undefined) return [];
    const names = release.distributions.map(({ name }) => name);
    const places = counterparts(names, last.files);
    const pairs = release.distributions.flatMap((distribution): Pair[] => {
      const earlier = places.get(distribution.name);
      return earlier === undefined ? [] : [{ distribution, earlier }];
    });
    return [{ release, last, listed, pairs }];
  });
  const fetch = fetcher(context);
  const pairs = found.flatMap((each) => each.pairs);
  const [seen, own] = await Promise.all([
    mapPool(pairs, FETCHED_AT_ONCE, ({ earlier }) => fetch(earlier)),
    mapPool(pairs, READ_AT_ONCE, ({ distribution }) => seeOwn(distribution)),
  ]);
  const places = new Map(pairs.map((pair, place) => [pair.distribution.name, place]));
  return found.map(({ release, last, listed, pairs: ofRelease }) => {
    const at = ofRelease.flatMap(({ distribution: { name } }) => places.get(name) ?? []);
    const { project, version } = release;
    const previous: SeenRelease = {
      project,
      version: last.version,
      files: new Map(at.flatMap((place) => filed(pairs[place], seen[place]?.file))),
      platforms: platformsAmong(last.files.map(({ name }) => name)),
    };
    const current: SeenRelease = {
      project,
      version,
      files: new Map(at.flatMap((place) => filed(pairs[place], own[place]))),
      platforms: platformsAmong(namesOf(release, listed)),
    };
    const reasons = at.flatMap((place) => seen[place]?.because ?? []);
    return {
      project,
      version,
      last: previous,
      difference: compareReleases(previous, current),
      notCompared: [...new Set(reasons)],
    };
  });
}

function filed(pair: Pair | undefined, file: SeenFile | undefined): readonly [string, SeenFile][] {
  return pair === undefined || file === undefined ? [] : [[pair.distribution.name, file]];
}

/** All files that the release will have; those of an equal version are of the same release (PEP 440). */
function namesOf(
  { project, version, distributions }: Release,
  listed: readonly ListedFile[],
): readonly string[] {
  const there = listed.filter(({ name }) => isSameRelease(versionOf(name, project), version));
  return [...there, ...distributions].map(({ name }) => name);
}

function platformsAmong(names: readonly string[]): ReadonlySet<string> {
  return platformsOf(names.map(parseFilename).flatMap((file) => ('fault' in file ? [] : [file])));
}

/** A file of this run, listed as files of the index are: what differs then differs in the files. */
async function seeOwn({ name, kind, size, metadata, content }: Distribution): Promise<SeenFile> {
  const known = { name, kind, size, metadata };
  if (kind === 'sdist') return { ...known, members: undefined, entryPoints: undefined };
  const { members, entryPoints } = await listWheel(readAtOf(content), size);
  return { ...known, members, entryPoints };
}

interface Fetched {
  readonly file: SeenFile;
  /** Why its members, or its metadata where it is an sdist, could not be fetched. */
  readonly because: string | undefined;
}

/** Fetches parts of files from an index, and no longer requests of a host what it refuses to serve. */
function fetcher(context: QueryContext): (file: ListedFile) => Promise<Fetched> {
  const closed = new Map<string, string>();
  const part = async (file: ListedFile, what: keyof typeof PARTS): Promise<FilePart> => {
    const { host, origin } = new URL(file.url);
    const because = isOwnAddress(file.url, context.index)
      ? closed.get(`${origin} ${what}`)
      : `${host} is not known to serve files of ${context.index.title}`;
    if (because !== undefined) return { kind: 'refused', because, all: true };
    const answer = await PARTS[what](file, context);
    if (answer.kind === 'refused' && answer.all) closed.set(`${origin} ${what}`, answer.because);
    return answer;
  };
  return async (listed) => {
    const { name, size, coreMetadata } = listed;
    const nothing = { name, size, members: undefined, metadata: undefined, entryPoints: undefined };
    const end = name.endsWith('.whl') ? await seeEnd(nothing, await part(listed, 'end')) : undefined;
    const file: SeenFile = end?.file ?? { ...nothing, kind: 'sdist' };
    if (file.metadata !== undefined || coreMetadata === undefined) return { file, because: end?.because };
    const beside = await part(listed, 'metadata');
    if (beside.kind === 'refused') return { file, because: end?.because ?? beside.because };
    return { file: { ...file, metadata: tryParseMetadata(beside.bytes) }, because: end?.because };
  };
}

const PARTS = { end: fetchTail, metadata: fetchMetadata } as const;

/** What the end of a wheel shows of it. */
async function seeEnd(nothing: Omit<SeenFile, 'kind'>, part: FilePart): Promise<Fetched> {
  const bare: SeenFile = { ...nothing, kind: 'wheel' };
  if (part.kind === 'refused') return { file: bare, because: part.because };
  try {
    const listing = await listWheel(readAtEnd(part.bytes, part.size), part.size);
    return { file: { ...bare, size: part.size, ...listing }, because: undefined };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { file: bare, because: `its file ${messageOf(error)}` };
  }
}

/** Logs one line per release: what is new in it since the last one. */
export async function logReleaseDiff(
  comparison: ReleaseComparison,
  { platform, index, ledger }: Run,
): Promise<void> {
  const compared = await comparison;
  const { log, redact } = platform.runner;
  for (const { difference, notCompared } of compared) {
    const name = `${difference.project} ${difference.version}`;
    const against = `${difference.since} on ${index.title}`;
    const { listed, unlisted } = wheelsOf(difference);
    const why = shortList(notCompared, MOST_NAMED, '; ');
    if (listed === 0 && why !== '') {
      log.info(`The members of ${name} were not compared with ${against} (${why}).`);
    }
    const partly =
      listed > 0 && unlisted > 0 && why !== ''
        ? ` ${unlisted} of ${listed + unlisted} wheels were not compared (${why}).`
        : '';
    if (difference.novelties.length > 0) {
      log.notice(`New in ${name} since ${against}: ${newsOf(difference, redact)}.${partly}`);
    } else if (listed > 0) {
      log.info(`${name} compared with ${against}: ${counts(difference)}; nothing notable.${partly}`);
    }
  }
  ledger.compared(compared.map(({ difference }) => difference));
}

/** How many wheels have their members compared, and how many have not. */
function wheelsOf({ files }: ReleaseDifference): { readonly listed: number; readonly unlisted: number } {
  const wheels = files.filter(({ name }) => name.endsWith('.whl'));
  const listed = wheels.filter(({ members }) => members !== undefined).length;
  return { listed, unlisted: wheels.length - listed };
}

/** Things of each kind that one line names, and UTF-16 units of a path in it. */
const [MOST_NAMED, LONGEST_NAMED] = [3, 150];

function newsOf({ novelties }: ReleaseDifference, redact: Redact): string {
  const groups = Map.groupBy(novelties, ({ kind }) => kind);
  return [...groups]
    .map(([kind, all]) => {
      const named = all.map(({ what }) => redactedText(what, redact, LONGEST_NAMED));
      return `${kind} ${shortList(named, MOST_NAMED)}`;
    })
    .join('; ');
}

function counts({ files }: ReleaseDifference): string {
  const of = (part: 'added' | 'removed' | 'changed'): number =>
    new Set(files.flatMap(({ members }) => members?.[part] ?? [])).size;
  return `${counted(of('added'), 'member')} added, ${of('removed')} removed, ${of('changed')} changed`;
}
