// The faults that every signing service is put through, and what a run makes of each: attestations that verify, or an error with a name before any upload.
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createServer } from 'node:net';
import type { HttpRequest } from '../../../src/ground/http.ts';
import type { Fault, Service, SigstoreTestbed } from '../../testbed/sigstore.ts';
import { publishFresh, startRunHarness } from '../../support/run-harness.ts';
import type { EndedRun, RunHarness } from '../../support/run-harness.ts';

// Some wait for real connections to break.
jest.setTimeout(60_000);

/** What is tested of one service. */
interface FaultySubject {
  readonly title: string;
  readonly rekor: 1 | 2;
  service(sigstore: SigstoreTestbed): Service;
  /** Which of its requests meet the faults. */
  readonly match: (method: string, path: string) => boolean;
  /** What errors must say besides its URL, and their code. */
  readonly name: RegExp;
  readonly code: string;
  /** Statuses that are no refusal of this service, with the way the run ends after a single one and after many. */
  readonly understood?: Readonly<Record<number, { readonly once: Ending; readonly always: Ending }>>;
  /** Entries that the log holds beyond the files, after one answer of this service was lost. */
  readonly orphans: number;
  /** Entries that the log holds at the most after no answer of this service could be used, however often it was asked. */
  readonly entriesAlways: number;
  /** Seconds for which it is asked again and again. */
  readonly patience: number;
  /** Whether it is asked again too after an answer that cannot be read: a web page in its place. */
  readonly rereads?: boolean;
}

type Ending = 'published' | RegExp;

type Kind = Omit<Fault, 'match' | 'times'>;

const REFUSED = 'refused';
/** A fault, and whether it passes when it happens once or twice; else what the error must say of it. */
const FAULTS: readonly (readonly [title: string, fault: Kind | typeof REFUSED, passes: number, RegExp])[] = [
  ['refused connections', REFUSED, 2, /refused/],
  ['reset connections', { kind: 'reset' }, 2, /broke|reset/],
  ['no answer', { kind: 'hang' }, 1, /not answered/],
  ['an answer that is kept back', { kind: 'keep-answer' }, 1, /not answered/],
  ['an answer that is lost', { kind: 'lose-answer' }, 1, /broke|reset/],
  ['a truncated answer', { kind: 'truncate' }, 1, /broke|not as long|reset/],
  ['400', { kind: 'status', status: 400, body: { message: 'no such thing' } }, 0, /400/],
  ['401', { kind: 'status', status: 401 }, 0, /401/],
  ['403', { kind: 'status', status: 403 }, 0, /403/],
  ['404', { kind: 'status', status: 404 }, 0, /404/],
  ['409', { kind: 'status', status: 409 }, 0, /409/],
  ['429 with Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': '40' } }, 1, /429/],
  ['500', { kind: 'status', status: 500 }, 2, /500/],
  ['503', { kind: 'status', status: 503 }, 2, /503/],
  ['an oversized answer', { kind: 'oversized' }, 0, /more than \d+ bytes|oversized|longer/],
  ['garbage', { kind: 'garbage' }, 0, /not JSON|not an RFC 3161|no token|not TUF/],
  ['wrong types', { kind: 'garbage', body: [{ message: 7 }] }, 0, /must be|not an RFC 3161|no token|not TUF/],
];

/** Waits on real time are cut short where the service is known not to answer. */
const DEADLINE = { once: 60, always: 15 };
/** The header of a request that meets a fault. */
const MET = 'x-met';

const SUBJECTS: readonly FaultySubject[] = [
  {
    title: 'the identity issuer',
    rekor: 1,
    service: ({ issuer }) => issuer,
    // The token for Fulcio, the last thing before a certificate.
    match: (_method, path) => path.includes('audience=sigstore'),
    name: /identity token/,
    code: 'IDENTITY_UNAVAILABLE',
    orphans: 0,
    entriesAlways: 0,
    patience: 900,
    rereads: true,
  },
  {
    title: 'the TUF repository',
    rekor: 1,
    service: ({ tuf }) => tuf,
    // 403 and 404 to the question for the next root say that there is none.
    match: (_method, path) => path.endsWith('timestamp.json'),
    name: /trust metadata of the Sigstore instance/,
    code: 'TRUST_UNAVAILABLE',
    orphans: 0,
    entriesAlways: 0,
    patience: 120,
  },
  {
    title: 'Fulcio',
    rekor: 1,
    service: ({ fulcio }) => fulcio,
    match: () => true,
    name: /Fulcio at /,
    code: 'SIGNING_FAILED',
    orphans: 0,
    entriesAlways: 0,
    patience: 900,
  },
  {
    title: 'Rekor v1',
    rekor: 1,
    service: ({ rekor1 }) => rekor1,
    match: (method) => method === 'POST',
    name: /Rekor v1 at /,
    code: 'SIGNING_FAILED',
    // An entry whose answer was lost is fetched by its address.
    orphans: 0,
    // One for each of the two files, and one more with the certificate that follows after ten minutes.
    entriesAlways: 4,
    understood: { 409: { once: /Location/, always: /Location/ } },
    patience: 900,
  },
  {
    title: 'Rekor v2',
    rekor: 2,
    service: ({ rekor2 }) => rekor2,
    match: (method) => method === 'POST',
    name: /Rekor v2 at /,
    code: 'SIGNING_FAILED',
    // Entries cannot be read: the statement is signed again, once.
    orphans: 1,
    // One for each of the two files, and the one that is signed anew after a duplicate.
    entriesAlways: 4,
    understood: { 409: { once: 'published', always: /two answers .* were lost \(HTTP 409\)/ } },
    patience: 900,
  },
  {
    title: 'the timestamp authority',
    rekor: 2,
    service: ({ timestampAuthority }) => timestampAuthority,
    match: () => true,
    name: /the timestamp authority at /,
    code: 'SIGNING_FAILED',
    orphans: 0,
    entriesAlways: 0,
    patience: 900,
  },
];

