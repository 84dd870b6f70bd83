import type { Platform } from '../platform/platform.ts';
import type { Secret } from '../platform/secret.ts';
import { issuedAt, parseClaims, type Claims } from './claims.ts';
import { requestIdentityToken } from './identity-token.ts';

/** An audience that nobody accepts: its tokens are read here and sent nowhere. */
export const CLAIMS_AUDIENCE = 'wheelseal-claims';

/** Who this job is, and how to prove it. */
export interface Identity {
  readonly claims: Claims;
  /** When GitHub issued the token that was read, by its clock. */
  readonly issuedAt?: Date | undefined;
  /** A fresh token for an audience, masked. Each call asks anew: tokens are single-use at an index. */
  token(audience: string): Promise<Secret>;
}

/**
 * Who this job is, from a token for an audience that is only read here.
 * @throws {ActionError} IDENTITY_UNAVAILABLE, with what keeps GitHub from giving a token.
 */
export async function readIdentity(
  audience: string,
  platform: Pick<Platform, 'http' | 'runner' | 'clock'>,
): Promise<Identity> {
  const token = await requestIdentityToken(audience, platform);
  return {
    claims: parseClaims(token.reveal(), audience),
    issuedAt: issuedAt(token.reveal()),
    token: (other) => requestIdentityToken(other, platform),
  };
}
