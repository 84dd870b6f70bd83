// The threats of docs/security.md that a whole run must withstand, each through the bundle.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { githubToken } from '../support/planted-secrets.ts';
import { canMake, where } from '../support/system.ts';
import { outsideCode } from '../support/outside-code.ts';
import { diskBelow } from '../testbed/left-behind.ts';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import {
  entityFormsOf,
  removeRuns,
  runAction,
  type ActionResult,
  type ActionRun,
} from '../testbed/run-action.ts';
import { startTestbed, type Testbed } from '../testbed/testbed.ts';

jest.setTimeout(60_000);

const PASSWORD = 'pypi-canary_-/+=&|<`api';
const wheel = makeWheel({ name: 'demo', version: '1.0' });
const sdist = makeSdist({ name: 'demo', version: '1.0' });
const filesOf = (...files: readonly { name: string; bytes: Uint8Array }[]) =>
  Object.fromEntries(files.map(({ name, bytes }) => [`dist/${name}`, bytes]));

let testbed: Testbed;

beforeEach(async () => {
  testbed = await startTestbed({ index: { apiTokens: { [PASSWORD]: { user: '__token__' } } } });
});

afterEach(async () => {
  await testbed.close();
  await removeRuns();
});

async function run(
  inputs: Record<string, string> = {},
  more: Partial<ActionRun> = {},
): Promise<ActionResult> {
  return runAction({
    files: filesOf(wheel, sdist),
    ...more,
    environment: { ...testbed.environment, RUNNER_DEBUG: '1', ...more.environment },
    inputs: { ...testbed.inputs, ...inputs },
  });
}

function expectNothingSignedOrUploaded(): void {
  expect(testbed.sigstore.rekor1.entries() + testbed.sigstore.rekor2.entries()).toBe(0);
  expect(testbed.index.uploads).toEqual([]);
}

const answerUploads = (status: number, body: string): void => {
  testbed.index.faults.push({
    match: (method, path) => method === 'POST' && path.startsWith('/legacy/'),
    kind: 'status',
    status,
    body,
  });
};

describe('secrets', () => {
  it('T1: an index that quotes the password in every form shows it to nobody', async () => {
    const basic = Buffer.from(`__token__:${PASSWORD}`).toString('base64');
    const percent = encodeURIComponent(PASSWORD);
    const lower = percent.replaceAll(/%../g, (code) => code.toLowerCase());
    answerUploads(400, [PASSWORD, basic, percent, lower, ...entityFormsOf(PASSWORD)].join(', no '));
    const result = await run({ password: PASSWORD });
    expect(result.log).toMatch(/title=Upload rejected.*no \*\*\*, no \*\*\*/);
    // Masked before anything else is said, in all forms.
    const [first = ''] = result.log.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    const masks = result.log.slice(0, result.log.indexOf(first));
    for (const form of [PASSWORD, basic]) expect(masks).toContain(`::add-mask::${form}\n`);
  });

  it('T1: a secret in a distribution is named by member and kind, and shown to nobody', async () => {
    const token = githubToken();
    const content = `${PASSWORD} ${Buffer.from(`x:${token}`).toString('base64')}`;
    const leaking = makeWheel({ name: 'demo', version: '1.0', files: { 'demo/x.py': content } });
    const canaries = [token, Buffer.from(`x:${token}`).toString('base64').slice(4, 40)];
    const result = await run({ password: PASSWORD }, { files: filesOf(leaking, sdist), canaries });
    expect(result.exitCode).toBe(1);
    for (const what of ['the secret in `password`', 'a GitHub token in base64'])
      expect(result.log).toContain(`'demo/x.py' contains ${what}`);
    expectNothingSignedOrUploaded();
  });

  it.each([
    ['repository-url', 'https://me:canary-index-secret@index.example/legacy/'],
    ['repository-url', 'https://me:canary-index-secret@index.example:port/'],
    ['repository-url', 'https://canary-index-secret-1@index.example:port/'],
    ['repository-url', 'http://index.example/?token=canary-index-secret'],
    ['check-url', 'https://index.example/simple/?token=canary-index-secret'],
    ['sigstore-tuf-url', 'https://me:canary-index-secret@tuf.example:port/'],
    ['user', 'canary-index-secret-1'],
  ])('T1: what %s carries is in no text that leaves: %s', async (input, value) => {
    const canaries = ['canary-index-secret', Buffer.from('me:canary-index-secret').toString('base64')];
    const result = await run({ [input]: value, attestations: 'keep' }, { canaries });
    expect(result.exitCode).toBe(1);
  });

  it('T1: what the address of a proxy carries is in no text that leaves', async () => {
    const environment = { HTTPS_PROXY: 'http://me:canary-proxy-secret@no proxy', NO_PROXY: '' };
    const result = await run({}, { environment, canaries: ['canary-proxy-secret'] });
    // Windows has one variable for both spellings.
    expect(result.log).toMatch(/HTTPS_PROXY is not the address of a proxy/i);
  });
});

