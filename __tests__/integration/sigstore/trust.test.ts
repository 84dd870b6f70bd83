import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ActionError } from '../../../src/errors.ts';
import type { LoggedInstance } from '../../../src/sigstore/instances.ts';
import { loadTrust } from '../../../src/sigstore/trust/trust.ts';
import type { Trust } from '../../../src/sigstore/trust/trust.ts';
import type { Clock } from '../../../src/ground/clock.ts';
import { createHttp } from '../../../src/platform/undici-http.ts';
import { startRecordingProxy } from '../../testbed/recording-proxy.ts';
import type { RecordingProxy } from '../../testbed/recording-proxy.ts';
import { startSigstore } from '../../testbed/sigstore.ts';
import type { SigstoreTestbed } from '../../testbed/sigstore.ts';
import { startTufRepository } from '../../testbed/tuf-repository.ts';
import type { TufRepository } from '../../testbed/tuf-repository.ts';
import { instanceOf, openClient } from '../../support/sigstore-client.ts';

let testbed: SigstoreTestbed;
let client: ReturnType<typeof openClient>;

beforeEach(async () => {
  testbed = await startSigstore();
  client = openClient();
});

afterEach(async () => {
  await client.close();
  await testbed.close();
});

const load = (instance: LoggedInstance = instanceOf(testbed), rekorV2 = true): Promise<Trust> =>
  loadTrust(instance, { rekorV2 }, client.platform);

async function refusal(loading: Promise<unknown>): Promise<ActionError> {
  const error: unknown = await loading.then(
    () => new Error('it was loaded'),
    (reason: unknown) => reason,
  );
  if (error instanceof ActionError) return error;
  throw error;
}

function filesInstance(trustedRoot: object): LoggedInstance {
  return {
    kind: 'files',
    trustedRoot: Buffer.from(JSON.stringify(trustedRoot)),
    signingConfig: Buffer.from(JSON.stringify(testbed.signingConfig({ rekor: [1] }))),
    audience: 'sigstore',
  };
}

function fileOf(path: RegExp): string {
  return [...testbed.tuf.files.keys()].findLast((name) => path.test(name)) ?? '';
}

describe('a mirror of a public instance', () => {
  it('is held against the embedded root, and says what to add where it is another instance', async () => {
    const { code, hint } = await refusal(load({ kind: 'public-good', mirror: testbed.tuf.url }));
    expect(code).toBe('TRUST_UNAVAILABLE');
    expect(hint).toContain('If this is a private instance, add `sigstore-tuf-root`.');
    expect(testbed.tuf.requests.length).toBeGreaterThan(0);
  });
});

describe('a signing config beside TUF', () => {
  it('is used in place of the one in the repository', async () => {
    const signingConfig = Buffer.from(JSON.stringify(testbed.signingConfig({ rekor: [2, 1] })));
    const { url, rootJson: root } = testbed.tuf;
    const trust = await load({ kind: 'tuf', url, root, signingConfig, audience: 'sigstore' });
    expect(trust.signingConfig.rekorTlogUrls).toHaveLength(2);
    expect(trust.rekorV2SigningConfig).toBeUndefined();
  });
});

