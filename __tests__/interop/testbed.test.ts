// The embedded testbed is a fake; here the verifiers written by others say whether what it logs is what a real one logs.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import { removeRuns, runAction } from '../testbed/run-action.ts';
import { startSigstore } from '../testbed/sigstore.ts';
import type { SigstoreTestbed } from '../testbed/sigstore.ts';
import { PUBLISH, cosign, judge } from './stack.ts';

const PROJECT = { name: 'demo', version: '1.0.0' };
const FILES = [makeSdist(PROJECT), makeWheel(PROJECT)];
const ACCEPTED = FILES.map(({ name }) => ({ name, ok: true, seen: PUBLISH }));

let sigstore: SigstoreTestbed;
let scratch: string;
let trustedRoot: string;

beforeAll(async () => {
  sigstore = await startSigstore();
  scratch = await mkdtemp(join(tmpdir(), 'wheelseal-testbed-'));
  trustedRoot = join(scratch, 'trusted_root.json');
  await writeFile(trustedRoot, JSON.stringify(sigstore.trustedRoot()));
});

afterAll(async () => {
  await removeRuns();
  await sigstore.close();
  await rm(scratch, { recursive: true, force: true });
});

async function sign(rekorVersion: 1 | 2, { instance = sigstore, root = trustedRoot, files = FILES } = {}) {
  const signingConfig = join(scratch, `signing_config.${rekorVersion}.json`);
  await writeFile(signingConfig, JSON.stringify(instance.signingConfig({ rekor: [rekorVersion] })));
  const run = await runAction({
    files: Object.fromEntries(files.map(({ name, bytes }) => [`dist/${name}`, bytes])),
    environment: {
      ACTIONS_ID_TOKEN_REQUEST_URL: instance.issuer.requestUrl,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: instance.issuer.requestToken,
    },
    inputs: {
      'dry-run': 'sign',
      'repository-url': 'https://index.example/legacy/',
      'index-kind': 'generic',
      attestations: 'require',
      bundles: 'true',
      'sigstore-trusted-root': root,
      'sigstore-signing-config': signingConfig,
    },
  });
  expect(run.exitCode === 0 ? '' : run.log).toBe('');
  const paths = files.map(({ name }) => join(run.workspace, 'dist', name));
  return { folder: run.outputs['attestations-dir'] ?? '', paths };
}

describe('what the embedded testbed issues and logs', () => {
  it('is accepted on Rekor v1 by pypi-attestations, sigstore-python and cosign', async () => {
    const { folder, paths } = await sign(1);
    expect(await judge('attestations', trustedRoot, folder, paths)).toEqual(ACCEPTED);
    expect(await judge('bundles', trustedRoot, folder, paths)).toEqual(ACCEPTED);
    const bundle = join(folder, `${FILES[0]?.name}.sigstore.json`);
    expect(await cosign(trustedRoot, bundle, paths[0] ?? '')).toBe('Verified OK');
  });

  it('is accepted on Rekor v2 by sigstore-python and cosign', async () => {
    const { folder, paths } = await sign(2);
    expect(await judge('bundles', trustedRoot, folder, paths)).toEqual(ACCEPTED);
    const bundle = join(folder, `${FILES[0]?.name}.sigstore.json`);
    expect(await cosign(trustedRoot, bundle, paths[0] ?? '')).toBe('Verified OK');
  });

  it('is accepted where it is the first entry of a log: protobuf leaves its zeros out, Python asks for them', async () => {
    const fresh = await startSigstore({ shardOffset: 0 });
    const root = join(scratch, 'fresh_trusted_root.json');
    await writeFile(root, JSON.stringify(fresh.trustedRoot()));
    const { folder, paths } = await sign(1, { instance: fresh, root, files: FILES.slice(0, 1) });
    await fresh.close();
    const text = await readFile(join(folder, `${FILES[0]?.name}.publish.attestation`), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      verification_material: {
        transparency_entries: [
          { logIndex: '0', inclusionProof: { logIndex: '0', treeSize: '1', hashes: [] } },
        ],
      },
    });
    expect(await judge('attestations', root, folder, paths)).toEqual(ACCEPTED.slice(0, 1));
    expect(await judge('bundles', root, folder, paths)).toEqual(ACCEPTED.slice(0, 1));
  });
});
