import { isPublished, isUnconfirmed, type FileRecord, type RunRecord } from '../records.ts';
import { isBare, namesOf } from './failure.ts';
import { areDifferent } from './file-table.ts';

/** Whether every file was seen on the index with its attestation; in a dry run, and with `keep`, whether it has one. */
export interface Attested {
  readonly attested: boolean;
  /** Why not; empty where it is so. */
  readonly because: string;
  /** The reason for files that are on the index, where nothing else warns of it. */
  readonly warning: string | undefined;
}

/** The output `attested` with its reason. Pure. */
export function attestedOf(run: RunRecord, files: readonly FileRecord[]): Attested {
  const lacking = files.filter((file) => !isAttested(file, run));
  const attested = files.length > 0 && lacking.length === 0;
  if (attested) return { attested, because: '', warning: undefined };
  if (run.notAttestedBecause !== undefined)
    return { attested, because: run.notAttestedBecause, warning: undefined };
  if (files.length === 0)
    return { attested, because: 'The run ended before every file was read.', warning: undefined };
  const unseen = lacking.filter(
    (file) => isUnexplained(file) && !isUnconfirmed(file, run) && !isBare(file, run),
  );
  const warning = unseen.length > 0 ? reasonsFor(unseen, run) : undefined;
  return { attested, because: reasonsFor(lacking, run), warning };
}

function reasonsFor(files: readonly FileRecord[], run: RunRecord): string {
  const reasons = Map.groupBy(files, (file) => reasonFor(file, run));
  return [...reasons].map(([reason, some]) => `${reason}: ${namesOf(some)}.`).join(' ');
}

function isAttested(file: FileRecord, run: RunRecord): boolean {
  const { status, served, attestations, confirmed } = file;
  const made = attestations.length > 0;
  if (run.dryRun !== 'no' && status === 'signed') return made;
  if (confirmed === false) return false;
  if (run.attestations === 'keep' && made) return isPublished(file);
  return served?.kind === 'seen';
}

function reasonFor(file: FileRecord, run: RunRecord): string {
  const { status, served, attestations, confirmed } = file;
  if (status === 'skipped-different')
    return areDifferent([file])
      ? 'The index has different files under these names'
      : 'The index has files of these names';
  if (isPublished(file)) {
    if (confirmed === false) return 'Not on the index as sent';
    switch (served?.kind) {
      case 'none':
        return 'On the index without attestation';
      case 'others':
        return 'On the index with an attestation of different content';
      case 'unknown':
        return `Attestations could not be checked (${served.because})`;
      case 'seen':
      case undefined:
        // Cancelled before the index was queried for it.
        if (status === 'already-there' || attestations.length > 0) return 'Not confirmed';
    }
  }
  if (attestations.length === 0 || run.dryRun !== 'no') return 'Without attestation';
  return file.error?.code === 'UPLOAD_UNKNOWN' ? 'Upload status unknown' : 'Not published';
}

/** The index has the file, and nothing else says why it is not seen with an attestation there. */
function isUnexplained({ served, confirmed }: FileRecord): boolean {
  return served !== undefined && confirmed !== false;
}
