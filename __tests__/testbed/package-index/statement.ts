import { distributionKey } from './filenames.ts';
import { isRecord, type StoredAttestation, type StoredFile } from './types.ts';

const PREDICATES = ['https://docs.pypi.org/attestations/publish/v1', 'https://slsa.dev/provenance/v1'];

/** The in-toto statement that was signed; undefined where it is no JSON object. */
export function statementOf(attestation: StoredAttestation): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(attestation.envelope.statement, 'base64').toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The statement's own rules: one subject, which is this file, and a known predicate. */
export function statementProblem(attestation: StoredAttestation, file: StoredFile): string | undefined {
  const statement = statementOf(attestation);
  const subjects = statement?.['subject'];
  if (statement?.['_type'] !== 'https://in-toto.io/Statement/v1' || !Array.isArray(subjects)) {
    return 'invalid statement';
  }
  const predicate = statement['predicate'];
  if (predicate !== null && predicate !== undefined && !isRecord(predicate)) return 'invalid statement';
  if (subjects.length !== 1) return 'too many subjects in statement (must be exactly one)';
  const subject: unknown = subjects[0];
  if (!isRecord(subject) || !isRecord(subject['digest'])) return 'invalid statement';
  const digests = Object.keys(subject['digest']);
  if (!digests.every((name) => /^sha(3_)?(256|384|512)$/.test(name))) return 'invalid statement';
  const name = subject['name'];
  if (typeof name !== 'string' || name === '') return 'invalid subject: missing name';
  const key = distributionKey(name);
  if (key === undefined) return `subject: invalid distribution name: ${name}`;
  if (key !== distributionKey(file.filename)) {
    return `subject does not match distribution name: ${name} != ${file.filename}`;
  }
  if (subject['digest']['sha256'] !== file.sha256) return 'subject does not match distribution digest';
  const predicateType = String(statement['predicateType']);
  if (!PREDICATES.includes(predicateType)) return `unknown attestation type: ${predicateType}`;
  const publishes = predicateType === PREDICATES[0];
  return publishes && isRecord(predicate) && Object.keys(predicate).length > 0
    ? 'invalid statement'
    : undefined;
}