describe('a private instance whose TUF repository has no signing config', () => {
  let tuf: TufRepository;
  const signingConfig = (): Buffer => Buffer.from(JSON.stringify(testbed.signingConfig({ rekor: [1] })));

  beforeEach(async () => {
    tuf = await startTufRepository({ 'trusted_root.json': testbed.trustedRoot() });
  });

  afterEach(() => tuf.close());

  it('is told the two ways out', async () => {
    const instance = { kind: 'tuf', url: tuf.url, root: tuf.rootJson, audience: 'sigstore' } as const;
    const { code, message, hint } = await refusal(load(instance));
    expect([code, message]).toEqual([
      'TRUST_UNAVAILABLE',
      `signing_config.v0.2.json is missing in ${tuf.url}`,
    ]);
    expect(hint).toContain('Set `sigstore-signing-config` beside `sigstore-tuf-url` and `sigstore-tuf-root`');
    expect(hint).toContain('or `sigstore-trusted-root` and `sigstore-signing-config` without TUF');
  });

  it('can be used by the first: a signing config beside TUF, which stays the one when trust is learnt anew', async () => {
    const instance = {
      kind: 'tuf',
      url: tuf.url,
      root: tuf.rootJson,
      audience: 'sigstore',
      signingConfig: signingConfig(),
    } as const;
    const trust = await load(instance);
    for (const each of [trust, await trust.refresh()]) {
      expect(each.trustedRoot.tlogs).toHaveLength(2);
      expect(each.signingConfig.rekorTlogUrls.map(({ url }) => url)).toEqual([testbed.rekor1.url]);
    }
  });

  it('can be used by the second: both files', async () => {
    const trust = await load(filesInstance(testbed.trustedRoot()));
    expect(trust.signingConfig.rekorTlogUrls.map(({ url }) => url)).toEqual([testbed.rekor1.url]);
  });

  it.each([
    ['logId', (log: Log) => ({ ...log, logId: undefined }), 'tlogs[1].logId is missing'],
    ['publicKey', (log: Log) => ({ ...log, publicKey: undefined }), 'tlogs[1].publicKey'],
  ])('is told which field of which log is missing: %s', async (_name, change, field) => {
    const root: { readonly tlogs?: readonly Log[] } = testbed.trustedRoot();
    const [first = {}, second = {}] = root.tlogs ?? [];
    const { message } = await refusal(load(filesInstance({ ...root, tlogs: [first, change(second)] })));
    expect(message).toContain(`trusted_root.json of the given files cannot be read: ${field}`);
  });
});

type Log = Readonly<Record<string, unknown>>;

