import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ActionError } from '../../src/errors.ts';
import type { SigstoreInstance } from '../../src/sigstore/instance.ts';
import { loadTrust } from '../../src/sigstore/trust.ts';
import type { Trust } from '../../src/sigstore/trust.ts';
import { startSigstore } from '../testbed/sigstore.ts';
import type { SigstoreTestbed } from '../testbed/sigstore.ts';
import { instanceOf, openClient } from './sigstore-client.ts';

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

const load = (instance: SigstoreInstance = instanceOf(testbed), rekorV2 = true): Promise<Trust> =>
  loadTrust(instance, { rekorV2 }, client.platform);

async function refusal(loading: Promise<unknown>): Promise<ActionError> {
  const error: unknown = await loading.then(
    () => new Error('it was loaded'),
    (reason: unknown) => reason,
  );
  if (error instanceof ActionError) return error;
  throw error;
}

function filesInstance(trustedRoot: object): SigstoreInstance {
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

describe('an instance of two files', () => {
  it('is learnt without the network', async () => {
    const trust = await load(filesInstance(testbed.trustedRoot()));
    expect(trust.trustedRoot.tlogs).toHaveLength(2);
    expect(await trust.refresh()).toBe(trust);
  });

  it('refuses a file of another kind', async () => {
    const { message } = await refusal(load(filesInstance({ mediaType: 'text/plain' })));
    expect(message).toBe(
      'trusted_root.json of the given files cannot be read: its media type is "text/plain"',
    );
  });
});
