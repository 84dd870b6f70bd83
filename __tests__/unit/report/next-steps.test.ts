import { describe, expect, it } from '@jest/globals';
import type { Ledger } from '../../../src/ledger.ts';
import { nextSteps } from '../../../src/report/next-steps.ts';
import { ledgerWith, made, recordOf, reportOf, sdist, seen, wheel } from '../../support/sample-records.ts';

type Confirmed = Parameters<Ledger['confirmed']>[1];

const url = 'https://files.example/w';

function stepsAfter(confirmation: Confirmed, raw: Record<string, string> = {}): readonly string[] {
  const ledger = ledgerWith(raw);
  for (const { name } of [wheel, sdist]) {
    ledger.attested(name, [made(name)]);
    ledger.published(name, 'uploaded');
    ledger.confirmed(name, confirmation);
  }
  return nextSteps(reportOf(ledger), recordOf(ledger));
}

describe('next steps', () => {
  it('are to check the provenance that the index serves', () => {
    expect(stepsAfter({ confirmed: true, url, attestations: seen })).toEqual([
      expect.stringContaining('Anyone can check the provenance: `pypi-attestations verify pypi'),
    ]);
  });

  it('are none where attestations were kept, and the index serves none', () => {
    expect(stepsAfter({ confirmed: true, url, attestations: undefined }, { attestations: 'keep' })).toEqual(
      [],
    );
  });

  it('are to check the release page where the index was late', () => {
    const because = 'PyPI does not list it';
    const late: Confirmed = {
      confirmed: null,
      attestations: { kind: 'unknown', because },
      unconfirmed: { kind: 'unlisted', because },
    };
    expect(stepsAfter(late)).toEqual([
      'demo-1.0.tar.gz, demo-1.0-py3-none-any.whl: PyPI does not list it. Check [the release page](https://pypi.org/project/demo/1.0/) in a few minutes.',
    ]);
  });
});
