import { describe, expect, it } from '@jest/globals';
import { endRun } from '../../../src/end-run.ts';
import {
  ActionError,
  explain,
  raiseVersion,
  runAgain,
  type ErrorCode,
  type Remedy,
} from '../../../src/errors.ts';
import { Ledger } from '../../../src/ledger.ts';
import type { Presence, ServedAttestations } from '../../../src/package-index/package-index.ts';
import { failureText } from '../../../src/report/failure.ts';
import {
  identical,
  ledgerWith,
  made,
  reportOf,
  sdist,
  seen,
  there,
  wheel,
} from '../../support/sample-records.ts';
import { indexPlatform } from '../../support/virtual-platform.ts';

describe('endRun', () => {
  it('puts into report file and summary in full what the page of the job has no room for', () => {
    const said = 'x'.repeat(5000);
    const { runner } = indexPlatform();
    const end = { error: undefined, cancelled: false };
    const told = { ...runner, showHeldAnnotations: () => [said] };
    const { report } = endRun(ledgerWith().snapshot(new Date()), end, told);
    expect(report.unannotated).toEqual([said]);
    expect(JSON.parse(report.json)).toMatchObject({ unannotated: [said] });
  });
});

describe('makeReport', () => {
  it('has what could not be written to the disk, which the outputs have no room for', () => {
    const ledger = ledgerWith();
    for (const { name } of [wheel, sdist]) ledger.attested(name, [{ ...made(name), path: undefined }]);
    ledger.published(wheel.name, 'uploaded');
    ledger.failed(sdist.name, new ActionError('UPLOAD_REJECTED', 'no', ''));
    ledger.attestationsIn('/attestations');
    const report = reportOf(ledger);
    expect([report.outputs.get('attestations-dir'), report.outputs.get('attestation-paths')]).toEqual([
      undefined,
      undefined,
    ]);
    const { attestation } = made(wheel.name);
    const [kept] = [{ path: null, attestation }];
    expect(JSON.parse(report.json)).toMatchObject({
      files: [{ attestations: [kept] }, { attestations: [kept] }],
    });
    expect(report.outputs.get('files')).not.toContain('verification_material');
    expect(report.failure?.message).toContain(
      `Signed, with the attestation in the report only: ${sdist.name}.`,
    );
  });

  it('tells a complete release with its attestations', () => {
    const ledger = ledgerWith();
    for (const { name } of [wheel, sdist]) {
      ledger.attested(name, [made(name)]);
      ledger.published(name, 'uploaded');
      ledger.confirmed(name, { confirmed: true, url: `https://files.example/${name}`, attestations: seen });
    }
    ledger.attestationsIn('/attestations');
    const report = reportOf(ledger);
    expect([report.result, report.exitCode, report.failure]).toEqual(['published', 0, undefined]);
    expect(report.outputs.get('attested')).toBe('true');
    expect(report.outputs.get('attestation-paths')?.split('\n')).toHaveLength(2);
    expect(JSON.parse(report.outputs.get('files') ?? '')).toMatchObject([
      { name: sdist.name, status: 'uploaded', confirmed: true, error: null },
      { name: wheel.name, attestations: [{ rekorVersion: 1, logIndex: '7', logUrl: null }] },
    ]);
  });

  it('calls no file attested that the index shows otherwise than it was sent', () => {
    const ledger = ledgerWith();
    for (const { name } of [wheel, sdist]) {
      ledger.attested(name, [made(name)]);
      ledger.published(name, 'uploaded');
    }
    ledger.confirmed(wheel.name, { confirmed: true, attestations: seen });
    const lacking = new ActionError('CONFIRMATION_FAILED', `${sdist.name}: no provenance`, 'Look.');
    ledger.confirmed(sdist.name, { confirmed: false, attestations: { kind: 'none' } }, lacking);
    const { exitCode, outputs } = reportOf(ledger);
    expect([exitCode, outputs.get('attested'), outputs.get('not-attested-because')]).toEqual([
      1,
      'false',
      `Not on the index as sent: ${sdist.name}.`,
    ]);
  });

  it.each<[string, string, Record<string, string>]>([
    ['partial', 'a release', {}],
    ['failed', 'a dry run', { 'dry-run': 'sign' }],
  ])('is %s where %s fails of a file and another is there already', (result, _what, inputs) => {
    const ledger = ledgerWith(inputs, new Map([[wheel.name, identical()]]));
    ledger.failed(sdist.name, new ActionError('UPLOAD_REJECTED', `${sdist.name}: 400 No`, 'Rename it.'));
    expect(reportOf(ledger).result).toBe(result);
  });

  it('counts a file that was skipped, whatever its bytes, as done', () => {
    const other = { ...there, sha256: 'cd'.repeat(32) };
    const ledger = ledgerWith(
      { 'skip-existing': 'true' },
      new Map([[wheel.name, { kind: 'different', file: other }]]),
    );
    ledger.published(sdist.name, 'uploaded');
    expect(reportOf(ledger)).toMatchObject({ result: 'published', exitCode: 0 });
  });

  it('leaves details out of an output that would be too long, not out of the report file', () => {
    const names = Array.from({ length: 2500 }, (_, number) => `demo-1.0-py3-none-tag${number}.whl`);
    const report = reportOf(ledgerWith({}, new Map(), names));
    const output = report.outputs.get('files') ?? '';
    expect(output.length).toBeLessThan(512 * 1024);
    const rows: readonly unknown[] = JSON.parse(output);
    expect([rows.length, rows[0]]).toEqual([
      2500,
      { name: names[0], sha256: wheel.sha256, status: 'planned', confirmed: null },
    ]);
    expect(JSON.parse(report.json).files[0]).toMatchObject({ name: names[0], kind: 'wheel', size: 1234 });
  });

  it('says which files are published and which are not when one is refused', () => {
    const ledger = ledgerWith();
    ledger.published(wheel.name, 'uploaded');
    ledger.failed(sdist.name, new ActionError('UPLOAD_REJECTED', `${sdist.name}: 400 No`, 'Rename it.'));
    const report = reportOf(ledger);
    expect([report.result, report.exitCode]).toEqual(['partial', 1]);
    expect(report.failure?.message).toMatchInlineSnapshot(`
      "1 of 2 files failed:
      - demo-1.0.tar.gz: 400 No
      Published: demo-1.0-py3-none-any.whl.
      Not published: demo-1.0.tar.gz."
    `);
    expect(report.failure?.hint).toBe(
      'Rename it. After the fix, run the job again: files that are already uploaded are skipped. PyPI accepts more files for a release until 14 days after its first.',
    );
  });

  it('fails with everything untouched when the story stops before', () => {
    const error = new ActionError(
      'IDENTITY_UNAVAILABLE',
      'no token',
      'add id-token: write',
      new Error('why'),
    );
    const report = reportOf(ledgerWith(), { error, cancelled: false });
    expect([report.result, report.exitCode]).toEqual(['failed', 1]);
    expect(report.failure?.causes).toEqual(['why']);
  });

  it('has the causes of a file’s failure and of the run’s in the report file, and the outputs have room for neither', () => {
    const ledger = ledgerWith();
    const cause = new Error('the connection was reset', { cause: new Error('ECONNRESET') });
    const error = new ActionError('UPLOAD_UNKNOWN', 'no answer', runAgain(), cause);
    ledger.failed(sdist.name, error);
    const report = reportOf(ledger, { error, cancelled: false });
    const { code, message, hint } = error;
    const causes = ['the connection was reset', 'ECONNRESET'];
    const json: unknown = JSON.parse(report.json);
    expect(json).toMatchObject({ error: { code, causes, hint } });
    expect(Reflect.get(Object(json), 'files')).toContainEqual(
      expect.objectContaining({ name: sdist.name, error: { code, message, causes, hint } }),
    );
    expect(JSON.parse(report.outputs.get('files') ?? '')).toContainEqual(
      expect.objectContaining({ name: sdist.name, error: { code, message, hint } }),
    );
    // As one of several failures, with what lies behind it on its line: for log and summary.
    const failure = reportOf(ledger).failure;
    expect(failure?.message).toContain('no answer; because: the connection was reset; because: ECONNRESET');
  });

  it('calls a bug a bug', () => {
    const report = reportOf(new Ledger(), {
      error: new TypeError('x is undefined'),
      cancelled: false,
    });
    expect(report.failure).toMatchObject({ code: 'BUG', hint: expect.stringContaining('bug') });
  });

  it('has nothing to do where all is there', () => {
    const both = new Map([wheel, sdist].map(({ name }) => [name, identical()]));
    expect(reportOf(ledgerWith({}, both))).toMatchObject({
      result: 'already-published',
      exitCode: 0,
    });
  });

  it('fails where attestations are required and a file is there without', () => {
    const both = new Map([wheel, sdist].map(({ name }) => [name, identical()]));
    const report = reportOf(ledgerWith({ attestations: 'require' }, both));
    expect(report.exitCode).toBe(1);
    expect(report.failure?.message).toContain('none can ever be added');
  });

  it.each<[string, ServedAttestations, string]>([
    ['none', { kind: 'none' }, 'On the index without attestation'],
    ['others', { kind: 'others', publisher: 'x' }, 'On the index with an attestation of different content'],
    [
      'unknown',
      { kind: 'unknown', because: 'PyPI answered 403' },
      'Attestations could not be checked (PyPI answered 403)',
    ],
  ])(
    'calls files that are there with %s not attested, with the reason as a warning',
    (_kind, served, reason) => {
      const both = new Map([wheel, sdist].map(({ name }) => [name, identical(served)]));
      const { outputs, warnings, exitCode } = reportOf(ledgerWith({}, both));
      const because = `${reason}: ${sdist.name}, ${wheel.name}.`;
      expect([outputs.get('attested'), outputs.get('not-attested-because')]).toEqual(['false', because]);
      expect([warnings, exitCode]).toEqual([[because], 0]);
    },
  );

  it('calls files attested that were there and seen with their attestations', () => {
    const both = new Map([wheel, sdist].map(({ name }) => [name, identical(seen)]));
    const { outputs, warnings } = reportOf(ledgerWith({ attestations: 'require' }, both));
    expect([outputs.get('attested'), warnings]).toEqual(['true', []]);
  });

  it('does not fail where attestations are required and the index could not say', () => {
    const served = { kind: 'unknown', because: 'PyPI answered 403' } as const;
    const both = new Map([wheel, sdist].map(({ name }) => [name, identical(served)]));
    const { exitCode, outputs, warnings } = reportOf(ledgerWith({ attestations: 'require' }, both));
    expect([exitCode, outputs.get('attested'), warnings]).toEqual([
      0,
      'false',
      [expect.stringContaining('403')],
    ]);
  });

  it('calls no file attested that has other bytes on the index', () => {
    const other: Presence = { kind: 'different', file: { ...there, sha256: 'cd'.repeat(32) } };
    const both = new Map([
      [wheel.name, other],
      [sdist.name, identical(seen)],
    ]);
    const { outputs, warnings } = reportOf(ledgerWith({ 'skip-existing': 'true' }, both));
    const because = `The index has different files under these names: ${wheel.name}.`;
    expect([outputs.get('attested'), outputs.get('not-attested-because')]).toEqual(['false', because]);
    // The plan warned of it.
    expect(warnings).toEqual([]);
  });

  it.each([
    [true, ['true', '']],
    [null, ['true', '']],
    [false, ['false', `Not on the index as sent: ${wheel.name}.`]],
  ] as const)('calls what `keep` made for a file of which confirmation says %j', (confirmed, expected) => {
    const ledger = ledgerWith({ attestations: 'keep' });
    for (const { name } of [wheel, sdist]) {
      ledger.attested(name, [made(name)]);
      ledger.published(name, 'uploaded');
      ledger.confirmed(name, { confirmed: name === wheel.name ? confirmed : true });
    }
    const { outputs } = reportOf(ledger);
    expect([outputs.get('attested'), outputs.get('not-attested-because')]).toEqual(expected);
  });

  it('calls what `keep` made not attested where its file was not uploaded', () => {
    const ledger = ledgerWith({ attestations: 'keep' });
    for (const { name } of [wheel, sdist]) ledger.attested(name, [made(name)]);
    ledger.published(wheel.name, 'uploaded');
    ledger.failed(sdist.name, new ActionError('UPLOAD_REJECTED', 'no', ''));
    const { outputs } = reportOf(ledger);
    expect([outputs.get('attested'), outputs.get('not-attested-because')]).toEqual([
      'false',
      `Not published: ${sdist.name}.`,
    ]);
  });

  it('calls what was sent and not seen again not attested', () => {
    const ledger = ledgerWith({ 'confirm-timeout': '0' });
    for (const { name } of [wheel, sdist]) {
      ledger.attested(name, [made(name)]);
      ledger.published(name, 'uploaded');
      const attestations = { kind: 'unknown', because: 'the index was not asked' } as const;
      ledger.confirmed(name, { confirmed: null, attestations });
    }
    const { exitCode, outputs, warnings } = reportOf(ledger);
    expect([exitCode, outputs.get('attested')]).toEqual([0, 'false']);
    expect(warnings).toEqual([
      `Attestations could not be checked (the index was not asked): ${sdist.name}, ${wheel.name}.`,
    ]);
  });

  it.each(['plan', 'sign'])('finds the same wrong in a dry run: %s', (dryRun) => {
    const both = new Map([wheel, sdist].map(({ name }) => [name, identical()]));
    const ledger = ledgerWith({ attestations: 'require', 'dry-run': dryRun }, both);
    expect(reportOf(ledger)).toMatchObject({ result: 'failed', exitCode: 1 });
  });

  it('warns and stays green where the index was late', () => {
    const ledger = ledgerWith();
    for (const { name } of [wheel, sdist]) ledger.published(name, 'uploaded');
    const report = reportOf(ledger);
    expect(report.exitCode).toBe(0);
    expect(report.warnings[0]).toContain('not confirmed');
  });

  it.each([{ 'confirm-timeout': '0' }, { 'repository-url': 'https://pypi.example/upload' }])(
    'does not warn of what was not to be asked: %o',
    (raw) => {
      const ledger = ledgerWith(raw);
      for (const { name } of [wheel, sdist]) ledger.published(name, 'uploaded');
      expect(reportOf(ledger).warnings).toEqual([]);
    },
  );

  it.each([
    ['plan', 'plan'],
    ['sign', 'dry-run'],
  ])('ends a dry run %s as %s', (dryRun, result) => {
    expect(reportOf(ledgerWith({ 'dry-run': dryRun }))).toMatchObject({ result, exitCode: 0 });
  });

  it('is cancelled, and says what stands', () => {
    const ledger = ledgerWith();
    ledger.published(wheel.name, 'uploaded');
    const error = new ActionError('CANCELLED', 'The run was cancelled (SIGINT).', 'Run it again.');
    const report = reportOf(ledger, { error, cancelled: true });
    expect([report.result, report.exitCode]).toEqual(['cancelled', 1]);
    expect(report.failure?.message).toContain(`Published: ${wheel.name}`);
  });

  it.each<[string, boolean, Record<string, string>, string]>([
    [
      'not confirmed',
      false,
      {},
      'Nothing is left to publish. To confirm what was uploaded, run the job again.',
    ],
    ['confirmed', true, {}, 'Nothing is left to publish.'],
    ['not to be confirmed', false, { 'confirm-timeout': '0' }, 'Nothing is left to publish.'],
  ])('is cancelled after everything was published: %s', (_, isConfirmed, raw, hint) => {
    const ledger = ledgerWith(raw);
    for (const { name } of [wheel, sdist]) {
      ledger.attested(name, [made(name)]);
      ledger.published(name, 'uploaded');
      if (isConfirmed) ledger.confirmed(name, { confirmed: true, attestations: seen });
    }
    const error = new ActionError('CANCELLED', 'The run was cancelled (SIGINT).', runAgain());
    const { failure, outputs } = reportOf(ledger, { error, cancelled: true });
    expect(failure?.hint).toBe(hint);
    expect(outputs.get('not-attested-because')).toBe(
      isConfirmed ? '' : `Not confirmed: ${sdist.name}, ${wheel.name}.`,
    );
  });

  it('calls nothing unpublished that a cancelled run published', () => {
    const ledger = ledgerWith();
    for (const { name } of [wheel, sdist]) ledger.attested(name, [made(name)]);
    ledger.published(wheel.name, 'already-there');
    const error = new ActionError('CANCELLED', 'The run was cancelled (SIGINT).', runAgain());
    const { outputs } = reportOf(ledger, { error, cancelled: true });
    expect(outputs.get('not-attested-because')).toBe(
      `Not published: ${sdist.name}. Not confirmed: ${wheel.name}.`,
    );
  });

  it('is cancelled while the outcome of an upload is open', () => {
    const ledger = ledgerWith();
    for (const { name } of [wheel, sdist]) ledger.attested(name, [{ ...made(name), path: undefined }]);
    ledger.failed(wheel.name, new ActionError('UPLOAD_UNKNOWN', 'it may be there', runAgain()));
    const error = new ActionError('CANCELLED', 'The run was cancelled (SIGINT).', runAgain());
    const { failure, outputs } = reportOf(ledger, { error, cancelled: true });
    expect(outputs.get('not-attested-because')).toBe(
      `Not published: ${sdist.name}. Upload status unknown: ${wheel.name}.`,
    );
    expect(failure?.message.split('\n').slice(0, 4)).toEqual([
      'The run was cancelled (SIGINT).',
      'Uploaded by this run: none.',
      `Upload status unknown: ${wheel.name}.`,
      `Not published: ${sdist.name}.`,
    ]);
  });

  it('is cancelled in a dry run, whose next run publishes nothing', () => {
    const because = 'it publishes what is missing';
    const error = new ActionError('CANCELLED', 'The run was cancelled (SIGINT).', runAgain({ because }));
    const report = reportOf(ledgerWith({ 'dry-run': 'sign' }), { error, cancelled: true });
    expect(report.failure?.hint).toBe('Run the job again.');
  });

  it('has the cause of a failure before how the files stand', () => {
    const ledger = ledgerWith();
    ledger.attestationsIn('/attestations');
    ledger.attested(wheel.name, [made(wheel.name)]);
    const cause = new Error('the connection\nwas reset');
    const error = new ActionError('SIGNING_FAILED', 'Rekor is down.', runAgain(), cause);
    const { failure } = reportOf(ledger, { error, cancelled: false });
    expect(
      failureText(failure ?? explain(error))
        .split('\n')
        .slice(0, 3),
    ).toEqual(['Rekor is down.', 'because: the connection was reset', 'Uploaded by this run: none.']);
    expect(failure?.causes).toEqual(['the connection\nwas reset']);
  });

  it('says once that attestations are missing which are required', () => {
    const both = new Map([wheel, sdist].map(({ name }) => [name, identical()]));
    const { failure, warnings } = reportOf(ledgerWith({ attestations: 'require' }, both));
    expect(failure?.message).toContain('On the index without attestation');
    expect(warnings).toEqual([]);
  });

  it('calls a file that was skipped different only where the index was queried for it', () => {
    const generic = ledgerWith({ 'repository-url': 'https://pypi.example/upload', 'skip-existing': 'true' });
    for (const { name } of [wheel, sdist]) generic.published(name, 'skipped-different');
    expect(reportOf(generic).outputs.get('not-attested-because')).toBe(
      `The index has files of these names: ${sdist.name}, ${wheel.name}.`,
    );
  });

  it('gives each failure its own hint where they differ, and names a file once', () => {
    const ledger = ledgerWith();
    ledger.failed(
      wheel.name,
      new ActionError('UPLOAD_REJECTED', `PyPI rejected ${wheel.name}: 400`, 'Rename it.'),
    );
    ledger.failed(sdist.name, new ActionError('UPLOAD_UNKNOWN', 'no answer', runAgain()));
    const { failure } = reportOf(ledger);
    expect(`${failure?.message}\n${failure?.hint}`).toMatchInlineSnapshot(`
      "2 of 2 files failed:
      - demo-1.0.tar.gz: no answer. Run the job again.
      - PyPI rejected demo-1.0-py3-none-any.whl: 400. Rename it.
      Uploaded by this run: none.
      Upload status unknown: demo-1.0.tar.gz.
      Not published: demo-1.0-py3-none-any.whl.
      Each failure above says what to change. After the fix, run the job again: files that are already uploaded are skipped."
    `);
  });

  it('tells what was planned and not begun from what was signed and not uploaded', () => {
    const ledger = ledgerWith();
    ledger.attestationsIn('/attestations');
    ledger.attested(wheel.name, [made(wheel.name)]);
    const error = new ActionError('SIGNING_FAILED', 'Rekor is down.', runAgain());
    const report = reportOf(ledger, { error, cancelled: false });
    expect(report.files.map(({ name, status }) => [name, status])).toEqual([
      [sdist.name, 'not-attempted'],
      [wheel.name, 'signed'],
    ]);
    expect(JSON.parse(report.json)).toMatchObject({
      files: [{ status: 'not-attempted' }, { status: 'signed' }],
    });
    expect(report.failure?.message).toMatchInlineSnapshot(`
      "Rekor is down.
      Uploaded by this run: none.
      Not published: demo-1.0.tar.gz, demo-1.0-py3-none-any.whl.
      Signed and kept in /attestations for later steps of this job: demo-1.0-py3-none-any.whl."
    `);
  });

  it.each<[string, string | undefined, string]>([
    ['of an artifact, which outlasts the job', undefined, 'in the artifact signed:'],
    ['of a folder where there is no artifact', 'full', 'in /attestations for later steps of this job:'],
  ])('says where attestations are kept: %s', (_, fault, where) => {
    const ledger = ledgerWith();
    ledger.attestationsIn('/attestations');
    ledger.attested(wheel.name, [made(wheel.name)]);
    ledger.keptIn({ store: 'artifact', name: 'signed', kept: 1, error: fault });
    const error = new ActionError('SIGNING_FAILED', 'Rekor is down.', runAgain());
    const { failure } = reportOf(ledger, { error, cancelled: false });
    expect(failure?.message).toContain(`\nSigned and kept ${where} ${wheel.name}.`);
  });

  it('says once that a dry run uploads nothing, and what was published before', () => {
    const raw = { 'dry-run': 'sign' };
    const one = ledgerWith(raw);
    one.failed(wheel.name, new ActionError('SIGNING_FAILED', 'Rekor is down.', runAgain()));
    const some = ledgerWith(raw);
    some.published(sdist.name, 'already-there');
    some.failed(wheel.name, new ActionError('SIGNING_FAILED', 'Rekor is down.', runAgain()));
    expect([one, some].map((ledger) => reportOf(ledger).failure)).toMatchObject([
      {
        message:
          '1 of 2 files failed:\n- demo-1.0-py3-none-any.whl: Rekor is down.\nA dry run uploads nothing.',
        hint: 'Run the job again.',
      },
      {
        message:
          '1 of 2 files failed:\n- demo-1.0-py3-none-any.whl: Rekor is down.\nAlready published: demo-1.0.tar.gz.\nA dry run uploads nothing.',
        hint: 'Run the job again.',
      },
    ]);
  });

  it('keeps `planned` for a dry run that failed', () => {
    const error = new ActionError('TRUST_UNAVAILABLE', 'no TUF', 'Try again.');
    const report = reportOf(ledgerWith({ 'dry-run': 'sign' }), { error, cancelled: false });
    expect(report.files.map(({ status }) => status)).toEqual(['planned', 'planned']);
  });

  const WITHOUT = 'without it, wheelseal cannot find the files that are already uploaded.';
  it.each<[string, readonly (string | Remedy)[], ErrorCode, string]>([
    [
      'which something has to be mended for',
      ['Rename it.'],
      'UPLOAD_REJECTED',
      `Rename it. After the fix, set \`check-url\` and run the job again: ${WITHOUT}`,
    ],
    [
      'which the hint says',
      [runAgain()],
      'UPLOAD_REJECTED',
      `Run the job again. Set \`check-url\` first: ${WITHOUT}`,
    ],
    [
      'which no hint says for all',
      [runAgain(), runAgain({ when: 'later' })],
      'UPLOAD_REJECTED',
      `Each failure above says what to change. Set \`check-url\` and run the job again: ${WITHOUT}`,
    ],
  ])('names what another run needs where the index cannot be queried: %s', (_, hints, code, expected) => {
    const generic = { 'repository-url': 'https://pypi.example/upload' };
    expect(reportOf(failing(hints, generic, code)).failure?.hint).toBe(expected);
    const unknown = ledgerWith(generic);
    for (const [place, hint] of hints.entries())
      unknown.failed(
        place === 0 ? wheel.name : sdist.name,
        new ActionError('UPLOAD_UNKNOWN', 'no answer', hint),
      );
    expect(reportOf(unknown).failure?.hint).toBe(expected);
  });

  it('speaks of files that are uploaded only where there may be some', () => {
    for (const raw of [{}, { 'repository-url': 'https://pypi.example/upload' }]) {
      const ledger = ledgerWith(raw);
      ledger.failed(wheel.name, new ActionError('UPLOAD_REJECTED', 'no', 'Rename it.'));
      expect(reportOf(ledger).failure?.hint).toBe('Rename it. After the fix, run the job again.');
    }
  });

  const PAUSED = runAgain({ when: 'later', because: 'files that are already uploaded are skipped' });
  const RAISE = raiseVersion('PyPI closes a release 14 days after its first file');
  const ALLOW = 'Add the publisher.';
  const REBUILD: Remedy = { hint: 'Run the job again, or raise the version.', rerun: 'needs-new-files' };
  it.each<[string, readonly (string | Remedy)[], string]>([
    ['which the hint says', [PAUSED], ''],
    ['where all of it passes', [PAUSED, runAgain()], 'Running the job again finishes the rest.'],
    ['where something has to change first', [ALLOW], 'After the fix, run the job again: '],
    ['where one failure passes and one does not', [PAUSED, ALLOW], 'After the fix, run the job again: '],
    [
      'whatever the words of a hint',
      ['Raise the version of the runner.'],
      'After the fix, run the job again: ',
    ],
  ])('says once that another run publishes the rest: %s', (_, hints, expected) => {
    const { failure } = reportOf(failing(hints));
    expect(failure?.message).toMatch(/\nNot published: .*$/);
    expect(failure?.hint).toMatch(new RegExp(`[.] ${expected}.*until 14 days after its first[.]$`));
    const text = `${failure?.message}\n${failure?.hint}`.replaceAll(/^- .*/gm, '');
    expect(text.match(/run(?:ning)? the job again/gi)).toHaveLength(1);
  });

  it.each<[string, ErrorCode, Remedy]>([
    ['a release that is closed', 'UPLOAD_REJECTED', RAISE],
    ['a name that is taken', 'INDEX_CONFLICT', raiseVersion('the name is taken')],
    [
      'a file that nothing is known of',
      'UPLOAD_REJECTED',
      { hint: 'Run the job again.', rerun: 'cannot-help' },
    ],
  ])('does not say that another run publishes the rest of %s', (_, code, hint) => {
    const ledger = ledgerWith();
    ledger.published(wheel.name, 'uploaded');
    ledger.failed(sdist.name, new ActionError(code, 'no', hint));
    const { failure } = reportOf(ledger);
    expect([failure?.message, failure?.hint]).toEqual([
      expect.stringMatching(/\nNot published: .*\.$/),
      hint.hint,
    ]);
  });

  it.each([
    ['wants the rejected files anew', [REBUILD]],
    ['wants them anew where the rest passes', [PAUSED, REBUILD]],
  ])('%s, and keeps what is published', (_, remedies) => {
    const { failure } = reportOf(failing(remedies));
    expect(failure?.rerun).toBe('needs-new-files');
    expect(failure?.hint).toMatch(
      /[.] The same files would fail again: .*`skip-existing: true`.*`!`.*raise the version[.] PyPI accepts more files .* 14 days after its first[.]$/,
    );
  });

  it('names what an index needs that cannot be queried, before corrected files are published', () => {
    const { failure } = reportOf(failing([REBUILD], { 'repository-url': 'https://pypi.example/upload' }));
    expect(failure?.hint).toContain(
      'publish corrected ones with `check-url` and `skip-existing: true`, which keep those that are published;',
    );
  });

  it('wants the files anew of which nothing is published', () => {
    const ledger = ledgerWith();
    ledger.failed(wheel.name, new ActionError('UPLOAD_REJECTED', '400 No', REBUILD));
    expect(reportOf(ledger).failure?.hint).toMatch(
      /[.] The same files would fail again: correct or exclude them before you run the job again[.]$/,
    );
  });

  it('goes by what is missing, not by what is published and not as it was sent', () => {
    const ledger = ledgerWith();
    ledger.published(wheel.name, 'uploaded');
    const unconfirmed = { hint: 'Look.', rerun: 'cannot-help' } as const;
    ledger.confirmed(
      wheel.name,
      { confirmed: false, attestations: { kind: 'none' } },
      new ActionError('CONFIRMATION_FAILED', 'other', unconfirmed),
    );
    ledger.failed(sdist.name, new ActionError('UPLOAD_UNKNOWN', 'no answer', PAUSED));
    expect(reportOf(ledger).failure?.hint).toContain(' PyPI accepts more files');
  });

  function failing(
    [first = '', second]: readonly (string | Remedy)[],
    raw: Readonly<Record<string, string>> = {},
    code: ErrorCode = 'UPLOAD_REJECTED',
  ): Ledger {
    const ledger = ledgerWith(raw);
    const other = { ...wheel, name: 'demo-1.0-cp313-cp313-win32.whl' };
    ledger.found([other]);
    ledger.published(other.name, 'uploaded');
    ledger.failed(wheel.name, new ActionError(code, 'no', first));
    if (second === undefined) ledger.published(sdist.name, 'uploaded');
    else ledger.failed(sdist.name, new ActionError(code, 'other', second));
    return ledger;
  }

  it('names twenty files in one line, counts the rest, and names none where all are meant', () => {
    const names = Array.from({ length: 25 }, (_, index) => `demo-1.${index}-py3-none-any.whl`);
    const ledger = ledgerWith({}, new Map(), names);
    ledger.failed('demo-1.0-py3-none-any.whl', new ActionError('UPLOAD_REJECTED', '400 No', 'Rename it.'));
    expect(reportOf(ledger).failure?.message).toMatch(/\nNot published: all 25 files[.]$/);
    ledger.published('demo-1.24-py3-none-any.whl', 'uploaded');
    expect(reportOf(ledger).failure?.message).toContain('demo-1.19-py3-none-any.whl, and 4 more.');
  });
});
