import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import * as asn1 from '@peculiar/asn1-x509';

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const DIGITAL_SIGNATURE = Buffer.from('03020780', 'hex');
const CERTIFICATE_AND_CRL_SIGN = Buffer.from('03020106', 'hex');

/** The key purposes that the testbed gives (RFC 5280, section 4.2.1.12). */
export const CODE_SIGNING = asn1.id_kp_codeSigning;
export const TIME_STAMPING = asn1.id_kp_timeStamping;

/** A certificate with its private key. */
export interface Authority {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** DER. */
  readonly certificate: Buffer;
  readonly name: asn1.Name;
}

/** The fields of a certificate; the authority's own name and key go in by `issueCertificate`. */
export interface CertificateFields {
  readonly subject: asn1.Name;
  readonly publicKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly asn1.Extension[];
  /** 16 bytes; random when not given. */
  readonly serialNumber?: Buffer;
}

/** One end of the signing relation: who signs a certificate. */
export type Issuer = Pick<Authority, 'privateKey' | 'publicKey' | 'name'>;

/** Bytes as the ASN.1 library wants them. */
export function arrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/** `O=testbed,CN=<commonName>`, or the empty name. */
export function distinguishedName(commonName?: string): asn1.Name {
  if (commonName === undefined) return new asn1.Name();
  return new asn1.Name([attribute('2.5.4.10', 'testbed'), attribute('2.5.4.3', commonName)]);
}

/** A random positive 16-byte serial number without leading zeros. */
export function randomSerialNumber(): Buffer {
  const serial = randomBytes(16);
  serial[0] = 0x40 | ((serial[0] ?? 0) & 0x3f);
  return serial;
}

/** An extension around its DER value. */
export function extension(extnID: string, value: Uint8Array, critical = false): asn1.Extension {
  return new asn1.Extension({ extnID, critical, extnValue: new OctetString(arrayBuffer(value)) });
}

/** Key usage (critical), extended key usage, subject and authority key identifiers. */
export function usageExtensions(options: {
  readonly publicKey: KeyObject;
  readonly issuerKey: KeyObject;
  readonly purpose?: string;
  readonly purposeIsCritical?: boolean;
  readonly pathLength?: number;
}): asn1.Extension[] {
  const { publicKey, issuerKey, purpose, purposeIsCritical = false, pathLength } = options;
  const isAuthority = pathLength !== undefined;
  const list = [
    extension(asn1.id_ce_keyUsage, isAuthority ? CERTIFICATE_AND_CRL_SIGN : DIGITAL_SIGNATURE, true),
  ];
  if (purpose !== undefined) {
    list.push(
      extension(asn1.id_ce_extKeyUsage, der(new asn1.ExtendedKeyUsage([purpose])), purposeIsCritical),
    );
  }
  if (isAuthority) {
    const constraints = new asn1.BasicConstraints({ cA: true, pathLenConstraint: pathLength });
    list.push(extension(asn1.id_ce_basicConstraints, der(constraints), true));
  }
  const subjectKey = new asn1.SubjectKeyIdentifier(arrayBuffer(keyIdentifier(publicKey)));
  const keyOfIssuer = new asn1.KeyIdentifier(arrayBuffer(keyIdentifier(issuerKey)));
  list.push(extension(asn1.id_ce_subjectKeyIdentifier, der(subjectKey)));
  list.push(
    extension(
      asn1.id_ce_authorityKeyIdentifier,
      der(new asn1.AuthorityKeyIdentifier({ keyIdentifier: keyOfIssuer })),
    ),
  );
  return list;
}

/** The TBSCertificate that an issuer would sign. */
export function certificateToSign(fields: CertificateFields, issuer: Issuer): asn1.TBSCertificate {
  return new asn1.TBSCertificate({
    version: asn1.Version.v3,
    serialNumber: arrayBuffer(fields.serialNumber ?? randomSerialNumber()),
    signature: new asn1.AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 }),
    issuer: issuer.name,
    validity: new asn1.Validity({
      notBefore: wholeSecond(fields.notBefore),
      notAfter: wholeSecond(fields.notAfter),
    }),
    subject: fields.subject,
    subjectPublicKeyInfo: AsnConvert.parse(
      arrayBuffer(publicKeyDer(fields.publicKey)),
      asn1.SubjectPublicKeyInfo,
    ),
    extensions: new asn1.Extensions([...fields.extensions]),
  });
}

/** Signs a TBSCertificate with ECDSA and SHA-256; returns the certificate's DER. */
export function signCertificate(tbsCertificate: asn1.TBSCertificate, issuer: Issuer): Buffer {
  return der(
    new asn1.Certificate({
      tbsCertificate,
      signatureAlgorithm: new asn1.AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 }),
      signatureValue: arrayBuffer(sign('sha256', der(tbsCertificate), issuer.privateKey)),
    }),
  );
}

/** A P-256 authority or end entity, signed by `issuer`, or by itself; valid for ten years from an hour ago. */
export function createAuthority(
  commonName: string,
  options: {
    readonly now: Date;
    readonly issuer?: Issuer;
    readonly pathLength?: number;
    readonly purpose?: string;
    readonly purposeIsCritical?: boolean;
  },
): Authority {
  const { now, pathLength, purpose, purposeIsCritical = false } = options;
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = distinguishedName(commonName);
  const issuer = options.issuer ?? { ...keys, name };
  const extensions = usageExtensions({
    publicKey: keys.publicKey,
    issuerKey: issuer.publicKey,
    purposeIsCritical,
    ...(purpose !== undefined && { purpose }),
    ...(pathLength !== undefined && { pathLength }),
  });
  const notBefore = new Date(now.getTime() - 3_600_000);
  const notAfter = new Date(now.getTime() + 3650 * 86_400_000);
  const fields = { subject: name, publicKey: keys.publicKey, notBefore, notAfter, extensions };
  return { ...keys, name, certificate: signCertificate(certificateToSign(fields, issuer), issuer) };
}

/** Any ASN.1 value as DER. */
export function der(value: unknown): Buffer {
  return Buffer.from(AsnConvert.serialize(value));
}

/** SubjectPublicKeyInfo as DER. */
export function publicKeyDer(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

/** DER as PEM with lines of 64 columns. */
export function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/** The public key of a PEM certificate or public key. */
export function publicKeyOf(text: string | Buffer): KeyObject {
  return createPublicKey(text);
}

// RFC 5280, section 4.2.1.2, method 1: the hash of the key's bits alone.
function keyIdentifier(key: KeyObject): Buffer {
  const { subjectPublicKey } = AsnConvert.parse(arrayBuffer(publicKeyDer(key)), asn1.SubjectPublicKeyInfo);
  return createHash('sha1').update(Buffer.from(subjectPublicKey)).digest();
}

function wholeSecond(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000);
}

function attribute(type: string, utf8String: string): asn1.RelativeDistinguishedName {
  const value = new asn1.AttributeValue({ utf8String });
  return new asn1.RelativeDistinguishedName([new asn1.AttributeTypeAndValue({ type, value })]);
}
