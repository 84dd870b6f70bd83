import { isPublished, releaseUrl, type FileRecord, type RunRecord } from '../records.ts';
import { attestationDetails } from './attestation-states.ts';
import { areDifferent } from './file-table.ts';
import { counted } from './quantities.ts';
import type { Report } from './report.ts';

const MOST_RELEASES = 10;

/** What a run came to, one line for each release, at most ten, and where to see it: the end of the log. Pure. */
export function lastLines(report: Pick<Report, 'result' | 'files'>, run: RunRecord): readonly string[] {
  const releases = [
    ...Map.groupBy(report.files, ({ project, version }) => `${project} ${version}`).entries(),
  ];
  if (releases.length === 0) return [NOTHING[report.result]];
  const lines = releases
    .slice(0, MOST_RELEASES)
    .map(([title, files]) => releaseLine(title, files, report.result, run));
  const left = releases.length - MOST_RELEASES;
  return left > 0 ? [...lines, `and ${counted(left, 'more release')}, all in the job summary`] : lines;
}

/** Of a run that ended before it knew its files. */
const NOTHING: Readonly<Record<Report['result'], string>> = {
  published: 'Nothing was published.',
  'already-published': 'Nothing was published.',
  partial: 'Nothing was published.',
  'dry-run': 'Dry run: nothing was signed or uploaded.',
  plan: 'Plan: nothing would be published.',
  failed: 'Failed: nothing was published.',
  cancelled: 'Cancelled: nothing was published.',
};

function releaseLine(
  title: string,
  files: readonly FileRecord[],
  result: Report['result'],
  run: RunRecord,
): string {
  if (result === 'plan') return `Plan: ${intended(title, files, run)}`;
  if (result === 'dry-run')
    return `Dry run: ${run.dryRun === 'auth' ? authorized(title, files) : tried(title, files, run)}`;
  const there = files.filter(isPublished);
  const skipped = files.filter(({ status }) => status === 'skipped-different');
  const open = files.length - there.length - skipped.length;
  const details = [...attestationDetails(there, run), ...skippedDetail(skipped, run)];
  const [first] = files;
  const page = there.length > 0 && first ? releaseUrl(run, first.project, first.version) : undefined;
  const address = page === undefined ? '' : `: ${page}`;
  if (open > 0 && there.length > 0) {
    const counts = `${there.length} of ${counted(files.length, 'file')}`;
    return `Partly published ${title} (${[counts, ...details].join(', ')})${address}`;
  }
  if (open > 0) return `Not published: ${title} (${counted(files.length, 'file')})`;
  if (there.length === 0) return `Nothing uploaded: ${title} (${details.join(', ')})`;
  const counts = [counted(there.length, 'file'), ...details].join(', ');
  const verb = files.some(({ status }) => status === 'uploaded') ? 'Published' : 'Already published:';
  return `${verb} ${title} (${counts})${address}`;
}

function skippedDetail(skipped: readonly FileRecord[], { index }: RunRecord): readonly string[] {
  if (skipped.length === 0) return [];
  const what = areDifferent(skipped) ? 'different files' : 'files of these names';
  return [`${skipped.length} skipped because ${index?.title ?? 'the index'} has ${what}`];
}

function intended(title: string, files: readonly FileRecord[], run: RunRecord): string {
  const planned = files.filter(({ status }) => status === 'planned').length;
  const done = doneDetails(files, run);
  return planned === 0
    ? `nothing to publish of ${title} (${[counted(files.length, 'file'), ...done].join(', ')})`
    : `would publish ${title} (${[counted(planned, 'file'), ...done].join(', ')}) to ${run.index?.title ?? 'the index'}`;
}

/** What a dry run leaves as it is. */
function doneDetails(files: readonly FileRecord[], run: RunRecord): readonly string[] {
  const there = files.filter(isPublished).length;
  const skipped = files.filter(({ status }) => status === 'skipped-different');
  const all = there === files.length ? 'all' : there;
  return [...(there === 0 ? [] : [`${all} already uploaded`]), ...skippedDetail(skipped, run)];
}

function authorized(title: string, files: readonly FileRecord[]): string {
  return `upload token obtained for ${title} (${counted(files.length, 'file')}), nothing signed or uploaded`;
}

function tried(title: string, files: readonly FileRecord[], run: RunRecord): string {
  const signed = files.filter(({ attestations }) => attestations.length > 0).length;
  const done = doneDetails(files, run);
  return signed === 0
    ? `nothing signed or uploaded of ${title} (${[counted(files.length, 'file'), ...done].join(', ')})`
    : `signed ${[`${signed} of ${counted(files.length, 'file')} of ${title}`, ...done, 'uploaded nothing'].join(', ')}`;
}
