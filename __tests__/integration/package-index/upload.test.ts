import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Distribution } from '../../../src/distributions/distribution.ts';
import { explain } from '../../../src/errors.ts';
import { createCredentials } from '../../../src/package-index/credentials.ts';
import type { CredentialSource } from '../../../src/package-index/credentials.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import type { PackageIndex } from '../../../src/package-index/package-index.ts';
import { publishReleases } from '../../../src/package-index/upload/publish.ts';
import type { PublishOutcome, Release } from '../../../src/package-index/upload/publish.ts';
import { upload, UploadTurns } from '../../../src/package-index/upload/upload.ts';
import type { UploadContext, UploadProgress } from '../../../src/package-index/upload/upload.ts';
import { createFiles } from '../../../src/platform/local-files.ts';
import { Secret } from '../../../src/ground/secret.ts';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import { startPackageIndex } from '../../testbed/package-index/server.ts';
import type { Fault, PackageIndexOptions, TestPackageIndex } from '../../testbed/package-index/server.ts';
import { sampleAttestation, sampleDistribution } from '../../support/sample-distribution.ts';
import { indexPlatform } from '../../support/virtual-platform.ts';
import type { IndexPlatform } from '../../support/virtual-platform.ts';
import { failureOf } from '../../support/failure-of.ts';

const TOKEN = 'pypi-secret-token';
let platform: IndexPlatform;
let server: TestPackageIndex;
let index: PackageIndex;
let credentials: CredentialSource;

async function start(options: Partial<PackageIndexOptions> = {}): Promise<void> {
  server = await startPackageIndex({
    trustedRoot: () => ({}),
    verifyToken: async () => ({}),
    publishers: [],
    apiTokens: { [TOKEN]: { user: '__token__' } },
    ...options,
  });
  index = describeIndex(server.uploadUrl, 'pypi', undefined);
}

beforeEach(async () => {
  platform = indexPlatform();
  credentials = createCredentials(
    { fixed: { username: '__token__', password: new Secret(TOKEN) } },
    platform.runner,
    platform.clock,
  );
  await start();
});

afterEach(async () => {
  await server.close();
  await platform.http.close();
});

function wheel(version = '1.0', tags = 'py3-none-any', name = 'sample'): Distribution {
  const made = makeWheel({ name, version, tags });
  return sampleDistribution(made.name, made.bytes);
}

function sdist(version = '1.0'): Distribution {
  const made = makeSdist({ name: 'sample', version });
  return sampleDistribution(made.name, made.bytes, { 'metadata-version': ['2.2'] });
}

function fault(fields: Omit<Fault, 'match'>, method = 'POST'): void {
  server.faults.push({ times: 1, match: (each) => each === method, ...fields });
}

async function send(distribution: Distribution, attestations: Parameters<typeof upload>[1] = []) {
  return upload(distribution, attestations, context());
}

function context(cancelled = new AbortController().signal): UploadContext {
  const turns = new UploadTurns(4);
  return {
    index,
    credentials,
    skipExisting: false,
    platform,
    cancelled,
    turns,
    onProgress: () => undefined,
  };
}

