import { rerunOfAll, type Explanation, type Remedy } from '../errors.ts';
import {
  canBeQueried,
  isMissing,
  isPublished,
  isUnconfirmed,
  type FileRecord,
  type RunRecord,
} from '../records.ts';
import { cutText } from '../ground/redacted-text.ts';
import { reasonLines } from '../ground/group-reasons.ts';
import { counted } from './quantities.ts';

/** Names in one line of text; the table and the report file have all. */
const NAMES = 20;
/** Reasons listed one by one in the same text. */
const FAULTS = 20;

/** How a run ended. */
export interface RunEnd {
  /** What its story threw, without secrets. */
  readonly failure: Explanation | undefined;
  readonly cancelled: boolean;
}

/** A failure of a run. */
export interface Failure extends Explanation {
  /** The end of the message: which files are published and which are not. Causes stand before it. */
  readonly standing?: string;
}

/** Why a run failed, with what is published and what is not; undefined where it did not. */
export function failureOf(run: RunRecord, { failure: thrown, cancelled }: RunEnd): Failure | undefined {
  if (thrown === undefined) return failedFiles(run) ?? bareFiles(run);
  const failure = cancelled ? { ...thrown, hint: hintAfterCancelling(run, thrown.hint) } : thrown;
  if (!run.files.some(({ status }) => status !== 'planned')) return failure;
  return withStanding(failure, run, [failure]);
}

/** A cancelled run may have nothing left to publish. @param hint what its next run does */
function hintAfterCancelling(run: RunRecord, hint: string): string {
  if (run.dryRun !== 'no') return 'Run the job again.';
  if (run.files.length === 0 || run.files.some(isMissing)) return hint;
  return run.files.some((file) => isUnconfirmed(file, run))
    ? 'Nothing is left to publish. To confirm what was uploaded, run the job again.'
    : 'Nothing is left to publish.';
}

/**
 * A failure as the annotation has it below its title: what happened, why, the one thing to change, and its code, with the address of
 * its section in troubleshooting where the address of the documents is known.
 */
export function failureText(failure: Failure, documents?: string): string {
  const { code, hint } = failure;
  const section = code === 'BUG' ? 'unexpected-error-in-wheelseal' : code.toLowerCase();
  const address = documents === undefined ? '' : ` ${documents}troubleshooting.md#${section}`;
  return [happened(failure), ...(hint === '' ? [] : [hint]), `[${code}]${address}`].join('\n');
}

/** UTF-16 units of what happened in an annotation, which has 4 KiB with the hint. */
const LONGEST_MESSAGE = 2400;

/** A failure is cut in what happened, never in what to do. */
function happened(failure: Failure): string {
  const text = linesOf(failure).join('\n');
  if (text.length <= LONGEST_MESSAGE) return text;
  return `${cutText(text, LONGEST_MESSAGE)}\nThe job summary has all of it.`;
}

/** What happened, why, and how the files stand, in lines of this order. */
export function linesOf({ message, causes, standing }: Failure): readonly string[] {
  const what = standing === undefined ? message : message.slice(0, -standing.length - 1);
  const lines = [what, ...causes.map((cause) => `because: ${cause.replaceAll(/\s+/g, ' ').trim()}`)];
  return [...lines, ...(standing === undefined ? [] : [standing])].join('\n').split('\n');
}

function failedFiles(run: RunRecord): Failure | undefined {
  const faults = run.files.flatMap(({ name, project, error }) =>
    error === undefined ? [] : [{ name, project, error }],
  );
  const [first] = faults;
  if (first === undefined) return undefined;
  const errors = errorsOf(run.files);
  const hints = hintsOf(errors);
  const reasons = reasonLines(
    faults.map(({ name, project, error }) => ({ name, project, message: faultText(error, hints.size > 1) })),
  );
  const lines = reasons.slice(0, FAULTS).map((line) => `- ${line}`);
  if (reasons.length > FAULTS)
    lines.push(`- and ${reasons.length - FAULTS} other reasons, all in the report file`);
  const failure = {
    code: first.error.code,
    message: `${faults.length} of ${counted(run.files.length, 'file')} failed:\n${lines.join('\n')}`,
    causes: [],
    hint: hints.size > 1 ? 'Each failure above says what to change.' : first.error.hint,
    rerun: rerunOfAll(errors),
  };
  return withStanding(failure, run, errorsOf(run.files.filter((file) => !isPublished(file))));
}

