import { describe, expect, it } from '@jest/globals';
import { checkHosts } from '../../../src/sigstore/prepare.ts';

describe('the hosts of an instance that is known by name', () => {
  it.each([
    ['public-good', 'fulcio.sigstore.dev'],
    ['public-good', 'log2025-1.rekor.sigstore.dev'],
    ['staging', 'fulcio.sigstage.dev'],
    ['staging', 'global.rekor.sigstage.dev..'],
    ['tuf', 'fulcio.example'],
    ['files', 'fulcio.example'],
  ] as const)('of %s may be %s', (kind, host) => {
    expect(() => checkHosts(kind, [host])).not.toThrow();
  });

  it.each([
    ['public-good', 'fulcio.example'],
    ['public-good', 'notsigstore.dev'],
    ['public-good', 'fulcio.sigstore.dev.example'],
    ['public-good', 'fulcio.sigstage.dev'],
    ['staging', 'fulcio.sigstore.dev'],
  ] as const)('of %s are not %s', (kind, host) => {
    expect(() => checkHosts(kind, ['rekor.sigstore.dev', host].slice(kind === 'staging' ? 1 : 0))).toThrow(
      host,
    );
  });
});
