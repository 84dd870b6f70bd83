import type { Inputs } from '../inputs/inputs.ts';
import { createCredentials, type Credentials, type CredentialSource } from '../package-index/credentials.ts';
import { obtainUploadToken } from '../package-index/trusted-publishing/trusted-publishing.ts';
import type { Preflight } from './preflight.ts';
import type { Run } from '../run.ts';

/** The password or API token of the inputs; undefined with Trusted Publishing. */
export function passwordCredentials({ user, password }: Inputs): Credentials | undefined {
  return password === undefined ? undefined : { username: user, password };
}

/** What uploads are authorised with. A Trusted Publishing token is obtained now: it proves that the publisher is registered. */
export async function obtainCredentials(
  { identity }: Preflight,
  { inputs, index, platform }: Run,
): Promise<CredentialSource> {
  const { runner, clock } = platform;
  const fixed = passwordCredentials(inputs);
  if (fixed !== undefined) return createCredentials({ fixed }, runner, clock);
  if (identity === undefined) throw new Error('Trusted Publishing without an identity');
  const { oidcAudience } = inputs;
  const obtain = () => obtainUploadToken(index, identity, { oidcAudience }, platform);
  const source = createCredentials({ obtain }, runner, clock);
  await source.current();
  runner.log.info(
    `Upload token from ${index.title} by Trusted Publishing, as ${identity.claims.repository}.`,
  );
  return source;
}
