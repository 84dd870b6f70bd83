import { asObject, type JsonObject } from '../ground/json.ts';
import { attestationFault, attestationJson } from '../sigstore/attestation-fault.ts';
import type { BuildProvenance } from './build-provenance.ts';

/** https://docs.pypi.org/attestations/publish/v1/ */
export const PUBLISH_PREDICATE_TYPE = 'https://docs.pypi.org/attestations/publish/v1';
/** https://slsa.dev/spec/v1.0/provenance */
export const SLSA_PREDICATE_TYPE = 'https://slsa.dev/provenance/v1';

/** https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const SHA256 = /^[0-9a-f]{64}$/;
/** The digests that verifiers of PEP 740 attestations know; any other makes them refuse the statement. */
const DIGESTS = ['sha256', 'sha384', 'sha512', 'sha3_256', 'sha3_384', 'sha3_512'];

/** An in-toto statement about one distribution. https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
export interface Statement {
  readonly subject: { readonly name: string; /** Lower-case hex. */ readonly sha256: string };
  readonly predicateType: string;
  /** Undefined for JSON `null`. */
  readonly predicate: JsonObject | undefined;
}

/** The bytes that are signed for one distribution: the publish statement of PEP 740, without spaces, name as uploaded. */
export function publishStatement(name: string, sha256: string): Buffer {
  return statement(name, sha256, PUBLISH_PREDICATE_TYPE, {});
}

/** The bytes that are signed for the build provenance of one distribution. */
export function provenanceStatement(name: string, sha256: string, provenance: BuildProvenance): Buffer {
  return statement(name, sha256, SLSA_PREDICATE_TYPE, provenance);
}

function statement(name: string, sha256: string, predicateType: string, predicate: object): Buffer {
  const subject = [{ name, digest: { sha256 } }];
  return Buffer.from(JSON.stringify({ _type: STATEMENT_TYPE, subject, predicateType, predicate }));
}

/** Parses a statement as an index reads it: one subject, a SHA-256 digest, no unknown keys. @throws {ActionError} ATTESTATION_INVALID naming the field. */
export function parseStatement(bytes: Uint8Array): Statement {
  const parsed = attestationJson.exactObject(attestationJson.parse(bytes, 'statement'), 'statement', [
    '_type',
    'subject',
    'predicateType',
    'predicate',
  ]);
  if (parsed.get('_type') !== STATEMENT_TYPE) {
    throw attestationFault('statement', `statement._type must be ${STATEMENT_TYPE}`);
  }
  const subjects = attestationJson.array(parsed.get('subject'), 'statement.subject');
  if (subjects.length !== 1) {
    throw attestationFault('statement', `statement.subject must have one element, not ${subjects.length}`);
  }
  return {
    subject: parseSubject(subjects[0]),
    predicateType: attestationJson.text(parsed.get('predicateType'), 'statement.predicateType'),
    predicate: parsePredicate(parsed.get('predicate')),
  };
}

function parseSubject(value: unknown): Statement['subject'] {
  const subject = attestationJson.exactObject(value, 'statement.subject[0]', ['name', 'digest']);
  const digest = attestationJson.exactObject(
    subject.get('digest'),
    'statement.subject[0].digest',
    ['sha256'],
    DIGESTS,
  );
  const sha256 = attestationJson.text(digest.get('sha256'), 'statement.subject[0].digest.sha256');
  if (!SHA256.test(sha256)) {
    throw attestationFault(
      'statement',
      'statement.subject[0].digest.sha256 must be 64 lower-case hex digits',
    );
  }
  return { name: attestationJson.text(subject.get('name'), 'statement.subject[0].name'), sha256 };
}

function parsePredicate(value: unknown): Statement['predicate'] {
  if (value === null) return undefined;
  const predicate = asObject(value);
  if (predicate === undefined) {
    throw attestationFault('statement', 'statement.predicate must be an object or null');
  }
  return predicate;
}
