import { X509Certificate } from 'node:crypto';
import type { Extension } from '@peculiar/asn1-x509';
import { parseTimestamp } from '../../src/sigstore/library-workarounds/parsed-objects.ts';
import { readSigningCertificate } from '../../src/sigstore/trust/certificate.ts';
import { logsOfEntry } from '../../src/sigstore/trust/log-keys.ts';
import { keyDigest } from '../../src/sigstore/trust/trusted-root.ts';
import {
  certificateToSign,
  CODE_SIGNING,
  createAuthority,
  distinguishedName,
  extension,
  signCertificate,
  usageExtensions,
} from '../testbed/certificates.ts';
import { tagged } from '../testbed/der-values.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const LOG = 'log.test';
const authority = createAuthority('authority', { now: NOW, pathLength: 0 });

/** A certificate that may sign, with as many extensions of distinct names as fit so many bytes. */
export function manyExtensions(bytes: number): Buffer {
  const { publicKey } = authority;
  const others = Array.from({ length: bytes / 18 }, (_, at) =>
    extension(`1.2.3.${at + 1_000_000}`, Buffer.of(5, 0)),
  );
  const extensions: readonly Extension[] = [
    ...usageExtensions({ publicKey, issuerKey: publicKey, purpose: CODE_SIGNING }),
    ...others,
  ];
  const notAfter = new Date(NOW.getTime() + 600_000);
  const fields = { subject: distinguishedName(), publicKey, notBefore: NOW, notAfter, extensions };
  return signCertificate(certificateToSign(fields, authority), authority);
}

/** Reads a certificate that may sign. */
export function readCertificate(der: Uint8Array): void {
  readSigningCertificate(Buffer.from(der));
}

/** Reads the status of a timestamp, an integer of so many bytes. */
export function readTimestamp(bytes: number): bigint {
  return parseTimestamp(long(0x30, long(0x30, long(0x02, Buffer.alloc(bytes, 1))))).status;
}

/** DER of a value of up to 16 MiB. */
function long(tag: number, value: Buffer): Buffer {
  const header = Buffer.of(tag, 0x83, value.length >> 16, (value.length >> 8) & 0xff, value.length & 0xff);
  if (value.length >= 0x1_00_00) return Buffer.concat([header, value]);
  return tagged(tag, value);
}

/** Looks for the log of an entry whose checkpoint is signed so many times in the name of a log that is trusted. */
export function findLog(text: string, signatures: number): void {
  const { publicKey } = new X509Certificate(authority.certificate);
  const keyId = keyDigest(publicKey);
  const signature = Buffer.concat([keyId.subarray(0, 4), Buffer.from('3006020101020101', 'hex')]);
  const line = `\u2014 ${LOG} ${signature.toString('base64')}\n`;
  const checkpoint = { envelope: `${text}\n\n${line.repeat(signatures)}` };
  const inclusionProof = { logIndex: '0', rootHash: Buffer.of(), treeSize: '1', hashes: [], checkpoint };
  const validFor = { start: NOW, end: NOW };
  logsOfEntry(
    {
      logIndex: '0',
      logId: { keyId },
      kindVersion: { kind: 'dsse', version: '0.0.1' },
      integratedTime: '0',
      inclusionPromise: undefined,
      inclusionProof,
      canonicalizedBody: Buffer.of(),
    },
    [{ baseUrl: `https://${LOG}`, operator: '', publicKey, keyId, validFor }],
  );
}
