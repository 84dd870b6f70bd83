import type { MadeAttestation } from '../attestations/attestation.ts';
import { cutText } from '../ground/redacted-text.ts';
import type { FileRecord, RunRecord } from '../records.ts';
import { cell, folded, link, table, unbroken } from './markdown.ts';
import { counted, readableSize } from './quantities.ts';
import { unconfirmedStatus } from './unconfirmed.ts';

/** GitHub accepts a summary of 1 MiB; what else is in it needs little. */
const TABLE_BYTES = 800 * 1024;
/** Rows beyond which the table is folded. */
const MOST_OPEN = 20;
const LONGEST_REASON = 400;
const NO_ENTRY = 'none';

/** One row for each file: what it is, what became of it, and where its log entry is. Files beyond GitHub's limit are counted only. */
export function fileTable(
  files: readonly FileRecord[],
  { keepsAttestations }: Pick<RunRecord, 'keepsAttestations'>,
): string {
  if (files.length === 0) return '';
  // A plan and a run without attestations have none.
  const columns = files.some((file) => entriesOf(file, keepsAttestations) !== NO_ENTRY) ? 4 : 3;
  const failed = files.filter(({ error }) => error !== undefined).length;
  const rows: string[][] = [];
  let bytes = 0;
  for (const file of files) {
    const row = rowOf(file, keepsAttestations, failed > MOST_OPEN).slice(0, columns);
    bytes += Buffer.byteLength(row.join(' | ')) + 5;
    if (bytes > TABLE_BYTES) break;
    rows.push(row);
  }
  const all = table(['File', 'Status', 'Size', 'Attestation'].slice(0, columns), 'llrl', rows);
  const left = files.length - rows.length;
  const whole = left === 0 ? all : `${all}\n\n… and ${left} more files: the report file has all of them.`;
  return files.length > MOST_OPEN ? folded(counted(files.length, 'file'), whole) : whole;
}

/** @param explains whether a failure has its reason: those of a few stand above the table already */
function rowOf(file: FileRecord, keeps: boolean, explains: boolean): string[] {
  return [
    link(file.name, file.url),
    cell(statusOf(file, explains)),
    unbroken(readableSize(file.size)),
    entriesOf(file, keeps),
  ];
}

const WORDS = {
  uploaded: 'uploaded',
  'already-there': 'already uploaded',
  'skipped-different': 'skipped: the index has a file of this name',
  signed: 'signed, not uploaded',
  planned: 'planned',
  failed: 'failed',
  'not-attempted': 'not attempted',
} as const;

/** Whether files that were skipped are known to be different on the index: one that rejected their names alone did not say. */
export function areDifferent(skipped: readonly Pick<FileRecord, 'url'>[]): boolean {
  return skipped.every(({ url }) => url !== undefined);
}

function statusOf(
  { status, confirmed, unconfirmed, indexTuf, error, url }: FileRecord,
  explains: boolean,
): string {
  const signedFor = indexTuf === undefined ? '' : SIGNED_FOR[indexTuf.verdict];
  if (error !== undefined && explains) return `${WORDS[status]}: ${cutText(error.message, LONGEST_REASON)}`;
  if (status === 'skipped-different' && areDifferent([{ url }]))
    return 'skipped: the index has a different file';
  if (status !== 'uploaded') return `${WORDS[status]}${signedFor}`;
  return `${confirmed === true ? 'confirmed' : unconfirmedStatus(unconfirmed)}${signedFor}`;
}

const SIGNED_FOR = {
  signed: '; the index signs for it',
  'not-yet': '; the index does not sign for it yet',
  mismatch: '; the index signs for a different file',
  unsupported: '; the index signs for it with hashes that wheelseal does not know',
} as const;

/** @param keeps attestations are not uploaded */
function entriesOf({ attestations, served }: FileRecord, keeps: boolean): string {
  if (attestations.length === 0) return served?.kind === 'seen' ? 'on the index' : NO_ENTRY;
  return attestations.map((made) => entryOf(made, keeps)).join('<br>');
}

function entryOf(made: MadeAttestation, keeps: boolean): string {
  const entry =
    made.form === 'bundle'
      ? 'none: Sigstore bundle'
      : unbroken(link(`Rekor v${made.rekorVersion}, ${made.logIndex}`, made.logUrl));
  const remarks = [...(made.adopted ? ['adopted'] : []), ...(keeps ? ['kept, not uploaded'] : [])];
  return remarks.length === 0 ? entry : `${entry} (${remarks.join('; ')})`;
}
