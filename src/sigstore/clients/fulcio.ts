import { createPublicKey, sign, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ActionError } from '../../errors.ts';
import type { Secret } from '../../platform/secret.ts';
import { readSigningCertificate } from '../trust/certificate-facts.ts';
import { MalformedAnswer, readArray, readJson, readObject, readText } from './service-answer.ts';
import type { ServiceConnection } from './service-connection.ts';
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

/**
 * Asks Fulcio for a certificate of the key, with a proof of possession over the token's subject
 * (`POST /api/v2/signingCert`, Fulcio's `CreateSigningCertificateRequest`).
 * @throws {ActionError} SIGNING_FAILED; never with the token in it
 */
export async function requestCertificate(
  fulcio: Service,
  connection: ServiceConnection,
  identityToken: Secret,
  privateKey: KeyObject,
  signal?: AbortSignal,
): Promise<IssuedCertificate> {
  const token = identityToken.reveal();
  const identity = tokenIdentity(token);
  const url = `${fulcio.url}/api/v2/signingCert`;
  const answer = await connection.call(
    {
      request: {
        method: 'POST',
        url,
        purpose: 'signing certificate',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(certificateRequest(token, identity.subject, privateKey)),
        deadline: DEADLINE,
        maximumBytes: MAXIMUM_BYTES,
      },
      hint: refusalHint,
      redact: (text) => text.replaceAll(token, '***'),
    },
    signal,
  );
  if (answer === undefined) throw connection.failure(url, undefined, 'it was not asked');
  return connection.check(url, answer, () => {
    const certificate = parseCertificate(answer.body);
    checkCertificate(certificate, privateKey, identity, connection.now());
    return certificate;
  });
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

/** The claims of a JWT's payload (RFC 7519 §7.2). Its text appears in no error. */
function tokenIdentity(token: string): TokenIdentity {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url');
  try {
    const claims = readObject(readJson(payload), 'the payload');
    return {
      subject: readText(claims['sub'], 'the claim sub'),
      issuer: readText(claims['iss'], 'the claim iss'),
    };
  } catch (error) {
    const problem = error instanceof MalformedAnswer ? error.message : 'it can not be read';
    // No cause: a JSON error quotes the text that it could not parse.
    throw new ActionError(
      'IDENTITY_UNSUITABLE',
      `The identity token for Sigstore can not be read: ${problem}`,
      'Run again; if this stays, the runner gives tokens that are no JWT.',
    );
  }
}

function parseCertificate(body: Buffer): IssuedCertificate {
  const answer = readObject(readJson(body), 'the body');
  const signed = answer['signedCertificateEmbeddedSct'] ?? answer['signedCertificateDetachedSct'];
  const chain = readObject(readObject(signed, 'the signed certificate')['chain'], 'the chain');
  const [first] = readArray(chain['certificates'], 'the list of certificates');
  if (first === undefined) throw new MalformedAnswer('the list of certificates is empty');
  const leaf = parsePem(readText(first, 'a certificate'));
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
  const { issuer } = readSigningCertificate(issued.leaf);
  if (issuer !== token.issuer) {
    throw new MalformedAnswer(`its certificate names the issuer ${issuer}, the token ${token.issuer}`);
  }
  const window = `${issued.notBefore.toISOString()} to ${issued.notAfter.toISOString()}`;
  if (now > issued.notAfter || now.getTime() < issued.notBefore.getTime() - TOLERANCE) {
    throw new MalformedAnswer(
      `its certificate is valid from ${window}, and this machine's clock says ${now.toISOString()}`,
    );
  }
}

function refusalHint(status: number): string {
  if (status === 404) return 'Check the URL of the certificate authority in the signing config.';
  return 'Fulcio refused the identity token: check that its issuer is known to this Sigstore instance and, for an own instance, sigstore-audience.';
}
