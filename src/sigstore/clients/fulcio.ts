import { createPublicKey, sign, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ActionError, runAgain } from '../../errors.ts';
import { asString } from '../../ground/json.ts';
import { claimsOf } from '../../ground/jwt.ts';
import type { Attempt, RetryBudget } from '../../ground/retry.ts';
import type { Secret } from '../../ground/secret.ts';
import { readSigningCertificate } from '../trust/certificate.ts';
import { answerJson, MalformedAnswer } from './answer.ts';
import { PATIENCE } from './connection.ts';
import type { ServiceCall, ServiceConnection } from './connection.ts';
import type { Service } from '../services/services.ts';

/** The certificate that a Fulcio gave, without its chain; nothing of it is trusted yet. */
export interface IssuedCertificate {
  /** DER. */
  readonly leaf: Buffer<ArrayBuffer>;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** What an identity token says of itself, as far as a certificate request depends on it. */
interface TokenIdentity {
  readonly subject: string;
  readonly issuer: string;
}

const DEADLINE = 30_000;
const MAXIMUM_BYTES = 128 * 1024;
/** Milliseconds that this machine's clock may be behind Fulcio's: what is more is named by `clockDifference`. */
const TOLERANCE = 120_000;
/** Fulcio's words for a token that it did not accept, for whatever reason (`pkg/server/error.go`). */
const TOKEN_REFUSED = /processing the identity token/i;

/** Attempts with a fresh token each: Fulcio refuses one too where it could not fetch the issuer's keys, or where it outlived an outage. */
const TOKEN_BUDGET: RetryBudget = { total: PATIENCE, attempts: 3, firstDelay: 2000, maximumDelay: 10_000 };

/**
 * Requests a certificate of the key from Fulcio, with a proof of possession over the token's subject
 * (`POST /api/v2/signingCert`, Fulcio's `CreateSigningCertificateRequest`).
 * @param identityToken a fresh one each time
 * @throws {ActionError} SIGNING_FAILED; never with the token in it
 */
export async function requestCertificate(
  fulcio: Service,
  connection: ServiceConnection,
  identityToken: () => Promise<Secret>,
  privateKey: KeyObject,
  signal?: AbortSignal,
): Promise<IssuedCertificate> {
  const url = `${fulcio.url}/api/v2/signingCert`;
  const attempt = async (): Promise<Attempt<IssuedCertificate>> => {
    const token = (await identityToken()).reveal();
    const identity = tokenIdentity(token);
    const call: ServiceCall = {
      request: {
        method: 'POST',
        url,
        purpose: 'signing certificate',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(certificateRequest(token, identity.subject, privateKey)),
        deadline: DEADLINE,
        maximumBytes: MAXIMUM_BYTES,
      },
      understood: [400, 401],
      hint: refusalHint,
    };
    const answer = await connection.call(call, signal);
    if (answer === undefined) throw connection.failure(url, undefined, 'it was not queried');
    if (answer.status >= 400) {
      const error = connection.refusal(call, answer);
      if (answer.status === 401 || TOKEN_REFUSED.test(answer.body.toString()))
        return { kind: 'again', error };
      throw error;
    }
    return {
      kind: 'done',
      value: connection.check(url, answer, () => {
        const certificate = parseCertificate(answer.body);
        checkCertificate(certificate, privateKey, identity, connection.now());
        return certificate;
      }),
    };
  };
  return connection.repeat(attempt, TOKEN_BUDGET, signal);
}

function certificateRequest(token: string, subject: string, privateKey: KeyObject): object {
  return {
    credentials: { oidcIdentityToken: token },
    publicKeyRequest: {
      publicKey: {
        algorithm: 'ECDSA',
        content: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }),
      },
      proofOfPossession: sign('sha256', Buffer.from(subject), privateKey).toString('base64'),
    },
  };
}

/** What the token says of itself (RFC 7519 §4.1). Its text appears in no error. */
function tokenIdentity(token: string): TokenIdentity {
  const claims = claimsOf(token);
  const [subject, issuer] = [asString(claims?.get('sub')), asString(claims?.get('iss'))];
  if (subject !== undefined && subject !== '' && issuer !== undefined && issuer !== '')
    return { subject, issuer };
  const problem = claims === undefined ? 'it is not a JSON Web Token' : 'it has no claim sub or no claim iss';
  throw new ActionError(
    'IDENTITY_UNSUITABLE',
    `The identity token for Sigstore cannot be read: ${problem}`,
    runAgain({ after: 'If the problem persists, this runner issues tokens that are not JWTs.' }),
  );
}

function parseCertificate(body: Buffer): IssuedCertificate {
  const answer = answerJson.object(answerJson.parse(body, 'the body'), 'the body');
  const signed = answer.get('signedCertificateEmbeddedSct') ?? answer.get('signedCertificateDetachedSct');
  const chain = answerJson.object(
    answerJson.object(signed, 'the signed certificate').get('chain'),
    'the chain',
  );
  const [first] = answerJson.array(chain.get('certificates'), 'the list of certificates');
  if (first === undefined) throw new MalformedAnswer('the list of certificates is empty');
  const leaf = parsePem(answerJson.text(first, 'a certificate'));
  return { leaf: Buffer.from(leaf.raw), notBefore: leaf.validFromDate, notAfter: leaf.validToDate };
}

function parsePem(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw new MalformedAnswer('a certificate is not X.509 in PEM', { cause: error });
  }
}

function checkCertificate(
  issued: IssuedCertificate,
  privateKey: KeyObject,
  token: TokenIdentity,
  now: Date,
): void {
  const certificate = new X509Certificate(issued.leaf);
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new MalformedAnswer('its certificate is for another key');
  }
  const { issuer } = readSigningCertificate(issued.leaf).facts;
  if (issuer !== token.issuer) {
    throw new MalformedAnswer(`its certificate names the issuer ${issuer}, the token ${token.issuer}`);
  }
  const window = `${issued.notBefore.toISOString()} to ${issued.notAfter.toISOString()}`;
  if (now > issued.notAfter || now.getTime() < issued.notBefore.getTime() - TOLERANCE) {
    throw new MalformedAnswer(
      `its certificate is valid from ${window}, but this machine's clock shows ${now.toISOString()}`,
    );
  }
}

function refusalHint(status: number): string {
  if (status === 404) return 'Check the URL of the certificate authority in the signing config.';
  return 'Check that this Sigstore instance trusts the issuer of the identity token and, for a private Sigstore instance, `sigstore-audience`: Fulcio rejected the token.';
}
