import { reasonLines, type Reason } from '../ground/group-reasons.ts';
import { createCredentials, type CredentialSource } from '../package-index/credentials.ts';
import { obtainUploadToken } from '../package-index/trusted-publishing/trusted-publishing.ts';
import { publishReleases } from '../package-index/upload/publish.ts';
import type { UploadProgress } from '../package-index/upload/upload.ts';
import type { KnownPublisher } from '../package-index/package-index.ts';
import type { UploadOutcome } from '../package-index/upload/upload-answer.ts';
import type { Plan } from '../plan.ts';
import type { Preflight } from './preflight.ts';
import { countProgress } from '../report/progress.ts';
import { readableDuration, readableSize } from '../report/quantities.ts';
import type { Attestations, Run, UploadedFile } from '../run.ts';

/** What uploads are authorised with. A Trusted Publishing token is obtained now: it proves that the publisher is registered. */
export async function obtainCredentials(
  { identity }: Preflight,
  publishers: readonly KnownPublisher[],
  { inputs, index, platform, cancelled }: Run,
): Promise<CredentialSource> {
  const { runner, clock } = platform;
  const fixed = inputs.credentials;
  if (fixed !== undefined) return createCredentials({ fixed }, runner, clock);
  if (identity === undefined) throw new Error('Trusted Publishing without an identity');
  const obtain = () => obtainUploadToken(index, identity, publishers, platform, cancelled);
  const source = createCredentials({ obtain }, runner, clock);
  await source.current();
  runner.log.info(
    `Upload token from ${index.title} by Trusted Publishing, as ${identity.claims.repository}.`,
  );
  return source;
}

/** Uploads what the plan says, with the attestations that go along. @returns the files that the index has now, in the order it accepted them */
export async function uploadAll(
  plan: Plan,
  { sent: attestations }: Attestations,
  credentials: CredentialSource,
  { inputs, index, platform, ledger, cancelled }: Run,
): Promise<readonly UploadedFile[]> {
  const { log } = platform.runner;
  const uploaded: UploadedFile[] = [];
  const warnings: Reason[] = [];
  const lines = new Set(plan.releases.map(({ line }) => line)).size;
  if (lines > 1) {
    log.notice(
      `wheelseal uploads the releases of one line of packages-dir side by side, and those of the next line after them (${lines} lines here). ` +
        'Use one glob, such as packages/*/dist, to upload all of them side by side.',
    );
  }
  const onProgress = (name: string, { sent: bytes, total, elapsed }: UploadProgress): void => {
    const rate = readableSize(Math.round((bytes * 1000) / elapsed));
    log.info(`${name}: ${readableSize(bytes)} of ${readableSize(total)} sent (${rate}/s)`);
  };
  const sizes = plan.toPublish.map(({ size }) => size);
  const count = countProgress('uploaded', sizes, { clock: platform.clock, log, sends: true });
  await publishReleases(
    { releases: plan.releases, attestations },
    { index, credentials, skipExisting: inputs.skipExisting, platform, cancelled, onProgress },
    (distribution, outcome) => {
      const { name, size, sha256 } = distribution;
      if (outcome.kind === 'skipped-different') {
        const message =
          `${name}: skipped because ${index.title} has a file of this name (skip-existing: true); ` +
          `without \`check-url\`, wheelseal cannot find out whether it is identical (SHA-256 here ${sha256})`;
        log.info(`${name}: skipped, because ${index.title} has a file of this name`);
        warnings.push({ name, message });
        return ledger.published(name, outcome.kind);
      }
      if (outcome.kind === 'failed') {
        log.info(`${name}: failed: ${outcome.error.message}`);
        if (!outcome.stopsRelease) {
          const message = `${index.title} rejected ${name}. The rest of its release is uploaded nevertheless, because its platform tag was in doubt.`;
          warnings.push({ name, message });
        }
        return ledger.failed(name, outcome.error);
      }
      log.info(`${name}: ${uploadedLine(outcome, size)}`);
      count(size);
      if (outcome.webPage !== undefined) {
        const message = `${name}: ${index.title} answered with a web page, "${outcome.webPage}", which an upload endpoint does not. Check repository-url and whether the file arrived.`;
        warnings.push({ name, message });
      }
      uploaded.push({ distribution, status: outcome.kind });
      return ledger.published(name, outcome.kind);
    },
  );
  for (const line of reasonLines(warnings)) log.warning(line);
  return uploaded;
}

function uploadedLine(
  { kind, pending, took }: UploadOutcome & { readonly took: number },
  size: number,
): string {
  if (kind === 'already-there') return 'already uploaded (identical)';
  const rate = readableSize(Math.round((size * 1000) / Math.max(took, 1)));
  const sent = `${readableSize(size)} in ${readableDuration(took)}, ${rate}/s`;
  return pending ? `accepted, pending publication (${sent})` : `uploaded (${sent})`;
}
