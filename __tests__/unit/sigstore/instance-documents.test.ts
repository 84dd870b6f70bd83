// What is chosen with the documents that the public instances publish, for an index that verifies Rekor v1 alone and one that
// verifies both.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ActionError } from '../../../src/errors.ts';
import type { PublicInstanceName, RekorChoice } from '../../../src/sigstore/instances.ts';
import { selectServices } from '../../../src/sigstore/services/select-services.ts';
import { readSigningConfig } from '../../../src/sigstore/trust/signing-config.ts';
import { rekorVersionsOf } from '../../../src/sigstore/trust/log-keys.ts';
import { readTrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';

const FOLDER = new URL('../../fixtures/sigstore-instances/', import.meta.url);
const NOW = new Date('2026-08-21T12:00:00Z');

const bytesOf = (path: string): Buffer => readFileSync(new URL(path, FOLDER));
const json = (path: string): unknown => JSON.parse(bytesOf(path).toString('utf8'));
const rootOf = (instance: PublicInstanceName) => readTrustedRoot(json(`${instance}/trusted_root.json`));

/** The services chosen, `named` where the root names the log; or why none is. */
function choose(
  instance: PublicInstanceName,
  rekorChoice: RekorChoice,
  verifiableRekor: readonly (1 | 2)[],
): string {
  try {
    const { fulcio, rekor, timestampAuthorities } = selectServices({
      signingConfig: readSigningConfig(json(`${instance}/signing_config.v0.2.json`)),
      rekorV2SigningConfig: readSigningConfig(json(`${instance}/signing_config_rekor_v2.v0.2.json`)),
      trustedRoot: rootOf(instance),
      rekorChoice,
      verifiableRekor,
      now: NOW,
    });
    const log = `${rekor.url} (v${rekor.majorApiVersion}${rekor.named ? ', named' : ''})`;
    return [fulcio.url, log, ...timestampAuthorities.map(({ url }) => url)]
      .join(' ')
      .replaceAll('https://', '');
  } catch (error) {
    if (error instanceof ActionError) return error.message;
    throw error;
  }
}

it.each(
  [
    ...bytesOf('README.md')
      .toString('utf8')
      .matchAll(/^\| `(.+?)` \| .* \| `([0-9a-f]{64})` \|$/gm),
  ].map(([, path = '', hash = '']) => [path, hash] as const),
)('%s is as it was taken', (path, hash) => {
  expect(createHash('sha256').update(bytesOf(path)).digest('hex')).toBe(hash);
});

const GOOD = (log: string): string => `fulcio.sigstore.dev ${log} timestamp.sigstore.dev/api/v1/timestamp`;
const STAGING = (log: string): string => `fulcio.sigstage.dev ${log} timestamp.sigstage.dev/api/v1/timestamp`;
const TO_PYPI = [1] as const;
const TO_BOTH = [1, 2] as const;
const V1_ONLY = 'rekor-version is 2, but the index verifies only Rekor v1';

it.each<[PublicInstanceName, RekorChoice, readonly (1 | 2)[], string]>([
  ['public-good', 'auto', TO_PYPI, GOOD('rekor.sigstore.dev (v1, named)')],
  ['public-good', 1, TO_PYPI, GOOD('rekor.sigstore.dev (v1, named)')],
  ['public-good', 2, TO_PYPI, V1_ONLY],
  ['public-good', 'auto', TO_BOTH, GOOD('rekor.sigstore.dev (v1, named)')],
  ['public-good', 1, TO_BOTH, GOOD('rekor.sigstore.dev (v1, named)')],
  ['public-good', 2, TO_BOTH, GOOD('log2025-1.rekor.sigstore.dev (v2, named)')],
  ['staging', 'auto', TO_PYPI, STAGING('rekor.sigstage.dev (v1, named)')],
  ['staging', 1, TO_PYPI, STAGING('rekor.sigstage.dev (v1, named)')],
  ['staging', 2, TO_PYPI, V1_ONLY],
  ['staging', 'auto', TO_BOTH, STAGING('global.rekor.sigstage.dev (v2)')],
  ['staging', 1, TO_BOTH, STAGING('rekor.sigstage.dev (v1, named)')],
  ['staging', 2, TO_BOTH, STAGING('global.rekor.sigstage.dev (v2)')],
])('of %s, rekor-version %s, for an index that verifies %j: %s', (instance, choice, verifiable, expected) => {
  expect(choose(instance, choice, verifiable)).toBe(expected);
});

describe('every anchor of', () => {
  it.each<[PublicInstanceName, readonly (readonly [string, readonly number[]])[]]>([
    [
      'public-good',
      [
        ['rekor.sigstore.dev', [1, 2]],
        ['log2025-1.rekor.sigstore.dev', [2]],
      ],
    ],
    [
      'staging',
      [
        ['rekor.sigstage.dev', [1, 2]],
        ['log2025-alpha1.rekor.sigstage.dev', [2]],
        ['log2025-alpha2.rekor.sigstage.dev', [2]],
        ['log2025-alpha3.rekor.sigstage.dev', [2]],
        ['log2026-1.us-east4.rekor.sigstage.dev', [2]],
      ],
    ],
  ])('%s is of a kind that is known, each log by the id of its key', (instance, logs) => {
    const root = rootOf(instance);
    expect(root.skipped).toEqual([]);
    expect(root.tlogs.map((log) => [log.baseUrl, rekorVersionsOf(log)])).toEqual(
      logs.map(([host, versions]) => [`https://${host}`, versions]),
    );
  });

  it('staging: several authorities stand under one address', () => {
    const { certificateAuthorities, timestampAuthorities } = rootOf('staging');
    expect(certificateAuthorities.map(({ uri }) => uri)).toEqual(
      Array(2).fill('https://fulcio.sigstage.dev'),
    );
    expect(timestampAuthorities.map(({ uri }) => uri)).toEqual(
      Array(2).fill('https://timestamp.sigstage.dev/api/v1/timestamp'),
    );
  });
});
