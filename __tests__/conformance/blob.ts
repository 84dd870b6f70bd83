// Bundles over the bytes of a file itself (messageSignature). The action never makes them; most cases of the suite are of
// this kind, so that what the verifier says of logs, times and certificates shows only when it gets past the content.
import { createPublicKey, X509Certificate } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Bundle } from '@sigstore/bundle';
import { HashAlgorithm } from '@sigstore/protobuf-specs';
import type { TrustedRoot } from '../../src/sigstore/trust/trusted-root.ts';
import { attestationFault, attestationJson } from '../../src/sigstore/attestation-fault.ts';
import { verifyLogged } from '../../src/sigstore/verify/verify.ts';
import type { LoggedParts, ProvenParts } from '../../src/sigstore/verify/verify.ts';
import { verifiesDigest } from '../testbed/ecdsa-digest.ts';

/** A bundle that may be good, of a kind that this verifier never accepts. */
export class OutOfScope extends Error {}

type MessageSignature = Extract<Bundle['content'], { $case: 'messageSignature' }>['messageSignature'];

/**
 * Verifies a bundle whose signature is of a file with this SHA-256 digest.
 * @throws {ActionError} ATTESTATION_INVALID naming the check.
 * @throws {OutOfScope} for keys that are not ECDSA P-256.
 */
export function verifyBlob(
  message: MessageSignature,
  parts: Omit<LoggedParts, 'rekorVersion'>,
  digest: Buffer,
  trustedRoot: TrustedRoot,
): ProvenParts {
  if (new X509Certificate(parts.certificate).publicKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new OutOfScope('PyPI accepts no signatures by other keys than ECDSA P-256');
  }
  const { algorithm, digest: stated } = message.messageDigest;
  if (algorithm !== HashAlgorithm.SHA2_256 || !stated.equals(digest)) {
    throw attestationFault('message digest', 'it is not the SHA-256 digest of this file');
  }
  const { kind, version } = parts.entry.kindVersion;
  const rekorVersion = { '0.0.1': 1 as const, '0.0.2': 2 as const }[version];
  if (kind !== 'hashedrekord' || rekorVersion === undefined) {
    throw attestationFault('log entry kind', `${kind} ${version} is not hashedrekord 0.0.1 or 0.0.2`);
  }
  const proven = verifyLogged({ ...parts, rekorVersion }, trustedRoot);
  if (!verifiesDigest(digest, message.signature, proven.certificate.publicKey)) {
    throw attestationFault('signature', 'it is not of this file');
  }
  checkBody(parts, message, digest, rekorVersion);
  return proven;
}

/** The entry must be of this digest, signature and certificate, and of nothing else. */
function checkBody(
  { entry, certificate }: Omit<LoggedParts, 'rekorVersion'>,
  { signature }: MessageSignature,
  digest: Buffer,
  version: 1 | 2,
): void {
  const body = attestationJson.parse(entry.canonicalizedBody, 'canonicalizedBody');
  const content = signature.toString('base64');
  const expected =
    version === 1 ? bodyV1(body, certificate, content, digest) : bodyV2(certificate, content, digest);
  if (!isDeepStrictEqual(body, expected)) {
    throw attestationFault('log entry', 'its body is not of this file, signature and certificate');
  }
}

/** Rekor v1 keeps the certificate as PEM, which leaves the lengths of its lines open: it is compared decoded. */
function bodyV1(body: unknown, certificate: Uint8Array, content: string, digest: Buffer): object {
  const { spec } = Object.fromEntries(
    attestationJson.exactObject(body, 'canonicalizedBody', ['apiVersion', 'kind', 'spec']),
  );
  const signature = attestationJson.exactObject(
    attestationJson.exactObject(spec, 'spec', ['data', 'signature']).get('signature'),
    'spec.signature',
    ['content', 'publicKey'],
  );
  const pem = attestationJson.text(
    attestationJson.exactObject(signature.get('publicKey'), 'publicKey', ['content']).get('content'),
    'content',
  );
  if (!derOf(Buffer.from(pem, 'base64')).equals(Buffer.from(certificate))) {
    throw attestationFault('log entry', 'its certificate is not that of the bundle');
  }
  return {
    apiVersion: '0.0.1',
    kind: 'hashedrekord',
    spec: {
      data: { hash: { algorithm: 'sha256', value: digest.toString('hex') } },
      signature: { content, publicKey: { content: pem } },
    },
  };
}

function bodyV2(certificate: Uint8Array, content: string, digest: Buffer): object {
  const verifier = {
    keyDetails: 'PKIX_ECDSA_P256_SHA_256',
    x509Certificate: { rawBytes: Buffer.from(certificate).toString('base64') },
  };
  return {
    apiVersion: '0.0.2',
    kind: 'hashedrekord',
    spec: {
      hashedRekordV002: {
        data: { algorithm: 'SHA2_256', digest: digest.toString('base64') },
        signature: { content, verifier },
      },
    },
  };
}

function derOf(pem: Buffer): Buffer {
  try {
    return pem.includes('PUBLIC KEY')
      ? createPublicKey(pem).export({ type: 'spki', format: 'der' })
      : new X509Certificate(pem).raw;
  } catch (error) {
    throw attestationFault('log entry', 'its certificate is not PEM', error);
  }
}
