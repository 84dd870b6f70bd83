import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Attestation } from '../../../src/attestations/attestation.ts';
import type { DistributionIdentity } from '../../../src/distributions/distribution.ts';
import { TransportError } from '../../../src/errors.ts';
import { confirm, type ConfirmRequest } from '../../../src/package-index/confirm/confirm.ts';
import type { Confirmation } from '../../../src/package-index/confirm/confirm-file.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import type { PackageIndex } from '../../../src/package-index/package-index.ts';
import type { Http } from '../../../src/ground/http.ts';
import type { Platform } from '../../../src/platform/platform.ts';
import type { QueryContext } from '../../../src/package-index/query/query-context.ts';
import { withinTime } from '../../../src/ground/within-time.ts';
import { startService } from '../../testbed/http-service.ts';
import type { Answer, Service } from '../../testbed/http-service.ts';
import { sampleAttestation } from '../../support/sample-distribution.ts';
import { indexPlatform } from '../../support/virtual-platform.ts';
import type { IndexPlatform } from '../../support/virtual-platform.ts';

const [OURS, THEIRS] = ['a'.repeat(64), 'b'.repeat(64)];
const NAME = 'sample-1.0-py3-none-any.whl';
const FILE: DistributionIdentity = {
  name: NAME,
  kind: 'wheel',
  project: 'sample',
  version: '1.0',
  size: 10,
  sha256: OURS ?? '',
};
const SENT = sampleAttestation('sent');
const PUBLISHER = { kind: 'GitHub', repository: 'octo/demo', workflow: 'release.yml' };
const SIMPLE = '/simple/sample/';
const RELEASE = '/pypi/sample/1.0/json';
const INTEGRITY = `/integrity/sample/1.0/${NAME}/provenance`;

/** What each address answers, first to last; the last one stays. */
let answers: Record<string, Answer[]>;
let platform: IndexPlatform;
let service: Service;
let index: PackageIndex;

beforeEach(async () => {
  platform = indexPlatform();
  service = await startService(({ url }) => {
    const queue = answers[url.pathname] ?? [];
    return (queue.length > 1 ? queue.shift() : queue[0]) ?? { status: 404, body: { message: 'Not Found' } };
  });
  index = describeIndex(`${service.url}/legacy/`, 'pypi', undefined);
  answers = { [SIMPLE]: [simple(OURS)], [RELEASE]: [release(OURS)], [INTEGRITY]: [provenance(SENT)] };
});

afterEach(async () => {
  await service.close();
  await platform.http.close();
});

function simple(sha256: string | undefined): Answer {
  const files = [{ filename: NAME, url: `/files/${NAME}`, hashes: { sha256 } }];
  return {
    status: 200,
    headers: { 'content-type': 'application/vnd.pypi.simple.v1+json' },
    body: JSON.stringify({ meta: {}, files: sha256 === undefined ? [] : files }),
  };
}

function release(sha256: string | undefined): Answer {
  return { status: 200, body: { urls: [{ filename: NAME, digests: { sha256 }, size: 10 }] } };
}

/** As a Warehouse gives it back: keys in another order, base64 wrapped, what it doesn't know left out. */
function provenance(attestation: Attestation, publisher: object = PUBLISHER): Answer {
  const { envelope, verification_material: material } = attestation;
  const wrapped = { statement: `${envelope.statement}\n`, signature: envelope.signature };
  const served = {
    envelope: wrapped,
    verification_material: { transparency_entries: [{}], certificate: material.certificate },
    version: 1,
  };
  const bundle = { publisher, attestations: [served] };
  return { status: 200, body: { version: 1, attestation_bundles: [bundle] } };
}

const US = { owner: 'octo', repositoryName: 'demo', workflow: 'release.yml', environment: undefined };

const contextUntil =
  (until: Date, machine: Pick<Platform, 'http' | 'clock' | 'runner'> = platform) =>
  async (): Promise<QueryContext> => {
    return { index, platform: withinTime(machine, until), credentials: undefined, once: true };
  };

async function ask(
  attestations: readonly Attestation[] = [SENT],
  timeoutSeconds = 300,
  more: Partial<ConfirmRequest> & { readonly uploaded?: boolean } = {},
): Promise<Confirmation> {
  const found: Confirmation[] = [];
  const until = new Date(platform.clock.now().getTime() + timeoutSeconds * 1000);
  const request = {
    files: [{ distribution: FILE, attestations, uploaded: more.uploaded ?? true }],
    index,
    until: timeoutSeconds === 0 ? undefined : until,
    publisher: US,
    context: contextUntil(until),
    ...more,
  };
  await confirm(request, platform, (name, confirmation) => {
    expect(name).toBe(NAME);
    found.push(confirmation);
  });
  expect(found).toHaveLength(1);
  return found[0] ?? { confirmed: null };
}

