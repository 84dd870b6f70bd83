import { BUNDLE_V03_MEDIA_TYPE, bundleToJSON } from '@sigstore/bundle';
import type { Bundle } from '@sigstore/bundle';
import { attestationFault, attestationJson } from '../sigstore/attestation-fault.ts';
import { loggedParts, STATEMENT_PAYLOAD_TYPE } from '../sigstore/verify/bundle-parts.ts';
import {
  parseTransparencyEntry,
  transparencyEntryFromJson,
  transparencyEntryToJson,
} from '../sigstore/verify/transparency-entry.ts';
import type { TransparencyEntryJson } from '../sigstore/verify/transparency-entry.ts';
import type { Attestation } from './attestation.ts';

/**
 * The PEP 740 attestation of a Sigstore bundle; with RFC 3161 timestamps only where the log entry is of Rekor v2.
 * @throws {ActionError} ATTESTATION_INVALID where it is no bundle of one signature, certificate and entry
 */
export function attestationFromBundle(bundle: Bundle): Attestation {
  const { certificate, entry, envelope, signature, timestamps } = loggedParts(bundle);
  const [first, ...rest] = timestamps.map(base64);
  const timestamped = entry.inclusionPromise === undefined && first !== undefined;
  return {
    version: 1,
    verification_material: {
      certificate: base64(certificate),
      transparency_entries: [transparencyEntryToJson(entry)],
      ...(timestamped && { timestamps: [first, ...rest] as const }),
    },
    envelope: { statement: base64(envelope.payload), signature: base64(signature) },
  };
}

/** The Sigstore bundle, v0.3, of an attestation. */
export function bundleFromAttestation(attestation: Attestation): Bundle {
  const { certificate, transparency_entries: entries, timestamps } = attestation.verification_material;
  return {
    mediaType: BUNDLE_V03_MEDIA_TYPE,
    verificationMaterial: {
      content: { $case: 'certificate', certificate: { rawBytes: Buffer.from(certificate, 'base64') } },
      tlogEntries: entries.map(transparencyEntryFromJson),
      timestampVerificationData: {
        rfc3161Timestamps: (timestamps ?? []).map((response) => ({
          signedTimestamp: Buffer.from(response, 'base64'),
        })),
      },
    },
    content: {
      $case: 'dsseEnvelope',
      dsseEnvelope: {
        payloadType: STATEMENT_PAYLOAD_TYPE,
        payload: Buffer.from(attestation.envelope.statement, 'base64'),
        signatures: [{ keyid: '', sig: Buffer.from(attestation.envelope.signature, 'base64') }],
      },
    },
  };
}

/** A bundle as protobuf JSON, with the zero-valued fields of log entries, which strict readers want. */
export function bundleJson(bundle: Bundle): object {
  const json = bundleToJSON(bundle);
  const tlogEntries = bundle.verificationMaterial.tlogEntries.map(transparencyEntryToJson);
  return { ...json, verificationMaterial: { ...json.verificationMaterial, tlogEntries } };
}

/** The JSON text of a bundle, as it is written. */
export function serializeBundle(bundle: Bundle): string {
  return JSON.stringify(bundleJson(bundle));
}

/** Parses the JSON of one attestation strictly: unknown keys are refused. @throws {ActionError} ATTESTATION_INVALID naming the field. */
export function parseAttestation(bytes: Uint8Array): Attestation {
  const attestation = attestationJson.exactObject(
    attestationJson.parse(bytes, 'attestation'),
    'attestation',
    ['version', 'verification_material', 'envelope'],
  );
  if (attestation.get('version') !== 1) throw attestationFault('form', 'attestation.version must be 1');
  const envelope = attestationJson.exactObject(attestation.get('envelope'), 'envelope', [
    'statement',
    'signature',
  ]);
  return {
    version: 1,
    verification_material: parseVerificationMaterial(attestation.get('verification_material')),
    envelope: {
      statement: attestationJson.base64(envelope.get('statement'), 'envelope.statement'),
      signature: attestationJson.base64(envelope.get('signature'), 'envelope.signature'),
    },
  };
}

/** The JSON text of an attestation: without spaces, keys in the order of PEP 740. */
export function serializeAttestation(attestation: Attestation): string {
  return JSON.stringify(attestation);
}

function parseVerificationMaterial(value: unknown): Attestation['verification_material'] {
  const field = 'verification_material';
  const material = attestationJson.exactObject(
    value,
    field,
    ['certificate', 'transparency_entries'],
    ['timestamps'],
  );
  return {
    certificate: attestationJson.base64(material.get('certificate'), `${field}.certificate`),
    transparency_entries: nonEmpty<TransparencyEntryJson>(
      material.get('transparency_entries'),
      `${field}.transparency_entries`,
      parseTransparencyEntry,
    ),
    ...(material.has('timestamps') && {
      timestamps: nonEmpty(material.get('timestamps'), `${field}.timestamps`, (element, name) =>
        attestationJson.base64(element, name),
      ),
    }),
  };
}

function nonEmpty<T>(
  value: unknown,
  field: string,
  parse: (element: unknown, field: string) => T,
): readonly [T, ...T[]] {
  const [first, ...rest] = attestationJson
    .array(value, field)
    .map((element, index) => parse(element, `${field}[${index}]`));
  if (first === undefined) throw attestationFault('form', `${field} must not be empty`);
  return [first, ...rest];
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
