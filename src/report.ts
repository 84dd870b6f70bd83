import type { MadeAttestation } from './attestations/attestation.ts';
import { explain, type Explanation } from './errors.ts';
import { isPublished, type FileRecord, type Ledger } from './ledger.ts';

export type Result =
  'published' | 'already-published' | 'partial' | 'dry-run' | 'plan' | 'failed' | 'cancelled';

/** How a run ended: what its story threw, if anything. */
export interface Ending {
  readonly error: unknown;
  readonly cancelled: boolean;
}

/** Everything that a run says at its end, as data. */
export interface Report {
  readonly result: Result;
  readonly exitCode: 0 | 1;
  /** The failure, as annotation and full text. */
  readonly failure: Explanation | undefined;
  readonly warnings: readonly string[];
  readonly outputs: ReadonlyMap<string, string>;
  /** JSON text of the report file. */
  readonly json: string;
}

/** Makes the report from the ledger, at any moment. */
export function makeReport(ledger: Ledger, ending: Ending): Report {
  const files = ledger.files();
  const failure = failureOf(ledger, ending);
  const result = resultOf(ledger, ending, failure);
  const attested = files.length > 0 && files.every((file) => isAttested(file, ledger));
  const because = attested ? '' : (ledger.notAttestedBecause() ?? defaultReason(files));
  const paths = files.flatMap((file) => file.attestations.map(({ path }) => path));
  const rows = files.map(fileOutput);
  const outputs = new Map<string, string>([
    ['result', result],
    ['attested', String(attested)],
    ['not-attested-because', because],
    ['files', filesOutput(rows)],
    ['release-urls', ledger.releaseUrls().join('\n')],
  ]);
  const directory = ledger.attestationsDirectory();
  if (paths.length > 0 && directory !== undefined) {
    outputs.set('attestations-dir', directory).set('attestation-paths', paths.join('\n'));
  }
  const error = failure && { code: failure.code, message: failure.message, hint: failure.hint };
  const json = {
    ...Object.fromEntries(outputs),
    files: rows,
    decisions: ledger.decisions(),
    error: error ?? null,
  };
  return {
    result,
    exitCode: failure === undefined ? 0 : 1,
    failure,
    warnings: unconfirmedWarnings(files),
    outputs,
    json: `${JSON.stringify(json, null, 2)}\n`,
  };
}

function failureOf(ledger: Ledger, { error }: Ending): Explanation | undefined {
  if (error !== undefined) {
    const explanation = explain(error);
    if (!ledger.files().some(isPublished)) return explanation;
    return { ...explanation, message: `${explanation.message}\n${standing(ledger)}` };
  }
  const failed = ledger.files().filter((file) => file.error !== undefined);
  const [first] = failed;
  if (first?.error !== undefined) {
    const lines = failed.map((file) => `- ${file.name}: ${file.error?.message ?? ''}`);
    return {
      code: first.error.code,
      message: `${failed.length} of ${ledger.files().length} files failed:\n${lines.join('\n')}\n${standing(ledger)}`,
      causes: [],
      hint: first.error.hint,
    };
  }
  const bare = ledger.files().filter((file) => file.status === 'already-there' && !file.provenanceThere);
  if (ledger.mode() !== 'require' || ledger.dryRun() !== 'no' || bare.length === 0) return undefined;
  return {
    code: 'INDEX_CONFLICT',
    message: `On the index without attestation, and none can ever be added: ${bare.map(({ name }) => name).join(', ')}`,
    causes: [],
    hint: 'Publish a new version with `attestations: require`, or set `attestations: auto` for this one.',
  };
}

function namesOf(files: readonly FileRecord[]): string {
  return files.map(({ name }) => name).join(', ') || 'none';
}

/** Which files are published and which are not, and how to go on. */
export function standing(ledger: Ledger): string {
  const published = ledger.files().filter(isPublished);
  const missing = ledger.files().filter((file) => !isPublished(file) && file.status !== 'skipped-different');
  return `Published: ${namesOf(published)}. Not published: ${namesOf(missing)}. Running the job again finishes the rest.`;
}

function resultOf(ledger: Ledger, ending: Ending, failure: Explanation | undefined): Result {
  const files = ledger.files();
  const dryRun = ledger.dryRun();
  const done = files.filter(isPublished);
  const missing = files.filter(
    ({ status }) =>
      status === 'failed' || status === 'planned' || status === 'signed' || status === 'not-attempted',
  );
  if (ending.cancelled) return 'cancelled';
  if (dryRun === 'no' && missing.length > 0 && files.some(({ status }) => status === 'uploaded'))
    return 'partial';
  if (failure !== undefined) return done.length > 0 && missing.length > 0 ? 'partial' : 'failed';
  if (dryRun !== 'no') return dryRun === 'plan' ? 'plan' : 'dry-run';
  return files.some(({ status }) => status === 'uploaded') ? 'published' : 'already-published';
}

function isAttested(file: FileRecord, ledger: Ledger): boolean {
  if (file.status === 'already-there' || file.status === 'skipped-different') return file.provenanceThere;
  return file.attestations.length > 0 && (file.status === 'uploaded' || ledger.dryRun() !== 'no');
}

function defaultReason(files: readonly FileRecord[]): string {
  const bare = files.filter((file) => file.attestations.length === 0 && !file.provenanceThere);
  if (files.length === 0) return 'The run ended before any file was looked at.';
  if (bare.length > 0) return `Without attestation: ${bare.map(({ name }) => name).join(', ')}.`;
  return 'The run ended before every file was published.';
}

function unconfirmedWarnings(files: readonly FileRecord[]): readonly string[] {
  const late = files.filter((file) => file.status === 'uploaded' && file.confirmed === null);
  if (late.length === 0) return [];
  return [
    `Uploaded and accepted, but not confirmed by the index: ${late.map(({ name }) => name).join(', ')}. Look at the release page in a few minutes.`,
  ];
}

function fileOutput(file: FileRecord) {
  const { name, kind, project, version, size, sha256, status, confirmed } = file;
  const attestations = file.attestations.map(attestationOutput);
  const [url, error] = [file.url ?? null, file.error ?? null];
  return { name, kind, project, version, size, sha256, status, url, attestations, confirmed, error };
}

function attestationOutput(made: MadeAttestation) {
  const { predicateType, path, rekorVersion, logIndex, logUrl, signedAt, adopted } = made;
  return { predicateType, path, rekorVersion, logIndex, logUrl: logUrl ?? null, signedAt, adopted };
}

/** GitHub drops a job's outputs beyond 1 MiB in all: past half of that only names and states remain. */
function filesOutput(rows: readonly ReturnType<typeof fileOutput>[]): string {
  const full = JSON.stringify(rows);
  if (Buffer.byteLength(full) < 512 * 1024) return full;
  return JSON.stringify(
    rows.map(({ name, sha256, status, confirmed }) => ({ name, sha256, status, confirmed })),
  );
}
