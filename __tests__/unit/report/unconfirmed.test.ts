import { describe, expect, it } from '@jest/globals';
import type { Unconfirmed } from '../../../src/package-index/package-index.ts';
import { renderSummary } from '../../../src/report/summary.ts';
import { ActionError } from '../../../src/errors.ts';
import { ledgerWith, made, recordOf, reportOf, sdist, wheel } from '../../support/sample-records.ts';

const LATE: Unconfirmed = { kind: 'unlisted', because: 'PyPI does not list it' };

/** A release of which each file was uploaded and not confirmed, for its reason. */
function ended(wheelReason: Unconfirmed | undefined, sdistReason = wheelReason) {
  const ledger = ledgerWith();
  for (const { name, reason } of [
    { name: sdist.name, reason: sdistReason },
    { name: wheel.name, reason: wheelReason },
  ]) {
    ledger.attested(name, [made(name)]);
    ledger.published(name, 'uploaded');
    if (reason !== undefined) ledger.confirmed(name, { confirmed: null, unconfirmed: reason });
  }
  return ledger;
}

describe('what is said of a file that was uploaded and not confirmed', () => {
  it.each<[Unconfirmed['kind'], string, string]>([
    ['unlisted', 'Check the release page in a few minutes.', 'uploaded, not confirmed yet'],
    ['unreleased', 'Check the release page in a few minutes.', 'uploaded, not confirmed yet'],
    ['unavailable', 'Check the release page in a few minutes.', 'uploaded, not confirmed yet'],
    [
      'unattested',
      'Check in a few minutes whether the release page shows the attestation. If not, publish a new version: an attestation can never be added to a published file.',
      'uploaded, attestation not confirmed yet',
    ],
    [
      'earlier',
      'Nothing needs to be done: another run or attempt uploaded the same file first, and the index keeps the attestation of that upload.',
      'uploaded, with the attestation of an earlier upload',
    ],
    [
      'unhashed',
      'Download the file from the index, and compare its SHA-256 with the one in the log.',
      'uploaded, listed without a SHA-256',
    ],
    [
      'refused',
      'Check whether the release page shows the attestation.',
      'uploaded, attestation not confirmed',
    ],
    [
      'silent',
      'Find out from the operator of the index whether it stores attestations; if not, use `attestations: keep`.',
      'uploaded, attestation not confirmed',
    ],
    [
      'quarantined',
      'Contact the operator of the index: nobody can install a project in quarantine.',
      'uploaded, project in quarantine',
    ],
  ])('is the reason and the next step: %s', (kind, step, status) => {
    const ledger = ended({ kind, because: 'the index says why' });
    const report = reportOf(ledger);
    expect(report.exitCode).toBe(0);
    expect(report.warnings).toEqual([
      `Uploaded but not confirmed: ${sdist.name}: the index says why. ${step} The same for 1 more: ${wheel.name}.`,
    ]);
    const summary = renderSummary(report, recordOf(ledger));
    const linked = step.replace('the release page', '[the release page](https://pypi.org/project/demo/1.0/)');
    expect(summary).toContain(`- ${sdist.name}, ${wheel.name}: the index says why. ${linked}`);
    expect(summary).toContain(`| ${wheel.name} | ${status} |`);
    const { files } = JSON.parse(report.json) as { files: unknown };
    expect(files).toMatchObject([{ notConfirmedBecause: 'the index says why' }, {}]);
  });

  it('is a warning and a step for each reason', () => {
    const ledger = ended({ kind: 'unattested', because: 'PyPI lists it bare' }, LATE);
    const report = reportOf(ledger);
    expect(report.warnings).toEqual([
      `Uploaded but not confirmed: ${sdist.name}: PyPI does not list it. Check the release page in a few minutes.`,
      expect.stringMatching(`^Uploaded but not confirmed: ${wheel.name}: PyPI lists it bare. Check in a few`),
    ]);
    const next = renderSummary(report, recordOf(ledger)).split('### Next')[1]?.split('###')[0];
    expect(next?.match(/^- /gm)).toHaveLength(2);
  });

  it('makes inert in the summary what the index wrote', () => {
    const because = 'it answered 503 <img src=x> [a](https://b.example)';
    const ledger = ended({ kind: 'unavailable', because });
    const summary = renderSummary(reportOf(ledger), recordOf(ledger));
    expect(summary).not.toMatch(/<img|\]\(https:\/\/b/);
  });

  it('is of a cancelled run that nothing was confirmed, not that the index was late', () => {
    const ledger = ended(undefined);
    const error = new ActionError('CANCELLED', 'cancelled', '');
    const report = reportOf(ledger, { error, cancelled: true });
    const because = 'the run ended before the index confirmed it. Check the release page in a few minutes.';
    expect(report.warnings).toEqual([
      `Uploaded but not confirmed: ${sdist.name}: ${because} The same for 1 more: ${wheel.name}.`,
    ]);
    expect(renderSummary(report, recordOf(ledger))).toContain('the run ended before the index confirmed it');
  });
});
