import { createHash, randomBytes, sign } from 'node:crypto';
import * as cms from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { MessageImprint, PKIStatus, PKIStatusInfo, TSTInfo, TimeStampReq } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';
import { TIME_STAMPING, arrayBuffer, createAuthority, der } from './certificates.ts';
import type { Authority } from './certificates.ts';
import { objectIdentifier, sequence, tagged } from './der-values.ts';
import { Refusal, startService } from './http-service.ts';
import type { Answer, Service, ServiceOptions, ServiceRequest } from './http-service.ts';
import { isObject } from './strict-json.ts';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const POLICY = '1.3.6.1.4.1.57264.2';

/** A time-stamping authority (RFC 3161) with one certificate under its own root. */
export interface TimestampAuthority extends Service {
  /** Full address of its one endpoint. */
  readonly endpoint: string;
  /** Signing certificate first, root last; DER. */
  readonly chain: readonly Buffer[];
  readonly timestamps: number;
  /** What the next timestamps are wrong in, though signed as ever; may be changed. */
  wrong: 'imprint' | 'nonce' | 'signer' | undefined;
}

interface Query {
  readonly imprint: MessageImprint;
  readonly nonce?: ArrayBuffer;
  readonly wantsCertificate: boolean;
}

/** Starts the authority; its answers are `201`, as the public one's are. */
export async function startTimestampAuthority(
  options: ServiceOptions & { readonly now?: () => Date } = {},
): Promise<TimestampAuthority> {
  const { now = () => new Date() } = options;
  const root = createAuthority('tsa root', { now: now(), pathLength: 0 });
  const signer = createAuthority('tsa', {
    now: now(),
    issuer: root,
    purpose: TIME_STAMPING,
    purposeIsCritical: true,
  });
  const stranger = createAuthority('tsa', { now: now(), purpose: TIME_STAMPING, purposeIsCritical: true });
  let timestamps = 0;

  function handle(request: ServiceRequest): Answer {
    if (request.method !== 'POST' || request.url.pathname !== '/api/v1/timestamp') {
      return { status: 404, body: { code: 404, message: 'path not found' } };
    }
    const query = parseQuery(request);
    timestamps += 1;
    return {
      status: 201,
      headers: { 'content-type': 'application/timestamp-reply' },
      body: timestampResponse(
        authority.wrong === undefined ? query : wrongQuery(query, authority.wrong),
        authority.wrong === 'signer' ? stranger : signer,
        now(),
      ),
    };
  }

  const service = await startService(handle, options);
  const authority: TimestampAuthority = {
    ...service,
    endpoint: `${service.url}/api/v1/timestamp`,
    chain: [signer.certificate, root.certificate],
    get timestamps() {
      return timestamps;
    },
    wrong: undefined,
  };
  return authority;
}

/** Another question than was asked, for an answer that is honestly signed. */
function wrongQuery(query: Query, wrong: TimestampAuthority['wrong']): Query {
  if (wrong === 'nonce') return { ...query, nonce: arrayBuffer(Buffer.from('40aabbccddeeff00', 'hex')) };
  if (wrong !== 'imprint') return query;
  const hashedMessage = new OctetString(arrayBuffer(createHash('sha256').update('another').digest()));
  return {
    ...query,
    imprint: new MessageImprint({ hashAlgorithm: query.imprint.hashAlgorithm, hashedMessage }),
  };
}

function badRequest(message: string): Refusal {
  return new Refusal({ status: 400, body: { code: 400, message } });
}

function parseQuery({ headers, body }: ServiceRequest): Query {
  const type = headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return parseJsonQuery(body);
  if (type !== 'application/timestamp-query') {
    throw new Refusal({ status: 415, body: { code: 415, message: `unsupported media type "${type}"` } });
  }
  try {
    const query = AsnConvert.parse(arrayBuffer(body), TimeStampReq);
    checkImprint(query.messageImprint);
    const { messageImprint: imprint, certReq: wantsCertificate, nonce } = query;
    return { imprint, wantsCertificate, ...(nonce !== undefined && { nonce }) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw badRequest('Error parsing timestamp request');
  }
}

/** The JSON form of sigstore/timestamp-authority. */
function parseJsonQuery(body: Buffer): Query {
  let json: unknown;
  try {
    json = JSON.parse(body.toString());
  } catch {
    throw badRequest('Error parsing timestamp request');
  }
  if (!isObject(json) || json['hashAlgorithm'] !== 'sha256' || typeof json['artifactHash'] !== 'string') {
    throw badRequest('Error parsing timestamp request');
  }
  const hashedMessage = new OctetString(arrayBuffer(Buffer.from(json['artifactHash'], 'base64')));
  const imprint = new MessageImprint({
    hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA256 }),
    hashedMessage,
  });
  checkImprint(imprint);
  const wantsCertificate = json['certificates'] === true;
  if (typeof json['nonce'] !== 'number') return { imprint, wantsCertificate };
  const digits = BigInt(json['nonce']).toString(16);
  const nonce = Buffer.from(`00${digits.length % 2 === 1 ? '0' : ''}${digits}`, 'hex');
  return {
    imprint,
    wantsCertificate,
    nonce: arrayBuffer(nonce.length > 1 && (nonce[1] ?? 0) < 128 ? nonce.subarray(1) : nonce),
  };
}

