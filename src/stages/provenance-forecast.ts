import { versionOf } from '../distributions/filename.ts';
import { compareVersions, parseVersion, releaseVersion } from '../distributions/version.ts';
import { describeForecast, forecastProvenance } from '../foresight/provenance.ts';
import type { DatedRelease, FilePublisher, ListedRelease, ForecastFile } from '../foresight/provenance.ts';
import { workflowFile } from '../package-index/publisher-policy.ts';
import type { ExistingFiles } from '../package-index/query/existing-files.ts';
import {
  EMPTY_PROJECT_PAGE,
  type ListedFile,
  type ProjectPage,
} from '../package-index/query/project-page.ts';
import { isWheel } from '../package-index/query/publishers.ts';
import type { Release } from '../package-index/upload/publish.ts';
import type { Plan } from '../plan.ts';
import type { Run } from '../run.ts';
import { acceptsFrom } from './attesting.ts';

/**
 * Logs what the index will show of the provenance of each release.
 * @param sends whether this run sends attestations with its files
 * @returns a warning for each release that will have none where an earlier one has it, not logged yet
 */
export function foretellProvenance(
  { releases }: Plan,
  existing: ExistingFiles,
  sends: boolean,
  run: Run,
): readonly string[] {
  const { inputs, index, platform, ledger } = run;
  if (index.simpleUrl === undefined || !(index.acceptsAttestations || sends)) return [];
  const { repository, workflowRef } = platform.runner.job;
  const workflow = workflowFile(workflowRef);
  const uploads = {
    // A dry run signs what a run with the same inputs would not upload: a later job may.
    attested: sends && acceptsFrom(index, inputs.credentials === undefined),
    // Not every server names the workflow to a job.
    publishers: workflow === '' ? undefined : [publisherOf('GitHub', repository, workflow)],
  };
  const now = platform.clock.now();
  const foretold = releases.map((release) => {
    const page = existing.pages.get(release.project) ?? EMPTY_PROJECT_PAGE;
    const history = historyOf(release.project, page, existing);
    const own = releaseVersion(release.version);
    const earlier = earlierReleases(release.version, [...history.values()]);
    const after = nextUpload([...history.values()], now);
    const planned = plannedRelease(release, history.get(own), uploads, after);
    const forecast = forecastProvenance(planned, earlier);
    const name = `${release.project} ${release.version} on ${index.title}`;
    return { release, forecast, ...describeForecast(name, planned, forecast) };
  });
  for (const { text, warns, forecast } of foretold) {
    if (!warns) platform.runner.log.info(text);
    const isPlain = ['no-provenance', 'full-provenance'].includes(forecast.states.join());
    if (warns || !isPlain) ledger.decided(text);
  }
  ledger.foretold(
    foretold.map(({ release: { project, version }, forecast: { states }, text }) => ({
      project,
      version,
      states,
      forecast: text,
    })),
  );
  return foretold.flatMap(({ text, warns }) => (warns ? [text] : []));
}

/** The highest version first; what has no date is earlier by its version. */
function earlierReleases(version: string, history: readonly ListedRelease[]): readonly ListedRelease[] {
  const own = parseVersion(version);
  if (own === undefined) return [];
  return history
    .flatMap((each) => {
      const parsed = parseVersion(each.version);
      return parsed === undefined ? [] : [{ each, parsed, order: compareVersions(parsed, own) }];
    })
    .filter(({ each: { created }, order }) => order < 0 || (order > 0 && created !== undefined))
    .toSorted((one, other) => compareVersions(other.parsed, one.parsed))
    .map(({ each }) => each);
}

/** PyPI compares repositories as they are registered, and their case may differ from the claims'. */
function publisherOf(kind: string, identity: string, workflow: string | undefined): FilePublisher {
  return { source: `${kind} ${identity.toLowerCase()}`, workflow };
}

/** A moment from now, later than all that is there: the clock of this machine may be behind the index's. */
function nextUpload(releases: readonly ListedRelease[], now: Date): Date {
  const times = releases.flatMap(({ created }) => created?.getTime() ?? []);
  return new Date(times.reduce((latest, time) => Math.max(latest, time), now.getTime()) + 1);
}

/** The release as it will be: what the index has of it, and what this run uploads from that time on. */
function plannedRelease(
  { version, distributions }: Release,
  there: ListedRelease | undefined,
  own: Pick<ForecastFile, 'attested' | 'publishers'>,
  after: Date,
): DatedRelease {
  const uploads = distributions.map(({ name }): ForecastFile => ({ name, ...own }));
  const created = there?.created ?? after;
  return { version, created, files: [...(there?.files ?? []), ...uploads] };
}

/**
 * The releases on a project's page, by `releaseVersion`. The provenance of one wheel and of one sdist at most was read; each stands for the
 * attested files of its kind in its release.
 */
function historyOf(
  project: string,
  page: ProjectPage,
  { sources }: ExistingFiles,
): ReadonlyMap<string, ListedRelease> {
  const byRelease = Map.groupBy(page.files, (file) => releaseVersion(versionOf(file.name, project) ?? ''));
  const releases = [...byRelease].flatMap(([key, files]): [string, ListedRelease][] => {
    const version = versionOf(files[0]?.name ?? '', project);
    if (version === undefined) return [];
    const read = files.flatMap(({ name }) => {
      const known = sources.get(name);
      return known === undefined ? [] : [{ ofWheel: isWheel(name), known }];
    });
    const listed = files.map(({ name, provenanceUrl }): ForecastFile => {
      if (provenanceUrl === undefined) return { name, attested: false, publishers: [] };
      const known = read.find(({ ofWheel }) => ofWheel === isWheel(name))?.known;
      const publishers = known?.map(({ kind, identity, workflow }) => publisherOf(kind, identity, workflow));
      return { name, attested: true, publishers };
    });
    return [[key, { version, created: earliestUpload(files), files: listed }]];
  });
  return new Map(releases);
}

function earliestUpload(files: readonly ListedFile[]): Date | undefined {
  const [first] = files
    .flatMap(({ uploadedAt }) => Date.parse(uploadedAt ?? '') || [])
    .toSorted((one, other) => one - other);
  return first === undefined ? undefined : new Date(first);
}
