import { describe, expect, it } from '@jest/globals';
import type { HttpAnswer } from '../../../src/ground/http.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import { ActionError, TransportError, type Rerun } from '../../../src/errors.ts';
import {
  conclude,
  leavesOpen,
  mayHaveStored,
  readLostAnswer,
  readUploadAnswer,
} from '../../../src/package-index/upload/upload-answer.ts';
import type { UploadAnswer, UploadFacts } from '../../../src/package-index/upload/upload-answer.ts';
import {
  cancelledUpload,
  lastingFailure,
  type SentFile,
} from '../../../src/package-index/upload/upload-errors.ts';
import { SILENT } from '../../support/virtual-platform.ts';

const NOW = new Date('2026-11-21T12:00:00Z');

const INDEX = {
  ...describeIndex('https://example.com/legacy/', 'pypi', undefined),
  authorizedBy: 'password' as const,
};

function read(answer: Partial<HttpAnswer>, kind: 'pypi' | 'generic' = 'pypi'): UploadAnswer {
  const full = { status: 400, statusText: '', headers: {}, body: Buffer.alloc(0), ...answer };
  return readUploadAnswer(full, { ...INDEX, kind }, NOW, SILENT.redact);
}

function readLost(
  received: string,
  failure: TransportError['failure'] = 'unparsable',
  sent = true,
): UploadAnswer {
  return readLostAnswer(new TransportError(failure, 'no answer', sent, undefined, received), SILENT.redact);
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
      remedy: { hint: expect.stringContaining('Set `rekor-version: 1`') },
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
      remedy: { hint: expect.stringContaining('another project') },
    });
  });

  it('says where a redirect points, and does not follow it', () => {
    expect(read({ status: 308, headers: { location: '/legacy/x/' } })).toMatchObject({
      kind: 'rejected',
      remedy: 'Use repository-url: https://example.com/legacy/x/',
    });
    expect(read({ status: 301, headers: { location: 'https://evil.example/' } })).toMatchObject({
      remedy: expect.stringContaining('only if you trust it'),
    });
  });

  it.each([
    ['Attestations are only supported when using Trusted Publishing', 'attestations: never'],
    ['Uploading new files to releases older than 14 days is not allowed.', 'Raise the version'],
    ["Binary wheel 'x' has an unsupported platform tag 'linux_x86_64'.", 'auditwheel'],
    ["File already exists ('x', with blake2_256 hash 'y').", 'skip-existing'],
    ['Something quite new', 'Correct what the index rejects'],
  ])('%s: says what to do', (statusText, hint) => {
    expect(read({ statusText })).toMatchObject({ remedy: { hint: expect.stringContaining(hint) } });
  });
});

describe('readLostAnswer', () => {
  it.each([
    ['500', 5, true],
    ['503', 5, true],
    ['429', 5, false],
    ['501', 2, true],
    ['400', 2, false],
    ['200', 2, false],
  ])('of what begins as %s has patience for %d attempts', (status, attempts, serverError) => {
    expect(readLost(`HTTP/1.1 ${status} One\nTwo\r\n`)).toMatchObject({ attempts, serverError });
  });

  it('has the patience of a readable 500 with one whose head ends where no parser takes it', () => {
    const head = 'HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\nContent-Type: text/html\r\n\n';
    const body = '<html><h1>Internal Server Error</h1></html>';
    expect(readLost(`${head}${body}`)).toMatchObject({ attempts: 5, serverError: true });
    expect(readLost(`Content-Type: text/html\r\n\n${body}`)).toMatchObject({
      attempts: 5,
      serverError: true,
    });
  });

  it('takes a connection that broke for the network', () => {
    expect(readLost('', 'reset')).toMatchObject({ attempts: 5, serverError: false });
  });
});

