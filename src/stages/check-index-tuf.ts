import { ActionError, messageOf, raiseVersion, runAgain } from '../errors.ts';
import { shortList } from '../ground/short-list.ts';
import { withinTime } from '../ground/within-time.ts';
import type { IndexTufInput } from '../inputs/index-tuf-input.ts';
import { RefusedMetadata } from '../index-tuf/failure.ts';
import { judgedFile, type JudgedFile } from '../index-tuf/judge-files.ts';
import { metadataAt } from '../index-tuf/metadata-source.ts';
import { TrustedMetadata } from '../index-tuf/trusted-metadata.ts';
import type { IndexTufOutcome } from '../index-tuf/verdict.ts';
import { watch } from '../index-tuf/watch.ts';
import { queryCredentials, type Credentials, type CredentialSource } from '../package-index/credentials.ts';
import type { Log } from '../ground/log.ts';
import type { Plan } from '../plan.ts';
import type { Run, UploadedFile } from '../run.ts';
import { readDocument } from '../inputs/sigstore-instance.ts';
import { pageReader } from './signed-pages.ts';
import { stage } from './stage.ts';

/** Names in one warning. */
const MOST_NAMES = 20;

/** The second check of the index's own TUF metadata. */
export interface IndexTufCheck {
  /**
   * Waits until the index signs for all that is on it, within `confirm-timeout` from when it was published. What comes of it is
   * written to the ledger.
   */
  confirm(uploaded: readonly UploadedFile[], published: Date, credentials?: CredentialSource): Promise<void>;
}

/**
 * Checks before anything irreversible: metadata that already names different content ends the run. What was seen then is what
 * later checks must not go back behind.
 * @throws {ActionError} INPUT_INVALID, INDEX_CONFLICT, TRUST_UNAVAILABLE, INDEX_UNAVAILABLE
 */
export async function checkIndexTuf(plan: Plan, input: IndexTufInput, run: Run): Promise<IndexTufCheck> {
  const { inputs, index, ledger, cancelled } = run;
  const { clock, runner } = run.platform;
  if (!input.perFile && index.simpleUrl === undefined) throw pagesUnknown(input);
  const metadata = await trustedMetadata(input, run);
  const files = plan.files
    .filter(({ action }) => action !== 'skipped-different')
    .map(({ distribution }) => judgedFile(distribution));
  const check = async (
    some: readonly JudgedFile[],
    until: Date | undefined,
    credentials: Credentials | undefined,
  ): Promise<IndexTufOutcome> => {
    const platform = until === undefined ? run.platform : withinTime(run.platform, endOf(until, clock.now()));
    const judging = {
      template: input.target,
      readMetadata: metadataAt(input.url, platform, cancelled),
      readPage: pageReader(credentials, { ...run, platform }),
    };
    const outcome = await watch(some, metadata, judging, { until, clock, signal: cancelled });
    ledger.checkedIndexTuf(outcome);
    for (const [name, { verdict, because }] of outcome.files) {
      runner.log.info(`${name}: ${because === '' ? verdict : `${verdict}, ${because}`}`);
    }
    return outcome;
  };

  const signed = await stage(BEFORE, run, async () => {
    const outcome = await check(files, undefined, inputs.credentials);
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
        const until = new Date(published.getTime() + inputs.confirmTimeout * 1000 - LAST_CHECK);
        const credentials = source === undefined ? inputs.credentials : await queryCredentials(source, index);
        const names = open.map(({ distribution }) => distribution.name);
        recordAfter(names, await check(open, until, credentials), input, run);
      });
    },
  };
}

/** Milliseconds that the last check may take within `confirm-timeout`, and that a single one gets where no time is left. */
const [LAST_CHECK, ONLY_CHECK] = [1000, 5000];

/** When the requests of checks that begin until then end. */
function endOf(until: Date, now: Date): Date {
  return new Date(Math.max(until.getTime() + LAST_CHECK, now.getTime() + ONLY_CHECK));
}

const BEFORE = 'Verify index TUF metadata';
const AFTER = 'Signed by the index';

