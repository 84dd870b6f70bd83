import { describe, expect, it } from '@jest/globals';
import { fetchStoredProvenance } from '../../../src/github/stored-attestations.ts';
import type { HttpAnswer } from '../../../src/ground/http.ts';
import { permittedUrl } from '../../../src/platform/http-rules.ts';
import { indexPlatform } from '../../support/virtual-platform.ts';

/** What fetching fails with where GitHub answers like this. */
async function failureOf(answer: Pick<HttpAnswer, 'status' | 'body'>): Promise<string> {
  const platform = indexPlatform();
  const authorization = platform.runner.secret('Bearer ghs_a-token-of-this-run');
  const http = {
    request: async (request: Parameters<typeof permittedUrl>[0]): Promise<HttpAnswer> => {
      permittedUrl(request);
      return { statusText: '', headers: {}, ...answer };
    },
  };
  const wanted = {
    apiUrl: 'https://api.github.com',
    repository: 'octo/demo',
    sha256: 'a'.repeat(64),
    authorization,
  };
  return fetchStoredProvenance(wanted, { ...platform, http }).then(
    () => 'nothing',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('an attestation store that refuses', () => {
  it('is quoted in a line that a reader can read, without the secrets of the run', async () => {
    const message = `No access with Bearer ghs_a-token-of-this-run ${'x'.repeat(1_000_000)}`;
    const failure = await failureOf({ status: 403, body: json({ message }) });
    expect(failure).toContain('answered 403 No access with ***');
    expect(failure.length).toBeLessThan(600);
  });

  it.each(['bundles/1', '//', 'https://'])('is named where it gives the address %j', async (address) => {
    const failure = await failureOf({
      status: 200,
      body: json({ attestations: [{ bundle: null, bundle_url: address }] }),
    });
    expect(failure).toBe('attestation store, bundle: GET (not a URL) was not sent: its address is not a URL');
  });
});
