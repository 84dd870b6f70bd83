import type { MadeAttestation } from '../attestations/attestation.ts';
import { messageOf, type Explanation } from '../errors.ts';
import { isMissing, isPublished, releaseUrl } from '../records.ts';
import type { FileRecord, FileStatus, RunRecord } from '../records.ts';
import { attestedOf } from './attested.ts';
import { differenceOutput } from './difference.ts';
import { failureOf, isBare, type Failure, type RunEnd } from './failure.ts';
import { unconfirmedWarnings } from './unconfirmed.ts';

/** The output `result`: how a run ended, in one word. */
export type Result =
  'published' | 'already-published' | 'partial' | 'dry-run' | 'plan' | 'failed' | 'cancelled';

/** Everything that a run says at its end, as data. */
export interface Report {
  readonly result: Result;
  readonly exitCode: 0 | 1;
  /** The failure, as annotation and full text. */
  readonly failure: Failure | undefined;
  readonly warnings: readonly string[];
  /** Texts for which the job's page had no room, or none for all of them; known at the very end. */
  readonly unannotated: readonly string[];
  /** What became of each file. */
  readonly files: readonly FileRecord[];
  readonly outputs: ReadonlyMap<string, string>;
  /** JSON text of the report file. */
  readonly json: string;
}

/**
 * Makes the report from what the ledger has at any moment, both without secrets (`redactedRecord`).
 * @param unannotated texts that are nowhere else in full, without secrets too
 */
export function makeReport(run: RunRecord, end: RunEnd, unannotated: readonly string[] = []): Report {
  const failure = failureOf(run, end);
  const ended = failure === undefined ? run.files : run.files.map(notAttempted(run));
  const result = resultOf(run, end, failure);
  const { attested, because, warning } = attestedOf(run, ended);
  const files = ended.map((file) => (isBare(file, run) ? { ...file, confirmed: false } : file));
  const paths = files.flatMap((file) => file.attestations.flatMap(({ path }) => path ?? []));
  const rows = files.map(fileOutput);
  const outputs = new Map<string, string>([
    ['result', result],
    ['attested', String(attested)],
    ['not-attested-because', because],
    ['files', filesOutput(rows)],
    ['release-urls', releaseUrls(run).join('\n')],
  ]);
  const directory = run.attestationsDirectory;
  if (paths.length > 0 && directory !== undefined) {
    outputs.set('attestations-dir', directory).set('attestation-paths', paths.join('\n'));
  }
  if (run.planDigest !== undefined) outputs.set('plan-digest', run.planDigest);
  const indexTuf = run.indexTuf;
  if (indexTuf !== undefined) outputs.set('index-tuf-status', indexTuf.status);
  const json = {
    ...Object.fromEntries(outputs),
    files: files.map((file, place) => ({
      ...rows[place],
      notConfirmedBecause: file.unconfirmed?.because ?? null,
      error: failureReport(file.error),
      attestations: file.attestations.map(attestationReport),
    })),
    index: run.index?.uploadUrl ?? null,
    sigstore: run.sigstore ?? null,
    decisions: run.decisions,
    kept: run.kept.map((record) => ({ ...record, error: record.error ?? null })),
    stages: run.stages,
    provenance: run.provenance,
    releaseDiff: run.releaseDiff.map(differenceOutput),
    authorization: run.authorization,
    projectUrls: run.projectLinks,
    indexTuf: indexTuf === undefined ? null : indexTufOutput(indexTuf),
    unannotated,
    error: failureReport(failure),
  };
  return {
    result,
    exitCode: failure === undefined ? 0 : 1,
    failure,
    warnings: [...unconfirmedWarnings(run, files), ...(warning === undefined ? [] : [warning])],
    unannotated,
    files,
    outputs,
    json: `${JSON.stringify(json, null, 2)}\n`,
  };
}

/** What a run that failed had planned and did not begin. Files that were signed stay `signed`. */
function notAttempted(run: RunRecord): (file: FileRecord) => FileRecord {
  const planned: FileStatus = run.dryRun === 'no' ? 'not-attempted' : 'planned';
  return (file) => (file.status === 'planned' ? { ...file, status: planned } : file);
}

function resultOf(run: RunRecord, end: RunEnd, failure: Explanation | undefined): Result {
  const files = run.files;
  const dryRun = run.dryRun;
  if (end.cancelled) return 'cancelled';
  const begun = files.some(({ status }) => status === 'uploaded');
  // Before a conflict nothing was begun: what is there came from another run.
  const stopped = failure !== undefined && failure.code !== 'INDEX_CONFLICT' && files.some(isPublished);
  if (dryRun === 'no' && files.some(isMissing) && (begun || stopped)) return 'partial';
  if (failure !== undefined) return 'failed';
  if (dryRun !== 'no') return dryRun === 'plan' ? 'plan' : 'dry-run';
  return begun ? 'published' : 'already-published';
}

function releaseUrls(run: RunRecord): readonly string[] {
  const urls = run.files.filter(isPublished).map(({ project, version }) => releaseUrl(run, project, version));
  return [...new Set(urls.filter((url) => url !== undefined))];
}

function fileOutput(file: FileRecord) {
  const { name, kind, project, version, size, sha256, status, confirmed } = file;
  const attestations = file.attestations.map(attestationOutput);
  const [url, indexTuf, error] = [file.url ?? null, file.indexTuf ?? null, failureOutput(file.error)];
  return {
    name,
    kind,
    project,
    version,
    size,
    sha256,
    status,
    url,
    attestations,
    confirmed,
    indexTuf,
    error,
  };
}

/** The report file has the causes too. */
function failureReport(failure: Explanation | undefined) {
  if (failure === undefined) return null;
  const { code, message, causes, hint } = failure;
  return { code, message, causes, hint };
}

function failureOutput(failure: Explanation | undefined) {
  if (failure === undefined) return null;
  const { code, message, hint } = failure;
  return { code, message, hint };
}

function indexTufOutput({ status, versions, error }: NonNullable<RunRecord['indexTuf']>) {
  return { status, versions: versions ?? null, because: error === undefined ? null : messageOf(error) };
}

function attestationOutput(made: MadeAttestation) {
  const { predicateType, path, signedAt, adopted } = made;
  return { predicateType, path: path ?? null, ...entryOutput(made), signedAt, adopted };
}

function entryOutput(made: MadeAttestation) {
  if (made.form === 'bundle') return { rekorVersion: null, logIndex: null, logUrl: null };
  const { rekorVersion, logIndex, logUrl } = made;
  return { rekorVersion, logIndex, logUrl: logUrl ?? null };
}

/** Of an attestation that could not be written to the disk, the report is what keeps it. */
function attestationReport(made: MadeAttestation) {
  const signed = made.form === 'bundle' ? { bundle: made.bundle } : { attestation: made.attestation };
  return { ...attestationOutput(made), ...(made.path === undefined && signed) };
}

/** GitHub drops a job's outputs beyond 1 MiB in all: past half of that only names and states remain. */
function filesOutput(rows: readonly ReturnType<typeof fileOutput>[]): string {
  const full = JSON.stringify(rows);
  if (Buffer.byteLength(full) < 512 * 1024) return full;
  return JSON.stringify(
    rows.map(({ name, sha256, status, confirmed }) => ({ name, sha256, status, confirmed })),
  );
}
