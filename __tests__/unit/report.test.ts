import { describe, expect, it } from '@jest/globals';
import type { MadeAttestation } from '../../src/attestations/attestation.ts';
import type { Distribution } from '../../src/distributions/distribution.ts';
import { ActionError } from '../../src/errors.ts';
import { parseInputs } from '../../src/inputs.ts';
import { Ledger } from '../../src/ledger.ts';
import type { PresentFile } from '../../src/package-index/package-index.ts';
import { planRelease } from '../../src/plan.ts';
import { Secret } from '../../src/platform/secret.ts';
import { makeReport } from '../../src/report.ts';
import { escapeMarkdown, readableSize, renderSummary } from '../../src/summary.ts';

function distribution(name: string, kind: 'wheel' | 'sdist' = 'wheel'): Distribution {
  const content = {
    size: 3,
    read: async () => Buffer.from('abc'),
    chunks: async function* () {
      yield Buffer.from('abc');
    },
    close: async () => {},
  };
  const [project = '', version = ''] = name.replace('.tar.gz', '').split('-');
  const common = { size: 1234, sha256: 'ab'.repeat(32), metadata: new Map(), content, pythonTag: 'py3' };
  return { name, path: `/dist/${name}`, kind, project, version, ...common };
}

const wheel = distribution('demo-1.0-py3-none-any.whl');
const sdist = distribution('demo-1.0.tar.gz', 'sdist');
const there: PresentFile = {
  name: wheel.name,
  sha256: wheel.sha256,
  url: 'https://files.example/w',
  provenanceUrl: undefined,
};

function made(name: string): MadeAttestation {
  const attestation = {
    version: 1 as const,
    verification_material: {
      certificate: '',
      transparency_entries: [
        {
          logIndex: '0',
          logId: { keyId: '' },
          kindVersion: { kind: 'dsse', version: '0.0.1' },
          integratedTime: '0',
          inclusionProof: {
            logIndex: '0',
            rootHash: '',
            treeSize: '1',
            hashes: [],
            checkpoint: { envelope: '' },
          },
          canonicalizedBody: '',
        },
      ] as const,
    },
    envelope: { statement: '', signature: '' },
  };
  return {
    attestation,
    predicateType: 'https://docs.pypi.org/attestations/publish/v1',
    path: `/tmp/a/${name}.publish.attestation`,
    adopted: false,
    rekorVersion: 1,
    logIndex: '7',
    logUrl: undefined,
    signedAt: new Date(0),
  };
}

function ledgerWith(raw: Record<string, string> = {}, presence = new Map()): Ledger {
  const ledger = new Ledger();
  ledger.began(parseInputs(raw, (value) => new Secret(value)));
  ledger.planned(planRelease([sdist, wheel], presence));
  return ledger;
}

const untroubled = { error: undefined, cancelled: false };

describe('planRelease', () => {
  it('publishes wheels before the sdist, since the first file makes the release', () => {
    const plan = planRelease([sdist, wheel], new Map());
    expect(plan.releases.map(({ distributions }) => distributions.map(({ name }) => name))).toEqual([
      [wheel.name, sdist.name],
    ]);
  });

  it('has nothing to do for files that are there with the same bytes', () => {
    const plan = planRelease([wheel], new Map([[wheel.name, { kind: 'identical', file: there }]]));
    expect(plan.releases).toEqual([]);
    expect(plan.files.map(({ action }) => action)).toEqual(['already-there']);
  });
});

