// What is told of an index's own TUF metadata.
import { expect, it } from '@jest/globals';
import { ActionError } from '../../../src/errors.ts';
import { renderSummary } from '../../../src/report/summary.ts';
import { ledgerWith, recordOf, reportOf, sdist, wheel } from '../../support/sample-records.ts';

const versions = { root: 1, timestamp: 5, snapshot: 4, expires: '2030-01-01T00:00:00Z' };
const verdict = { target: wheel.name, role: 'bins-0', hashes: { sha256: 'ab' }, because: '' };

it('is in outputs, report and summary, with what it was judged by', () => {
  const ledger = ledgerWith();
  for (const name of [wheel.name, sdist.name]) ledger.published(name, 'uploaded');
  const files = new Map([
    [wheel.name, { ...verdict, verdict: 'signed' as const }],
    [sdist.name, { ...verdict, verdict: 'not-yet' as const, because: 'no role lists it' }],
  ]);
  ledger.checkedIndexTuf({ status: 'not-yet', files, versions, error: undefined });
  const report = reportOf(ledger);
  expect(report.outputs.get('index-tuf-status')).toBe('not-yet');
  expect(JSON.parse(report.json)).toMatchObject({
    'index-tuf-status': 'not-yet',
    indexTuf: { status: 'not-yet', versions, because: null },
  });
  const summary = renderSummary(report, recordOf(ledger));
  expect(summary).toContain('uploaded, not confirmed yet; the index signs for it |');
  expect(summary).toContain('uploaded, not confirmed yet; the index does not sign for it yet |');
  expect(summary).toContain('**not-yet**. Root 1, timestamp 5, snapshot 4; valid until 2030');
});

it('is said with why there is no verdict, as text only', () => {
  const ledger = ledgerWith();
  const error = new Error('timestamp.json failed verification: <img src=x>');
  ledger.checkedIndexTuf({ status: 'refused', files: new Map(), versions: undefined, error });
  const report = reportOf(ledger);
  expect(JSON.parse(report.json)).toMatchObject({ indexTuf: { versions: null, because: error.message } });
  expect(renderSummary(report, recordOf(ledger))).toContain(
    '**refused**: timestamp.json failed verification',
  );
  expect(renderSummary(report, recordOf(ledger))).not.toContain('<img');
});

it('does not hide an earlier fault of a file', () => {
  const ledger = ledgerWith();
  const fault = (message: string) => new ActionError('CONFIRMATION_FAILED', message, '');
  ledger.published(wheel.name, 'uploaded');
  ledger.confirmed(wheel.name, { confirmed: false }, fault('other bytes are there'));
  ledger.faulty(wheel.name, fault('not signed for'));
  ledger.faulty(sdist.name, fault('not signed for'));
  const faults = new Map(recordOf(ledger).files.map(({ name, error }) => [name, error?.message]));
  expect(faults.get(wheel.name)).toBe('other bytes are there');
  expect(faults.get(sdist.name)).toBe('not signed for');
});