/** With what is published and what is not, and how the rest gets published. @param failures why files are missing */
function withStanding(failure: Explanation, run: RunRecord, failures: readonly Explanation[]): Failure {
  const hint = [failure.hint, ...howToGoOn(run, failures)].filter((each) => each !== '').join(' ');
  const standing = standingOf(run, failure);
  return { ...failure, message: `${failure.message}\n${standing}`, standing, hint };
}

function errorsOf(files: readonly FileRecord[]): readonly Explanation[] {
  return files.flatMap(({ error }) => error ?? []);
}

function faultText({ message, causes, hint }: Explanation, withHint: boolean): string {
  const happening = [message, ...causes.map((cause) => `because: ${cause}`)].join('; ');
  if (!withHint || hint === '') return happening;
  return `${happening}${/[.!?]$/.test(happening) ? '' : '.'} ${hint}`;
}

/** The file was there without the attestation that is required: the index answered that it has none, or serves another. */
export function isBare({ status, served }: FileRecord, { attestations }: RunRecord): boolean {
  const lacks = served?.kind === 'none' || served?.kind === 'others';
  return attestations === 'require' && status === 'already-there' && lacks;
}

function bareFiles(run: RunRecord): Explanation | undefined {
  const bare = run.files.filter((file) => isBare(file, run));
  if (bare.length === 0) return undefined;
  return {
    code: 'INDEX_CONFLICT',
    message: `On the index without attestation, and none can ever be added: ${namesOf(bare)}`,
    causes: [],
    hint: 'Publish a new version with `attestations: require`, or set `attestations: auto` for this one.',
    rerun: 'needs-new-release',
  };
}

function standingOf(run: RunRecord, { code }: Explanation): string {
  const signed = run.files.filter(isMissing).filter(({ attestations }) => attestations.length > 0);
  const unwritten = signed.filter(({ attestations }) => attestations.some(({ path }) => path === undefined));
  const kept = signed.filter((file) => !unwritten.includes(file));
  const lines = run.dryRun === 'no' ? publishedLines(run) : dryRunLines(run);
  if (unwritten.length > 0)
    lines.push(`Signed, with the attestation in the report only: ${namesOf(unwritten)}.`);
  if (kept.length > 0) {
    lines.push(`${whereKept(run)}: ${namesOf(kept)}.`);
  }
  // After a cancellation nothing more is uploaded, for no reason of its own.
  const held = code === 'CANCELLED' ? [] : heldBack(run);
  if (held.length > 0) {
    const them = held.length === 1 ? 'it' : 'them';
    lines.push(`Held back: ${namesOf(held)}, because pip would build from ${them} where a wheel is missing.`);
  }
  return lines.join('\n');
}

function publishedLines(run: RunRecord): string[] {
  const published = run.files.filter(isPublished);
  const missing = run.files.filter(isMissing);
  const open = missing.filter(({ error }) => error?.code === 'UPLOAD_UNKNOWN');
  const others = missing.filter((file) => !open.includes(file));
  return [
    published.length === 0 ? 'Uploaded by this run: none.' : `Published: ${namesOf(published)}.`,
    ...(open.length > 0 ? [`Upload status unknown: ${namesOf(open)}.`] : []),
    `Not published: ${allOrNames(others, run.files.length)}.`,
  ];
}

function dryRunLines({ files }: RunRecord): string[] {
  const published = files.filter(isPublished);
  return [
    ...(published.length > 0 ? [`Already published: ${namesOf(published)}.`] : []),
    'A dry run uploads nothing.',
  ];
}

/** Where the attestations of files that are not published are: a folder lasts as long as its job, an artifact longer. */
function whereKept({ kept, attestationsDirectory }: RunRecord): string {
  const artifact = kept.find(({ store, error }) => store === 'artifact' && error === undefined);
  return artifact === undefined
    ? `Signed and kept in ${attestationsDirectory ?? ''} for later steps of this job`
    : `Signed and kept in the artifact ${artifact.name}`;
}

