import { ActionError } from '../errors.ts';
import { confirm } from '../package-index/confirm/confirm.ts';
import type { Confirmation } from '../package-index/confirm/confirm.ts';
import type { CredentialSource } from '../package-index/credentials.ts';
import type { Attestations, Run, UploadedFile } from '../run.ts';
import { reportWholeReleases } from './whole-release.ts';

/** Asks the index for what was uploaded, and holds it against what was sent. */
export async function confirmAll(
  uploaded: readonly UploadedFile[],
  { sent }: Attestations,
  credentials: CredentialSource,
  run: Run,
): Promise<void> {
  const { inputs, index, platform, ledger, cancelled } = run;
  const files = uploaded.map(({ distribution }) => ({
    distribution,
    attestations: (sent.get(distribution.name) ?? []).map(({ attestation }) => attestation),
  }));
  const request = { files, index, timeoutSeconds: inputs.confirmTimeout, credentials };
  const confirmations = new Map<string, Confirmation>();
  const record = (name: string, confirmation: Confirmation) => {
    const { confirmed, url, message = '' } = confirmation;
    confirmations.set(name, confirmation);
    const error = confirmed === false ? unconfirmed(name, message) : undefined;
    const line = confirmed === true ? 'there, as it was sent' : message;
    if (line !== '') platform.runner.log.info(`${name}: ${line}`);
    ledger.confirmed(name, confirmed, url, error);
  };
  await confirm(request, platform, record, cancelled);
  if (inputs.confirmTimeout > 0) await reportWholeReleases(uploaded, confirmations, credentials, run);
}

function unconfirmed(name: string, message: string): ActionError {
  return new ActionError(
    'CONFIRMATION_FAILED',
    `${name}: ${message}`,
    'Look at the release page. An attestation can never be added to a published file; if the bytes are not yours, yank the release.',
  );
}
