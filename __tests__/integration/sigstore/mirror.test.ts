// A mirror of a public instance's TUF repository, on a network that can't reach the instance's own: what the embedded root signs is that
// instance. Here the testbed's root is the embedded one, and the documents are those that the public instances publish.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ActionError } from '../../../src/errors.ts';
import type { PublicInstanceName, LoggedInstance } from '../../../src/sigstore/instances.ts';
import { prepareSigstore } from '../../../src/sigstore/prepare.ts';
import type { PreparedSigstore } from '../../../src/sigstore/prepare.ts';
import { openClient } from '../../support/sigstore-client.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { startTufRepository } from '../../testbed/tuf-repository.ts';
import type { TufRepository } from '../../testbed/tuf-repository.ts';

const DOCUMENTS = ['trusted_root.json', 'signing_config.v0.2.json', 'signing_config_rekor_v2.v0.2.json'];
const HERE = new URL('../../fixtures/sigstore-instances/', import.meta.url);
const NOW = new Date('2026-08-21T12:00:00Z');

let client: ReturnType<typeof openClient>;
let mirror: TufRepository;
/** Where nobody listens: the instance's own repository, which this network does not reach. */
const UNREACHED = 'http://127.0.0.1:1';

beforeEach(async () => {
  client = openClient();
  mirror = await startTufRepository({});
});

afterEach(async () => {
  await client.close();
  await mirror.close();
});

function documentsOf(name: PublicInstanceName): Record<string, Buffer> {
  return Object.fromEntries(DOCUMENTS.map((file) => [file, readFileSync(new URL(`${name}/${file}`, HERE))]));
}

async function prepare(
  instance: LoggedInstance,
  rekorChoice: 'auto' | 2 = 'auto',
): Promise<PreparedSigstore> {
  const platform = { ...client.platform, clock: virtualClock(NOW) };
  const request = { instance, rekorChoice, verifiableRekor: [1, 2] } as const;
  return prepareSigstore(request, platform, () => ({ url: UNREACHED, root: mirror.rootJson }));
}

describe.each<[PublicInstanceName, string, string]>([
  ['public-good', 'https://rekor.sigstore.dev', 'https://log2025-1.rekor.sigstore.dev'],
  ['staging', 'https://global.rekor.sigstage.dev', 'https://global.rekor.sigstage.dev'],
])('a mirror of %s', (kind, automatic, asked) => {
  it('counts as that instance: its services, its audience, its opt-in signing config', async () => {
    mirror.publish(documentsOf(kind));
    for (const url of [mirror.url, `${mirror.url}/`]) {
      const prepared = await prepare({ kind, mirror: url });
      expect(prepared).toMatchObject({ instance: kind, audience: 'sigstore' });
      expect(prepared.services.rekor.url).toBe(automatic);
    }
    const { services } = await prepare({ kind, mirror: mirror.url }, 2);
    expect(services.rekor).toMatchObject({ url: asked, majorApiVersion: 2 });
  });

  it('may be behind a new root, which the embedded one signs', async () => {
    mirror.publish(documentsOf(kind));
    mirror.rotateRoot();
    mirror.rotateRoot();
    expect((await prepare({ kind, mirror: mirror.url })).instance).toBe(kind);
  });

  it('learns anew from the mirror, and notices that it goes back', async () => {
    mirror.publish(documentsOf(kind));
    const before = new Map(mirror.files);
    const [, signingConfig = ''] = DOCUMENTS;
    mirror.publish({ [signingConfig]: documentsOf(kind)[signingConfig] ?? {} });
    const prepared = await prepare({ kind, mirror: mirror.url });
    expect((await prepared.refresh()).services.rekor.url).toBe(automatic);
    before.forEach((bytes, path) => mirror.files.set(path, bytes));
    await expect(prepared.refresh()).rejects.toMatchObject({
      code: 'TRUST_UNAVAILABLE',
      message: expect.stringContaining('rollback'),
    });
  });

  it('is refused where what it signs names services of another domain', async () => {
    const other = kind === 'staging' ? 'public-good' : 'staging';
    mirror.publish(documentsOf(other));
    await expect(prepare({ kind, mirror: mirror.url })).rejects.toMatchObject({
      code: 'TRUST_UNAVAILABLE',
      message: expect.stringContaining(`Sigstore's ${kind} instance names the host fulcio.`),
    });
  });

  it('is refused with what to do where another root signs it', async () => {
    const other = await startTufRepository(documentsOf(kind));
    // A client walks to newer roots, the first of which must be signed by the one that it has.
    other.rotateRoot();
    const error: unknown = await prepare({ kind, mirror: other.url }).catch((reason: unknown) => reason);
    await other.close();
    const { code, message, hint } = error as ActionError;
    expect(code).toBe('TRUST_UNAVAILABLE');
    expect(message).toContain(`${other.url}/2.root.json: wrong signature`);
    expect(hint).toContain('If this is a private instance, add `sigstore-tuf-root`.');
  });

  it('is not asked for without one: the instance has its own', async () => {
    mirror.publish(documentsOf(kind));
    const requests = mirror.requests.length;
    await expect(prepare({ kind })).rejects.toMatchObject({
      message: expect.stringContaining(UNREACHED),
      hint: expect.not.stringContaining('sigstore-tuf-root'),
    });
    expect(mirror.requests).toHaveLength(requests);
  });
});