describe('makeReport', () => {
  it('tells a complete release with its attestations', () => {
    const ledger = ledgerWith();
    for (const { name } of [wheel, sdist]) {
      ledger.attested(name, [made(name)]);
      ledger.published(name, 'uploaded');
      ledger.confirmed(name, true, `https://files.example/${name}`);
    }
    ledger.attestationsIn('/tmp/a');
    const report = makeReport(ledger, untroubled);
    expect([report.result, report.exitCode, report.failure]).toEqual(['published', 0, undefined]);
    expect(report.outputs.get('attested')).toBe('true');
    expect(report.outputs.get('attestation-paths')?.split('\n')).toHaveLength(2);
    expect(JSON.parse(report.outputs.get('files') ?? '')).toMatchObject([
      { name: sdist.name, status: 'uploaded', confirmed: true, error: null },
      { name: wheel.name, attestations: [{ rekorVersion: 1, logIndex: '7', logUrl: null }] },
    ]);
  });

  it('says which files are published and which are not when one is refused', () => {
    const ledger = ledgerWith();
    ledger.published(wheel.name, 'uploaded');
    ledger.failed(sdist.name, new ActionError('UPLOAD_REJECTED', `${sdist.name}: 400 No`, 'Rename it.'));
    const report = makeReport(ledger, untroubled);
    expect([report.result, report.exitCode]).toEqual(['partial', 1]);
    expect(report.failure?.message).toMatchInlineSnapshot(`
      "1 of 2 files failed:
      - demo-1.0.tar.gz: demo-1.0.tar.gz: 400 No
      Published: demo-1.0-py3-none-any.whl. Not published: demo-1.0.tar.gz. Running the job again finishes the rest."
    `);
    expect(report.failure?.hint).toBe('Rename it.');
  });

  it('fails with everything untouched when the story stops before', () => {
    const error = new ActionError(
      'IDENTITY_UNAVAILABLE',
      'no token',
      'add id-token: write',
      new Error('why'),
    );
    const report = makeReport(ledgerWith(), { error, cancelled: false });
    expect([report.result, report.exitCode]).toEqual(['failed', 1]);
    expect(report.failure?.causes).toEqual(['why']);
  });

  it('calls a bug a bug', () => {
    const report = makeReport(new Ledger(), { error: new TypeError('x is undefined'), cancelled: false });
    expect(report.failure).toMatchObject({ code: 'BUG', hint: expect.stringContaining('bug') });
  });

  it('has nothing to do where all is there', () => {
    const both = new Map([wheel, sdist].map(({ name }) => [name, { kind: 'identical', file: there }]));
    expect(makeReport(ledgerWith({}, both), untroubled)).toMatchObject({
      result: 'already-published',
      exitCode: 0,
    });
  });

  it('fails where attestations are required and a file is there without', () => {
    const both = new Map([wheel, sdist].map(({ name }) => [name, { kind: 'identical', file: there }]));
    const report = makeReport(ledgerWith({ attestations: 'require' }, both), untroubled);
    expect(report.exitCode).toBe(1);
    expect(report.failure?.message).toContain('none can ever be added');
  });

  it('warns and stays green where the index was late', () => {
    const ledger = ledgerWith();
    for (const { name } of [wheel, sdist]) ledger.published(name, 'uploaded');
    const report = makeReport(ledger, untroubled);
    expect(report.exitCode).toBe(0);
    expect(report.warnings[0]).toContain('not confirmed');
  });

  it.each([
    ['plan', 'plan'],
    ['sign', 'dry-run'],
  ])('ends a dry run %s as %s', (dryRun, result) => {
    expect(makeReport(ledgerWith({ 'dry-run': dryRun }), untroubled)).toMatchObject({ result, exitCode: 0 });
  });

  it('is cancelled, and says what stands', () => {
    const ledger = ledgerWith();
    ledger.published(wheel.name, 'uploaded');
    const error = new ActionError('CANCELLED', 'The run was cancelled (SIGINT).', 'Run it again.');
    const report = makeReport(ledger, { error, cancelled: true });
    expect([report.result, report.exitCode]).toEqual(['cancelled', 1]);
    expect(report.failure?.message).toContain(`Published: ${wheel.name}`);
  });
});

describe('renderSummary', () => {
  it('shows the table, the failure and the decisions, with foreign text made inert', () => {
    const ledger = ledgerWith();
    ledger.decided('Rekor v1, since <script>alert(1)</script> | `x`');
    ledger.failed(wheel.name, new ActionError('UPLOAD_REJECTED', '400 | <b>No</b>', 'Rename it.'));
    expect(renderSummary(makeReport(ledger, untroubled), ledger)).toMatchInlineSnapshot(`
      "## Failed

      > [!CAUTION]
      > **UPLOAD_REJECTED**
      >
      > 1 of 2 files failed:  
      > - demo-1.0-py3-none-any.whl: 400 \\| &lt;b&gt;No&lt;/b&gt;  
      > Published: none. Not published: demo-1.0.tar.gz, demo-1.0-py3-none-any.whl. Running the job again finishes the rest.  
      >
      > **What to do:** Rename it.

      | File | Size | SHA-256 | Status | Attestation |
      | --- | ---: | --- | --- | --- |
      | demo-1.0.tar.gz | 1.2 kB | \`abababababab\` | planned | — |
      | demo-1.0-py3-none-any.whl | 1.2 kB | \`abababababab\` | failed: 400 \\| &lt;b&gt;No&lt;/b&gt; | — |

      ### Decisions

      - Rekor v1, since &lt;script&gt;alert(1)&lt;/script&gt; \\| 'x'
      "
    `);
  });

  it('escapes what Markdown would read', () => {
    expect(escapeMarkdown('[a](b) | *c* <d> `e` @f')).toBe("\\[a\\](b) \\| \\*c\\* &lt;d&gt; 'e' \\@f");
  });

  it('writes sizes as people read them', () => {
    expect([999, 1000, 1_500_000, 2e9].map(readableSize)).toEqual(['999 B', '1.0 kB', '1.5 MB', '2.0 GB']);
  });
});