describe('an instance with a TUF repository', () => {
  it('is learnt, with its opt-in config', async () => {
    const trust = await load();
    expect(trust.trustedRoot.tlogs).toHaveLength(2);
    expect(trust.signingConfig.rekorTlogUrls.map((service) => service.majorApiVersion)).toEqual([1]);
    expect(trust.rekorV2SigningConfig?.rekorTlogUrls.map((service) => service.majorApiVersion)).toEqual([2]);
  });

  it.each([
    ['rekorTlogConfig', { rekorTlogConfig: { selector: 'WEIGHTED' } }, 'has the selector "WEIGHTED"'],
    ['mediaType', { mediaType: 'other/type', rekorTlogUrls: 'other' }, 'its media type is "other/type"'],
  ])('is refused where %s of its signing config is not known', async (_name, change, words) => {
    const config = { ...testbed.signingConfig({ rekor: [1] }), ...change };
    testbed.tuf.publish({ 'signing_config.v0.2.json': config });
    const { code, message, hint } = await refusal(load());
    expect(code).toBe('TRUST_UNAVAILABLE');
    expect(message).toContain(`signing_config.v0.2.json of ${testbed.tuf.url} cannot be read: `);
    expect(message).toContain(words);
    expect(hint).toContain('wheelseal is up to date');
  });

  it('is no worse for an opt-in config that it does not need', async () => {
    testbed.tuf.publish({ 'signing_config_rekor_v2.v0.2.json': { mediaType: 'other/type' } });
    expect((await refusal(load())).message).toContain('signing_config_rekor_v2.v0.2.json');
    const trust = await load(instanceOf(testbed), false);
    expect(trust.rekorV2SigningConfig).toBeUndefined();
  });

  it('follows new roots, and learns anew when asked', async () => {
    testbed.tuf.rotateRoot();
    testbed.tuf.rotateRoot();
    const trust = await load();
    testbed.tuf.publish({ 'signing_config.v0.2.json': testbed.signingConfig({ rekor: [2, 1] }) });
    const later = await trust.refresh();
    expect(trust.signingConfig.rekorTlogUrls).toHaveLength(1);
    expect(later.signingConfig.rekorTlogUrls).toHaveLength(2);
  });

  it('refuses to go back', async () => {
    const before = new Map(testbed.tuf.files);
    testbed.tuf.publish({ more: {} });
    const trust = await load();
    before.forEach((bytes, path) => testbed.tuf.files.set(path, bytes));
    expect((await refusal(trust.refresh())).message).toContain('/timestamp.json: rollback');
  });

  it.each(['timestamp', 'snapshot', 'targets', 'root'] as const)('refuses an expired %s', async (role) => {
    testbed.tuf.expire(role);
    const { code, message } = await refusal(load());
    expect(code).toBe('TRUST_UNAVAILABLE');
    expect(message).toContain('freeze: the metadata has expired');
  });

  it.each([
    ['target', /^targets\/.*\.trusted_root\.json$/, 'wrong hash or length'],
    ['signature', /^1\.snapshot\.json$/, 'snapshot.json'],
  ])('refuses a changed %s', async (_name, path, words) => {
    testbed.tuf.tamper(fileOf(path));
    const { code, message } = await refusal(load());
    expect(code).toBe('TRUST_UNAVAILABLE');
    expect(message).toContain(words);
    expect(message).toContain(testbed.tuf.url);
  });

  it('refuses what is too long, not TUF, or not there', async () => {
    testbed.tuf.files.set('timestamp.json', Buffer.alloc(20_000, ' '));
    expect((await refusal(load())).message).toContain('/timestamp.json: oversized');
    testbed.tuf.files.set('timestamp.json', Buffer.from('<html>'));
    expect((await refusal(load())).message).toContain('/timestamp.json: not TUF metadata');
    testbed.tuf.files.delete('timestamp.json');
    expect((await refusal(load())).message).toContain('/timestamp.json: unreachable: HTTP 404');
  });

  it('walks on from a root that has expired, as an embedded one does', async () => {
    testbed.tuf.expire('root');
    const expired = testbed.tuf.files.get('2.root.json') ?? Buffer.alloc(0);
    const instance = { kind: 'tuf', url: testbed.tuf.url, root: expired, audience: 'sigstore' } as const;
    expect((await refusal(load(instance))).message).toContain('freeze: the metadata has expired');
    testbed.tuf.rotateRoot();
    expect((await load(instance)).trustedRoot.tlogs).toHaveLength(2);
  });

  it.each([
    ['longer than its metadata says', (bytes: Buffer) => Buffer.concat([bytes, bytes]), 'oversized'],
    ['shorter than its metadata says', (bytes: Buffer) => bytes.subarray(1), 'wrong hash or length'],
  ])('refuses a target that is %s', async (_name, change, words) => {
    const path = fileOf(/^targets\/.*\.trusted_root\.json$/);
    testbed.tuf.files.set(path, change(testbed.tuf.files.get(path) ?? Buffer.alloc(0)));
    const { code, message } = await refusal(load());
    expect(code).toBe('TRUST_UNAVAILABLE');
    expect(message).toContain(`${testbed.tuf.url}/${path}: ${words}`);
  });

  it('refuses a target whose metadata lets it be huge, without fetching it', async () => {
    testbed.tuf.publish({ 'trusted_root.json': Buffer.alloc(5_000_001, ' ') });
    const { code, message } = await refusal(load());
    expect(code).toBe('TRUST_UNAVAILABLE');
    expect(message).toContain('oversized');
    expect(testbed.tuf.requests.some(({ path }) => path.startsWith('/targets/'))).toBe(false);
  });

  it.each(['snapshot', 'targets'] as const)(
    'refuses a newer timestamp that leads back to an older %s',
    async (role) => {
      testbed.tuf.publish({ more: {} });
      const trust = await load();
      testbed.tuf.rollBack(role);
      const { code, message } = await refusal(trust.refresh());
      expect(code).toBe('TRUST_UNAVAILABLE');
      expect(message).toContain('rollback: a version goes backwards');
    },
  );

  it('refuses a root of another repository, and one that is none', async () => {
    const other = await startSigstore();
    testbed.tuf.rotateRoot();
    const planted = {
      kind: 'tuf',
      url: testbed.tuf.url,
      root: other.tuf.rootJson,
      audience: 'sigstore',
    } as const;
    const { message } = await refusal(load(planted));
    await other.close();
    expect(message).toContain('wrong signature');
    expect((await refusal(load({ ...planted, root: Buffer.from('{}') }))).message).toContain(
      'not TUF metadata',
    );
  });
});

