import type { MadeAttestation } from '../attestations/attestation.ts';
import { isPublished, releaseUrl, type FileRecord, type RunRecord } from '../records.ts';
import { areAttested, attestationDetails } from './attestation-states.ts';
import { differenceList } from './difference.ts';
import { failureBlock } from './failure-block.ts';
import { areDifferent, fileTable } from './file-table.ts';
import { cutText } from '../ground/redacted-text.ts';
import { cell, escapeMarkdown, folded, link, table, withCode } from './markdown.ts';
import { nextSteps } from './next-steps.ts';
import { counted } from './quantities.ts';
import type { Report } from './report.ts';
import { timeline } from './timeline.ts';

/** The job summary, as Markdown of less than 1 MiB. All text that is not ours is made inert. */
export function renderSummary(report: Report, run: RunRecord): string {
  // What a plan comes to is its result; of a run it is the background.
  const isPlan = report.result === 'plan';
  const decisions = list(run.decisions.map(withCode));
  const blocks = [
    `## ${headingOf(report, run)}`,
    releases(report, run),
    failureBlock(report.failure),
    run.dryRun === 'auth' ? '' : reasonBlock(report, run),
    section('Covered by the upload token', coverage(run)),
    fileTable(report.files, run),
    section('Since the last release', differenceList(run.releaseDiff)),
    isPlan ? section('What a run would do', decisions) : '',
    section('Next', list(nextSteps(report, run))),
    section('More notices', notices(report.unannotated)),
    section('Signed by', signers(report.files, run.sigstore)),
    section('The index’s own TUF metadata', indexTuf(run)),
    section('Project URLs', links(run)),
    isPlan || run.dryRun === 'auth' || decisions === ''
      ? ''
      : folded('Why these services and attestations', decisions),
    section('Timeline', timeline(run.stages)),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

const HEADINGS = {
  published: 'Published',
  'already-published': 'Already published: nothing to do',
  partial: 'Partly published',
  'dry-run': 'Dry run: signed, nothing uploaded',
  plan: 'Plan: nothing signed, nothing uploaded',
  failed: 'Failed',
  cancelled: 'Cancelled',
} as const;

/** What became of which release, or of how many, and on which index. */
function headingOf(report: Report, run: RunRecord): string {
  const titles = [...new Set(report.files.map(({ project, version }) => `${project} ${version}`))];
  const [only = ''] = titles;
  if (run.index === undefined || titles.length === 0) return plainHeading(report, run);
  const what = cell(titles.length > 1 ? counted(titles.length, 'release') : only);
  const index = cell(run.index.title);
  const skipped = report.files.filter(({ status }) => status === 'skipped-different');
  switch (report.result) {
    case 'published':
      return `Published ${what} to ${index}`;
    case 'partial':
      return `Partly published ${what} to ${index}`;
    case 'already-published':
      return skipped.length === 0
        ? `Already published: ${what} on ${index}`
        : `Nothing uploaded: ${skippedHeading(report.files.length - skipped.length, skipped, index)}`;
    case 'failed':
      return isUnpublished(report, run) ? `Failed to publish ${what} to ${index}` : plainHeading(report, run);
    case 'plan':
    case 'cancelled':
    case 'dry-run':
      return plainHeading(report, run);
  }
}

function skippedHeading(existing: number, skipped: readonly FileRecord[], index: string): string {
  const names = areDifferent(skipped) ? 'different files under' : 'files of';
  const counts = existing === 0 ? '' : `${counted(existing, 'file')} already on ${index}, `;
  return `${counts}${skipped.length} skipped because ${index} has ${names} these names`;
}

/** Whether a run failed to publish any of its files, which no earlier run published either. */
function isUnpublished({ result, files }: Report, { dryRun }: RunRecord): boolean {
  return result === 'failed' && dryRun === 'no' && !files.some(isPublished);
}

function plainHeading({ result, files }: Report, { dryRun }: RunRecord): string {
  if (result === 'failed' && dryRun !== 'no') return dryRun === 'plan' ? 'Plan failed' : 'Dry run failed';
  if (result === 'dry-run' && dryRun === 'auth')
    return 'Dry run: upload token obtained, nothing signed or uploaded';
  const nothing = result === 'dry-run' && files.every(({ attestations }) => attestations.length === 0);
  return nothing ? 'Dry run: nothing signed, nothing uploaded' : HEADINGS[result];
}

const [OPEN_RELEASES, MOST_RELEASES] = [5, 500];
const MOST_SIGNERS = 20;
const [OPEN_NOTICES, MOST_NOTICES, LONGEST_NOTICE] = [5, 50, 2000];

function section(heading: string, body: string): string {
  return body === '' ? '' : `### ${heading}\n\n${body}`;
}

/** What the job's page had no room for. */
function notices(texts: readonly string[]): string {
  const lines = texts
    .slice(0, MOST_NOTICES)
    .map((text) => withCode(cutText(text, LONGEST_NOTICE).replaceAll(/\s+/g, ' ').trim()));
  if (texts.length > MOST_NOTICES) lines.push(`and ${texts.length - MOST_NOTICES} more, all in the log`);
  if (lines.length <= OPEN_NOTICES) return list(lines);
  const rest = list(lines.slice(OPEN_NOTICES));
  return `${list(lines.slice(0, OPEN_NOTICES))}\n\n${folded(`${texts.length - OPEN_NOTICES} more`, rest)}`;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

/** The line below the heading: of one release its files, its page and who signed them; of several each with its page. */
function releases(report: Report, run: RunRecord): string {
  const { files, result } = report;
  const index = run.index?.title;
  const groups = Map.groupBy(files, ({ project, version }) => `${project} ${version}`);
  const [only] = files;
  if (index === undefined || only === undefined) return '';
  if (groups.size > 1) return manyReleases(groups, files, run);
  const page = pageOf(files, run);
  const isNamed =
    ['published', 'partial', 'already-published'].includes(result) || isUnpublished(report, run);
  return [
    ...(isNamed ? [] : [`**${cell(`${only.project} ${only.version}`)}** for ${cell(index)}`]),
    stateOf(files, run),
    ...(page === undefined ? [] : [link('release page', page)]),
    ...signerOf(files),
  ].join(' · ');
}

/** What all of them have, then each with its page; more than a few are folded. */
function manyReleases(
  groups: ReadonlyMap<string, readonly FileRecord[]>,
  files: readonly FileRecord[],
  run: RunRecord,
): string {
  const isPartial = files.some(isPublished) && !files.every(isPublished);
  const lines = [...groups].slice(0, MOST_RELEASES).map(([title, some]) => {
    const published = some.filter(isPublished).length;
    const all = counted(some.length, 'file');
    const count = isPartial && published < some.length ? `${published} of ${all} published` : all;
    return `${link(title, pageOf(some, run))} (${count})`;
  });
  if (groups.size > MOST_RELEASES) lines.push(`and ${groups.size - MOST_RELEASES} more releases`);
  const releasesOf =
    groups.size > OPEN_RELEASES ? folded(`${groups.size} releases`, list(lines)) : list(lines);
  return `${[stateOf(files, run), ...signerOf(files)].join(' · ')}\n\n${releasesOf}`;
}

/** The page of a release of which a file is published. */
function pageOf(release: readonly FileRecord[], run: RunRecord): string | undefined {
  const file = release.find(isPublished);
  return file && releaseUrl(run, file.project, file.version);
}

/** How many files, and what they have. */
function stateOf(files: readonly FileRecord[], run: RunRecord): string {
  const published = files.filter(isPublished).length;
  if (published > 0 && published < files.length)
    return `${published} of ${counted(files.length, 'file')} published`;
  const attested = areAttested(files, run);
  const states = [
    ...(published === 0 && files.every(({ attestations }) => attestations.length > 0) ? ['signed'] : []),
    ...(attested ? ['attested'] : []),
    ...(files.every(({ confirmed }) => confirmed === true) ? ['confirmed'] : []),
  ];
  const all = files.length === 1 ? '' : 'all ';
  return [
    counted(files.length, 'file'),
    ...(states.length === 0 ? [] : [`${all}${states.join(' and ')}`]),
    ...(published === 0 || attested ? [] : attestationDetails(files, run)),
  ].join(', ');
}

/** The one workflow that signed, without what every workflow has: `release.yml@v1.0.0`. */
function signerOf(files: readonly FileRecord[]): readonly string[] {
  const workflows = new Set(
    files.flatMap(({ attestations }) => attestations.map((each) => each.signedBy.workflow)),
  );
  const [workflow] = workflows;
  if (workflow === undefined || workflows.size > 1) return [];
  const short = workflow
    .slice(workflow.indexOf('/.github/workflows/') + 1)
    .replace('.github/workflows/', '')
    .replace(/@refs\/(?:tags|heads)\//, '@');
  return [`signed by ${cell(short)}`];
}

/** Why files are, or would be, published without attestations. */
function reasonBlock({ outputs, failure, result }: Report, run: RunRecord): string {
  const reason = outputs.get('not-attested-because') ?? '';
  if (reason === '' || failure !== undefined || result === 'plan') return '';
  const heading = run.notAttestedBecause !== undefined ? 'Without attestations' : 'Not all attested';
  return ['> [!NOTE]', `> **${heading}:** ${withCode(reason.replaceAll(/\s+/g, ' ').trim())}`].join('\n');
}

/** A line for each certificate: tables of so many columns do not fit a phone. */
function signers(files: readonly FileRecord[], sigstore: string | undefined): string {
  const made = files.flatMap(({ attestations }) => attestations);
  const groups = Map.groupBy(made, (each) =>
    [each.signedBy.workflow, each.signedBy.commit, each.signedBy.notBefore.toISOString(), logOf(each)].join(
      ' ',
    ),
  );
  const lines = [...groups.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const { workflow, repository, commit, notBefore, notAfter } = first.signedBy;
    const [from, to] = [notBefore.toISOString(), notAfter.toISOString()];
    return [
      [
        link(workflow.replace(`${repository}/`, '').replace('.github/workflows/', ''), repository),
        `commit ${link(commit.slice(0, 7), `${repository}/commit/${commit}`)}`,
        `${counted(more.length + 1, 'signature')} ${logOf(first)}`,
        `certificate ${from.slice(0, 10)} ${from.slice(11, 16)}–${to.slice(11, 16)} UTC`,
      ].join(' · '),
    ];
  });
  if (lines.length === 0) return '';
  const left = lines.length - MOST_SIGNERS;
  return [
    lines.length === 1 ? lines.join('') : list(lines.slice(0, MOST_SIGNERS)),
    ...(left > 0 ? [`… and ${counted(left, 'more certificate')}.`] : []),
    ...(sigstore === undefined ? [] : [`Sigstore: ${cell(sigstore)}`]),
  ].join('\n\n');
}

function logOf(made: MadeAttestation): string {
  return made.form === 'bundle' ? 'without a log entry' : `in Rekor v${made.rekorVersion}`;
}

function indexTuf(run: RunRecord): string {
  const seen = run.indexTuf;
  if (seen === undefined) return '';
  const { status, versions, error } = seen;
  const because = error === undefined ? '' : `: ${escapeMarkdown(error.message)}`;
  const of =
    versions === undefined
      ? ''
      : ` Root ${versions.root}, timestamp ${versions.timestamp}, snapshot ${versions.snapshot}; valid until ${escapeMarkdown(versions.expires)}.`;
  return `**${status}**${because}.${of}`;
}

function coverage({ authorization }: RunRecord): string {
  const rows = authorization.map(({ project, covered, because }) => [
    cell(project),
    ANSWERS[`${covered}`],
    cell(because),
  ]);
  return rows.length === 0 ? '' : table(['Project', 'Covered', 'Reason'], 'lll', rows);
}

const ANSWERS = { true: 'yes', false: 'no', null: 'not known' } as const;

function links({ projectLinks, index }: RunRecord): string {
  if (projectLinks.length === 0) return '';
  const rows = projectLinks.map(({ label, url, verified }) => [
    cell(label),
    verified ? 'yes' : 'no',
    cell(url),
  ]);
  const all = table(['Label', 'Verified', 'URL'], 'lll', rows);
  return projectLinks.every(({ verified }) => verified)
    ? all
    : `${all}\n\n${cell(index?.title ?? 'The index')} shows only URLs under the publishing repository as verified.`;
}