describe('conclude', () => {
  const FACTS: UploadFacts = { attempts: 1, listed: undefined, perhapsOurs: false, skipExisting: false };
  const FILE = { name: 'demo-1.0.tar.gz', index: INDEX };
  const DUPLICATE = read({ status: 409, statusText: 'already exists' }, 'generic');

  function end(answer: UploadAnswer, facts: Partial<UploadFacts>): string {
    const ended = attempted(answer, facts);
    if (ended instanceof ActionError) return ended.code;
    return ended.kind === 'done' ? ended.value.kind : ended.kind;
  }

  function failure(answer: UploadAnswer, facts: Partial<UploadFacts>, file: SentFile = FILE): ActionError {
    const ended = attempted(answer, facts, file);
    if (ended instanceof ActionError) return ended;
    throw new Error(`no failure, but ${ended.kind}`);
  }

  function attempted(answer: UploadAnswer, facts: Partial<UploadFacts>, file: SentFile = FILE) {
    try {
      return conclude(answer, { ...FACTS, ...facts }, file);
    } catch (error) {
      if (error instanceof ActionError) return error;
      throw error;
    }
  }

  it.each<[Partial<UploadFacts>, string]>([
    [{ listed: true }, 'already-there'],
    [{ listed: true, perhapsOurs: true }, 'uploaded'],
    [{ listed: false }, 'UPLOAD_REJECTED'],
    [{ listed: false, perhapsOurs: true, skipExisting: true }, 'UPLOAD_REJECTED'],
    [{}, 'UPLOAD_REJECTED'],
    [{ skipExisting: true }, 'skipped-different'],
    // The file that is there may be this very one.
    [{ skipExisting: true, perhapsOurs: true }, 'UPLOAD_UNKNOWN'],
    [{ perhapsOurs: true }, 'UPLOAD_UNKNOWN'],
  ])('of a duplicate, where %o: %s', (facts, expected) => {
    expect(end(DUPLICATE, facts)).toBe(expected);
  });

  it('of a refusal that does not say that the name is taken is no duplicate for skip-existing', () => {
    expect(end(read({ status: 400, statusText: 'Only one sdist' }), { skipExisting: true })).toBe(
      'UPLOAD_REJECTED',
    );
  });

  it.each([503, 500, 429])('of %d is another attempt, until there were five', (status) => {
    expect(end(read({ status }), { attempts: 4 })).toBe('again');
    expect(end(read({ status }), { attempts: 5 })).toBe('UPLOAD_REJECTED');
    expect(end(read({ status }), { attempts: 5, listed: true })).toBe('uploaded');
  });

  it('of a connection that broke is another attempt, until there were five', () => {
    expect(end(readLost('', 'reset'), { attempts: 4, listed: false })).toBe('again');
    expect(end(readLost('', 'reset'), { attempts: 5, listed: false })).toBe('UPLOAD_UNKNOWN');
    expect(end(readLost('', 'reset'), { attempts: 5, listed: true })).toBe('uploaded');
  });

  it.each<[string, boolean | undefined, number, string]>([
    ['400', false, 1, 'UPLOAD_REJECTED'],
    ['400', true, 1, 'uploaded'],
    ['400', undefined, 1, 'again'],
    ['400', undefined, 2, 'UPLOAD_UNKNOWN'],
    ['403', false, 1, 'UPLOAD_REJECTED'],
    ['408', false, 1, 'again'],
    ['429', false, 4, 'again'],
    ['500', false, 4, 'again'],
    ['500', false, 5, 'UPLOAD_UNKNOWN'],
    ['501', false, 2, 'UPLOAD_UNKNOWN'],
    ['200', false, 1, 'again'],
    ['200', false, 2, 'UPLOAD_UNKNOWN'],
  ])(
    'of a malformed answer that begins as %s, listed: %s, after %d attempts: %s',
    (status, listed, attempts, expected) => {
      expect(end(readLost(`HTTP/1.1 ${status} One\nTwo\r\n`), { listed, attempts })).toBe(expected);
    },
  );

  it.each<[Rerun, string, UploadAnswer, Partial<UploadFacts>]>([
    ['finishes', '503', read({ status: 503 }), {}],
    ['finishes', '429', read({ status: 429, headers: { 'retry-after': '60' } }), {}],
    ['finishes', 'a lost answer', readLost('', 'reset'), { listed: false }],
    ['finishes', 'a 500 that no parser takes', readLost('HTTP/1.1 500 One\nTwo\r\n'), { listed: false }],
    [
      'finishes-after-fix',
      'a token of another project',
      read({ status: 403, statusText: 'project-scoped token is not valid' }),
      {},
    ],
    ['finishes-after-fix', 'a redirect', read({ status: 301 }), {}],
    ['needs-new-files', 'a fault of the file', read({ statusText: 'Invalid value for version' }), {}],
    ['needs-new-files', 'a 400 of unknown text', read({ statusText: 'No' }), {}],
    ['needs-new-files', 'a malformed 400', readLost('HTTP/1.1 400 One\nTwo\r\n'), { listed: false }],
    ['needs-new-files', 'the same, unlisted', readLost('HTTP/1.1 400 One\nTwo\r\n'), {}],
    ['needs-new-release', 'a name that is taken', DUPLICATE, { listed: false }],
    [
      'needs-new-release',
      'a release that is closed',
      read({ statusText: 'releases older than 14 days' }),
      {},
    ],
  ])('another run %s: %s', (rerun, _case, answer, facts) => {
    expect(failure(answer, { attempts: 5, ...facts })).toMatchObject({ rerun });
  });

  it('promises no run that skips what is there where the index cannot be queried', () => {
    const file = { ...FILE, index: { ...INDEX, simpleUrl: undefined } };
    expect(failure(read({ status: 503 }), { attempts: 5 }).hint).toMatch(/already uploaded are skipped/);
    expect(failure(read({ status: 503 }), { attempts: 5 }, file).hint).toBe('Run the job again later.');
  });

  it('that only the index could tell is found out by the next run, where that can query it', () => {
    const unlisted = { ...FILE, index: { ...INDEX, simpleUrl: undefined } };
    const facts = { perhapsOurs: true };
    expect(failure(DUPLICATE, facts)).toMatchObject({ code: 'UPLOAD_UNKNOWN', rerun: 'finishes' });
    expect(failure(DUPLICATE, facts, unlisted)).toMatchObject({
      code: 'UPLOAD_UNKNOWN',
      rerun: 'finishes-after-fix',
      hint: expect.stringMatching(/^Check on the index whether the file was published[.]$/),
    });
  });

  it.each<[string, UploadAnswer, boolean, boolean]>([
    ['a lost answer', readLost('', 'reset'), true, true],
    ['a connection that was refused', readLost('', 'refused', false), false, false],
    ['504', read({ status: 504 }), true, true],
    ['499', read({ status: 499 }), true, true],
    ['429', read({ status: 429 }), true, false],
    ['a duplicate', DUPLICATE, true, false],
    ['success', read({ status: 200 }), false, false],
    ['403', read({ status: 403 }), false, false],
  ])(
    '%s: whether the index is asked, and whether it may have stored the file',
    (_case, answer, open, stored) => {
      expect([leavesOpen(answer), mayHaveStored(answer)]).toEqual([open, stored]);
    },
  );
});

