import { X509Certificate as NodeCertificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { ASN1Obj, X509Certificate } from '@sigstore/core';
import { attestationFault, checking } from '../attestation-fault.ts';
import { parseCertificate } from '../library-workarounds/parsed-objects.ts';

/** What a signing certificate of Fulcio says. https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md */
export interface CertificateFacts {
  /** OIDC issuer, extension .1.8, or the older .1.1 where there is none. */
  readonly issuer: string;
  /** A URI or mail address; empty where there is none. */
  readonly subjectAlternativeName: string;
  /** Values of Fulcio's extensions, by their object identifier in dots. */
  readonly extensions: ReadonlyMap<string, string>;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** A certificate that may sign, as its bytes alone say. */
interface SigningCertificateParts {
  readonly facts: CertificateFacts;
  readonly publicKey: KeyObject;
  readonly certificate: X509Certificate;
}

/** The arc of Fulcio's extensions. */
export const FULCIO_ARC = '1.3.6.1.4.1.57264.1.';

/** The value of one of Fulcio's extensions, by its number in their arc; empty where a certificate does not have it. */
export function fulcioValue({ extensions }: Pick<CertificateFacts, 'extensions'>, number: number): string {
  return extensions.get(`${FULCIO_ARC}${number}`) ?? '';
}

/** Certificates of Fulcio have one to two kilobytes. */
const MAXIMUM_BYTES = 64 * 1024;
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
/** Extensions that are understood here and so may be critical (RFC 5280 §4.2): key usage, name, constraints, extended key usage. */
const UNDERSTOOD: readonly string[] = [
  '2.5.29.15',
  SUBJECT_ALTERNATIVE_NAME,
  '2.5.29.19',
  '2.5.29.30',
  '2.5.29.37',
];
/** The first six extensions hold bare text, later ones a DER UTF8String. */
const LAST_BARE_EXTENSION = 6;
const UTF8_STRING = 0x0c;
/** Tags of the general names that Fulcio gives (RFC 5280 §4.2.1.6). */
export const GENERAL_NAMES = { mailAddress: 1, uri: 6 } as const;

/** Reads a certificate that may sign: a leaf, key usage digitalSignature, extended key usage codeSigning. @throws {ActionError} ATTESTATION_INVALID naming the check. */
export function readSigningCertificate(der: Uint8Array): SigningCertificateParts {
  if (der.length > MAXIMUM_BYTES) throw attestationFault('certificate', `it has ${der.length} bytes`);
  const { certificate, node, publicKey } = parsing(() => {
    const read = new NodeCertificate(der);
    return { certificate: parseCertificate(der), node: read, publicKey: read.publicKey };
  });
  if (certificate.extBasicConstraints?.isCA === true) {
    throw attestationFault('certificate', 'it is of an authority, not of a signer');
  }
  if (certificate.extKeyUsage?.digitalSignature !== true) {
    throw attestationFault('key usage', 'the certificate is not for digital signatures');
  }
  // Undefined at run time where a certificate has no such extension, whatever its type says.
  if (!new Set(node.keyUsage ?? []).has(CODE_SIGNING)) {
    throw attestationFault('extended key usage', 'the certificate is not for signing code');
  }
  checkCriticalExtensions(certificate);
  return { certificate, publicKey, facts: parsing(() => factsOf(certificate)) };
}

/** A verifier that does not understand a critical extension must refuse its certificate (RFC 5280 §4.2). @throws {ActionError} ATTESTATION_INVALID */
export function checkCriticalExtensions(certificate: X509Certificate): void {
  for (const extension of certificate.extensions) {
    const [identifier, critical] = extension.subs;
    const oid = parsing(() => identifier?.toOID() ?? '');
    if (
      critical?.tag.isBoolean() === true &&
      parsing(() => critical.toBoolean()) &&
      !UNDERSTOOD.includes(oid)
    ) {
      throw attestationFault('certificate', `it has the critical extension ${oid}, which is unknown`);
    }
  }
}

/** The general names of a certificate's subject (RFC 5280 §4.2.1.6). */
export function alternativeNamesOf(certificate: X509Certificate): readonly ASN1Obj[] {
  return certificate.extension(SUBJECT_ALTERNATIVE_NAME)?.valueObj.subs[0]?.subs ?? [];
}

function factsOf(certificate: X509Certificate): CertificateFacts {
  const extensions = fulcioExtensions(certificate);
  return {
    issuer: extensions.get(`${FULCIO_ARC}8`) ?? extensions.get(`${FULCIO_ARC}1`) ?? '',
    subjectAlternativeName: alternativeName(certificate),
    extensions,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
  };
}

/** Of several names, one verifier compares the first and another any (Fulcio's certificate profile has one). */
function alternativeName(certificate: X509Certificate): string {
  const [name, ...others] = alternativeNamesOf(certificate);
  if (others.length > 0) {
    throw attestationFault('certificate', `it has ${others.length + 1} subject alternative names, not one`);
  }
  const isText =
    name?.tag.isContextSpecific(GENERAL_NAMES.uri) === true ||
    name?.tag.isContextSpecific(GENERAL_NAMES.mailAddress) === true;
  return isText ? name.value.toString('utf8') : '';
}

function fulcioExtensions(certificate: X509Certificate): ReadonlyMap<string, string> {
  const seen = new Set<string>();
  const values = new Map<string, string>();
  for (const extension of certificate.extensions) {
    const identifier = extension.subs[0]?.toOID() ?? '';
    // Of two, one parser takes the first and another the last.
    if (seen.has(identifier)) throw attestationFault('certificate', `it has extension ${identifier} twice`);
    seen.add(identifier);
    // The last part (RFC 5280 §4.1); to look each up by its identifier would take the square of their number.
    const value = extension.subs.at(-1)?.value;
    if (value !== undefined && identifier.startsWith(FULCIO_ARC)) {
      const bare = Number(identifier.slice(FULCIO_ARC.length)) <= LAST_BARE_EXTENSION;
      values.set(identifier, bare ? value.toString('utf8') : utf8String(value, identifier));
    }
  }
  return values;
}

/** The text of a DER UTF8String that fills its octets. */
function utf8String(der: Buffer, identifier: string): string {
  const [tag, first] = der;
  const long = first !== undefined && first >= 0x80 ? first - 0x80 : 0;
  const length = long === 0 ? (first ?? 0) : der.subarray(2, 2 + long).readUIntBE(0, Math.min(long, 4));
  const text = der.subarray(2 + long);
  if (tag !== UTF8_STRING || text.length !== length) {
    throw attestationFault('certificate', `its extension ${identifier} is not a UTF8String`);
  }
  return text.toString('utf8');
}

function parsing<T>(parse: () => T): T {
  return checking('certificate', parse, 'it cannot be parsed');
}
