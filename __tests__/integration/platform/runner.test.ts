import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRunner } from '../../../src/platform/actions-runner.ts';
import { createPlatform } from '../../../src/platform/create-platform.ts';
import type { Log } from '../../../src/ground/log.ts';

const JWT = `${'h'.repeat(20)}.${'p'.repeat(40)}.${'s'.repeat(30)}`;
// @actions/core keeps the first path that it finds for the summary.
const summaries = mkdtempSync(join(tmpdir(), 'wheelseal-test-'));
let folder: string;
let written: string[];
const write = (text: string): void => void written.push(text);
const output = (): string => written.join('');

beforeEach(() => {
  written = [];
  folder = mkdtempSync(join(tmpdir(), 'wheelseal-test-'));
  writeFileSync(join(folder, 'output'), '');
  writeFileSync(join(summaries, 'summary'), '');
  // @actions/core reads these from the process's own environment.
  process.env['GITHUB_OUTPUT'] = join(folder, 'output');
  process.env['GITHUB_STEP_SUMMARY'] = join(summaries, 'summary');
});

afterEach(() => {
  delete process.env['GITHUB_OUTPUT'];
  delete process.env['GITHUB_STEP_SUMMARY'];
  rmSync(folder, { recursive: true, force: true });
});

function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(summaries, 'summary'),
    RUNNER_TEMP: folder,
    ...more,
  };
}

afterAll(() => rmSync(summaries, { recursive: true }));

describe('inputs', () => {
  it('are named as in action.yml, trimmed, without empty ones', () => {
    const runner = createRunner(
      environment({
        'INPUT_PACKAGES-DIR': ' dist\n',
        INPUT_REPOSITORY_URL: 'x',
        'INPUT_DRY-RUN': '',
        OTHER: 'y',
      }),
      write,
    );
    expect(runner.inputs()).toEqual({ 'packages-dir': 'dist', repository_url: 'x' });
  });

  it('that are secret are masked in every form, then taken from the environment', () => {
    const env = environment({
      INPUT_PASSWORD: 'pypi-secret',
      'INPUT_GITHUB-TOKEN': 'ghs_token',
      INPUT_USER: 'me',
    });
    const runner = createRunner(env, write);
    expect(runner.inputs()).toMatchObject({ password: 'pypi-secret', 'github-token': 'ghs_token' });
    expect(Object.keys(env).filter((name) => /PASSWORD|TOKEN/.test(name))).toEqual([]);
    const masks = output().split('\n');
    for (const form of ['pypi-secret', '__token__:pypi-secret', 'me:pypi-secret']) {
      const masked = form === 'pypi-secret' ? form : Buffer.from(form).toString('base64');
      expect(masks).toContain(`::add-mask::${masked}`);
    }
    expect(masks).toContain('::add-mask::ghs_token');
  });
});

