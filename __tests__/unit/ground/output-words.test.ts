import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { FINDING_KINDS } from '../../../src/audit/findings.ts';
import type { ErrorCode } from '../../../src/errors.ts';
import { OUTPUT_WORDS } from '../../../src/ground/output-words.ts';
import type { Verdict } from '../../../src/index-tuf/verdict.ts';
import type { FileStatus } from '../../../src/records.ts';
import type { Result } from '../../../src/report/report.ts';
import { ledgerWith, made, reportOf, sdist, wheel } from '../../support/sample-records.ts';

// Whole by their types: one more of any is missed by the compiler.
const RESULTS: Record<Result, 0> = {
  published: 0,
  'already-published': 0,
  partial: 0,
  'dry-run': 0,
  plan: 0,
  failed: 0,
  cancelled: 0,
};
const STATES: Record<FileStatus, 0> = {
  uploaded: 0,
  'already-there': 0,
  'skipped-different': 0,
  signed: 0,
  planned: 0,
  failed: 0,
  'not-attempted': 0,
};
const VERDICTS: Record<Verdict, 0> = { signed: 0, 'not-yet': 0, mismatch: 0, unsupported: 0 };
const CODES: Record<ErrorCode | 'BUG', 0> = {
  INPUT_INVALID: 0,
  NO_DISTRIBUTIONS: 0,
  DISTRIBUTION_INVALID: 0,
  INDEX_CONFLICT: 0,
  INDEX_UNAVAILABLE: 0,
  PLAN_CHANGED: 0,
  IDENTITY_UNAVAILABLE: 0,
  IDENTITY_UNSUITABLE: 0,
  CONSENT_MISSING: 0,
  TRUST_UNAVAILABLE: 0,
  NO_SERVICE: 0,
  SIGNING_FAILED: 0,
  ATTESTATION_INVALID: 0,
  TOKEN_REFUSED: 0,
  UPLOAD_REJECTED: 0,
  UPLOAD_UNKNOWN: 0,
  CONFIRMATION_FAILED: 0,
  CANCELLED: 0,
  BUG: 0,
};

function keysOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

describe('the words of the outputs', () => {
  it('have all kinds of findings', () => {
    expect(OUTPUT_WORDS).toEqual(expect.arrayContaining([...FINDING_KINDS]));
  });

  it.each(Object.entries({ RESULTS, STATES, VERDICTS, CODES }))('have all %s', (_, words) => {
    expect(OUTPUT_WORDS).toEqual(expect.arrayContaining(Object.keys(words)));
  });

  it('have no code that is none, so that no token is refused for it', () => {
    const codes = OUTPUT_WORDS.filter((word) => /^[A-Z_]+$/.test(word));
    expect(codes.toSorted()).toEqual(Object.keys(CODES).toSorted());
  });

  it('have the names of all outputs, and of all fields of the report', () => {
    const action: unknown = parse(readFileSync(new URL('../../../action.yml', import.meta.url), 'utf8'));
    const outputs = Object.keys(Object(Reflect.get(Object(action), 'outputs')));
    const ledger = ledgerWith();
    for (const { name } of [wheel, sdist]) ledger.attested(name, [made(name)]);
    ledger.stage('Upload', new Date(0))(new Date(1));
    ledger.keptIn({ store: 'artifact', name: 'attestations', kept: 1, error: 'full' });
    ledger.linked([{ label: 'Homepage', url: 'https://demo.example', verified: false }]);
    const verdict = { verdict: 'signed', target: 'x', role: 'targets', hashes: {}, because: '' } as const;
    ledger.checkedIndexTuf({
      status: 'signed',
      files: new Map([[wheel.name, verdict]]),
      versions: { root: 1, timestamp: 1, snapshot: 1, expires: '2027' },
      error: undefined,
    });
    ledger.failed(sdist.name, new Error('broken'));
    const report: unknown = JSON.parse(reportOf(ledger).json);
    expect(OUTPUT_WORDS).toEqual(expect.arrayContaining([...outputs, ...keysOf(report)]));
  });
});
