import { ActionError } from './errors.ts';
import { isPublished } from './ledger.ts';
import { confirm } from './package-index/confirm.ts';
import type { CredentialSource } from './package-index/credentials.ts';
import type { Plan } from './plan.ts';
import type { Attestations, Run } from './run.ts';

/** Asks the index for what was uploaded, and holds it against what was sent. */
export async function confirmAll(
  plan: Plan,
  sent: Attestations,
  credentials: CredentialSource,
  { inputs, index, platform, ledger, cancelled }: Run,
): Promise<void> {
  const there = new Set(
    ledger
      .files()
      .filter(isPublished)
      .map(({ name }) => name),
  );
  const files = plan.toPublish
    .filter(({ name }) => there.has(name))
    .map((distribution) => ({
      distribution,
      attestations: (sent.get(distribution.name) ?? []).map(({ attestation }) => attestation),
    }));
  const request = { files, index, timeoutSeconds: inputs.confirmTimeout, credentials };
  const record = (
    name: string,
    confirmation: { confirmed: boolean | null; url?: string; message?: string },
  ) => {
    const { confirmed, url, message = '' } = confirmation;
    const error = confirmed === false ? unconfirmed(name, message) : undefined;
    const line = confirmed === true ? 'there, as it was sent' : message;
    if (line !== '') platform.runner.log.info(`${name}: ${line}`);
    ledger.confirmed(name, confirmed, url, error);
  };
  await confirm(request, platform, record, cancelled);
}

function unconfirmed(name: string, message: string): ActionError {
  return new ActionError(
    'CONFIRMATION_FAILED',
    `${name}: ${message}`,
    'Look at the release page. An attestation can never be added to a published file; if the bytes are not yours, yank the release.',
  );
}