/** The sdists that were not uploaded because the upload of a wheel of their release failed. */
function heldBack({ files }: RunRecord): readonly FileRecord[] {
  const failed = files.filter(({ kind, error }) => kind === 'wheel' && error?.code.startsWith('UPLOAD_'));
  const releases = new Set(failed.map(releaseOf));
  return files.filter(
    (file) =>
      file.kind === 'sdist' && ['planned', 'signed'].includes(file.status) && releases.has(releaseOf(file)),
  );
}

function releaseOf({ project, version }: FileRecord): string {
  return `${project} ${version}`;
}

/** How the rest of a release gets published, in what the hint does not say; nothing where it cannot be. */
function howToGoOn(run: RunRecord, failures: readonly Explanation[]): readonly string[] {
  if (run.dryRun !== 'no' || !run.files.some(isMissing)) return [];
  const line = rerunLine(run, failures);
  if (line === undefined) return [];
  // Warehouse's MAXIMUM_AGE_FOR_NEW_UPLOADS_DAYS.
  const hasDeadline = run.files.some(isPublished) && canBeQueried(run) && run.index?.kind === 'pypi';
  return hasDeadline
    ? [line, `${run.index.title} accepts more files for a release until 14 days after its first.`]
    : [line];
}

/** Undefined where no run of this release helps; empty where the hint says it all. */
function rerunLine(run: RunRecord, failures: readonly Explanation[]): string | undefined {
  const rerun = rerunOfAll(failures);
  switch (rerun) {
    case 'cannot-help':
    case 'needs-new-release':
      return undefined;
    case 'needs-new-files':
      return newFilesLine(run);
    case 'finishes':
    case 'finishes-after-fix':
      return againLine(run, rerun === 'finishes-after-fix', hintsOf(failures).size > 1);
  }
}

function newFilesLine(run: RunRecord): string {
  const again = 'The same files would fail again:';
  if (!run.files.some(isPublished)) return `${again} correct or exclude them before you run the job again.`;
  const others = 'or exclude them with a line of `packages-dir` that starts with `!`; or raise the version.';
  // What the index says of a name that it has, only some indexes say in words that are known.
  const given = canBeQueried(run) ? '`skip-existing: true`' : '`check-url` and `skip-existing: true`';
  return `${again} publish corrected ones with ${given}, which ${canBeQueried(run) ? 'keeps' : 'keep'} those that are published; ${others}`;
}

/** @param several hints, none of which stands for all */
function againLine(run: RunRecord, afterFix: boolean, several: boolean): string {
  const maybeThere = run.files.some((file) => isPublished(file) || file.error?.code === 'UPLOAD_UNKNOWN');
  if (maybeThere && !canBeQueried(run)) {
    const why = 'without it, wheelseal cannot find the files that are already uploaded.';
    if (afterFix) return `After the fix, set \`check-url\` and run the job again: ${why}`;
    return several ? `Set \`check-url\` and run the job again: ${why}` : `Set \`check-url\` first: ${why}`;
  }
  if (afterFix)
    return `After the fix, run the job again${maybeThere ? ': files that are already uploaded are skipped' : ''}.`;
  return several ? 'Running the job again finishes the rest.' : '';
}

function hintsOf(failures: readonly Remedy[]): ReadonlySet<string> {
  return new Set(failures.map(({ hint }) => hint));
}

/** Files of a run beyond which none is named where all are meant. */
const MOST_OF_ALL = 5;

function allOrNames(files: readonly FileRecord[], all: number): string {
  return files.length === all && all > MOST_OF_ALL ? `all ${all} files` : namesOf(files);
}

/** File names for one line of text, as many as can be read. */
export function namesOf(files: readonly FileRecord[]): string {
  const shown = files.slice(0, NAMES).map(({ name }) => name);
  if (files.length > NAMES) shown.push(`and ${files.length - NAMES} more`);
  return shown.join(', ') || 'none';
}