function checkImprint({ hashAlgorithm, hashedMessage }: MessageImprint): void {
  if (hashAlgorithm.algorithm !== SHA256) throw badRequest('Unsupported hash algorithm');
  if (hashedMessage.byteLength !== 32) throw badRequest('Hashed message has the wrong length');
}

function timestampResponse(query: Query, signer: Authority, now: Date): Buffer {
  const info = der(
    new TSTInfo({
      policy: POLICY,
      messageImprint: query.imprint,
      serialNumber: arrayBuffer(Buffer.concat([Buffer.of(0x01), randomBytes(15)])),
      genTime: new Date(Math.floor(now.getTime() / 1000) * 1000),
      ...(query.nonce !== undefined && { nonce: query.nonce }),
    }),
  );
  const content = new cms.EncapsulatedContentInfo({
    eContentType: TST_INFO,
    eContent: new cms.EncapsulatedContent({ single: new OctetString(arrayBuffer(info)) }),
  });
  // RFC 5652, section 5.1, with the certificate's bytes as they are: encoding it anew took longer than all the rest.
  const signedData = sequence(
    tagged(0x02, Buffer.of(3)),
    tagged(0x31, der(new AlgorithmIdentifier({ algorithm: SHA256 }))),
    der(content),
    ...(query.wantsCertificate ? [tagged(0xa0, signer.certificate)] : []),
    tagged(0x31, signerInfo(info, signer, now)),
  );
  const token = der(new cms.ContentInfo({ contentType: SIGNED_DATA, content: arrayBuffer(signedData) }));
  return sequence(der(new PKIStatusInfo({ status: PKIStatus.granted })), token);
}

/** SignerInfo (RFC 5652, section 5.3). */
function signerInfo(info: Buffer, signer: Authority, now: Date): Buffer {
  const attributes = signedAttributes(info, signer.certificate, now);
  return sequence(
    tagged(0x02, Buffer.of(1)),
    identifierOf(signer),
    der(new AlgorithmIdentifier({ algorithm: SHA256 })),
    tagged(0xa0, ...attributes),
    der(new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 })),
    // Section 5.4: signed under the tag of a SET, sent under a context tag
    tagged(0x04, sign('sha256', tagged(0x31, ...attributes), signer.privateKey)),
  );
}

const identifiers = new WeakMap<Authority, Buffer>();

/** IssuerAndSerialNumber of a signer's certificate, which is parsed once. */
function identifierOf(signer: Authority): Buffer {
  const known = identifiers.get(signer);
  if (known !== undefined) return known;
  const certificate = AsnConvert.parse(arrayBuffer(signer.certificate), Certificate);
  const { issuer, serialNumber } = certificate.tbsCertificate;
  const identifier = der(new cms.IssuerAndSerialNumber({ issuer, serialNumber }));
  identifiers.set(signer, identifier);
  return identifier;
}

/** The signed attributes, each as DER, in the order of a SET OF. */
function signedAttributes(info: Buffer, certificate: Buffer, now: Date): Buffer[] {
  const digest = createHash('sha256').update(info).digest();
  const certificateHash = createHash('sha256').update(certificate).digest();
  // RFC 5816, section 2.2.1: ESSCertIDv2 with the default algorithm, SHA-256
  const identifier = sequence(tagged(0x04, certificateHash));
  const time = now
    .toISOString()
    .replaceAll(/[-:T]|\.\d+/g, '')
    .slice(2);
  const values: [type: string, value: Buffer][] = [
    [CONTENT_TYPE, objectIdentifier(TST_INFO)],
    [MESSAGE_DIGEST, tagged(0x04, digest)],
    [SIGNING_TIME, tagged(0x17, Buffer.from(time))],
    [SIGNING_CERTIFICATE_V2, sequence(sequence(identifier))],
  ];
  return values
    .map(([type, value]) => sequence(objectIdentifier(type), tagged(0x31, value)))
    .toSorted((a, b) => Buffer.compare(a, b));
}