describe('upload', () => {
  it('uploads what the file says', async () => {
    const distribution = wheel();
    expect(await send(distribution)).toEqual({ kind: 'uploaded', pending: false });
    expect(server.files('sample')).toMatchObject([
      { filename: distribution.name, sha256: distribution.sha256 },
    ]);
    expect(platform.masked).toContain(Buffer.from(`__token__:${TOKEN}`).toString('base64'));
  });

  it('tries again after a 5xx, having asked whether the bytes are there', async () => {
    fault({ kind: 'status', status: 500 });
    expect(await send(wheel())).toMatchObject({ kind: 'uploaded' });
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /legacy/',
      'GET /simple/sample/',
      'POST /legacy/',
    ]);
    expect(platform.clock.sleeps).toEqual([1500]);
  });

  it('does not send twice what the index has although the answer was lost', async () => {
    fault({ kind: 'lose-answer' });
    expect(await send(wheel())).toMatchObject({ kind: 'uploaded' });
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('waits as long as the index asks', async () => {
    fault({ kind: 'status', status: 429, headers: { ratelimit: '"default";r=0;t=33' } });
    await send(wheel());
    expect(platform.clock.sleeps).toEqual([33_000]);
    expect(
      platform.lines.filter((line) => line.includes('attempt 1 of 5 failed, next in 33 s')),
    ).toHaveLength(1);
  });

  it.each([
    ['3000', 'in 50 minutes, as the index requests'],
    ['7200', 'in 2 hours, as the index requests'],
    ['4261', 'in 72 minutes, as the index requests'],
  ])('says when to come back where %s seconds are too long to wait', async (reset, when) => {
    const headers = { ratelimit: `"project.create";r=0;t=${reset}` };
    fault({ kind: 'status', status: 429, headers, times: 9 });
    const error = await failureOf(send(wheel()));
    expect(error.hint).toBe(`Run the job again ${when}: files that are already uploaded are skipped.`);
    expect(platform.clock.sleeps).toEqual([]);
  });

  it.each([
    ['1', 'in 1 second, as the index requests'],
    ['45', 'in 45 seconds, as the index requests'],
    ['0', 'later'],
  ])('says when to come back after attempts that were %s seconds apart', async (after, when) => {
    fault({ kind: 'status', status: 429, headers: { 'retry-after': after }, times: 99 });
    const error = await failureOf(send(wheel()));
    expect(error.hint).toBe(`Run the job again ${when}: files that are already uploaded are skipped.`);
  });

  it.each([
    ['at once', 0],
    ['after much of a large file', 3 << 20],
  ])('reads a refusal that comes before the body was read, %s', async (_case, padding) => {
    fault({ kind: 'early', status: 413, body: 'Too large for this proxy', times: 9 });
    const made = makeWheel({
      name: 'sample',
      version: '1.0',
      files: { 'x.bin': Buffer.alloc(padding, 1) },
      compression: 'stored',
    });
    const content = {
      ...sampleDistribution(made.name, made.bytes).content,
      async *chunks() {
        for (let at = 0; at < made.bytes.length; at += 65_536) yield made.bytes.subarray(at, at + 65_536);
      },
    };
    const error = await failureOf(send({ ...sampleDistribution(made.name, made.bytes), content }));
    const posts = server.requests.filter(({ method }) => method === 'POST').length;
    // Windows drops what it has received of an answer when the server resets the connection: what is not seen there is tried again.
    const lost = process.platform === 'win32' && error.message.includes('the connection broke (ECONNRESET)');
    expect(lost || error.message.includes('413 Too large for this proxy')).toBe(true);
    expect(lost || posts === 1).toBe(true);
  });

  it('gives up after five attempts', async () => {
    fault({ kind: 'status', status: 503, times: 99 });
    const error = await failureOf(send(wheel()));
    expect(error.code).toBe('UPLOAD_REJECTED');
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(5);
  });

  it('reads a refusal that no parser takes, in full, and does not send the file again', async () => {
    const text =
      'Invalid attestations supplied during upload: Malformed attestations: 1 error\n  Invalid JSON';
    fault({ kind: 'status-line', status: 400, body: text, times: 9 });
    const error = await failureOf(send(wheel()));
    expect(error.code).toBe('UPLOAD_REJECTED');
    expect(error.message).toContain(`400 ${text}`);
    expect(error.hint).toContain('`attestations: never`');
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('does not take what no parser takes for a refusal where the file is there', async () => {
    await send(wheel());
    fault({ kind: 'status-line', status: 400, body: 'one\ntwo' });
    expect(await send(wheel())).toMatchObject({ kind: 'uploaded' });
  });

  it('takes any other answer that no parser takes for an unknown outcome, as patiently as one that can be read', async () => {
    fault({ kind: 'status-line', status: 500, body: 'Broken\n  down', times: 9 });
    const error = await failureOf(send(wheel()));
    expect(error.code).toBe('UPLOAD_UNKNOWN');
    expect(error.message).toContain('the index does not list it');
    expect(error.message).toContain('What could be read of it: 500 Broken\n  down');
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(5);
  });

  it('has the patience of a readable 500 with that of gunicorn, whose head no parser takes, and sends one by one from then on', async () => {
    fault({ kind: 'bare-head', times: 2 });
    const { turns, ...rest } = context();
    expect(await upload(wheel(), [], { ...rest, turns })).toEqual({ kind: 'uploaded', pending: false });
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(3);
    expect(turns.atOnce).toBe(1);
  });

  it('quotes a 500 of gunicorn in full where it stays', async () => {
    fault({ kind: 'bare-head', times: 9 });
    const error = await failureOf(send(wheel()));
    expect(error.code).toBe('UPLOAD_UNKNOWN');
    expect(error.message).toContain('What could be read of it: 500 Internal Server Error');
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(5);
  });

  it('refuses to take "already exists" for proof', async () => {
    await send(wheel());
    const made = makeWheel({ name: 'sample', version: '1.0', files: { 'other.py': 'x = 1\n' } });
    const error = await failureOf(send(sampleDistribution(made.name, made.bytes)));
    expect(error.code).toBe('UPLOAD_REJECTED');
    expect(error.message).toContain('File already exists');
    expect(error.hint).toContain('Raise the version');
  });

  it('counts a refusal as done where the index lists the very bytes', async () => {
    await send(wheel());
    fault({ kind: 'status', status: 409, body: 'PackageAlreadyExists' });
    expect(await send(wheel())).toEqual({ kind: 'already-there', pending: false });
  });

  describe('where the index can not be asked, and a refusal follows trouble', () => {
    const CONFLICT = { kind: 'status', status: 409, body: 'a file of this name already exists' } as const;

    beforeEach(() => {
      index = describeIndex(server.uploadUrl, 'generic', undefined);
    });

    const skipping = () => upload(wheel(), [], { ...context(), skipExisting: true });

    it.each<[string, Omit<Fault, 'match'>]>([
      ['a lost answer', { kind: 'lose-answer' }],
      ['504', { kind: 'status', status: 504 }],
      ['499', { kind: 'status', status: 499 }],
      ['a 500 that no parser takes', { kind: 'status-line', status: 500, body: 'Internal\nError' }],
    ])('may have our own file after %s, which skip-existing does not call another', async (_case, first) => {
      fault(first);
      fault(CONFLICT);
      const error = await failureOf(skipping());
      expect(error.code).toBe('UPLOAD_UNKNOWN');
      expect(error.message).toContain('may have sample-1.0-py3-none-any.whl');
    });

    it('has the file of another after 429, which stores nothing', async () => {
      fault({ kind: 'status', status: 429 });
      fault(CONFLICT);
      expect(await skipping()).toEqual({ kind: 'skipped-different', pending: false });
    });

    it('has the file of another at the first attempt', async () => {
      fault(CONFLICT);
      expect(await skipping()).toEqual({ kind: 'skipped-different', pending: false });
    });
  });

  it.each([504, 500, 499])(
    'knows its own file where %d is followed by 409 and the index lists it',
    async (status) => {
      const distribution = wheel();
      await send(distribution);
      const listing = server.visibleAfter;
      // Not shown to the first question, so that the file is sent again.
      server.visibleAfter = (_surface, _name, asked) => asked > 1;
      fault({ kind: 'status', status });
      fault({ kind: 'status', status: 409, body: 'exists' });
      expect(await send(distribution)).toEqual({ kind: 'uploaded', pending: false });
      server.visibleAfter = listing;
    },
  );

  it('sends a file once with a password that is wrong', async () => {
    const body = 'Invalid or non-existent authentication information.';
    fault({ kind: 'status', status: 403, body, times: 9 });
    expect((await failureOf(send(wheel()))).code).toBe('UPLOAD_REJECTED');
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('does not know where a repeated upload is refused by an index that can not be asked', async () => {
    index = describeIndex(server.uploadUrl, 'generic', undefined);
    fault({ kind: 'lose-answer' });
    fault({ kind: 'status', status: 409, body: 'exists' });
    const error = await failureOf(send(wheel()));
    expect(error.code).toBe('UPLOAD_UNKNOWN');
    expect(error.hint).toBe('Check on the index whether the file was published.');
    expect(server.files('sample')).toHaveLength(1);
  });

  it('says of a web page that was given for an answer that it is one', async () => {
    const body = '<html><head><title>Sign in &amp; continue</title></head><body>Please sign in</body></html>';
    fault({ kind: 'status', status: 200, headers: { 'content-type': 'text/html' }, body });
    expect(await send(wheel())).toEqual({ kind: 'uploaded', pending: false, webPage: 'Sign in & continue' });
    await send(sdist());
    // Warehouse's stub for what it has already.
    expect(await send(sdist())).toEqual({ kind: 'uploaded', pending: false });
  });

  it('does not try a rejection again, and renders it', async () => {
    const error = await failureOf(send(wheel(), [sampleAttestation('api token')]));
    const text = JSON.stringify(explain(error), undefined, 2).replaceAll(server.url, 'INDEX');
    expect(text.replaceAll(new URL(server.url).host, 'HOST')).toMatchInlineSnapshot(`
      "{
        "code": "UPLOAD_REJECTED",
        "message": "HOST rejected sample-1.0-py3-none-any.whl: 400 Invalid attestations supplied during upload: Attestations are only supported when using Trusted Publishing (INDEX/legacy/)",
        "causes": [],
        "hint": "Remove \`password\` and use Trusted Publishing, or set \`attestations: never\`.",
        "rerun": "finishes-after-fix"
      }"
    `);
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('does not follow a redirect with a file', async () => {
    index = { ...index, uploadUrl: `${server.url}/legacy` };
    const error = await failureOf(send(wheel()));
    expect(error.hint).toBe(`Use repository-url: ${server.uploadUrl}`);
    expect(server.uploads).toEqual([]);
  });

  it('uploads nothing of a file that changed', async () => {
    const made = makeWheel({ name: 'sample', version: '1.0' });
    const changed = Buffer.from(made.bytes);
    changed.writeUInt8(changed.readUInt8(40) ^ 1, 40);
    const distribution = { ...wheel(), content: sampleDistribution(made.name, changed).content };
    expect((await failureOf(send(distribution))).code).toBe('DISTRIBUTION_INVALID');
    expect(server.files('sample')).toEqual([]);
  });

  it.each<[string, (path: string, bytes: Buffer) => Promise<void>]>([
    ['is truncated', (path) => truncate(path, 100)],
    ['is appended to', (path) => appendFile(path, 'more')],
    ['is written anew', (path, bytes) => writeFile(path, bytes.toReversed())],
    ['is emptied', (path) => truncate(path, 0)],
  ])('says so of a file that %s after it was hashed, and sends it once', async (_case, change) => {
    const folder = await mkdtemp(join(tmpdir(), 'wheelseal-upload-'));
    const files = createFiles({ workspace: folder, privateDirectory: join(folder, 'private') });
    try {
      const made = makeWheel({ name: 'sample', version: '1.0' });
      const path = join(folder, made.name);
      await writeFile(path, made.bytes);
      const content = await files.open(path);
      const distribution = { ...sampleDistribution(made.name, made.bytes), content };
      await change(path, Buffer.from(made.bytes));
      const error = await failureOf(send(distribution));
      expect(error.code).toBe('DISTRIBUTION_INVALID');
      expect(error.message).toContain(`${made.name} changed while it was uploaded`);
      expect(error.message).toContain('was changed while it was being read');
      expect(error.cause).toBeInstanceOf(Error);
      expect(server.files('sample')).toEqual([]);
      expect(server.requests.filter(({ method }) => method === 'POST').length).toBeLessThanOrEqual(1);
    } finally {
      await files.dispose();
      await rm(folder, { recursive: true });
    }
  });

  it('renews a Trusted Publishing token once where the index says that it expired', async () => {
    let obtained = 0;
    credentials = createCredentials(
      {
        obtain: async () => {
          obtained += 1;
          const expiresAt = new Date(platform.clock.now().getTime() + 900_000);
          return { username: '__token__', password: new Secret(TOKEN), expiresAt };
        },
      },
      platform.runner,
      platform.clock,
    );
    fault({ kind: 'status', status: 403, body: 'Invalid API Token: token is expired' });
    expect(await send(wheel())).toMatchObject({ kind: 'uploaded' });
    expect(obtained).toBe(2);

    fault({ kind: 'status', status: 403, body: 'Invalid API Token: token is expired', times: 2 });
    const before = server.requests.length;
    expect((await failureOf(send(sdist()))).code).toBe('UPLOAD_REJECTED');
    expect(server.requests.slice(before).map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect(obtained).toBe(3);
  });

  it('says when it was cancelled', async () => {
    expect((await failureOf(upload(wheel(), [], context(AbortSignal.abort())))).code).toBe('CANCELLED');
  });

  it('does not know whether the index accepted what was cancelled while it was sent', async () => {
    const cancel = new AbortController();
    fault({ kind: 'hang' });
    const sent = upload(wheel(), [], context(cancel.signal));
    const failed = failureOf(sent);
    while (!server.requests.some(({ method }) => method === 'POST')) await setImmediate();
    cancel.abort(new Error('cancelled'));
    await platform.http.close();
    expect(await failed).toMatchObject({
      code: 'UPLOAD_UNKNOWN',
      message: expect.stringContaining('was cancelled; the index may have accepted it'),
    });
  });
});

describe('createCredentials', () => {
  it('renews when under three minutes remain, once for all who ask', async () => {
    let obtained = 0;
    const source = createCredentials(
      {
        obtain: async () => {
          obtained += 1;
          const expiresAt = new Date(platform.clock.now().getTime() + 900_000);
          return { username: '__token__', password: new Secret(`t${obtained}`), expiresAt };
        },
      },
      platform.runner,
      platform.clock,
    );
    const [one, other] = await Promise.all([source.current(), source.current()]);
    expect(one).toBe(other);
    platform.clock.advance(720_000);
    expect(await source.current()).toBe(one);
    platform.clock.advance(1);
    expect(await source.current()).not.toBe(one);
    expect(obtained).toBe(2);
    await source.renew(one);
    expect(obtained).toBe(2);
  });
});

function many(count: number): Distribution[] {
  return Array.from({ length: count }, (_, number) => wheel('1.0', `py3-none-macosx_11_${number}_arm64`));
}

describe('publishReleases', () => {
  const cancelled = new AbortController().signal;

  async function publish(releases: readonly Release[], signal = cancelled) {
    const outcomes: [string, PublishOutcome['kind']][] = [];
    await publishReleases(
      { releases, attestations: new Map() },
      context(signal),
      ({ name }, { kind }) => void outcomes.push([name, kind]),
    );
    return outcomes;
  }

  function release(distributions: readonly Distribution[], line = 0): Release {
    const [{ project, version } = wheel()] = distributions;
    return { project, version, line, distributions };
  }

  it('uploads the first file alone, then four at once, in their order', async () => {
    await server.close();
    await start({ latencyMs: 20 });
    const distributions = [...many(8), sdist()];
    const outcomes = await publish([release(distributions)]);
    expect(outcomes).toHaveLength(9);
    expect(outcomes.every(([, kind]) => kind === 'uploaded')).toBe(true);
    expect(server.peakUploadsAtOnce).toBe(4);
    expect(server.uploads.map(({ endedBefore }) => endedBefore === 0)).toEqual([
      true,
      ...Array(8).fill(false),
    ]);
    const order = server.uploads.map(({ filename }) => filename);
    expect(order[0]).toBe('sample-1.0-py3-none-macosx_11_0_arm64.whl');
    expect(order.indexOf('sample-1.0.tar.gz')).toBeGreaterThanOrEqual(5);
  });

  it('uploads one at a time after the first 500', async () => {
    await server.close();
    await start({ latencyMs: 10, uploadsAtOnce: 2 });
    const outcomes = await publish([release(many(16))]);
    expect(outcomes.every(([, kind]) => kind === 'uploaded')).toBe(true);
    expect(server.files('sample')).toHaveLength(16);
    const broke = server.uploads.findIndex(({ status }) => status === 500);
    // Three others may have been on their way.
    const later = server.uploads.filter(({ endedBefore }) => endedBefore > broke + 3);
    expect(later.length).toBeGreaterThan(4);
    expect(later.map(({ atOnce }) => atOnce)).toEqual(later.map(() => 1));
  });

  it('tells how far a long upload is, at most every 15 seconds', async () => {
    const told: UploadProgress[] = [];
    const bytes = wheel();
    const slow: Distribution = {
      ...bytes,
      content: {
        ...bytes.content,
        async *chunks() {
          for await (const chunk of bytes.content.chunks()) {
            platform.clock.advance(1000);
            yield chunk;
          }
        },
      },
    };
    const onProgress: UploadContext['onProgress'] = (name, progress) => {
      expect(name).toBe(slow.name);
      told.push(progress);
    };
    await upload(slow, [], { ...context(), onProgress });
    // Seven bytes a second.
    expect(told.length).toBe(Math.floor(slow.size / 7 / 15));
    expect(told.map(({ elapsed }) => elapsed % 15_000)).toEqual(told.map(() => 0));
    const [first, second] = told;
    expect((second?.sent ?? 0) - (first?.sent ?? 0)).toBe(15 * 7);
    expect(first?.total).toBeGreaterThan(slow.size);
  });

  it('stops the release of a file that fails, and goes on with the others', async () => {
    const bad = wheel('1.0', 'py3-none-linux_x86_64');
    const good = wheel('2.0', 'py3-none-any', 'other');
    const outcomes = await publish([release([bad, sdist()]), release([good])]);
    expect(new Map(outcomes)).toEqual(
      new Map([
        [bad.name, 'failed'],
        [good.name, 'uploaded'],
      ]),
    );
  });

  it('goes on side by side after 429, which is no trouble of several at once', async () => {
    await server.close();
    await start({ latencyMs: 20 });
    fault({ kind: 'status', status: 429 });
    await publish([release(many(8))]);
    expect(server.files('sample')).toHaveLength(8);
    expect(server.peakUploadsAtOnce).toBeGreaterThan(1);
  });

  it.each([400, 413])('uploads no sdist where a wheel failed with %d, whichever it was', async (status) => {
    const wheels = many(5);
    const third = wheels[2]?.name ?? '';
    await server.close();
    await start({ refuses: (name) => (name === third ? [status, 'Invalid'] : undefined) });
    const outcomes = new Map(await publish([release([sdist(), ...wheels])]));
    expect(outcomes.get(third)).toBe('failed');
    expect(outcomes.get(wheels[0]?.name ?? '')).toBe('uploaded');
    expect(outcomes.has(sdist().name)).toBe(false);
    expect(server.uploads.map(({ filename }) => filename)).not.toContain(sdist().name);
  });

  it('uploads the sdist after a doubtful wheel that is rejected, and not after one whose end is not known', async () => {
    const odd = { ...wheel('1.0', 'py3-none-macosx_99_0_riscv'), doubtfulTag: true };
    const odder = { ...wheel('1.0', 'py3-none-macosx_99_1_riscv'), doubtfulTag: true };
    expect(await publish([release([sdist(), odd, odder, wheel()])])).toEqual([
      [wheel().name, 'uploaded'],
      [odd.name, 'failed'],
      [odder.name, 'failed'],
      [sdist().name, 'uploaded'],
    ]);
    await server.close();
    await start({ refuses: (name) => (name === odd.name ? [503, 'Down'] : undefined) });
    expect(await publish([release([sdist(), odd, odder, wheel()])])).toEqual([
      [wheel().name, 'uploaded'],
      [odd.name, 'failed'],
    ]);
  });

  it('uploads large wheels before anything else is public, and nothing else where one is rejected', async () => {
    await server.close();
    await start({ sizeLimit: 3000 });
    index = { ...index, fileSizeLimit: 3000 };
    const made = makeWheel({
      name: 'sample',
      version: '1.0',
      tags: 'py3-none-win32',
      files: { 'x.bin': Buffer.alloc(4000) },
      compression: 'stored',
    });
    const large = sampleDistribution(made.name, made.bytes);
    expect(await publish([release([wheel(), large, sdist()])])).toEqual([[large.name, 'failed']]);
    expect(server.files('sample')).toEqual([]);
  });

  it('uploads releases of one line side by side, and those of the next when they have ended', async () => {
    await server.close();
    await start({ latencyMs: 20, refuses: (name) => (name.startsWith('a-') ? [400, 'Invalid'] : undefined) });
    const releases = ['d', 'c', 'b', 'a'].map((name, at) =>
      release([wheel('1.0', 'py3-none-any', name)], at < 2 ? 1 : 0),
    );
    const outcomes = await publish(releases);
    const places = outcomes.map(([name]) => name.slice(0, 1));
    expect(places.slice(0, 2).toSorted()).toEqual(['a', 'b']);
    expect(places.slice(2).toSorted()).toEqual(['c', 'd']);
    const posts = server.requests.filter(({ method }) => method === 'POST');
    expect(posts).toHaveLength(4);
    expect(server.uploads.map(({ endedBefore }) => endedBefore)).toEqual([0, 0, 2, 2]);
  });

  it('begins nothing once it is cancelled', async () => {
    expect(await publish([release([wheel()])], AbortSignal.abort())).toEqual([]);
    expect(server.requests).toEqual([]);
  });
});