describe('the end of an upload', () => {
  const FILE = { name: 'demo-1.0.tar.gz', index: INDEX };
  const ended = (failure: TransportError['failure']): ActionError =>
    lastingFailure(new TransportError(failure, 'no answer', true), FILE);

  it.each([
    [true, 'UPLOAD_UNKNOWN'],
    [false, 'CANCELLED'],
  ])('by a cancellation is finished by another run, begun: %s', (begun, code) => {
    expect(cancelledUpload(FILE, begun)).toMatchObject({ code, rerun: 'finishes' });
  });

  it.each([
    ['too-large', 'finishes', /^Run the job again/],
    ['tls', 'finishes-after-fix', /NODE_EXTRA_CA_CERTS/],
  ] as const)('by %s: another run %s', (failure, rerun, hint) => {
    expect(ended(failure)).toMatchObject({ rerun, hint: expect.stringMatching(hint) });
  });

  it('names file and address once', () => {
    const message = `upload of ${FILE.name}: POST ${INDEX.uploadUrl} got no answer: TLS failed (CERT_HAS_EXPIRED)`;
    expect(lastingFailure(new TransportError('tls', message, false), FILE).message).toBe(
      `${FILE.name} could not be uploaded to ${INDEX.title}: POST ${INDEX.uploadUrl} got no answer: TLS failed (CERT_HAS_EXPIRED)`,
    );
  });
});