describe('secrets', () => {
  it('of the identity request are masked and taken from the environment', () => {
    const env = environment({
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x/',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request',
    });
    const runner = createRunner(env, write);
    expect(env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']).toBeUndefined();
    expect(runner.identityTokenRequest?.token.reveal()).toBe('request');
    expect(output()).toContain('::add-mask::request\n');
    expect(JSON.stringify(runner.identityTokenRequest)).toBe('{"url":"https://x/","token":"***"}');
    expect(createRunner(environment(), write).identityTokenRequest).toBeUndefined();
  });

  it('are in no text that leaves: log, annotations, outputs, summary', async () => {
    const runner = createRunner(environment({ RUNNER_DEBUG: '1' }), write);
    runner.secret(JWT);
    const [, payload = ''] = JWT.split('.');
    written = [];
    const leak = `before ${JWT} ${payload} ${Buffer.from(`__token__:${JWT}`).toString('base64')} after`;
    runner.log.info(leak);
    runner.log.debug(leak);
    runner.log.notice(leak, leak);
    runner.log.warning(leak);
    runner.log.error(leak, leak);
    await runner.log.group(leak, async () => runner.log.info(leak));
    runner.log.info(`${JWT.slice(0, 30)}\u0007${JWT.slice(30)}`);
    runner.setOutput('leak', leak);
    await runner.writeSummary(leak);
    const everything = [
      output(),
      readFileSync(join(folder, 'output'), 'utf8'),
      readFileSync(join(summaries, 'summary'), 'utf8'),
    ].join('');
    for (const part of JWT.split('.')) expect(everything).not.toContain(part);
    expect(everything).not.toContain(Buffer.from(JWT).toString('base64').slice(40, 80));
    expect(output()).toContain('before *** *** *** after\n');
  });
});

describe('the log', () => {
  it('lets no foreign text be a workflow command', () => {
    const runner = createRunner(environment(), write);
    for (const text of [
      '::error::x',
      ' \t::set-output name=a::b',
      'ok\n::add-path::/evil',
      'ok\r::x::',
      'see ##[error]',
    ]) {
      runner.log.info(text);
    }
    for (const line of output().split('\n')) {
      expect(line.trim()).not.toMatch(/^::/);
      expect(line).not.toContain('##[');
    }
    expect(output()).toContain('ok\n  : :add-path::/evil\n');
  });

  it('strips terminal escapes', () => {
    const runner = createRunner(environment(), write);
    runner.log.info('a\u001b[31mb\u009bc\u0000d\u202ee');
    expect(output()).toBe('a[31mbcde\n');
  });

  it('holds back what a page has no room for, and shows at the end what weighs most', () => {
    const runner = createRunner(environment(), write);
    for (const number of [1, 2, 3, 4]) runner.log.warning(`w${number}`);
    runner.log.notice('logged', 'Disclosure', 'permanent');
    expect(output()).toBe(
      '::warning::w1\n::warning::w2\nWarning: w3\nWarning: w4\n::notice title=Disclosure::logged\n',
    );
    written = [];
    runner.log.error('failed');
    expect(runner.showHeldAnnotations()).toEqual(['w4']);
    expect(output()).toBe('::error::failed\n::warning::w3\n');
  });

  it('keeps each annotation below 4 kB, and gives back what was cut', () => {
    const runner = createRunner(environment(), write);
    const long = '%\n😀'.repeat(2000);
    runner.log.error(long, 'Title');
    expect(output()).toMatch(/^::error title=Title::.*…\n$/);
    expect(Buffer.byteLength(output())).toBeLessThan(4096);
    expect(runner.showHeldAnnotations()).toEqual([long]);
  });

  it('writes annotations as commands, whatever their text and title', async () => {
    const runner = createRunner(environment(), write);
    runner.log.error('100%\n::error::x', 'a,b::c\nd');
    runner.log.warning('plain');
    runner.log.debug('not seen');
    await expect(
      runner.log.group('Stage', async () => {
        runner.log.info('inside');
        throw new Error('failed');
      }),
    ).rejects.toThrow('failed');
    expect(output()).toBe(
      '::error title=a%2Cb%3A%3Ac%0Ad::100%25%0A::error::x\n::warning::plain\n::group::Stage\ninside\n::endgroup::\n',
    );
  });
});

describe('groups of the log', () => {
  it.each<[string, (log: Log) => unknown, string]>([
    ['have no heading without a line', () => undefined, ''],
    ['have none for debug lines that nobody sees', (log) => log.debug('hidden'), ''],
    [
      'begin with their heading and end with their last line',
      (log) => log.info('a'),
      '::group::Stage\na\nlast\n::endgroup::\n',
    ],
    [
      'have annotations as lines',
      (log) => log.notice('n'),
      '::group::Stage\n::notice::n\nlast\n::endgroup::\n',
    ],
  ])('%s', async (_, work, expected) => {
    const { log } = createRunner(environment(), write);
    await log.group(
      'Stage',
      async () => void work(log),
      () => 'last',
    );
    log.info('after');
    expect(output()).toBe(`${expected}after\n`);
  });

  it('have none where what fails logged nothing', async () => {
    const { log } = createRunner(environment(), write);
    await expect(log.group('Stage', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(output()).toBe('');
  });
});

describe('outputs and summary', () => {
  it('go to the runner’s files', async () => {
    const runner = createRunner(environment(), write);
    runner.setOutput('files', '[\n]');
    await runner.writeSummary('# Published');
    expect(readFileSync(join(folder, 'output'), 'utf8')).toMatch(/^files<<(\S+)\r?\n\[\n\]\r?\n\1\r?\n$/);
    expect(readFileSync(join(summaries, 'summary'), 'utf8')).toContain('# Published');
  });

  it('are left out where there are no such files', async () => {
    const runner = createRunner({ RUNNER_TEMP: folder }, write);
    runner.setOutput('files', 'x');
    await runner.writeSummary('x');
    expect(output()).toBe('');
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe('');
  });
});

const event = (content: unknown): Record<string, string> => {
  const path = join(folder, 'event.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return { GITHUB_EVENT_PATH: path, GITHUB_REPOSITORY: 'octo/project' };
};

describe('the job', () => {
  it.each([
    [{ pull_request: { head: { repo: { full_name: 'stranger/project' } } } }, true],
    [{ pull_request: { head: { repo: null } } }, true],
    [{ pull_request: { head: { repo: { full_name: 'octo/project' } } } }, false],
    [{ release: {} }, false],
    ['not JSON', false],
  ])('of the event %j: from a fork is %s', (content, fromFork) => {
    expect(createRunner(environment(event(content)), write).job.fromFork).toBe(fromFork);
  });

  it('is what the environment says', () => {
    const facts = {
      GITHUB_EVENT_NAME: 'release',
      GITHUB_RUN_ID: '7',
      GITHUB_RUN_ATTEMPT: '2',
      GITHUB_ACTOR: 'octo',
      GITHUB_SHA: 'c'.repeat(40),
      GITHUB_SERVER_URL: 'https://github.com/',
      GITHUB_WORKFLOW_REF: 'octo/project/.github/workflows/release.yml@refs/tags/v1',
    };
    expect(createRunner(environment({ ...facts, GITHUB_REPOSITORY: 'octo/project' }), write).job).toEqual({
      eventName: 'release',
      repository: 'octo/project',
      serverUrl: 'https://github.com',
      server: { host: 'github.com', kind: 'github' },
      runId: '7',
      runAttempt: '2',
      actor: 'octo',
      sha: 'c'.repeat(40),
      workflowRef: 'octo/project/.github/workflows/release.yml@refs/tags/v1',
      fromFork: false,
    });
  });
});

it('without a temp folder of the job, a platform makes one that nobody else has', async () => {
  const platforms = [await createPlatform({}, write), await createPlatform({ RUNNER_TEMP: '' }, write)];
  const folders = platforms.map(({ runner }) => runner.temporaryDirectory);
  expect(new Set([...folders, tmpdir()]).size).toBe(3);
  for (const place of folders) {
    const others = process.platform === 'win32' ? 0 : statSync(place).mode & 0o077;
    expect(others).toBe(0);
  }
  for (const platform of platforms) await platform.dispose();
  for (const place of folders) rmSync(place, { recursive: true });
});

it('a platform has a private folder in the runner’s temp folder, until its end', async () => {
  const platform = await createPlatform(environment({ GITHUB_WORKSPACE: folder }), write);
  const [name = ''] = readdirSync(folder).filter((entry) => entry.startsWith('wheelseal-'));
  expect(platform.files.privateDirectory).toBe(join(folder, name));
  expect(platform.files.workspace).toBe(folder);
  const others = process.platform === 'win32' ? 0 : statSync(join(folder, name)).mode & 0o077;
  expect(others).toBe(0);
  expect(platform.clock.random()).toBeLessThan(1);
  await platform.dispose();
  expect(existsSync(join(folder, name))).toBe(false);
});
