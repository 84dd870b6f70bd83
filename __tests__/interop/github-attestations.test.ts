// What `github-attestations` sends is a bundle that sigstore-go, the library of `gh attestation verify` and of cosign, accepts.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { startGithubServices } from '../testbed/github-services.ts';
import { makeWheel } from '../testbed/make-distributions.ts';
import { removeRuns, runAction } from '../testbed/run-action.ts';
import { cosign, identityEnvironment, publishSigningConfig, readStack } from './stack.ts';

const stack = readStack();

afterAll(async () => {
  await publishSigningConfig(stack, stack.signing_config);
  await removeRuns();
});

it.each([
  { rekor: 1, config: stack.signing_config, time: 'integrated' as const },
  { rekor: 2, config: stack.signing_config_rekor_v2, time: 'signed' as const },
])('cosign accepts what was stored while Rekor v$rekor was in use', async ({ config, time }) => {
  await publishSigningConfig(stack, config);
  const github = await startGithubServices();
  const { name, bytes } = makeWheel({ name: 'demo', version: '1.0.0' });
  try {
    const run = await runAction({
      files: { [`dist/${name}`]: bytes },
      environment: { ...identityEnvironment(stack), ...github.environment() },
      inputs: {
        'dry-run': 'sign',
        'repository-url': 'https://index.example/legacy/',
        attestations: 'require',
        'github-attestations': 'true',
        'github-token': github.token,
        'sigstore-tuf-url': stack.urls.tuf,
        'sigstore-tuf-root': stack.tuf_root,
      },
    });
    expect(run.report['kept']).toEqual([
      { store: 'github-attestations', name: 'octo/demo', kept: 1, error: null },
    ]);
    const bundle = join(run.workspace, 'stored.json');
    await writeFile(bundle, JSON.stringify(github.bundles[0]));
    expect(await cosign(stack.trusted_root, bundle, join(run.workspace, 'dist', name), time)).toBe(
      'Verified OK',
    );
  } finally {
    await github.close();
  }
});
