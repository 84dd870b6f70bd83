import type { Clock } from '../ground/clock.ts';
import { RefusedMetadata, UnreachableMetadata } from './failure.ts';
import { judgeFiles, type JudgedFile, type Judging } from './judge-files.ts';
import type { MetadataVersions, TrustedMetadata, TrustedView } from './trusted-metadata.ts';
import type { FileVerdict, IndexTufOutcome, Verdict } from './verdict.ts';

/** How long is waited, and by which clock. */
interface Waiting {
  /** Undefined: checks once. */
  readonly until: Date | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const LONGEST_PAUSE = 15_000;
/** From the worst to the best: what a run's status is where its files differ. */
const WORST_FIRST: readonly Verdict[] = ['mismatch', 'unsupported', 'not-yet', 'signed'];

/**
 * Checks until the index signs for every file, contradicts one, fails verification, or time is up. Files that it
 * signs for are not checked again.
 */
export async function watch(
  files: readonly JudgedFile[],
  metadata: TrustedMetadata,
  judging: Judging,
  { until, clock, signal }: Waiting,
): Promise<IndexTufOutcome> {
  const verdicts = new Map<string, FileVerdict>();
  let versions: MetadataVersions | undefined;
  const openFiles = () => files.filter(({ distribution }) => isOpen(verdicts.get(distribution.name)));
  const outcome = (status: IndexTufOutcome['status'], error?: Error): IndexTufOutcome => {
    return { status, files: verdicts, versions, error };
  };
  for (let pause = 1000; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    let failure: UnreachableMetadata | undefined;
    try {
      const refresh = async (): Promise<TrustedView> => metadata.refresh(judging.readMetadata);
      const seen = await twice(refresh, async (view) => judgeFiles(openFiles(), view, judging));
      versions = seen.versions;
      failure = seen.error;
      for (const [name, verdict] of seen.verdicts) verdicts.set(name, verdict);
    } catch (error) {
      if (error instanceof RefusedMetadata) return outcome('refused', error);
      if (!(error instanceof UnreachableMetadata)) throw error;
      failure = error;
    }
    const status = worstOf(files, verdicts);
    const open = openFiles();
    const settled = status === 'mismatch' || open.length === 0;
    const left = until === undefined ? 0 : until.getTime() - clock.now().getTime();
    if (settled || left <= 0 || (failure?.after ?? 0) > left) {
      return status === 'not-yet' && failure !== undefined
        ? outcome('unreachable', failure)
        : outcome(status);
    }
    const jittered = pause * (0.75 + clock.random() / 2);
    const awaited = { what: `the index to sign for ${open.length} of ${files.length} files`, until };
    await clock.sleep(Math.min(left, Math.max(jittered, failure?.after ?? 0)), signal, awaited);
  }
}

function isOpen(verdict: FileVerdict | undefined): boolean {
  return verdict === undefined || verdict.verdict === 'not-yet';
}

/** A role below `targets` may be replaced between its snapshot and itself: what then fails its verification passes at once. */
async function twice<T>(
  refresh: () => Promise<TrustedView>,
  work: (view: TrustedView) => Promise<T>,
): Promise<T & { readonly versions: MetadataVersions }> {
  const once = async (): Promise<T & { readonly versions: MetadataVersions }> => {
    const view = await refresh();
    return { ...(await work(view)), versions: view.versions };
  };
  try {
    return await once();
  } catch (error) {
    if (!(error instanceof RefusedMetadata) || !error.delegated) throw error;
    return once();
  }
}

function worstOf(files: readonly JudgedFile[], verdicts: ReadonlyMap<string, FileVerdict>): Verdict {
  const all = files.map(({ distribution }) => verdicts.get(distribution.name)?.verdict ?? 'not-yet');
  return WORST_FIRST.find((verdict) => all.includes(verdict)) ?? 'signed';
}