const slept = (): number => platform.clock.sleeps.reduce((sum, each) => sum + each, 0);
const paths = (path: string) => service.requests.filter((request) => request.path === path).length;

describe('confirm', () => {
  it('is sure where bytes and the very attestation are there', async () => {
    const url = `${service.url}/files/${NAME}`;
    const attestations = { kind: 'seen', publisher: 'GitHub octo/demo release.yml' };
    expect(await ask()).toEqual({ confirmed: true, url, attestations });
    expect(platform.clock.sleeps).toEqual([]);
  });

  it('asks nothing about provenance where nothing was sent', async () => {
    expect((await ask([])).confirmed).toBe(true);
    expect(paths(INTEGRITY)).toBe(0);
  });

  it('asks for release and provenance only when the project page lists the file', async () => {
    answers[SIMPLE] = [simple(undefined), simple(undefined), simple(OURS)];
    const now = platform.clock.now().getTime();
    const end = new Date(now + 300_000).toISOString().slice(11, 19);
    expect((await ask()).confirmed).toBe(true);
    expect(paths(SIMPLE)).toBe(3);
    expect(paths(RELEASE)).toBe(1);
    expect(paths(INTEGRITY)).toBe(1);
    expect(platform.clock.sleeps).toEqual([2000, 4000]);
    expect(platform.lines.filter((line) => line.includes('querying again'))).toEqual([
      `1 of 1 not confirmed yet (${index.title} does not list it); querying again in 2 s, until ${end} UTC`,
      `1 of 1 not confirmed yet (${index.title} does not list it); querying again in 4 s, until ${end} UTC`,
    ]);
  });

  it('is sure only when the release page lists the file too, with its hash', async () => {
    answers[RELEASE] = [{ status: 404, body: {} }, release(undefined), release(OURS)];
    expect((await ask()).confirmed).toBe(true);
    expect(paths(RELEASE)).toBe(3);
    answers[RELEASE] = [release(undefined)];
    const because = `${index.title} lists it with the uploaded SHA-256, but its JSON API does not yet`;
    const message = `not confirmed within 299 s: ${because}`;
    expect(await ask()).toEqual({
      confirmed: null,
      url: `${service.url}/files/${NAME}`,
      attestations: { kind: 'unknown', because: message },
      unconfirmed: { kind: 'unreleased', because },
      message,
    });
  });

  it.each([
    ['a generic index', 'generic'],
    ["PyPI's kind", 'pypi'],
  ] as const)('is unsure of a file that %s lists without a SHA-256', async (_case, kind) => {
    const check = kind === 'generic' ? `${service.url}/simple/` : undefined;
    index = describeIndex(`${service.url}/legacy/`, kind, check);
    const body = `<a href="/files/${NAME}">${NAME}</a>`;
    answers[SIMPLE] = [{ status: 200, headers: { 'content-type': 'text/html' }, body }];
    const found = await ask([]);
    expect(found).toMatchObject({ confirmed: null, unconfirmed: { kind: 'unhashed' } });
    expect(found.unconfirmed?.because).toContain(`${index.title} lists it without a SHA-256`);
  });

  it.each<[string, string, number]>([
    ['no file', '', 0],
    ['another file', `<a href="/files/old#sha256=${THEIRS}">sample-0.9.tar.gz</a>`, 1],
    ['another file, by another function', '<a href="/files/old#md5=00">sample-0.9.tar.gz</a>', 0],
  ])(
    'waits for the hash of a file only where the index has that of others: of %s',
    async (_of, more, least) => {
      index = describeIndex(`${service.url}/legacy/`, 'generic', `${service.url}/simple/`);
      const body = `<a href="/files/${NAME}">${NAME}</a>${more}`;
      answers[SIMPLE] = [{ status: 200, headers: { 'content-type': 'text/html' }, body }];
      const { confirmed, attestations } = await ask([SENT]);
      expect([confirmed, attestations?.kind]).toEqual([null, 'unknown']);
      expect(Math.min(platform.clock.sleeps.length, 1)).toBe(least);
    },
  );

  it.each([
    ['project page', SIMPLE, () => simple(THEIRS)],
    ['release', RELEASE, () => release(THEIRS)],
  ])('contradicts at other bytes on the %s', async (_case, path, answer) => {
    answers[path] = [answer()];
    const found = await ask();
    expect(found.confirmed).toBe(false);
    expect(found.message).toContain(`SHA-256 on the index ${THEIRS}, here ${OURS}`);
  });

  it('contradicts at three answers without provenance, ten seconds apart', async () => {
    answers[INTEGRITY] = [{ status: 404, body: { message: 'No provenance available' } }];
    const found = await ask();
    expect(found.confirmed).toBe(false);
    expect(found.message).toContain('not with the attestation that was uploaded');
    expect(platform.clock.sleeps).toEqual([10_000, 10_000]);
  });

  it('forgives an edge that is behind with the provenance', async () => {
    answers[INTEGRITY] = [{ status: 404 }, { status: 404 }, provenance(SENT)];
    expect((await ask()).confirmed).toBe(true);
  });

  it("contradicts at another's attestation, and where one of two is missing", async () => {
    answers[INTEGRITY] = [provenance(sampleAttestation('other'))];
    expect((await ask()).confirmed).toBe(false);
    answers[INTEGRITY] = [provenance(SENT)];
    expect((await ask([SENT, sampleAttestation('second')])).confirmed).toBe(false);
  });

  it('is unsure, not red, where an earlier upload of the same statement is served', async () => {
    const earlier = sampleAttestation('earlier');
    const { statement } = SENT.envelope;
    answers[INTEGRITY] = [provenance({ ...earlier, envelope: { ...earlier.envelope, statement } })];
    const found = await ask();
    expect(found.confirmed).toBeNull();
    expect(found.message).toContain('from an earlier upload, not the one that was sent now');
    expect(found.unconfirmed?.kind).toBe('earlier');
    expect(platform.clock.sleeps).toEqual([10_000, 10_000]);
  });

  /** A statement of the file, as another attempt of a run may write it otherwise. */
  const stating = (mark: string, predicateType: string, predicate: object = {}): Attestation => {
    const subject = [{ name: NAME, digest: { sha256: OURS } }];
    const statement = { _type: 'https://in-toto.io/Statement/v1', subject, predicateType, predicate };
    const { envelope, ...rest } = sampleAttestation(mark);
    const bytes = Buffer.from(JSON.stringify(statement)).toString('base64');
    return { ...rest, envelope: { ...envelope, statement: bytes } };
  };

  it('is unsure, not red, where the build provenance of another attempt is served', async () => {
    const served = stating('first', 'slsa', { attempt: 1 });
    answers[INTEGRITY] = [provenance(served)];
    expect((await ask([stating('second', 'slsa', { attempt: 2 })])).confirmed).toBeNull();
    expect((await ask([stating('second', 'other', { attempt: 1 })])).confirmed).toBe(false);
  });

  it('contradicts where only one of two attestations is served, and says so', async () => {
    const publish = stating('sent', 'publish');
    answers[INTEGRITY] = [provenance(publish)];
    const found = await ask([publish, stating('sent', 'slsa')]);
    expect([found.confirmed, found.attestations?.kind]).toEqual([false, 'others']);
    expect(found.message).toContain('lists it, but not with all attestations that were sent');
  });

  it.each([
    ['never shows the file', () => simple(undefined), 'unlisted'],
    ['only fails', (): Answer => ({ status: 503 }), 'unavailable'],
  ])('is unsure, with the reason, where the index %s', async (_case, answer, kind) => {
    answers[SIMPLE] = [answer()];
    const found = await ask([SENT], 60);
    expect(found.confirmed).toBeNull();
    expect(found.message).toMatch(/not confirmed within 59 s: .*(does not list|503)/);
    expect(found.unconfirmed?.kind).toBe(kind);
    expect(slept()).toBe(59_000);
  });

  it('is unsure where provenance only fails: an outage is no contradiction', async () => {
    answers[INTEGRITY] = [{ status: 503 }];
    expect((await ask([SENT], 60)).confirmed).toBeNull();
  });

  it('asks nothing with a timeout of 0, or where the index can not be asked', async () => {
    const unasked = (reason: string) => {
      const because = `the index was not queried: ${reason}`;
      const attestations = { kind: 'unknown', because };
      return {
        confirmed: null,
        attestations,
        unconfirmed: { kind: 'unqueried', because },
        message: because,
      };
    };
    expect(await ask([SENT], 0)).toEqual(unasked('`confirm-timeout` is 0'));
    index = describeIndex('https://example.com/up', 'auto', undefined);
    expect(await ask()).toEqual(unasked('`check-url` is not set'));
    expect(service.requests).toEqual([]);
  });

  it('asks a generic index by its Simple API alone', async () => {
    index = describeIndex(`${service.url}/up`, 'generic', `${service.url}/simple/`);
    expect((await ask([])).confirmed).toBe(true);
    expect(service.requests).toEqual([{ method: 'GET', path: SIMPLE }]);
  });

  it.each([
    ['another kind', { kind: 'GitLab' }],
    ['another repository', { repository: 'octo/demo-shared' }],
    ['another workflow', { workflow: 'other.yml' }],
  ])(
    'contradicts at once where the index names %s of a file that this run uploaded',
    async (_case, other) => {
      const publisher = { ...PUBLISHER, ...other };
      answers[INTEGRITY] = [provenance(SENT, publisher)];
      const found = await ask();
      const named = `${publisher.kind} ${publisher.repository} ${publisher.workflow}`;
      expect(found).toMatchObject({ confirmed: false, attestations: { kind: 'others', publisher: named } });
      expect(found.message).toBe(
        `${index.title} names another publisher for it, ${named}; this job is GitHub octo/demo release.yml`,
      );
      expect(platform.clock.sleeps).toEqual([]);
      // Of a file that was there already it is a line.
      const existing = await ask([SENT], 300, { uploaded: false });
      expect(existing).toMatchObject({ confirmed: true, attestations: { kind: 'seen' } });
      expect(existing.message).toContain('names another publisher');
      // And without Trusted Publishing nobody knows who it should be.
      expect((await ask([SENT], 300, { publisher: undefined })).confirmed).toBe(true);
    },
  );

  it.each([
    ['case of the repository', { repository: 'OCTO/Demo' }],
    ['environment', { environment: 'elsewhere' }],
  ])('does not compare the %s', async (_case, other) => {
    answers[INTEGRITY] = [provenance(SENT, { ...PUBLISHER, ...other })];
    const found = await ask();
    expect([found.confirmed, found.message]).toEqual([true, undefined]);
  });

  it('is unsure where the index would not say, after three answers', async () => {
    answers[INTEGRITY] = [{ status: 403, body: { message: 'Attestations temporarily disabled' } }];
    const because = `${index.title} answered 403 Attestations temporarily disabled`;
    expect(await ask()).toMatchObject({
      confirmed: null,
      attestations: { kind: 'unknown', because },
      unconfirmed: { kind: 'refused', because: `the attestation could not be confirmed: ${because}` },
    });
    expect(platform.clock.sleeps).toEqual([10_000, 10_000]);
  });

  it('does not add up answers of different kinds', async () => {
    const [none, refused] = [{ status: 404 }, { status: 403 }];
    answers[INTEGRITY] = [none, none, refused, none, none, refused, refused, provenance(SENT)];
    expect((await ask()).confirmed).toBe(true);
    expect(paths(INTEGRITY)).toBe(8);
  });

  it('counts no answers that are less than ten seconds apart', async () => {
    answers[INTEGRITY] = [{ status: 404 }];
    // At 0, 10 and, since time is up, 14 seconds.
    const found = await ask([SENT], 15);
    expect([found.confirmed, platform.clock.sleeps]).toEqual([null, [10_000, 4000]]);
    expect(found.unconfirmed).toEqual({
      kind: 'unattested',
      because: `${index.title} lists it, but not with the attestation that was uploaded; \`confirm-timeout: 15\` is too short for the 3 answers, 10 s apart, after which this fails the run`,
    });
    expect(paths(INTEGRITY)).toBe(3);
    expect((await ask([SENT], 20)).unconfirmed?.because).toContain('`confirm-timeout: 20` is too short');
    expect((await ask([SENT], 21)).confirmed).toBe(false);
  });

  it('settles at once where a generic index has no way to say', async () => {
    index = describeIndex(`${service.url}/up`, 'generic', `${service.url}/simple/`);
    const because = `the pages of ${index.title} do not say which files have attestations`;
    expect(await ask()).toMatchObject({
      confirmed: null,
      attestations: { kind: 'unknown', because },
      unconfirmed: { kind: 'silent', because },
    });
    expect(platform.clock.sleeps).toEqual([]);
  });

  it('contradicts where a generic index says that it has none', async () => {
    index = describeIndex(`${service.url}/up`, 'generic', `${service.url}/simple/`);
    const file = { filename: NAME, url: NAME, hashes: { sha256: OURS }, provenance: null };
    const headers = { 'content-type': 'application/vnd.pypi.simple.v1+json' };
    answers[SIMPLE] = [{ status: 200, headers, body: JSON.stringify({ meta: {}, files: [file] }) }];
    expect(await ask()).toMatchObject({ confirmed: false, attestations: { kind: 'none' } });
  });

  it('waits as long as it says, and begins nothing after its time', async () => {
    answers[SIMPLE] = [simple(undefined)];
    const began = platform.clock.now().getTime();
    expect((await ask([SENT], 25)).message).toContain('not confirmed within 24 s');
    expect(platform.clock.sleeps).toEqual([2000, 4000, 8000, 10_000]);
    expect(platform.clock.now().getTime() - began).toBe(24_000);
  });

  const signIn = (headers: Record<string, string> = { 'content-type': 'text/html' }): Answer => ({
    status: 200,
    headers,
    body: '<!doctype html><title>Sign in</title><form action="/login"><input type="password"></form>',
  });

  it.each([
    ['project page', SIMPLE],
    ['release', RELEASE],
    ['provenance', INTEGRITY],
  ])('says that a sign-in page came in place of the %s', async (_what, path) => {
    answers[path] = [signIn()];
    const { confirmed, unconfirmed } = await ask([SENT], 25);
    expect([confirmed, unconfirmed?.kind]).toEqual([null, 'unavailable']);
    expect(unconfirmed?.because).toContain('it answered with a web page, "Sign in", not ');
  });

  it.each([
    ['release', RELEASE],
    ['provenance', INTEGRITY],
  ])('says where a redirect in place of the %s leads', async (_what, path) => {
    answers[path] = [{ status: 302, headers: { location: 'https://login.example/?from=x' } }];
    const { unconfirmed } = await ask([SENT], 25);
    expect(unconfirmed?.because).toMatch(/answered 302 .*, a redirect to https:\/\/login\.example\/\?…/);
  });

  it.each<[string, Answer, string]>([
    ['a sign-in page', signIn(), 'a web page, "Sign in"'],
    ['a page without the file', simple(undefined), 'does not list it'],
  ])('keeps the reason where time cuts off what follows %s', async (_what, first, because) => {
    answers[SIMPLE] = [first];
    const http: Http = {
      request: async (request) => {
        if (platform.clock.sleeps.length === 0) return platform.http.request(request);
        platform.clock.advance(request.deadline);
        throw new TransportError('timeout', `${request.purpose}: no answer`, true);
      },
    };
    const until = new Date(platform.clock.now().getTime() + 25_000);
    const context = contextUntil(until, { ...platform, http });
    expect((await ask([SENT], 25, { context })).unconfirmed?.because).toContain(because);
  });

  it('says last what the last round lacked', async () => {
    answers[SIMPLE] = [signIn(), simple(undefined)];
    expect((await ask([SENT], 25)).unconfirmed?.kind).toBe('unlisted');
    answers[SIMPLE] = [simple(undefined), signIn()];
    expect((await ask([SENT], 25)).unconfirmed?.kind).toBe('unavailable');
  });

  it('ends with its time where nothing is answered', async () => {
    const deadlines: number[] = [];
    const http: Http = {
      request: async (request) => {
        deadlines.push(request.deadline);
        platform.clock.advance(request.deadline);
        throw new TransportError('timeout', `${request.purpose}: no answer`, true);
      },
    };
    const began = platform.clock.now().getTime();
    const found: Confirmation[] = [];
    await confirm(
      {
        files: [{ distribution: FILE, attestations: [SENT], uploaded: true }],
        index,
        until: new Date(began + 45_000),
        publisher: US,
        context: contextUntil(new Date(began + 45_000), { ...platform, http }),
      },
      platform,
      (_name, confirmation) => void found.push(confirmation),
    );
    expect(deadlines).toEqual([30_000, 13_000]);
    expect(platform.clock.now().getTime() - began).toBe(45_000);
    expect(found).toMatchObject([{ confirmed: null, message: expect.stringContaining('within 45 s') }]);
  });

  it('ends its wait when the run is cancelled', async () => {
    answers[SIMPLE] = [simple(undefined)];
    const cancellation = new AbortController();
    const clock = {
      ...platform.clock,
      sleep: async (_milliseconds: number, signal?: AbortSignal) => {
        cancellation.abort(new Error('SIGTERM'));
        signal?.throwIfAborted();
      },
    };
    const until = new Date(platform.clock.now().getTime() + 60_000);
    const request: ConfirmRequest = {
      files: [{ distribution: FILE, attestations: [SENT], uploaded: true }],
      index,
      until,
      publisher: US,
      context: contextUntil(until),
    };
    const confirming = confirm(request, { ...platform, clock }, () => undefined, cancellation.signal);
    await expect(confirming).rejects.toThrow('SIGTERM');
  });
});
