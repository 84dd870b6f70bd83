import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Updater } from 'tuf-js';
import { startSigstore } from '../../testbed/sigstore.ts';
import type { SigstoreTestbed } from '../../testbed/sigstore.ts';

let sigstore: SigstoreTestbed;
beforeAll(async () => {
  sigstore = await startSigstore({ checkpointIntervalMs: 5 });
});
afterAll(async () => {
  await sigstore.close();
});

/** The content of a target, by a client that has nothing but the first root. */
async function read(target: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tuf-'));
  try {
    await writeFile(join(directory, 'root.json'), sigstore.tuf.rootJson);
    const updater = new Updater({
      metadataDir: directory,
      metadataBaseUrl: sigstore.tuf.url,
      targetDir: directory,
      targetBaseUrl: `${sigstore.tuf.url}/targets`,
      config: { fetchRetries: 0 },
    });
    await updater.refresh();
    const info = await updater.getTargetInfo(target);
    if (info === undefined) throw new Error(`no target ${target}`);
    const path = await updater.downloadTarget(info);
    return await readFile(path, 'utf8');
  } finally {
    await rm(directory, { recursive: true });
  }
}

describe('the TUF repository', () => {
  it('is read by tuf-js, also after it has changed and its root has turned', async () => {
    expect(JSON.parse(await read('trusted_root.json'))).toEqual(sigstore.trustedRoot());
    expect(JSON.parse(await read('signing_config.v0.2.json'))).toEqual(
      sigstore.signingConfig({ rekor: [1] }),
    );
    sigstore.tuf.rotateRoot();
    sigstore.tuf.publish({ 'signing_config.v0.2.json': { changed: true } });
    expect(JSON.parse(await read('signing_config.v0.2.json'))).toEqual({ changed: true });
  });

  it('is refused when it has expired or been tampered with', async () => {
    for (const role of ['timestamp', 'snapshot', 'targets'] as const) {
      sigstore.tuf.expire(role);
      await expect(read('trusted_root.json')).rejects.toThrow(/expired/);
      sigstore.tuf.publish({});
    }
    const [target = ''] = [...sigstore.tuf.files.keys()].filter((path) =>
      path.endsWith('.trusted_root.json'),
    );
    sigstore.tuf.tamper(target);
    await expect(read('trusted_root.json')).rejects.toThrow(/hash|length/i);
    sigstore.tuf.tamper(target);
    sigstore.tuf.expire('root');
    await expect(read('trusted_root.json')).rejects.toThrow(/expired/);
  });
});