async function trustedMetadata(input: IndexTufInput, run: Run): Promise<TrustedMetadata> {
  const root = await readDocument('index-tuf-root', input.root, run.platform.files);
  try {
    return new TrustedMetadata(root);
  } catch (error) {
    if (!(error instanceof RefusedMetadata)) throw error;
    throw new ActionError(
      'INPUT_INVALID',
      `index-tuf-root: ${messageOf(error)}`,
      'Set it to a root.json of the index, signed by as many of its keys as it requires. Nothing was signed or uploaded.',
      error,
    );
  }
}

function pagesUnknown({ target }: IndexTufInput): ActionError {
  return new ActionError(
    'INPUT_INVALID',
    `index-tuf-target: ${JSON.stringify(target)} names pages of projects, whose address is not known`,
    'Set check-url to the base URL of its Simple API, or use a target with {filename}, {sha256} or {blake2b-path}.',
  );
}

/**
 * Ends the run where the index contradicts it, or fails verification, before anything irreversible. That nothing is
 * signed for yet is as it should be.
 * @throws {ActionError} INDEX_CONFLICT, TRUST_UNAVAILABLE, INDEX_UNAVAILABLE
 */
function judgeBefore(outcome: IndexTufOutcome, input: IndexTufInput, log: Pick<Log, 'warning'>): void {
  switch (outcome.status) {
    case 'mismatch':
      throw contradiction(outcome, input);
    case 'refused':
      throw new ActionError(
        'TRUST_UNAVAILABLE',
        `The TUF metadata of the index failed verification (${input.url}): ${messageOf(outcome.error)}`,
        'Nothing was signed or uploaded. If the problem persists, contact the operator of the index.',
      );
    case 'unreachable': {
      const message = `The TUF metadata of the index could not be fetched (${input.url}): ${messageOf(outcome.error)}`;
      if (!input.require) return log.warning(`${message}. wheelseal requests it again after the upload.`);
      throw new ActionError(
        'INDEX_UNAVAILABLE',
        message,
        runAgain({ when: 'later', after: 'If the problem persists, check index-tuf-url.' }),
      );
    }
    case 'unsupported':
    case 'not-yet':
    case 'signed':
      return;
  }
}

function contradiction({ files }: IndexTufOutcome, { url }: IndexTufInput): ActionError {
  const lines = [...files].flatMap(([name, { verdict, target, because }]) =>
    verdict === 'mismatch' ? [`- ${name}: ${because}, as the target ${target}`] : [],
  );
  return new ActionError(
    'INDEX_CONFLICT',
    `The TUF metadata of the index contradicts these files (${url}); nothing was signed or uploaded:\n${lines.join('\n')}`,
    raiseVersion('what an index has signed for cannot be replaced', ', or check index-tuf-target'),
  );
}

/**
 * Records which published files the index does not sign for. What it contradicts, or what fails verification,
 * fails the run; what is not there in time fails it with `index-tuf-require` only.
 */
function recordAfter(
  names: readonly string[],
  outcome: IndexTufOutcome,
  input: IndexTufInput,
  { ledger, platform }: Pick<Run, 'ledger' | 'platform'>,
): void {
  const { status, files, error } = outcome;
  const always = status === 'refused';
  const late: string[] = [];
  for (const name of names) {
    const { verdict = 'not-yet', because = '' } = files.get(name) ?? {};
    if (verdict === 'signed') continue;
    const fails = always || input.require || verdict === 'mismatch';
    // Beside a contradiction the others were not waited for.
    if (status === 'mismatch' && verdict !== 'mismatch') continue;
    const reason = always || because === '' ? messageOf(error) : because;
    if (fails) ledger.faulty(name, unsigned(name, reason, input));
    else late.push(name);
  }
  if (late.length === 0) return;
  const reason = error === undefined ? (files.get(late[0] ?? '')?.because ?? '') : messageOf(error);
  platform.runner.log.warning(
    `Published, but not signed for by the index's TUF metadata (${input.url}): ${shortList(late, MOST_NAMES)}: ${reason}.`,
  );
}

function unsigned(name: string, reason: string, { url }: IndexTufInput): ActionError {
  return new ActionError(
    'CONFIRMATION_FAILED',
    `${name}: it is published, but not signed for by the index's TUF metadata (${url}): ${reason}`,
    'If the index signs late, raise `confirm-timeout`; otherwise contact its operator. The attestation is not affected.',
  );
}