describe('text from strangers', () => {
  const HOSTILE = [
    '::error file=x,title=FORGED::forged',
    '  ::add-mask::a',
    '##[error]forged',
    '\u001b[31mred\u001b[0m \u009b31m \u202egnp.exe',
    '| a | b |',
    '</details><img src=x onerror=alert(1)>',
    '[click](https://evil.example) @octo #1',
    '```',
    '# heading',
  ].join('\n');

  it('T8: an index’s answer is no command, no terminal escape and no Markdown', async () => {
    answerUploads(400, HOSTILE);
    const result = await run();
    expect(result.exitCode).toBe(1);
    expectInert(result);
  });

  it('T8: nor is what Fulcio or a log answers', async () => {
    testbed.sigstore.fulcio.faults.push({ match: () => true, kind: 'status', status: 400, body: HOSTILE });
    expectInert(await run());
    testbed.sigstore.fulcio.faults.length = 0;
    testbed.sigstore.rekor1.faults.push({ match: () => true, kind: 'status', status: 400, body: HOSTILE });
    expectInert(await run());
  });

  it.each([
    '::error::forged.whl',
    'demo-1.0-py3-none-any\n::error::forged.whl',
    'demo-1.0-\u001b[31m-none-any.whl',
    '<img src=x>|`@octo`.tar.gz',
    '##[error]forged.whl',
    '::error::left alone.txt',
  ])('T8: nor is the name of a file: %j', (name) =>
    where(
      canMake((folder) => writeFileSync(join(folder, name), '')),
      async () => {
        const result = await run(
          { 'dry-run': 'plan' },
          { files: { ...filesOf(wheel), [`dist/${name}`]: wheel.bytes } },
        );
        expectInert(result);
      },
    )(),
  );

  function expectInert({ log, summary, outputs }: ActionResult): void {
    expect(log).not.toMatch(
      /^\s*::(?!(?:add-mask|error|warning|notice|debug|group|endgroup)(?: title=[\w %]+)?::)/m,
    );
    expect(log).not.toMatch(/^\s*::error(?: title=FORGED| file|::forged)|##\[/m);
    expect(log).not.toMatch(/^\s+::/m);
    for (const text of [log, summary, ...Object.values(outputs)])
      expect(text).not.toMatch(/[^\P{Cc}\t\n\r]|\u202e/u);
    // Our own folds begin and end on lines of their own, in pairs.
    const theirs = summary.replaceAll(/^<details><summary>[^<\n]*<\/summary>$|^<\/details>$/gm, '');
    const [begun, ended] = [/<details>/g, /<\/details>/g].map((tag) => summary.match(tag)?.length);
    expect(begun).toBe(ended);
    const outside = theirs.split('\n').map(outsideCode).join('\n');
    expect(outside).not.toMatch(/<img|<\/details|\]\(https:\/\/evil|^# heading|^```|(?<!&#64;|\w)@octo/m);
  }
});

describe('clock and trust', () => {
  it('T9: metadata that has expired ends the run before signing', async () => {
    testbed.sigstore.tuf.expire('timestamp');
    const result = await run();
    expect(result.log).toContain('title=Trust metadata unavailable');
    expectNothingSignedOrUploaded();
  });

  it('T9: a root that was planted where clients keep theirs is not looked at', async () => {
    const planted = await startTestbed();
    const first = await run({ 'dry-run': 'plan' });
    const home = join(first.temporaryDirectory, '.local', 'share', 'sigstore-js', 'http%3A%2F%2Ftuf');
    await mkdir(home, { recursive: true });
    await writeFile(join(home, 'root.json'), planted.sigstore.tuf.rootJson);
    const tuf = { 'sigstore-tuf-url': planted.sigstore.tuf.url };
    const result = await run(tuf, { temporaryDirectory: first.temporaryDirectory });
    await planted.close();
    expect(result.log).toMatch(/title=Trust metadata unavailable.*wrong signature/);
    expect(testbed.sigstore.issuer.counts['sigstore']).toBeUndefined();
  });

  it('T10: a wrong clock is said with both times before anything is signed', async () => {
    await testbed.close();
    const now = (): Date => new Date(Date.now() + 2 * 3_600_000);
    testbed = await startTestbed({ sigstore: { now } });
    const result = await run();
    const warning = /::warning::This machine's clock shows (\S+); GitHub's showed (\S+) just before/.exec(
      result.log,
    );
    const apart = Date.parse(warning?.[2] ?? '') - Date.parse(warning?.[1] ?? '');
    expect(Math.round(apart / 3_600_000)).toBe(2);
  });
});

describe('what is published', () => {
  it('T11: an attestation of another file keeps every file from being uploaded', async () => {
    const signed = await run({ 'dry-run': 'sign' });
    const folder = signed.outputs['attestations-dir'] ?? '';
    const other = await readFile(join(folder, `${sdist.name}.publish.attestation`));
    const files = { ...filesOf(wheel, sdist), [`dist/${wheel.name}.publish.attestation`]: other };
    const result = await run({}, { files });
    expect(result.log).toMatch(/title=Invalid attestation.*subject/);
    expect(testbed.index.uploads).toEqual([]);
  });

  it('T12: files that are not exactly the expected ones end the run before signing', async () => {
    const line = (name: string, bytes: Uint8Array) =>
      `${createHash('sha256').update(bytes).digest('hex')}  ${name}`;
    const lines = [line(wheel.name, wheel.bytes), line(sdist.name, wheel.bytes)].join('\n');
    const result = await run({ 'expected-hashes': lines });
    expect(result.log).toMatch(new RegExp(`title=Invalid distribution.*${sdist.name}`));
    expectNothingSignedOrUploaded();
  });

  it('T14: a publisher that is not registered ends the run before anything is public', async () => {
    testbed.sigstore.issuer.claims['repository_owner_id'] = '2002';
    testbed.sigstore.issuer.claims['repository'] = 'octo/other';
    const result = await run();
    expect(result.log).toContain('title=No upload token');
    expectNothingSignedOrUploaded();
  });

  it('T14: a fault of one file keeps every file from being signed', async () => {
    const broken = { name: sdist.name, bytes: sdist.bytes.subarray(0, 60) };
    const result = await run({}, { files: filesOf(wheel, broken) });
    expect(result.log).toContain('title=Invalid distribution');
    expectNothingSignedOrUploaded();
  });

  it('T16: pull_request_target is refused, with a password and nothing to sign too', async () => {
    const environment = { GITHUB_EVENT_NAME: 'pull_request_target' };
    for (const inputs of [{}, { password: PASSWORD }, { password: PASSWORD, attestations: 'never' }]) {
      const result = await run(inputs, { environment });
      expect(result.log).toMatch(/title=Unsuitable job identity.*pull_request_target/);
    }
    expectNothingSignedOrUploaded();
    expect(testbed.index.mints).toBe(0);
  });

  it('T16: events that others can cause are warned about', async () => {
    const environment = { GITHUB_EVENT_NAME: 'workflow_run' };
    const result = await run({ password: PASSWORD }, { environment });
    expect(result.outputs['result']).toBe('published');
    expect(result.log).toContain('::warning::This run was triggered by `workflow_run`');
  });
});

describe('what is left on the disk', () => {
  const REPORT = 'wheelseal-report.json';
  const FOLDER = 'wheelseal-attestations';
  const attestations = [wheel, sdist].map(({ name }) => join(FOLDER, `${name}.publish.attestation`));

  /** Every path below the runner's temp folder, with its mode where systems have one. */
  async function leftBy({ temporaryDirectory }: ActionResult): Promise<Record<string, string>> {
    const disk = await diskBelow(temporaryDirectory);
    const posix = process.platform !== 'win32';
    return Object.fromEntries(
      [...disk].map(([path, { mode }]) => [
        path.slice(temporaryDirectory.length + 1),
        posix ? mode.toString(8) : '',
      ]),
    );
  }
  const expected = (...files: readonly string[]): Record<string, string> => {
    const [file, folder] = process.platform === 'win32' ? ['', ''] : ['600', '700'];
    const folders = files.some((path) => path.startsWith(FOLDER)) ? { [FOLDER]: folder } : {};
    return { ...folders, ...Object.fromEntries(files.map((path) => [path, file])) };
  };

  it('T17: is report and attestations after success, for this user alone', async () => {
    expect(await leftBy(await run())).toEqual(expected(REPORT, ...attestations));
  });

  it('T17: is the report after a failure', async () => {
    testbed.sigstore.fulcio.faults.push({ match: () => true, kind: 'status', status: 403 });
    expect(await leftBy(await run())).toMatchObject(expected(REPORT));
    const without = await run({ attestations: 'maybe' });
    expect(await leftBy(without)).toEqual(expected(REPORT));
  });

  it('T17: is report and attestations after a cancellation', async () => {
    testbed.index.faults.push({
      match: (method, path) => method === 'POST' && path === '/legacy/',
      kind: 'hang',
    });
    const when = () =>
      testbed.index.requests.some(({ method, path }) => method === 'POST' && path === '/legacy/');
    const result = await run({}, { signal: { name: 'SIGINT', when } });
    expect(result.outputs['result']).toBe('cancelled');
    expect(await leftBy(result)).toEqual(expected(REPORT, ...attestations));
  });
});

describe('repeating', () => {
  it('T18: a log entry whose answer was lost is fetched, not made twice', async () => {
    testbed.sigstore.rekor1.faults.push({
      match: (method) => method === 'POST',
      kind: 'lose-answer',
      times: 2,
    });
    const result = await run();
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(testbed.sigstore.rekor1.entries()).toBe(2);
  });

  it('T18: a file whose answer was lost is not sent twice', async () => {
    testbed.index.faults.push({
      match: (method, path) => method === 'POST' && path === '/legacy/',
      kind: 'lose-answer',
      times: 1,
    });
    const result = await run();
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(testbed.index.uploads.map(({ filename }) => filename)).toEqual([wheel.name, sdist.name]);
  });
});
