import { ActionError, messageOf } from '../errors.ts';
import type { IndexTufInput } from '../inputs/index-tuf-input.ts';
import { RefusedMetadata } from '../index-tuf/failure.ts';
import { judgedFile, type JudgedFile } from '../index-tuf/judge-files.ts';
import { metadataAt } from '../index-tuf/metadata-source.ts';
import { TrustedMetadata } from '../index-tuf/trusted-metadata.ts';
import type { IndexTufOutcome } from '../index-tuf/verdict.ts';
import { watch } from '../index-tuf/watch.ts';
import { judgeBefore, recordAfter } from './index-tuf-outcome.ts';
import { queryCredentials, type Credentials, type CredentialSource } from '../package-index/credentials.ts';
import type { Plan } from '../plan.ts';
import type { Run, UploadedFile } from '../run.ts';
import { readDocument } from '../inputs/sigstore-instance.ts';
import { pageReader } from './signed-pages.ts';
import { passwordCredentials } from './credentials.ts';
import { stage } from './stage.ts';

/** The second look at the index's own TUF metadata. */
export interface IndexTufCheck {
  /**
   * Waits until the index signs for all that is on it, within `confirm-timeout` from when it was published. What comes of it is
   * written to the ledger.
   */
  confirm(uploaded: readonly UploadedFile[], published: Date, credentials?: CredentialSource): Promise<void>;
}

/**
 * Looks before anything irreversible: metadata that already names other bytes ends the run. What was seen then is what
 * later looks must not go back behind.
 * @throws {ActionError} INPUT_INVALID, INDEX_CONFLICT, TRUST_UNAVAILABLE, INDEX_UNAVAILABLE
 */
export async function checkIndexTuf(plan: Plan, input: IndexTufInput, run: Run): Promise<IndexTufCheck> {
  const { inputs, index, platform, ledger, cancelled } = run;
  const { clock, runner } = platform;
  if (!input.perFile && index.simpleUrl === undefined) throw pagesUnknown(input);
  const metadata = await trustedMetadata(input, run);
  const files = plan.files
    .filter(({ action }) => action !== 'skipped-different')
    .map(({ distribution }) => judgedFile(distribution));
  const look = async (
    some: readonly JudgedFile[],
    until: Date | undefined,
    credentials: Credentials | undefined,
  ): Promise<IndexTufOutcome> => {
    const judging = { template: input.target, readPage: pageReader(credentials, run) };
    const outcome = await watch(some, metadata, judging, { until, clock, signal: cancelled });
    ledger.lookedUp(outcome);
    for (const [name, { verdict, because }] of outcome.files) {
      runner.log.info(`${name}: ${because === '' ? verdict : `${verdict}, ${because}`}`);
    }
    return outcome;
  };

  const signed = await stage(BEFORE, run, async () => {
    const outcome = await look(files, undefined, passwordCredentials(inputs));
    judgeBefore(outcome, input, runner.log);
    return new Set([...outcome.files].flatMap(([name, { verdict }]) => (verdict === 'signed' ? [name] : [])));
  });
  return {
    confirm: async (uploaded, published, source) => {
      const existing = plan.files.filter(({ action }) => action === 'already-there');
      const there = new Set([...existing, ...uploaded].map(({ distribution }) => distribution.name));
      const open = files.filter(({ distribution: { name } }) => there.has(name) && !signed.has(name));
      if (open.length === 0) return;
      await stage(AFTER, run, async () => {
        const until = new Date(published.getTime() + inputs.confirmTimeout * 1000);
        const credentials =
          source === undefined ? passwordCredentials(inputs) : await queryCredentials(source, index);
        const names = open.map(({ distribution }) => distribution.name);
        recordAfter(names, await look(open, until, credentials), input, run);
      });
    },
  };
}

const BEFORE = 'What the index signs for';
const AFTER = 'Signed by the index';

async function trustedMetadata(input: IndexTufInput, run: Run): Promise<TrustedMetadata> {
  const root = await readDocument('index-tuf-root', input.root, run.platform.files);
  try {
    return new TrustedMetadata(root, metadataAt(input.url, run.platform, run.cancelled));
  } catch (error) {
    if (!(error instanceof RefusedMetadata)) throw error;
    throw new ActionError(
      'INPUT_INVALID',
      `index-tuf-root: ${messageOf(error)}`,
      'Give a root.json of the index, signed by as many of its keys as it demands. Nothing was signed or uploaded.',
      error,
    );
  }
}

function pagesUnknown({ target }: IndexTufInput): ActionError {
  return new ActionError(
    'INPUT_INVALID',
    `index-tuf-target: ${JSON.stringify(target)} names pages of projects, and where the index has them is not known`,
    'Give check-url, the base of its Simple API, or a target with {filename}, {sha256} or {blake2b-path}.',
  );
}
