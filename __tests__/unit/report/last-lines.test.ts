import { describe, expect, it } from '@jest/globals';
import { ActionError } from '../../../src/errors.ts';
import { Ledger } from '../../../src/ledger.ts';
import type { Presence } from '../../../src/package-index/package-index.ts';
import { lastLines } from '../../../src/report/last-lines.ts';
import {
  identical,
  ledgerWith,
  made,
  recordOf,
  reportOf,
  sdist,
  seen,
  there,
  wheel,
} from '../../support/sample-records.ts';

const PAGE = 'https://pypi.org/project/demo/1.0/';
const BOTH = [wheel.name, sdist.name];

function published(names: readonly string[], attestations = true): Ledger {
  const ledger = ledgerWith();
  for (const name of names) {
    if (attestations) ledger.attested(name, [made(name)]);
    ledger.published(name, 'uploaded');
    const served = attestations ? seen : ({ kind: 'none' } as const);
    ledger.confirmed(name, { confirmed: true, attestations: served });
  }
  return ledger;
}

function failing(ledger: Ledger): Ledger {
  ledger.failed(sdist.name, new ActionError('UPLOAD_REJECTED', 'no', ''));
  return ledger;
}

function unconfirmed(): Ledger {
  const ledger = ledgerWith();
  for (const name of BOTH) {
    ledger.attested(name, [made(name)]);
    ledger.published(name, 'uploaded');
  }
  return ledger;
}

function signed(): Ledger {
  const ledger = ledgerWith({ 'dry-run': 'sign' });
  for (const name of BOTH) ledger.attested(name, [made(name)]);
  return ledger;
}

function skippedUnseen(): Ledger {
  const ledger = ledgerWith({ 'repository-url': 'https://pypi.example/upload', 'skip-existing': 'true' });
  for (const name of BOTH) ledger.published(name, 'skipped-different');
  return ledger;
}

const different = new Map<string, Presence>([
  [wheel.name, { kind: 'different', file: { ...there, sha256: 'cd'.repeat(32) } }],
  [sdist.name, identical(seen)],
]);
const failure = new ActionError('NO_DISTRIBUTIONS', 'none', '');

describe('the last line of a run', () => {
  it.each<[string, Ledger, unknown, readonly string[]]>([
    ['is published', published(BOTH), undefined, [`Published demo 1.0 (2 files, all attested): ${PAGE}`]],
    [
      'is published without attestations',
      published(BOTH, false),
      undefined,
      [`Published demo 1.0 (2 files, without attestations): ${PAGE}`],
    ],
    [
      'was not confirmed in time',
      unconfirmed(),
      undefined,
      [`Published demo 1.0 (2 files, attestations not confirmed): ${PAGE}`],
    ],
    [
      'was there, on an index that does not say whether it is attested',
      ledgerWith({}, new Map(BOTH.map((name) => [name, identical({ kind: 'unknown', because: '403' })]))),
      undefined,
      [`Already published: demo 1.0 (2 files): ${PAGE}`],
    ],
    [
      'was there',
      ledgerWith({}, new Map(BOTH.map((name) => [name, identical(seen)]))),
      undefined,
      [`Already published: demo 1.0 (2 files, all attested): ${PAGE}`],
    ],
    [
      'was there in part, with other files under the other names',
      ledgerWith({ 'skip-existing': 'true' }, different),
      undefined,
      [
        `Already published: demo 1.0 (1 file, all attested, 1 skipped because PyPI has different files): ${PAGE}`,
      ],
    ],
    [
      'is partly published',
      failing(published([wheel.name])),
      undefined,
      [`Partly published demo 1.0 (1 of 2 files, all attested): ${PAGE}`],
    ],
    ['failed', failing(ledgerWith()), undefined, ['Not published: demo 1.0 (2 files)']],
    ['failed before it had files', new Ledger(), failure, ['Failed: nothing was published.']],
    [
      'is planned',
      ledgerWith({ 'dry-run': 'plan' }),
      undefined,
      ['Plan: would publish demo 1.0 (2 files) to PyPI'],
    ],
    [
      'has nothing to be done by a plan',
      ledgerWith({ 'dry-run': 'plan' }, new Map(BOTH.map((name) => [name, identical(seen)]))),
      undefined,
      ['Plan: nothing to publish of demo 1.0 (2 files, all already uploaded)'],
    ],
    [
      'is planned, beside files that exist',
      ledgerWith(
        { 'dry-run': 'plan', 'skip-existing': 'true' },
        new Map([...different, ['demo-1.0-cp313-none-any.whl', identical(seen)]]),
        [...BOTH, 'demo-1.0-cp313-none-any.whl', 'demo-1.0-cp312-none-any.whl'],
      ),
      undefined,
      [
        'Plan: would publish demo 1.0 (1 file, 2 already uploaded, 1 skipped because PyPI has different files) to PyPI',
      ],
    ],
    [
      'is different on the index, in a plan',
      ledgerWith({ 'dry-run': 'plan', 'skip-existing': 'true' }, different, [wheel.name]),
      undefined,
      ['Plan: nothing to publish of demo 1.0 (1 file, 1 skipped because PyPI has different files)'],
    ],
    [
      'exists in part, in a dry run',
      ledgerWith({ 'dry-run': 'sign' }, new Map([[wheel.name, identical(seen)]])),
      undefined,
      ['Dry run: nothing signed or uploaded of demo 1.0 (2 files, 1 already uploaded)'],
    ],
    [
      'is skipped by an index that cannot be queried',
      skippedUnseen(),
      undefined,
      ['Nothing uploaded: demo 1.0 (2 skipped because pypi.example has files of these names)'],
    ],
    [
      'is signed in a dry run',
      signed(),
      undefined,
      ['Dry run: signed 2 of 2 files of demo 1.0, uploaded nothing'],
    ],
    [
      'has an upload token in a dry run',
      ledgerWith({ 'dry-run': 'auth' }),
      undefined,
      ['Dry run: upload token obtained for demo 1.0 (2 files), nothing signed or uploaded'],
    ],
    [
      'is not signed in a dry run',
      ledgerWith({ 'dry-run': 'sign' }),
      undefined,
      ['Dry run: nothing signed or uploaded of demo 1.0 (2 files)'],
    ],
  ])('of a release that %s', (_what, ledger, error, lines) => {
    expect(lastLines(reportOf(ledger, { error, cancelled: false }), recordOf(ledger))).toEqual(lines);
  });

  it('says of a cancelled run what was published until then', () => {
    const ledger = published([wheel.name]);
    const error = new ActionError('CANCELLED', 'cancelled', '');
    expect(lastLines(reportOf(ledger, { error, cancelled: true }), recordOf(ledger))).toEqual([
      `Partly published demo 1.0 (1 of 2 files, all attested): ${PAGE}`,
    ]);
  });

  it('is one for each of ten releases, and one for the rest', () => {
    const names = Array.from({ length: 13 }, (_, number) => `demo${number}-1.0.tar.gz`);
    const ledger = ledgerWith({}, new Map(), names);
    for (const name of names) ledger.published(name, 'uploaded');
    const lines = lastLines(reportOf(ledger), recordOf(ledger));
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe('and 3 more releases, all in the job summary');
  });
});
