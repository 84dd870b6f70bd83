// The examples of docs/troubleshooting.md are what runs print: one failure of each code, rendered and compared with the page.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { explain, type ErrorCode } from '../../src/errors.ts';
import { failureText } from '../../src/report/failure.ts';
import { startRunHarness, type RunHarness } from '../support/run-harness.ts';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import { removeRuns, runAction } from '../testbed/run-action.ts';
import type { SigstoreTestbed } from '../testbed/sigstore.ts';
import { startTestbed } from '../testbed/testbed.ts';

jest.setTimeout(120_000);

const PAGE = new URL('../../docs/troubleshooting.md', import.meta.url);
/** Writes the examples into the page instead of comparing them. */
const WRITING = process.env['WRITE_EXAMPLES'] === 'true';

// Not compressed: what a compression makes differs from one Node to another, and digests are shown.
const WHEEL = makeWheel({ name: 'demo', version: '1.0', compression: 'stored' });
const REBUILT = makeWheel({
  name: 'demo',
  version: '1.0',
  files: { 'demo/__init__.py': 'x = 1\n' },
  compression: 'stored',
});
const SDIST = makeSdist({ name: 'demo', version: '1.0' });
const REQUIRE = { attestations: 'require' };
const OTHER_WORKFLOW = 'octo/demo/.github/workflows/other.yml@refs/tags/v1.0.0';

let harness: RunHarness;

beforeEach(async () => {
  harness = await startRunHarness();
});

afterEach(async () => {
  await harness.close();
  await removeRuns();
});

/** How the named code's failure comes about. @returns what the annotation says, and where its run was */
type Scenario = () => Promise<{ readonly code: string; readonly text: string; readonly folder: string }>;

const failing =
  (
    prepare: () => unknown,
    files: readonly (typeof WHEEL)[] = [WHEEL, SDIST],
    inputs: Readonly<Record<string, string>> = {},
  ): Scenario =>
  async () => {
    await prepare();
    const { report, folder } = await harness.run(files, inputs);
    if (report.failure === undefined) throw new Error(`the run ended as ${report.result}`);
    return { code: report.failure.code, text: failureText(report.failure), folder };
  };

const always = () => true;
const upload = (method: string, path: string): boolean => method === 'POST' && path === '/legacy/';
const claim = (claims: Record<string, string>) => () => Object.assign(harness.sigstore.issuer.claims, claims);

