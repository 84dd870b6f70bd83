// Whole releases: signed at Sigstore's own servers, taken by the testbed's index under their trust root, and confirmed.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { makeSdist, makeWheel, type MadeFile } from '../testbed/make-distributions.ts';
import { startPackageIndex, type TestPackageIndex } from '../testbed/package-index/server.ts';
import { removeRuns, runAction } from '../testbed/run-action.ts';
import { PUBLISHER } from '../testbed/testbed.ts';
import { identityEnvironment, publishSigningConfig, readStack } from './stack.ts';

const stack = readStack();
const keys = createRemoteJWKSet(new URL(`${stack.urls.oidc}/.well-known/jwks`));
let index: TestPackageIndex;

beforeAll(async () => {
  index = await startPackageIndex({
    trustedRoot: () => JSON.parse(readFileSync(stack.trusted_root, 'utf8')) as object,
    verifyToken: async (token, audience) => (await jwtVerify(token, keys, { audience })).payload,
    publishers: [PUBLISHER],
    acceptsRekorV2: true,
  });
});

afterAll(async () => {
  await publishSigningConfig(stack, stack.signing_config);
  await index.close();
  await removeRuns();
});

function release(version: string): [string, readonly MadeFile[]][] {
  const tags = [
    'cp312-cp312-win_amd64',
    'cp312-cp312-macosx_11_0_arm64',
    'cp313-cp313-manylinux_2_28_x86_64',
  ];
  const made = (patch: number) => ({ name: 'demo', version: `${version}.${patch}` });
  return [
    ['a wheel', [makeWheel(made(1))]],
    ['an sdist', [makeSdist(made(2))]],
    [
      'an sdist and several wheels',
      [makeSdist(made(3)), ...tags.map((tag) => makeWheel({ ...made(3), tags: tag }))],
    ],
  ];
}

async function publish(files: readonly MadeFile[]): Promise<Readonly<Record<string, string>>> {
  const run = await runAction({
    files: Object.fromEntries(files.map(({ name, bytes }) => [`dist/${name}`, bytes])),
    environment: identityEnvironment(stack),
    inputs: {
      'repository-url': index.uploadUrl,
      'check-url': index.simpleUrl,
      'index-kind': 'generic',
      'oidc-audience': 'testbed-index',
      attestations: 'require',
      'sigstore-tuf-url': stack.urls.tuf,
      'sigstore-tuf-root': stack.tuf_root,
    },
  });
  expect(run.exitCode === 0 ? '' : run.log).toBe('');
  return run.outputs;
}

describe.each([
  [1, stack.signing_config],
  [2, stack.signing_config_rekor_v2],
])('with Rekor v%i in the signing config', (rekorVersion, signingConfig) => {
  beforeAll(() => publishSigningConfig(stack, signingConfig));

  it.each(release(String(rekorVersion)))('%s is published, attested and confirmed', async (_, files) => {
    const outputs = await publish(files);
    expect(outputs).toMatchObject({ result: 'published', attested: 'true' });
    const rows = JSON.parse(outputs['files'] ?? '[]') as {
      confirmed: boolean;
      attestations: { rekorVersion: number }[];
    }[];
    expect(rows.map((row) => [row.confirmed, row.attestations[0]?.rekorVersion])).toEqual(
      files.map(() => [true, rekorVersion]),
    );
  });
});
