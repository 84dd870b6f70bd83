import { verifyAttestation } from './attestation-verifier.ts';
import {
  isRecord,
  Refusal,
  type PackageIndexOptions,
  type StoredAttestation,
  type StoredFile,
} from './types.ts';

const PREFIX = 'Invalid attestations supplied during upload: ';

/** Checks the attestations of an upload by PyPI's rules, in PyPI's order, and returns what is stored. */
export function acceptAttestations(options: PackageIndexOptions, file: StoredFile): StoredAttestation[] {
  const sent = file.fields['attestations']?.[0];
  if (sent === undefined) return [];
  if (file.publisher === undefined) {
    throw refuse('Attestations are only supported when using Trusted Publishing');
  }
  const attestations = parseAttestations(sent);
  if (typeof attestations === 'string') throw refuse(`Malformed attestations: ${attestations}`);
  if (attestations.length === 0) {
    throw refuse('Malformed attestations: an empty attestation set is not permitted');
  }
  if (attestations.length > 2) throw refuse('A maximum of 2 attestations per file are supported');
  const types = new Set<string>();
  for (const attestation of attestations) {
    const outcome = verifyAttestation(options, file, file.publisher, attestation);
    if (outcome.kind === 'unverified') {
      const could =
        'Could not verify the uploaded artifact using the included attestation: Verification failed: ';
      throw refuse(could + outcome.why);
    }
    if (outcome.kind === 'error') {
      throw refuse(`Unknown error while trying to verify included attestations: ${outcome.why}`);
    }
    if (types.has(outcome.predicateType)) {
      const same = 'Multiple attestations for the same file with the same predicate type';
      throw refuse(`${same} (${outcome.predicateType}) are not supported`);
    }
    types.add(outcome.predicateType);
  }
  const keepsTimestamps = options.acceptsRekorV2 === true;
  return attestations.map((attestation) => (keepsTimestamps ? attestation : withoutTimestamps(attestation)));
}

function refuse(why: string): Refusal {
  return new Refusal(400, PREFIX + why);
}

function withoutTimestamps(attestation: StoredAttestation): StoredAttestation {
  const { certificate, transparency_entries } = attestation.verification_material;
  return { ...attestation, verification_material: { certificate, transparency_entries } };
}

/** Known keys of each element, written anew; a text in pydantic's manner where the shape is wrong. */
function parseAttestations(sent: string): StoredAttestation[] | string {
  let value: unknown;
  try {
    value = JSON.parse(sent);
  } catch {
    return errors(['', 'Invalid JSON: expected value at line 1 column 1 [type=json_invalid]']);
  }
  if (!Array.isArray(value)) return errors(['', 'Input should be a valid array [type=list_type]']);
  const parsed: StoredAttestation[] = [];
  for (const [index, element] of value.entries()) {
    const attestation = parseAttestation(element);
    if ('problem' in attestation) return errors([`${index}${attestation.at}`, attestation.problem]);
    parsed.push(attestation);
  }
  return parsed;
}

function errors([at, why]: [string, string]): string {
  return `1 validation error for list[Attestation]\n${at === '' ? '' : `${at}\n`}  ${why}`;
}

interface Problem {
  at: string;
  problem: string;
}

function parseAttestation(element: unknown): StoredAttestation | Problem {
  if (!isRecord(element)) return { at: '', problem: 'Input should be an object [type=model_type]' };
  if (!('version' in element)) return missing('.version');
  if (element['version'] !== 1) return { at: '.version', problem: 'Input should be 1 [type=literal_error]' };
  const material = element['verification_material'];
  if (!isRecord(material)) return missing('.verification_material');
  const envelope = element['envelope'];
  if (!isRecord(envelope)) return missing('.envelope');
  const certificate = base64(material['certificate']);
  if (certificate === undefined) return missing('.verification_material.certificate');
  const entries = material['transparency_entries'];
  if (!Array.isArray(entries)) return missing('.verification_material.transparency_entries');
  if (entries.length === 0 || !entries.every(isRecord)) {
    const problem = 'List should have at least 1 item after validation, not 0 [type=too_short]';
    return { at: '.verification_material.transparency_entries', problem };
  }
  const statement = base64(envelope['statement']);
  if (statement === undefined) return missing('.envelope.statement');
  const signature = base64(envelope['signature']);
  if (signature === undefined) return missing('.envelope.signature');
  const timestamps = material['timestamps'];
  return {
    version: 1,
    verification_material: {
      certificate,
      transparency_entries: entries,
      ...(isStrings(timestamps) ? { timestamps } : {}),
    },
    envelope: { statement, signature },
  };
}

function missing(at: string): Problem {
  return { at, problem: 'Field required [type=missing]' };
}

function base64(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return Buffer.from(value, 'base64').toString('base64');
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'string');
}
