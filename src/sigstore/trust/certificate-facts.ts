import { X509Certificate as NodeCertificate } from 'node:crypto';
import { X509Certificate } from '@sigstore/core';
import { AttestationFault, attestationFault } from '../attestation-fault.ts';

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

/** The arc of Fulcio's extensions. */
export const FULCIO_ARC = '1.3.6.1.4.1.57264.1.';

const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
/** The first six extensions hold bare text, later ones a DER UTF8String. */
const LAST_BARE_EXTENSION = 6;
const UTF8_STRING = 0x0c;

/** Reads a certificate that may sign: a leaf, key usage digitalSignature, extended key usage codeSigning. @throws {ActionError} ATTESTATION_INVALID naming the check. */
export function readSigningCertificate(der: Uint8Array): CertificateFacts {
  const parsed = parsing(() => ({
    certificate: X509Certificate.parse(Buffer.from(der)),
    extendedKeyUsage: new NodeCertificate(der).keyUsage,
  }));
  const { certificate, extendedKeyUsage } = parsed;
  if (certificate.extBasicConstraints?.isCA === true) {
    throw attestationFault('certificate', 'it is of an authority, not of a signer');
  }
  if (certificate.extKeyUsage?.digitalSignature !== true) {
    throw attestationFault('key usage', 'the certificate is not for digital signatures');
  }
  // Undefined at run time where a certificate has no such extension, whatever its type says.
  if (!new Set(extendedKeyUsage ?? []).has(CODE_SIGNING)) {
    throw attestationFault('extended key usage', 'the certificate is not for signing code');
  }
  return parsing(() => {
    const extensions = fulcioExtensions(certificate);
    return {
      issuer: extensions.get(`${FULCIO_ARC}8`) ?? extensions.get(`${FULCIO_ARC}1`) ?? '',
      subjectAlternativeName: certificate.subjectAltName ?? '',
      extensions,
      notBefore: certificate.notBefore,
      notAfter: certificate.notAfter,
    };
  });
}

function fulcioExtensions(certificate: X509Certificate): ReadonlyMap<string, string> {
  const seen = new Set<string>();
  const values = new Map<string, string>();
  for (const extension of certificate.extensions) {
    const identifier = extension.subs[0]?.toOID() ?? '';
    // Of two, one parser takes the first and another the last.
    if (seen.has(identifier)) throw attestationFault('certificate', `it has extension ${identifier} twice`);
    seen.add(identifier);
    const value = certificate.extension(identifier)?.value;
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
  try {
    return parse();
  } catch (error) {
    if (error instanceof AttestationFault) throw error;
    throw attestationFault('certificate', 'it cannot be parsed', error);
  }
}