describe.each(SUBJECTS)('$title', (subject) => {
  const { rekor } = subject;
  let harness: RunHarness;
  let closedPort: number;

  beforeAll(async () => {
    harness = await startRunHarness({ index: { acceptsRekorV2: true } });
    closedPort = await freePort();
  });

  afterEach(() => {
    harness.alter = (request) => request;
    subject.service(harness.sigstore).faults.length = 0;
  });

  afterAll(async () => harness.close());

  /** Lets the fault happen so many times. */
  function inject(fault: Kind | typeof REFUSED, times: number): void {
    const { url, faults } = subject.service(harness.sigstore);
    const silent = fault === REFUSED || fault.kind === 'hang' || fault.kind === 'keep-answer';
    // Of requests that are under way together, the one that is left without an answer must be the one that waits less.
    const match: Fault['match'] = (method, path, headers) =>
      subject.match(method, path) && (!silent || headers[MET] !== undefined);
    if (fault !== REFUSED) faults.push({ match, times, ...fault });
    const deadline = Number.isFinite(times) ? DEADLINE.once : DEADLINE.always;
    let left = times;
    harness.alter = (request) => {
      const { pathname, search, origin } = new URL(request.url);
      const met = silent && origin === url && subject.match(request.method, pathname + search) && left > 0;
      if (!met) return request;
      left -= 1;
      if (fault === REFUSED) return toPort(request, closedPort);
      return { ...request, deadline, headers: { ...request.headers, [MET]: '1' } };
    };
  }

  function expectPublished({ report, failure, uploads, entries }: EndedRun, orphans: number): void {
    expect(failure).toBeUndefined();
    expect([report.result, uploads]).toEqual(['published', 2]);
    expect(report.files.map(({ confirmed, attestations }) => [confirmed, attestations.length])).toEqual([
      [true, 1],
      [true, 1],
    ]);
    expect(entries).toBe(2 + orphans);
  }

  function expectNamed({ failure, uploads }: EndedRun, message: RegExp): void {
    expect(failure?.code).toBe(subject.code);
    expect(failure?.message).toMatch(subject.name);
    expect(failure?.message).toMatch(
      new RegExp(`${subject.service(harness.sigstore).url}|127\\.0\\.0\\.1:${closedPort}`),
    );
    expect([failure?.message, ...(failure?.causes ?? [])].join('\n')).toMatch(message);
    expect(failure?.hint).not.toBe('');
    expect(uploads).toBe(0);
  }

  describe('with a fault that passes', () => {
    const passing = FAULTS.filter(
      ([, fault, passes]) => passes > 0 || endingOf(fault, 'once') === 'published',
    );

    it.each(passing)('%s', async (_title, fault, passes) => {
      inject(fault, Math.max(1, passes));
      const end = await publishFresh(harness, rekor);
      const lost = fault !== REFUSED && ['lose-answer', 'truncate', 'keep-answer'].includes(fault.kind);
      expectPublished(end, lost ? subject.orphans : 0);
      const waits = fault !== REFUSED && fault.headers !== undefined;
      expect(end.seconds).toBeGreaterThanOrEqual(waits ? 40 : 0);
    });
  });

  describe('with a fault that stays', () => {
    it.each(FAULTS)('%s', async (_title, fault, passes, message) => {
      inject(fault, Number.POSITIVE_INFINITY);
      const end = await publishFresh(harness, rekor);
      const ending = endingOf(fault, 'always');
      expectNamed(end, ending instanceof RegExp ? ending : message);
      expect(end.seconds).toBeLessThan(subject.patience + 60);
      const unreadable = fault !== REFUSED && fault.kind === 'garbage';
      const askedAgain = passes > 0 || (unreadable && subject.rereads === true);
      expect(end.seconds > subject.patience - 60).toBe(askedAgain);
      const acted = fault !== REFUSED && !['status', 'reset', 'hang'].includes(fault.kind);
      expect(end.entries).toBeLessThanOrEqual(acted ? subject.entriesAlways : 0);
    });
  });

  function endingOf(fault: Kind | typeof REFUSED, which: 'once' | 'always'): Ending | undefined {
    return fault === REFUSED ? undefined : subject.understood?.[fault.status ?? 0]?.[which];
  }
});

function toPort(request: HttpRequest, port: number): HttpRequest {
  const url = new URL(request.url);
  url.port = String(port);
  return { ...request, url: url.href };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string')
    throw new Error('the server does not listen on a port');
  return address.port;
}
