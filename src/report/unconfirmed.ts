import { groupReasons, named, reasonLines, type Reason } from '../ground/group-reasons.ts';
import { shortList } from '../ground/short-list.ts';
import type { Unconfirmed } from '../package-index/package-index.ts';
import { isUnconfirmed, releaseUrl, type FileRecord, type RunRecord } from '../records.ts';
import { link, withCode } from './markdown.ts';

/** Of a run that ended between upload and confirmation. */
const NOT_REACHED: Unconfirmed = {
  kind: 'unqueried',
  because: 'the run ended before the index confirmed it',
};

const PAGE = 'the release page';

/** Why uploaded files are not confirmed, and what to do: one warning for each reason. Pure. */
export function unconfirmedWarnings(run: RunRecord, files: readonly FileRecord[]): readonly string[] {
  const reasons = unconfirmedOf(run, files).map((file) => {
    const { because, kind } = file.unconfirmed ?? NOT_REACHED;
    const message = `${sentence(because)} ${nextStep(kind, PAGE)}`;
    return { ...named({ name: file.name, message }), project: file.project };
  });
  return reasonLines(reasons).map((line) => `Uploaded but not confirmed: ${line}`);
}

/** The same for the job summary, as Markdown with a link to the release page. Pure. */
export function unconfirmedSteps(run: RunRecord, files: readonly FileRecord[]): readonly string[] {
  const byName = new Map(unconfirmedOf(run, files).map((file) => [file.name, file]));
  const reasons = [...byName.values()].map(reasonOf);
  return groupReasons(reasons).flatMap(({ message, names }) => {
    const first = byName.get(names[0] ?? '');
    if (first === undefined) return [];
    const page = link(PAGE, releaseUrl(run, first.project, first.version));
    const step = nextStep((first.unconfirmed ?? NOT_REACHED).kind, page);
    return [`${withCode(`${shortList(names)}: ${sentence(message)}`)} ${step}`];
  });
}

function reasonOf({ name, project, unconfirmed = NOT_REACHED }: FileRecord): Reason {
  return { name, project, message: unconfirmed.because };
}

function unconfirmedOf(run: RunRecord, files: readonly FileRecord[]): readonly FileRecord[] {
  return files.filter((file) => isUnconfirmed(file, run));
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** @param page the release page, in words or as a link */
function nextStep(kind: Unconfirmed['kind'], page: string): string {
  switch (kind) {
    case 'unlisted':
    case 'unreleased':
    case 'unavailable':
    case 'unqueried':
      return `Check ${page} in a few minutes.`;
    case 'unattested':
      return `Check in a few minutes whether ${page} shows the attestation. If not, publish a new version: an attestation can never be added to a published file.`;
    case 'earlier':
      return 'Nothing needs to be done: another run or attempt uploaded the same file first, and the index keeps the attestation of that upload.';
    case 'unhashed':
      return 'Download the file from the index, and compare its SHA-256 with the one in the log.';
    case 'refused':
      return `Check whether ${page} shows the attestation.`;
    case 'silent':
      return 'Find out from the operator of the index whether it stores attestations; if not, use `attestations: keep`.';
    case 'quarantined':
      return 'Contact the operator of the index: nobody can install a project in quarantine.';
  }
}

/** What a file is that this run uploaded and the index did not confirm, in a few words. */
export function unconfirmedStatus(unconfirmed: Unconfirmed | undefined): string {
  switch (unconfirmed?.kind) {
    case 'unattested':
      return 'uploaded, attestation not confirmed yet';
    case 'earlier':
      return 'uploaded, with the attestation of an earlier upload';
    case 'refused':
    case 'silent':
      return 'uploaded, attestation not confirmed';
    case 'unhashed':
      return 'uploaded, listed without a SHA-256';
    case 'quarantined':
      return 'uploaded, project in quarantine';
    case 'unqueried':
      return 'uploaded, not confirmed';
    case 'unlisted':
    case 'unreleased':
    case 'unavailable':
    case undefined:
      return 'uploaded, not confirmed yet';
  }
}
