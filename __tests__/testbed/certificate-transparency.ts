import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { OctetString } from '@peculiar/asn1-schema';
import type * as asn1 from '@peculiar/asn1-x509';
import { arrayBuffer, der, extension, publicKeyDer } from './certificates.ts';

const SCT_LIST = '1.3.6.1.4.1.11129.2.4.2';

/** A certificate log reduced to its key: it promises, and keeps nothing. */
export interface CertificateLog {
  readonly publicKey: KeyObject;
  /** SHA-256 of the key's SubjectPublicKeyInfo. */
  readonly logId: Buffer;
  /** Whether it signs its promises with another key than its own; may be changed. */
  wrong: boolean;
  /** Whether it gives no promise at all; may be changed. */
  silent: boolean;
  /** The extension with one signed certificate timestamp over a precertificate (RFC 6962, sections 3.2 and 3.3). */
  promise(precertificate: asn1.TBSCertificate, issuerKey: KeyObject, moment: Date): asn1.Extension;
}

/** A log with a fresh P-256 key. */
export function createCertificateLog(): CertificateLog {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const logId = sha256(publicKeyDer(publicKey));
  const another = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const log: CertificateLog = {
    publicKey,
    logId,
    wrong: false,
    silent: false,
    promise(precertificate, issuerKey, moment) {
      const timestamp = Buffer.alloc(8);
      timestamp.writeBigUInt64BE(BigInt(moment.getTime()));
      const entry = Buffer.concat([sha256(publicKeyDer(issuerKey)), vector(3, der(precertificate))]);
      // version v1, signature type certificate_timestamp; entry type precert_entry; no extensions
      const signed = [Buffer.of(0, 0), timestamp, Buffer.of(0, 1), entry, vector(2, Buffer.alloc(0))];
      const signature = sign('sha256', Buffer.concat(signed), log.wrong ? another : privateKey);
      const sct = [
        Buffer.of(0),
        logId,
        timestamp,
        vector(2, Buffer.alloc(0)),
        Buffer.of(4, 3),
        vector(2, signature),
      ];
      const list = vector(2, vector(2, Buffer.concat(sct)));
      return extension(SCT_LIST, der(new OctetString(arrayBuffer(list))));
    },
  };
  return log;
}

function sha256(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

/** A TLS vector: its length in so many bytes, then its content. */
function vector(lengthBytes: number, content: Buffer): Buffer {
  const length = Buffer.alloc(lengthBytes);
  length.writeUIntBE(content.length, 0, lengthBytes);
  return Buffer.concat([length, content]);
}
