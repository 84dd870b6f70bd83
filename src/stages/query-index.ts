import type { Distribution } from '../distributions/distribution.ts';
import { versionInName } from '../distributions/filename.ts';
import { isSameRelease } from '../distributions/version.ts';
import { ActionError } from '../errors.ts';
import { queryClassifiers } from '../package-index/query/classifiers.ts';
import {
  findExisting,
  queryPages,
  unlistedFiles,
  type ExistingFiles,
} from '../package-index/query/existing-files.ts';
import type { Presence } from '../package-index/package-index.ts';
import { counted } from '../report/quantities.ts';
import type { Run } from '../run.ts';

/** What the index has of the files of a run, and what it accepts. */
export interface IndexAnswers extends ExistingFiles {
  /** Undefined where no classifiers are to be checked, or the index did not say which it accepts. */
  readonly classifiers: ReadonlySet<string> | undefined;
}

/** Queries what the index has of the files, and whether it would accept the rest. @throws {ActionError} INDEX_UNAVAILABLE */
export async function queryIndex(distributions: readonly Distribution[], run: Run): Promise<IndexAnswers> {
  const { inputs, index, platform, cancelled } = run;
  const context = { index, platform, credentials: inputs.credentials, signal: cancelled };
  const pages = await queryPages(distributions, context);
  const [existing, classifiers] = await Promise.all([
    findExisting(distributions, pages, { skipExisting: inputs.skipExisting, isOfRelease }, context),
    acceptedClassifiers(unlistedFiles(distributions, pages), run),
  ]);
  const { log } = platform.runner;
  for (const note of existing.notes) log.info(note);
  if (index.simpleUrl !== undefined) log.info(countLine(existing, index.title));
  return { ...existing, classifiers };
}

function isOfRelease(filename: string, version: string): boolean {
  return isSameRelease(versionInName(filename), version);
}

function countLine({ presence }: ExistingFiles, title: string): string {
  const kinds = [...presence.values()].map(({ kind }) => kind);
  const count = (wanted: Presence['kind']): number => kinds.filter((kind) => kind === wanted).length;
  const listed = kinds.length - count('absent');
  if (listed === 0) return `${title} lists none of ${counted(kinds.length, 'file')}.`;
  return `${title} lists ${listed} of ${counted(kinds.length, 'file')}: ${count('identical')} identical, ${count('different')} different.`;
}

/** Queried once, where a file that is to be uploaded has classifiers; a failure is a warning. */
async function acceptedClassifiers(
  uploads: readonly Distribution[],
  { inputs, index, platform, cancelled }: Run,
): Promise<ReadonlySet<string> | undefined> {
  const { apiUrl, title } = index;
  const declares = uploads.some(({ metadata }) => (metadata.get('classifier') ?? []).length > 0);
  if (apiUrl === undefined || !inputs.verifyMetadata || !declares) return undefined;
  const context = { index, platform, credentials: inputs.credentials, signal: cancelled };
  const known = await queryClassifiers(apiUrl, context);
  if (known.kind === 'known') return known.names;
  platform.runner.log.warning(
    `The classifiers were not checked, because ${title} did not return the list that it accepts: ${known.because}`,
  );
  return undefined;
}

/** Stops the run where the index can't accept what is planned. @throws {ActionError} INDEX_CONFLICT; the ledger has it for each file */
export function refuseConflicts({ conflict }: ExistingFiles, { ledger }: Run): void {
  if (conflict === undefined) return;
  const { error, reasons } = conflict;
  for (const [name, reason] of reasons) ledger.failed(name, new ActionError(error.code, reason, error));
  throw error;
}
