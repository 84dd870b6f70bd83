import { createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { CertificationRequest } from '@peculiar/asn1-csr';
import { Extensions, GeneralName, SubjectAlternativeName } from '@peculiar/asn1-x509';
import type { JWTPayload } from 'jose';
import { createCertificateLog } from './certificate-transparency.ts';
import type { CertificateLog } from './certificate-transparency.ts';
import {
  CODE_SIGNING,
  arrayBuffer,
  certificateToSign,
  createAuthority,
  der,
  distinguishedName,
  extension,
  pem,
  publicKeyOf,
  randomSerialNumber,
  signCertificate,
  usageExtensions,
} from './certificates.ts';
import type { Authority } from './certificates.ts';
import { githubIdentity } from './fulcio-extensions.ts';
import type { GitHubIdentity } from './fulcio-extensions.ts';
import { Refusal, startService } from './http-service.ts';
import type { Answer, Service, ServiceOptions, ServiceRequest } from './http-service.ts';
import type { OidcIssuer } from './oidc-issuer.ts';
import { gatewayError, objectField, onlyFields, parseObject, stringField } from './strict-json.ts';

const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
const LIFETIME_MS = 10 * 60 * 1000;

/** A certificate authority with its certificate log. */
export interface Fulcio extends Service {
  /** How many it has issued. */
  readonly certificates: number;
  /** Intermediate first, root last; DER. */
  readonly chain: readonly Buffer[];
  readonly log: CertificateLog;
}

/** Starts Fulcio (v1.8), which trusts the tokens of one issuer. */
export async function startFulcio(
  issuer: OidcIssuer,
  options: ServiceOptions & {
    readonly now?: () => Date;
    /** The server whose address certificates name; github.com when not given. */
    readonly serverUrl?: string;
  } = {},
): Promise<Fulcio> {
  const { now = () => new Date(), serverUrl } = options;
  const root = createAuthority('fulcio root', { now: now(), pathLength: 1 });
  const intermediate = createAuthority('fulcio intermediate', {
    now: now(),
    issuer: root,
    pathLength: 0,
    purpose: CODE_SIGNING,
  });
  const log = createCertificateLog();
  const chain = [intermediate.certificate, root.certificate];
  const chainPem = chain.map((certificate) => pem('CERTIFICATE', certificate));
  let certificates = 0;

  async function signingCertificate(request: ServiceRequest): Promise<Answer> {
    const body = parseObject(request.body);
    onlyFields(body, ['credentials', 'publicKeyRequest', 'certificateSigningRequest']);
    const credentials = objectField(body, 'credentials', ['oidcIdentityToken']);
    const claims = await authenticate(issuer, stringField(credentials, 'oidcIdentityToken'));
    const identity = identify(claims, serverUrl);
    const publicKey = provenKey(body, claims.sub ?? '');
    const leaf = issue(publicKey, identity, { intermediate, log, now: now() });
    certificates += 1;
    const certificateChain = { certificates: [pem('CERTIFICATE', leaf), ...chainPem] };
    return { status: 201, body: { signedCertificateEmbeddedSct: { chain: certificateChain } } };
  }

  const service = await startService((request) => {
    switch (`${request.method} ${request.url.pathname}`) {
      case 'POST /api/v2/signingCert':
        return signingCertificate(request);
      case 'GET /api/v2/trustBundle':
        return { status: 200, body: { chains: [{ certificates: chainPem }] } };
      default:
        return gatewayError(404, 5, 'Not Found');
    }
  }, options);
  return {
    ...service,
    get certificates() {
      return certificates;
    },
    chain,
    log,
  };
}

async function authenticate(issuer: OidcIssuer, token: string): Promise<JWTPayload> {
  try {
    return await issuer.verify(token, 'sigstore');
  } catch {
    throw new Refusal(gatewayError(400, 3, 'There was an error processing the identity token'));
  }
}

function identify(claims: JWTPayload, serverUrl: string | undefined): GitHubIdentity {
  try {
    return githubIdentity(claims, serverUrl);
  } catch {
    throw new Refusal(gatewayError(400, 3, 'There was an error processing the identity token'));
  }
}

/** The key in a request, once its holder has proved to have the private half. */
function provenKey(body: Record<string, unknown>, subject: string): KeyObject {
  const request = stringField(body, 'certificateSigningRequest');
  if (request !== '') return keyOfSigningRequest(Buffer.from(request, 'base64').toString());
  const keyRequest = objectField(body, 'publicKeyRequest', ['publicKey', 'proofOfPossession']);
  const { content, algorithm } = objectField(keyRequest, 'publicKey', ['algorithm', 'content']);
  const publicKey = parseKey(typeof content === 'string' ? content : '');
  if (algorithm !== undefined && algorithm !== 'ECDSA' && algorithm !== 'PUBLIC_KEY_ALGORITHM_UNSPECIFIED') {
    throw new Refusal(gatewayError(400, 3, 'The public key supplied in the request could not be parsed'));
  }
  const proof = Buffer.from(stringField(keyRequest, 'proofOfPossession'), 'base64');
  if (!verify('sha256', Buffer.from(subject), publicKey, proof)) {
    throw new Refusal(gatewayError(400, 3, 'The signature supplied in the request could not be verified'));
  }
  return publicKey;
}

function parseKey(text: string): KeyObject {
  try {
    const key = publicKeyOf(text);
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  } catch {
    // told below
  }
  throw new Refusal(gatewayError(400, 3, 'The public key supplied in the request could not be parsed'));
}

/** PKCS #10 (RFC 2986): the signature over the request is the proof. */
function keyOfSigningRequest(text: string): KeyObject {
  try {
    const [, base64 = ''] = /-----BEGIN CERTIFICATE REQUEST-----([^-]+)-----END/.exec(text) ?? [];
    const request = AsnConvert.parse(arrayBuffer(Buffer.from(base64, 'base64')), CertificationRequest);
    const { certificationRequestInfo: info, certificationRequestInfoRaw: raw, signature } = request;
    const key = createPublicKey({ key: der(info.subjectPKInfo), type: 'spki', format: 'der' });
    const signed = raw === undefined ? der(info) : Buffer.from(raw);
    if (verify('sha256', signed, key, Buffer.from(signature))) return key;
  } catch {
    throw new Refusal(gatewayError(400, 3, 'The certificate signing request could not be parsed'));
  }
  throw new Refusal(gatewayError(400, 3, 'The signature supplied in the request could not be verified'));
}

function issue(
  publicKey: KeyObject,
  identity: GitHubIdentity,
  authority: { readonly intermediate: Authority; readonly log: CertificateLog; readonly now: Date },
): Buffer {
  const { intermediate, log, now } = authority;
  const name = new SubjectAlternativeName([new GeneralName({ uniformResourceIdentifier: identity.uri })]);
  const precertificate = certificateToSign(
    {
      subject: distinguishedName(),
      publicKey,
      serialNumber: randomSerialNumber(),
      notBefore: now,
      notAfter: new Date(now.getTime() + LIFETIME_MS),
      extensions: [
        ...usageExtensions({ publicKey, issuerKey: intermediate.publicKey, purpose: CODE_SIGNING }),
        extension(SUBJECT_ALTERNATIVE_NAME, der(name), true),
        ...identity.extensions,
      ],
    },
    intermediate,
  );
  if (!log.silent) {
    const promise = log.promise(precertificate, intermediate.publicKey, now);
    precertificate.extensions = new Extensions([...(precertificate.extensions ?? []), promise]);
  }
  return signCertificate(precertificate, intermediate);
}
