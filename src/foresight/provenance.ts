import { shortList } from '../ground/short-list.ts';

/** Who published a file, as its provenance says. */
export interface FilePublisher {
  /** Kind and identity: `GitHub octo/demo`. */
  readonly source: string;
  /** File name; undefined for a kind that has none. */
  readonly workflow: string | undefined;
}

/** One file of a release, on the index or to be uploaded. */
export interface ForecastFile {
  readonly name: string;
  readonly attested: boolean;
  /** Undefined where it has provenance and nobody read whose. */
  readonly publishers: readonly FilePublisher[] | undefined;
}

/** A release as an index lists it. */
export interface ListedRelease {
  readonly version: string;
  /** When its first file was uploaded; undefined where the index does not say, as in HTML (PEP 503). */
  readonly created: Date | undefined;
  readonly files: readonly ForecastFile[];
}

/** One of which it is known when it was created, or will be. */
export interface DatedRelease extends ListedRelease {
  readonly created: Date;
}

/** As Warehouse names them (warehouse/attestations/models.py, ProvenanceState). */
export type ProvenanceState =
  | 'no-provenance'
  | 'full-provenance'
  | 'partial-provenance'
  | 'inconsistent-provenance'
  | 'lost-provenance'
  | 'changed-provenance';

/** What an index will show of the provenance of a release. */
interface ProvenanceForecast {
  readonly states: readonly ProvenanceState[];
  /** The release that Warehouse compares with: the last one with provenance, not older than 14 days; undefined where there is none. */
  readonly comparison: ListedRelease | undefined;
  /** The last release with provenance, however old; by versions where the index gives no dates. */
  readonly lastAttested: ListedRelease | undefined;
}

/** Milliseconds before a release in which Warehouse looks for one to compare with (PROVENANCE_COMPARISON_WINDOW_DAYS). */
const WINDOW = 14 * 24 * 3600 * 1000;

/**
 * The states that Warehouse will find a release in. Pure.
 * @param earlier the project's other releases, the highest version first; of those without a date only lower versions
 */
export function forecastProvenance(
  release: DatedRelease,
  earlier: readonly ListedRelease[],
): ProvenanceForecast {
  const lastAttested = newestBefore(release, earlier);
  const isRecent =
    lastAttested?.created !== undefined &&
    lastAttested.created.getTime() >= release.created.getTime() - WINDOW;
  const comparison = isRecent ? lastAttested : undefined;
  const own = countsOf(release);
  const states: ProvenanceState[] = [amountOf(release)];
  if (own.sources.size > 1 || own.workflows.size > 1) states.push('inconsistent-provenance');
  if (comparison !== undefined) {
    if (own.attested === 0) states.push('lost-provenance');
    else if (publishersChanged(own, countsOf(comparison))) states.push('changed-provenance');
  }
  return { states, comparison, lastAttested };
}

/** Of one moment the higher version, as Warehouse orders releases (Release._pypi_ordering). */
function newestBefore(
  { created }: DatedRelease,
  releases: readonly ListedRelease[],
): ListedRelease | undefined {
  const attested = releases.filter(({ files }) => files.some((file) => file.attested));
  const dated = attested.filter((each) => each.created !== undefined && each.created < created);
  const [newest] = dated.toSorted((one, other) => Number(other.created) - Number(one.created));
  return newest ?? attested.find((each) => each.created === undefined);
}

function amountOf({ files }: DatedRelease): ProvenanceState {
  const attested = files.filter((file) => file.attested).length;
  if (attested === 0) return 'no-provenance';
  return attested === files.length ? 'full-provenance' : 'partial-provenance';
}

interface Counts {
  readonly attested: number;
  /** Files whose provenance nobody read. */
  readonly unread: number;
  readonly sources: ReadonlySet<string>;
  readonly workflows: ReadonlySet<string>;
}

function countsOf({ files }: ListedRelease): Counts {
  const attested = files.filter((file) => file.attested);
  const publishers = attested.flatMap((file) => file.publishers ?? []);
  return {
    attested: attested.length,
    unread: attested.filter((file) => file.publishers === undefined).length,
    sources: new Set(publishers.map(({ source }) => source)),
    workflows: new Set(publishers.flatMap(({ workflow }) => workflow ?? [])),
  };
}

/** A publisher that nobody read is no difference. */
function publishersChanged(now: Counts, before: Counts): boolean {
  if (now.unread > 0 || before.unread > 0) return false;
  return differ(now.sources, before.sources) || differ(now.workflows, before.workflows);
}

/** What the index will show, as a line for people; a loss is to be warned of. Pure. @param name project and version, and where */
export function describeForecast(
  name: string,
  release: DatedRelease,
  { states, comparison, lastAttested }: ProvenanceForecast,
): { readonly text: string; readonly warns: boolean } {
  const { files } = release;
  const bare = files.filter(({ attested }) => !attested).map((file) => file.name);
  if (bare.length === files.length && lastAttested !== undefined) {
    return {
      warns: true,
      text:
        `Loss of provenance: ${name} will have none, but ${lastAttested.version} has provenance. ` +
        'It cannot be added to a published file.',
    };
  }
  const own = countsOf(release);
  const parts = [
    amountText(files.length, bare),
    ...(states.includes('inconsistent-provenance')
      ? [`inconsistent provenance, from ${[...own.sources, ...own.workflows].join(', ')}`]
      : []),
    ...(comparison !== undefined && states.includes('changed-provenance')
      ? [`provenance changed since ${comparison.version}: ${changes(countsOf(comparison), own)}`]
      : []),
  ];
  return { text: `${name}: ${parts.join('; ')}.`, warns: false };
}

function amountText(count: number, bare: readonly string[]): string {
  if (bare.length === count) return 'no file will have provenance';
  if (bare.length === 0)
    return count === 1 ? 'its file will have provenance' : `all ${count} files will have provenance`;
  return `${count - bare.length} of ${count} files will have provenance; without: ${shortList(bare)}`;
}

function changes(before: Counts, now: Counts): string {
  return [
    ...change('publisher', before.sources, now.sources),
    ...change('workflow', before.workflows, now.workflows),
  ].join('; ');
}

function change(what: string, before: ReadonlySet<string>, now: ReadonlySet<string>): readonly string[] {
  return differ(before, now) ? [`${what} ${listOf(before)} → ${listOf(now)}`] : [];
}

function listOf(names: ReadonlySet<string>): string {
  return [...names].join(', ') || 'none';
}

function differ(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size !== other.size || [...one].some((each) => !other.has(each));
}
