import { expect, it } from '@jest/globals';
import { endRun, reportSoFar } from '../../src/end-run.ts';
import { ActionError } from '../../src/errors.ts';
import { createRunner } from '../../src/platform/actions-runner.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { rendered } from '../support/read-secrets.ts';
import { ledgerWith, recordOf, wheel } from '../support/sample-records.ts';

// Markdown and HTML have an escape for most of its characters.
const SECRET = 'Zq7_w-K/9+v=X&2|b<Y*W#6!p$G[8]r@J~0nTdVh';

function endedWith(secret: string) {
  const lines: string[] = [];
  const runner = createRunner({ INPUT_PASSWORD: SECRET }, (text) => void lines.push(text));
  const error = new ActionError('UPLOAD_REJECTED', `it said ${secret}`, `not ${secret}`, new Error(secret));
  const ledger = ledgerWith();
  ledger.failed(wheel.name, error);
  ledger.decided(`decided by ${secret}`);
  const { record, report } = endRun(recordOf(ledger), { error, cancelled: false }, runner);
  const soFar = reportSoFar(recordOf(ledger), runner);
  const log = lines.filter((line) => !line.startsWith('::add-mask::')).join('');
  const summary = renderSummary(report, record);
  return [log, summary, rendered(summary), report.json, ...report.outputs.values(), soFar.json];
}

it('takes secrets out of a run before its summary escapes them, and out of all else that it leaves', () => {
  const shown = endedWith(SECRET).filter((text) => /Zq7|nTdVh/.test(text));
  expect(shown).toEqual([]);
  // What is no secret is there.
  expect(endedWith('the reason').filter((text) => text.includes('the reason')).length).toBeGreaterThan(4);
});
