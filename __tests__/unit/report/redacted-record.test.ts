import { expect, it } from '@jest/globals';
import { ActionError } from '../../../src/errors.ts';
import { redactedExplanation, redactedRecord } from '../../../src/report/redacted-record.ts';
import { renderSummary } from '../../../src/report/summary.ts';
import { makeReport } from '../../../src/report/report.ts';
import { ledgerWith, made, recordOf, sdist, wheel } from '../../support/sample-records.ts';

const CANARY = 'fury_T0ken-/+=&|<`canary_0123';
const redact = (text: string): string => text.replaceAll(CANARY, '***');

/** The value with the canary at the end of every text in it but those of these fields. */
function canaried(value: unknown, except: ReadonlySet<string>, field = ''): unknown {
  if (typeof value === 'string') return except.has(field) ? value : `${value}${CANARY}`;
  if (value instanceof Error) return new Error(`${value.message}${CANARY}`);
  if (value instanceof Date || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => canaried(item, except, field));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, canaried(item, except, key)]));
}

/** Words of ours, and names of files and what is made of them. */
const OURS = new Set(
  [
    'status',
    'kind',
    'field',
    'files',
    'dryRun',
    'attestations',
    'code',
    'verdict',
    'store',
    'rekorVersion',
  ].concat(['name', 'project', 'version', 'sha256', 'logIndex', 'attestation']),
);

it('a record whose every text from outside has a secret shows it nowhere', () => {
  const ledger = ledgerWith();
  for (const { name } of [wheel, sdist]) ledger.attested(name, [made(name)]);
  ledger.published(wheel.name, 'uploaded');
  const late = 'PyPI answered 503';
  ledger.confirmed(wheel.name, {
    confirmed: null,
    attestations: { kind: 'unknown', because: late },
    unconfirmed: { kind: 'unavailable', because: late },
  });
  ledger.failed(sdist.name, new ActionError('UPLOAD_REJECTED', 'PyPI said no', 'Ask them', new Error('why')));
  ledger.decided('Rekor v1');
  ledger.notAttested('none');
  ledger.attestationsIn('/attestations');
  ledger.signsWith('public-good');
  ledger.linked([{ label: 'Homepage', url: 'https://demo.example', verified: false }]);
  ledger.compared([
    {
      project: 'demo',
      version: '1.0',
      since: '0.9',
      files: [
        {
          name: wheel.name,
          since: 'demo-0.9.whl',
          size: 1,
          sizeBefore: 1,
          members: { added: ['a'], removed: ['b'], changed: ['c'] },
        },
      ],
      novelties: [{ kind: 'script', what: 'a', files: [wheel.name] }],
      metadata: [{ field: 'URL', name: 'x', before: 'https://a.example', now: 'https://b.example' }],
      lostPlatforms: ['any'],
    },
  ]);
  ledger.keptIn({ store: 'artifact', name: 'attestations', kept: 1, error: 'full' });
  ledger.stage('Upload', new Date(0))(new Date(1));
  const hashes = { sha256: 'ab' };
  const verdict = { verdict: 'not-yet', target: 'x', role: 'targets', hashes, because: 'late' } as const;
  ledger.checkedIndexTuf({
    status: 'refused',
    files: new Map([[wheel.name, verdict]]),
    versions: { root: 1, timestamp: 1, snapshot: 1, expires: '2027' },
    error: new Error('expired'),
  });
  const record = recordOf(ledger);
  const full = { ...record, ...Object(canaried(record, OURS)) };
  const failure = {
    code: 'UPLOAD_REJECTED',
    message: CANARY,
    causes: [CANARY],
    hint: CANARY,
    rerun: 'finishes',
  } as const;
  const clean = redactedRecord(full, redact);
  const report = makeReport(clean, { failure: redactedExplanation(failure, redact), cancelled: false });
  const everything = [
    JSON.stringify(full),
    JSON.stringify([report.failure, report.warnings, [...report.outputs], report.json]),
    renderSummary(report, clean),
  ];
  expect(everything[0]?.split('canary').length).toBeGreaterThan(25);
  for (const text of everything.slice(1)) expect(text).not.toMatch(/fury|T0ken|canary|0123/);
  expect([...report.outputs.keys()]).toEqual([
    ...makeReport(record, { failure, cancelled: false }).outputs.keys(),
  ]);
});
