import { versionOf } from '../distributions/filename.ts';
import { isSameRelease } from '../distributions/version.ts';
import { ActionError, messageOf } from '../errors.ts';
import { pool } from '../ground/pool.ts';
import { withinTime } from '../ground/within-time.ts';
import { confirm } from '../package-index/confirm/confirm.ts';
import type { Confirmation } from '../package-index/confirm/confirm-file.ts';
import {
  describeReleaseProvenance,
  readReleaseProvenance,
  type ReleaseQuery,
} from '../package-index/confirm/release-provenance.ts';
import { queryCredentials, type CredentialSource } from '../package-index/credentials.ts';
import { publisherOf } from '../package-index/publisher-policy.ts';
import type { ProjectPage } from '../package-index/query/project-page.ts';
import type { QueryContext } from '../package-index/query/query-context.ts';
import { groupReleases, type Plan } from '../plan.ts';
import { counted } from '../report/quantities.ts';
import type { Attestations, Run, UploadedFile } from '../run.ts';
import type { Preflight } from './preflight.ts';

/** What a run planned, and the files that the index accepted. */
interface PublishedPlan {
  readonly plan: Plan;
  readonly uploaded: readonly UploadedFile[];
}

/** Queries the index for what was uploaded, and compares it with what was sent. */
export async function confirmAll(
  { plan, uploaded }: PublishedPlan,
  { sent }: Attestations,
  credentials: CredentialSource,
  { identity, consented, unattested }: Preflight,
  run: Run,
): Promise<void> {
  const { inputs, index, platform, ledger, cancelled } = run;
  const files = uploaded.map(({ distribution, status }) => ({
    distribution,
    attestations: sent.get(distribution.name) ?? [],
    uploaded: status === 'uploaded',
  }));
  const { confirmTimeout, credentials: password } = inputs;
  const until =
    confirmTimeout > 0 ? new Date(platform.clock.now().getTime() + confirmTimeout * 1000) : undefined;
  const publisher = password === undefined && identity ? publisherOf(identity.claims) : undefined;
  const bounded = until === undefined ? platform : withinTime(platform, until);
  const context = async (): Promise<QueryContext> => ({
    index,
    platform: bounded,
    credentials: await queryCredentials(credentials, index),
    once: true,
    signal: cancelled,
  });
  const request = { files, index, until, publisher, context };
  const confirmations = new Map<string, Confirmation>();
  const record = (name: string, confirmation: Confirmation) => {
    const { confirmed, message = '' } = confirmation;
    confirmations.set(name, confirmation);
    const error = confirmed === false ? unconfirmed(name, message) : undefined;
    if (confirmed === true) platform.runner.log.info(`${name}: confirmed`);
    if (message !== '') platform.runner.log.info(`${name}: ${message}`);
    ledger.confirmed(name, confirmation, error);
  };
  const pages = await confirm(request, platform, record, cancelled);
  const isExplained = unattested !== undefined;
  const keeps = consented?.send === false;
  const published = { plan, confirmations, pages, isExplained, keeps };
  await reportWholeReleases(uploaded, published, context, run);
}

function unconfirmed(name: string, message: string): ActionError {
  return new ActionError('CONFIRMATION_FAILED', `${name}: ${message}`, {
    hint: 'Check the release page. An attestation can never be added to a published file; if the file is not yours, yank the release.',
    rerun: 'cannot-help',
  });
}

/** What the index showed of the files, and the newest page of each project. */
interface Confirmed {
  readonly plan: Plan;
  /** The log says already why this run makes no attestations. */
  readonly isExplained: boolean;
  /** This run's attestations are created and not uploaded. */
  readonly keeps: boolean;
  readonly confirmations: ReadonlyMap<string, Confirmation>;
  readonly pages: ReadonlyMap<string, ProjectPage>;
}

const KEPT = 'The attestations of this run are kept, not uploaded.';
const RELEASES_AT_ONCE = 32;

/**
 * Checks every release that was published to, files of other runs included: an index calls a release attested where
 * all of its files are. What isn't certain about this run's own files is logged already; such a release is skipped.
 */
async function reportWholeReleases(
  uploaded: readonly UploadedFile[],
  { plan, confirmations, pages, isExplained, keeps }: Confirmed,
  context: () => Promise<QueryContext>,
  { index, platform, ledger, cancelled }: Run,
): Promise<void> {
  const { log } = platform.runner;
  const publishers = new Map(
    [...confirmations].flatMap(([name, { attestations }]) =>
      attestations?.kind === 'seen' ? [[name, attestations.publisher] as const] : [],
    ),
  );
  if (index.simpleUrl === undefined || (!index.acceptsAttestations && publishers.size === 0)) return;
  const partly: string[] = [];
  const distributions = uploaded.map(({ distribution }) => distribution);
  await pool(
    groupReleases(distributions),
    RELEASES_AT_ONCE,
    async ({ project, version, distributions: files }) => {
      const page = pages.get(project);
      // Where all of its files are confirmed, the page of its project shows them.
      if (page === undefined || files.some(({ name }) => confirmations.get(name)?.confirmed !== true)) return;
      const includes = (filename: string): boolean => isSameRelease(versionOf(filename, project), version);
      const planned = plan.files.flatMap(({ distribution: { name } }) => (includes(name) ? [name] : []));
      const query: ReleaseQuery = { project, version, includes, planned, publishers };
      try {
        const found = await readReleaseProvenance(query, page, await context());
        const { text: described, warns } = describeReleaseProvenance(found, index);
        const text = keeps ? `${described} ${KEPT}` : described;
        ledger.decided(text);
        if (warns && !isExplained) partly.push(text);
        else log.info(text);
      } catch (error) {
        cancelled.throwIfAborted();
        log.info(`${project} ${version}: the whole release could not be checked: ${messageOf(error)}`);
      }
    },
  );
  for (const text of partly.slice(1)) log.info(text);
  const [first, ...more] = partly;
  if (first !== undefined)
    log.warning(
      more.length === 0 ? first : `${first} The same applies to ${counted(more.length, 'other release')}.`,
    );
}
