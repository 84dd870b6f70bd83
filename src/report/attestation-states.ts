import { isPublished, type FileRecord, type RunRecord } from '../records.ts';

/** What is known of the attestations of one published file. */
type AttestationState =
  /** The index serves them. */
  | 'attested'
  /** They were uploaded, and the index did not show them so far. */
  | 'unconfirmed'
  /** They were created, and not uploaded. */
  | 'kept'
  /** None was uploaded, or the index does not have them. */
  | 'without'
  /** The file existed before, and the index did not say. */
  | 'unknown';

const WORDS = [
  ['attested', 'all attested', 'attested'],
  ['unconfirmed', 'attestations not confirmed', 'with attestations not confirmed'],
  ['kept', 'attestations kept, not uploaded', 'with attestations kept, not uploaded'],
  ['without', 'without attestations', 'without attestations'],
] as const;

/** The attestations of published files in a few words: `all attested`, `1 attested, 1 without attestations`. Pure. */
export function attestationDetails(files: readonly FileRecord[], run: RunRecord): readonly string[] {
  const states = Map.groupBy(files, (file) => stateOf(file, run));
  return WORDS.flatMap(([state, all, some]) => {
    const count = states.get(state)?.length ?? 0;
    if (count === 0) return [];
    return [count === files.length ? all : `${count} ${some}`];
  });
}

/** Whether the index serves the attestations of all of these files. */
export function areAttested(files: readonly FileRecord[], run: RunRecord): boolean {
  return files.every((file) => isPublished(file) && stateOf(file, run) === 'attested');
}

function stateOf({ status, served, attestations, confirmed }: FileRecord, run: RunRecord): AttestationState {
  if (confirmed === false) return 'without';
  if (served?.kind === 'seen') return 'attested';
  if (attestations.length > 0 && run.keepsAttestations) return 'kept';
  if (served !== undefined && served.kind !== 'unknown') return 'without';
  if (attestations.length > 0) return 'unconfirmed';
  return status === 'already-there' ? 'unknown' : 'without';
}