const SCENARIOS: Readonly<Record<ErrorCode | 'BUG', Scenario>> = {
  INPUT_INVALID: failing(() => undefined, [], { 'dry-run': 'yes', user: 'ci', 'sigstore-tuf-root': '' }),
  NO_DISTRIBUTIONS: failing(() => undefined, [{ ...WHEEL, name: `wheels-linux/${WHEEL.name}` }]),
  DISTRIBUTION_INVALID: failing(
    () => undefined,
    [
      makeWheel({ name: 'demo', version: '1.0', tags: 'cp313-cp313-linux_x86_64' }),
      makeSdist({ name: 'demo', version: '1.0', metadata: { 'Requires-Python': 'three' } }),
    ],
  ),
  INDEX_CONFLICT: failing(() => harness.run([WHEEL]), [REBUILT, SDIST]),
  INDEX_UNAVAILABLE: failing(() =>
    harness.index.faults.push({
      match: (_, path) => path.startsWith('/simple/'),
      kind: 'status',
      status: 503,
    }),
  ),
  PLAN_CHANGED: async () => {
    const { outputs } = await harness.run([WHEEL, SDIST], { 'dry-run': 'plan' });
    const approved = outputs.get('plan-digest') ?? '';
    return failing(() => undefined, [REBUILT, SDIST], { 'approved-plan': approved })();
  },
  IDENTITY_UNAVAILABLE: failing(() => {
    harness.environment = { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' };
  }),
  IDENTITY_UNSUITABLE: failing(
    claim({ job_workflow_ref: 'octo/tools/.github/workflows/publish.yml@refs/heads/main' }),
    [WHEEL, SDIST],
    REQUIRE,
  ),
  CONSENT_MISSING: failing(claim({ repository_visibility: 'private' }), [WHEEL], {
    ...REQUIRE,
    'sigstore-tuf-url': '',
    'sigstore-tuf-root': '',
  }),
  TRUST_UNAVAILABLE: failing(() =>
    harness.sigstore.tuf.faults.push({ match: always, kind: 'status', status: 503 }),
  ),
  NO_SERVICE: failing(
    () =>
      harness.sigstore.tuf.publish({
        'signing_config.v0.2.json': harness.sigstore.signingConfig({ rekor: [2] }),
      }),
    [WHEEL, SDIST],
    REQUIRE,
  ),
  SIGNING_FAILED: failing(() =>
    harness.sigstore.fulcio.faults.push({
      match: always,
      kind: 'status',
      status: 503,
      body: 'upstream connect error',
    }),
  ),
  ATTESTATION_INVALID: async () => {
    await harness.run([WHEEL]);
    const [attestation] = harness.index.files('demo').flatMap(({ attestations }) => attestations);
    await harness.restart();
    const left = {
      name: `${WHEEL.name}.publish.attestation`,
      bytes: Buffer.from(JSON.stringify(attestation)),
    };
    return failing(() => undefined, [REBUILT, SDIST, left])();
  },
  TOKEN_REFUSED: failing(claim({ workflow_ref: OTHER_WORKFLOW, job_workflow_ref: OTHER_WORKFLOW })),
  UPLOAD_REJECTED: failing(() =>
    harness.index.faults.push({
      match: (method, path, nth) => upload(method, path) && nth === 2,
      kind: 'status',
      status: 400,
      body: 'Project size too large. Limit for project demo total size is 10 GB. See https://pypi.org/help/#project-size-limit',
    }),
  ),
  UPLOAD_UNKNOWN: failing(() => {
    let sent = false;
    harness.network = (method, path) => {
      sent ||= upload(method, path);
      return sent && !upload(method, path) ? 'refused' : undefined;
    };
    harness.index.faults.push({ match: upload, kind: 'lose-answer' });
  }),
  CONFIRMATION_FAILED: failing(() => {
    harness.index.visibleAfter = (surface, filename) => surface !== 'provenance' || filename !== SDIST.name;
  }),
  CANCELLED: async () => {
    const testbed = await startTestbed();
    testbed.sigstore.rekor1.faults.push({ match: always, kind: 'hang' });
    const { log, workspace } = await runAction({
      files: { [`dist/${WHEEL.name}`]: WHEEL.bytes, [`dist/${SDIST.name}`]: SDIST.bytes },
      environment: testbed.environment,
      inputs: testbed.inputs,
      signal: { name: 'SIGINT', when: (output) => output.includes('to sign') },
    });
    await testbed.close();
    const [, data = ''] = /^::error title=[^:]+::(.*)$/m.exec(log) ?? [];
    const text = data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
    const [, code = ''] = /^\[([A-Z_]+)\]$/m.exec(text) ?? [];
    return { code, text: named(text, testbed.sigstore, testbed.index.url), folder: dirname(workspace) };
  },
  BUG: () => {
    const { code, ...rest } = explain(
      new TypeError("Cannot read properties of undefined (reading 'digest')"),
    );
    return Promise.resolve({ code, text: failureText({ code, ...rest }), folder: '/nowhere' });
  },
};

/** As on a runner of GitHub, at PyPI and the public Sigstore. */
function named(text: string, sigstore: SigstoreTestbed, indexUrl: string): string {
  const names: readonly (readonly [string, string])[] = [
    [`${indexUrl}/legacy/`, 'https://upload.pypi.org/legacy/'],
    [indexUrl, 'https://pypi.org'],
    [new URL(indexUrl).host, 'PyPI'],
    [sigstore.tuf.url.replace(/\/$/, ''), 'https://tuf-repo-cdn.sigstore.dev'],
    [sigstore.fulcio.url, 'https://fulcio.sigstore.dev'],
    [sigstore.rekor1.url, 'https://rekor.sigstore.dev'],
    [sigstore.rekor2.url, 'https://log2025-1.rekor.sigstore.dev'],
  ];
  return names.reduce((said, [ours, theirs]) => said.replaceAll(ours, theirs), text);
}

function onRunner(text: string, folder: string): string {
  return text
    .replaceAll(join(folder, 'temp'), '/home/runner/work/_temp')
    .replaceAll(folder, '/home/runner/work/demo/demo')
    .replaceAll('\\', '/')
    .replaceAll(/\b[0-9a-f]{64}\b/g, (digest) => `${digest.slice(0, 4)}…`);
}

const page = (): string => readFileSync(PAGE, 'utf8');
/** Heading and example of a section. */
const section = (code: string): RegExp =>
  new RegExp(
    `(^## ${code === 'BUG' ? 'Unexpected error in wheelseal' : `\`${code}\``}$(?:(?!^## )[^])*?^\`\`\`text\n)([^]*?)(^\`\`\`$)`,
    'm',
  );

describe('docs/troubleshooting.md shows what a run prints', () => {
  it.each(Object.entries(SCENARIOS))('for %s', async (code, scenario) => {
    const failure = await scenario();
    expect(failure.code).toBe(code);
    const example = `${onRunner(named(failure.text, harness.sigstore, harness.index.url), failure.folder)}\n`;
    if (WRITING)
      writeFileSync(
        PAGE,
        page().replace(section(code), (_, head: string, _old, end: string) => head + example + end),
      );
    expect(section(code).exec(page())?.[2]).toBe(example);
  });
});
