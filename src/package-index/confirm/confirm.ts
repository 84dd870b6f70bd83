import { messageOf } from '../../errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Asking } from '../query/asking.ts';
import { look } from './confirmation.ts';
import type { Confirmation, Expected, Round, Watched } from './confirmation.ts';
import { queryCredentials } from '../credentials.ts';
import type { CredentialSource } from '../credentials.ts';
import type { PackageIndex } from '../package-index.ts';
import type { ListedFile } from '../query/project-page.ts';
import { listFiles } from '../query/queries.ts';

/** What the index is asked to show, and for how long. */
export interface ConfirmRequest {
  readonly files: readonly Expected[];
  readonly index: PackageIndex;
  /** Seconds to wait until the index shows the files; 0: don't ask. */
  readonly timeoutSeconds: number;
  readonly credentials: CredentialSource | undefined;
}

/** Told of each file once, when it is settled or time is up. */
export type RecordConfirmed = (name: string, confirmation: Confirmation) => void;

/** Milliseconds between answers that count for a missing provenance, and the longest pause otherwise. */
const PROVENANCE_PAUSE = 10_000;
const LONGEST_PAUSE = 30_000;
const QUESTIONS_AT_ONCE = 8;

/**
 * Asks the index for what was published until every file is settled or time is up. Only the index's own answers count,
 * not the 200 of an upload: a repeated upload answers the same and drops the attestations.
 */
export async function confirm(
  request: ConfirmRequest,
  platform: Pick<Platform, 'http' | 'clock' | 'runner'>,
  record: RecordConfirmed,
  cancelled?: AbortSignal,
): Promise<void> {
  const { clock } = platform;
  const open = new Map(
    request.files.map((file): [string, Watched] => [
      file.distribution.name,
      { ...file, missing: 0, lacking: `${request.index.title} does not list it` },
    ]),
  );
  if (request.timeoutSeconds === 0 || request.index.simpleUrl === undefined) {
    for (const name of open.keys()) record(name, { confirmed: null });
    return;
  }
  const end = clock.now().getTime() + request.timeoutSeconds * 1000;
  for (let pause = 2000; open.size > 0; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    await askRound(open, request, platform, record, cancelled);
    const doubtful = [...open.values()].some(({ missing }) => missing > 0);
    const wait = doubtful ? PROVENANCE_PAUSE : pause;
    if (open.size === 0 || clock.now().getTime() + wait > end) break;
    const [lacking = ''] = [...open.values()].map((file) => file.lacking);
    platform.runner.log.info(
      `${open.size} of ${request.files.length} not confirmed yet (${lacking}); asking again in ${wait / 1000} s`,
    );
    await clock.sleep(wait, cancelled);
  }
  for (const [name, { lacking }] of open) {
    const message = `not confirmed within ${request.timeoutSeconds} s: ${lacking}`;
    record(name, { confirmed: null, message });
  }
}

async function askRound(
  open: Map<string, Watched>,
  request: ConfirmRequest,
  { http, clock, runner }: Pick<Platform, 'http' | 'clock' | 'runner'>,
  record: RecordConfirmed,
  cancelled: AbortSignal | undefined,
): Promise<void> {
  for (const [project, files] of Map.groupBy(
    [...open.values()],
    ({ distribution }) => distribution.project,
  )) {
    try {
      const credentials = await queryCredentials(request.credentials, request.index);
      const asking: Asking = { http, clock, credentials, once: true, signal: cancelled };
      const page = await listFiles(request.index, project, asking);
      const round: Round = { index: request.index, asking, releases: new Map() };
      for (let start = 0; start < files.length; start += QUESTIONS_AT_ONCE) {
        const batch = files.slice(start, start + QUESTIONS_AT_ONCE);
        await Promise.all(batch.map((file) => settle(file, page.files, round, open, record)));
      }
    } catch (error) {
      cancelled?.throwIfAborted();
      for (const file of files) file.lacking = messageOf(error);
      runner.log.debug(messageOf(error));
    }
  }
}

async function settle(
  file: Watched,
  listed: readonly ListedFile[],
  round: Round,
  open: Map<string, Watched>,
  record: RecordConfirmed,
): Promise<void> {
  const { name } = file.distribution;
  try {
    const confirmation = await look(file, listed, round);
    if (confirmation === undefined) return;
    open.delete(name);
    record(name, confirmation);
  } catch (error) {
    // The next round asks again; when time is up this is the reason.
    file.lacking = messageOf(error);
  }
}
