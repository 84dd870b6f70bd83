import { describe, expect, it } from '@jest/globals';
import type { HttpAnswer } from '../../../src/platform/http.ts';
import { readUploadAnswer } from '../../../src/package-index/answer.ts';
import type { UploadAnswer } from '../../../src/package-index/answer.ts';

const NOW = new Date('2026-11-21T12:00:00Z');

function read(answer: Partial<HttpAnswer>, kind: 'pypi' | 'generic' = 'pypi'): UploadAnswer {
  const full = { status: 400, statusText: '', headers: {}, body: Buffer.alloc(0), ...answer };
  return readUploadAnswer(full, { kind, uploadUrl: 'https://example.com/legacy/' }, NOW);
}

describe('readUploadAnswer', () => {
  it.each([
    [200, 'accepted'],
    [201, 'accepted'],
    [202, 'pending'],
    [408, 'transient'],
    [429, 'transient'],
    [499, 'transient'],
    [503, 'transient'],
    [501, 'rejected'],
    [410, 'rejected'],
    [405, 'rejected'],
    [400, 'duplicate-suspect'],
    [409, 'duplicate-suspect'],
  ] as const)('takes %d for %s', (status, kind) => {
    expect(read({ status }).kind).toBe(kind);
  });

  it('suspects a duplicate behind the codes that other indexes use for one', () => {
    expect(read({ status: 404 }, 'generic').kind).toBe('duplicate-suspect');
    expect(read({ status: 403, statusText: 'Not enough permissions to overwrite' }, 'generic').kind).toBe(
      'duplicate-suspect',
    );
    expect(read({ status: 404 }).kind).toBe('rejected');
  });

  it('reads the message from `code`, then the reason phrase, then the body', () => {
    const json = { 'content-type': 'application/json' };
    const code = Buffer.from(
      JSON.stringify({ message: '<h1>x</h1>', code: '400 Only one sdist', title: 'T' }),
    );
    expect(read({ headers: json, body: code, statusText: 'Bad Request' })).toMatchObject({
      message: '400 Only one sdist',
    });
    const gitlab = Buffer.from(
      JSON.stringify({ message: 'Validation failed: File name has already been taken' }),
    );
    expect(read({ headers: json, body: gitlab })).toMatchObject({
      message: '400 Validation failed: File name has already been taken',
    });
    expect(
      read({ statusText: 'Include at least one message digest.', body: Buffer.from('<b>n</b>') }),
    ).toMatchObject({
      message: '400 Include at least one message digest.',
    });
    const html =
      '<html><head><title>t</title></head><body><h1>Repository does not allow updating assets</h1></body>';
    expect(read({ statusText: 'Bad Request', body: Buffer.from(html) })).toMatchObject({
      message: '400 Repository does not allow updating assets',
    });
    expect(read({})).toMatchObject({ message: '400 Bad Request' });
    expect(read({ headers: json, body: Buffer.from('not json') })).toMatchObject({ message: '400 not json' });
  });

  it('waits as long as the index says: Retry-After, or RateLimit', () => {
    expect(read({ status: 429, headers: { 'retry-after': '7' } })).toMatchObject({ after: 7000 });
    expect(read({ status: 429, headers: { ratelimit: '"default";r=0;t=33' } })).toMatchObject({
      after: 33_000,
    });
    expect(read({ status: 500 })).toMatchObject({ after: undefined, serverError: true });
  });

  it('tries attestations again where the index failed to verify them for a reason of its own', () => {
    const unknown =
      'Invalid attestations supplied during upload: Unknown error while trying to verify included attestations: ';
    expect(read({ statusText: `${unknown}TUF refresh failed` })).toMatchObject({
      kind: 'transient',
      attempts: 3,
    });
    expect(
      read({ statusText: `${unknown}bundle must contain an inclusion promise or signed timestamp(s)` }),
    ).toMatchObject({
      kind: 'duplicate-suspect',
      hint: 'This index verifies Rekor v1 only: set rekor-version: 1.',
    });
  });

  it('tries a digest mismatch once more', () => {
    const statusText = 'The digest supplied does not match a digest calculated from the uploaded file.';
    expect(read({ statusText })).toMatchObject({ kind: 'transient', attempts: 2 });
  });

  it('knows a token that aged out from one that is wrong', () => {
    expect(read({ status: 403, statusText: 'Invalid API Token: token is expired' }).kind).toBe(
      'expired-token',
    );
    const scoped = "Invalid API Token: OIDC scoped token is not valid for project 'x'";
    expect(read({ status: 403, statusText: scoped })).toMatchObject({
      kind: 'rejected',
      hint: expect.stringContaining('another project'),
    });
  });

  it('says where a redirect points, and does not follow it', () => {
    expect(read({ status: 308, headers: { location: '/legacy/x/' } })).toMatchObject({
      kind: 'rejected',
      hint: 'Use repository-url: https://example.com/legacy/x/',
    });
    expect(read({ status: 301, headers: { location: 'https://evil.example/' } })).toMatchObject({
      hint: expect.stringContaining('only if you trust it'),
    });
  });

  it.each([
    ['Attestations are only supported when using Trusted Publishing', 'attestations: never'],
    ['Uploading new files to releases older than 14 days is not allowed.', 'raise the version'],
    ["Binary wheel 'x' has an unsupported platform tag 'linux_x86_64'.", 'auditwheel'],
    ["File already exists ('x', with blake2_256 hash 'y').", 'skip-existing'],
    ['Something quite new', 'Correct what the index says'],
  ])('%s: says what to do', (statusText, hint) => {
    expect(read({ statusText })).toMatchObject({ hint: expect.stringContaining(hint) });
  });
});