describe('behind a proxy', () => {
  let proxy: RecordingProxy;
  let authority: string;

  beforeEach(async () => {
    proxy = await startRecordingProxy();
    proxy.routes.set('tuf.example', testbed.tuf.url);
    authority = join(client.platform.files.privateDirectory, 'authority.pem');
    await writeFile(authority, proxy.authority);
  });

  afterEach(() => proxy.close());

  /** Milliseconds that were waited between attempts: they take no time, but count. */
  let waited = 0;

  async function loadWith(environment: Readonly<Record<string, string>>): Promise<Trust> {
    const http = createHttp({ environment, userAgent: 'wheelseal/test', log: client.platform.runner.log });
    const instance = {
      kind: 'tuf',
      url: 'https://tuf.example',
      root: testbed.tuf.rootJson,
      audience: 'sigstore',
    } as const;
    try {
      waited = 0;
      const clock: Clock = {
        now: () => new Date(Date.now() + waited),
        sleep: (milliseconds) => Promise.resolve(void (waited += milliseconds)),
        random: () => 0.5,
      };
      return await loadTrust(instance, { rekorV2: false }, { ...client.platform, clock, http });
    } finally {
      await http.close();
    }
  }

  it('that speaks by a private authority, trust is learnt through it', async () => {
    const trust = await loadWith({ HTTPS_PROXY: proxy.url, SSL_CERT_FILE: authority });
    expect(trust.trustedRoot.tlogs).toHaveLength(2);
    expect(proxy.hosts()).toEqual(['tuf.example']);
  });

  it('whose authority is not known, or that refuses, nothing is learnt', async () => {
    const { message } = await refusal(loadWith({ HTTPS_PROXY: proxy.url }));
    expect(message).toContain('https://tuf.example/');
    expect(message).toContain('NODE_EXTRA_CA_CERTS');
    proxy.routes.clear();
    const refused = await refusal(loadWith({ HTTPS_PROXY: proxy.url, SSL_CERT_FILE: authority }));
    expect(refused.message).toContain(
      `the proxy ${new URL(proxy.url).host} (HTTPS_PROXY) refused the connection (HTTP 403)`,
    );
    expect(refused.hint).toMatch(/^Allow tuf\.example in the proxy .* NO_PROXY\.$/);
    expect(waited).toBe(0);
  });
});

describe('an instance of two files', () => {
  it('is learnt without the network', async () => {
    const trust = await load(filesInstance(testbed.trustedRoot()));
    expect(trust.trustedRoot.tlogs).toHaveLength(2);
    expect(await trust.refresh()).toBe(trust);
  });

  it('refuses a trusted root with a certificate that cannot be read, before anything is signed', async () => {
    const certChain = { certificates: [{ rawBytes: Buffer.from('no certificate').toString('base64') }] };
    const authority = { uri: 'https://fulcio.test', certChain, validFor: { start: '2026-01-01T00:00:00Z' } };
    const broken = { ...testbed.trustedRoot(), certificateAuthorities: [authority] };
    const { code, message } = await refusal(load(filesInstance(broken)));
    expect(code).toBe('TRUST_UNAVAILABLE');
    expect(message).toContain('trusted_root.json of the given files cannot be read: ');
  });

  it('refuses a file of another kind', async () => {
    const { message } = await refusal(load(filesInstance({ mediaType: 'text/plain' })));
    expect(message).toBe(
      'trusted_root.json of the given files cannot be read: its media type is "text/plain"',
    );
  });
});
