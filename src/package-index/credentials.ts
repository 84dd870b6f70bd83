import type { Clock } from '../ground/clock.ts';
import type { Runner } from '../platform/runner.ts';
import type { Secret } from '../ground/secret.ts';
import { isOwnOrigin } from './hosts.ts';
import type { PackageIndex } from './package-index.ts';

/** User name and password, or user name and token, as an index accepts them (RFC 7617). */
export interface Credentials {
  readonly username: string;
  readonly password: Secret;
}

/** What uploads are authorised with. */
export interface UploadToken extends Credentials {
  /** Undefined where it doesn't age: a password or an API token. */
  readonly expiresAt: Date | undefined;
}

/** Where each upload takes its token from. */
export interface CredentialSource {
  readonly kind: 'password' | 'trusted-publishing';
  /** A token with enough time left for an upload. @throws {ActionError} TOKEN_REFUSED */
  current(): Promise<UploadToken>;
  /** A new token because the index rejected `refused`; the same one where there is no other. @throws {ActionError} TOKEN_REFUSED */
  renew(refused?: UploadToken): Promise<UploadToken>;
}

/** Milliseconds that a token must have left: the index checks it when the whole body has arrived. */
const LEAST_LIFETIME = 3 * 60_000;

/**
 * Credentials that stay, or a Trusted Publishing token that is obtained on first use and renewed when less than
 * three minutes remain. Uploads side by side share one renewal.
 */
export function createCredentials(
  from: { readonly fixed: Credentials } | { readonly obtain: () => Promise<UploadToken> },
  runner: Pick<Runner, 'secret'>,
  clock: Pick<Clock, 'now'>,
): CredentialSource {
  if ('fixed' in from) {
    maskAuthorization(from.fixed, runner);
    const token: UploadToken = { ...from.fixed, expiresAt: undefined };
    return { kind: 'password', current: async () => token, renew: async () => token };
  }
  let held: UploadToken | undefined;
  let obtaining: Promise<UploadToken> | undefined;
  const renew = async (): Promise<UploadToken> => {
    obtaining ??= from.obtain().finally(() => {
      obtaining = undefined;
    });
    const token = await obtaining;
    maskAuthorization(token, runner);
    held = token;
    return token;
  };
  return {
    kind: 'trusted-publishing',
    current: async () => (held !== undefined && livesOn(held, clock.now()) ? held : renew()),
    renew: async (refused) =>
      refused !== undefined && held !== undefined && refused !== held ? held : renew(),
  };
}

/** The `Authorization` header of Basic authentication (RFC 7617), in UTF-8. */
export function authorization(credentials: Credentials): string {
  return `Basic ${basic(credentials)}`;
}

/** The header for a request to `url`, only where that is on the same origin as `trusted`; no header elsewhere. */
export function authorizationFor(
  credentials: Credentials | undefined,
  url: string,
  trusted: string,
): Readonly<Record<string, string>> {
  if (credentials === undefined || new URL(url).origin !== new URL(trusted).origin) return {};
  return { authorization: authorization(credentials) };
}

/** The credentials for queries; obtained only where the index is queried on the origin that they are for. */
export async function queryCredentials(
  source: CredentialSource | undefined,
  index: Pick<PackageIndex, 'simpleUrl' | 'apiUrl' | 'uploadUrl'>,
): Promise<Credentials | undefined> {
  return isOwnOrigin(index.uploadUrl, index) ? source?.current() : undefined;
}

function maskAuthorization(credentials: Credentials, runner: Pick<Runner, 'secret'>): void {
  runner.secret(basic(credentials));
}

function basic({ username, password }: Credentials): string {
  return Buffer.from(`${username}:${password.reveal()}`).toString('base64');
}

function livesOn(token: UploadToken, now: Date): boolean {
  return token.expiresAt === undefined || token.expiresAt.getTime() - now.getTime() >= LEAST_LIFETIME;
}
