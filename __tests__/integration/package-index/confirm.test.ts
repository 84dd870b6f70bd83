import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Attestation } from '../../../src/attestations/attestation.ts';
import type { DistributionIdentity } from '../../../src/distributions/distribution.ts';
import { confirm } from '../../../src/package-index/confirm/confirm.ts';
import type { Confirmation } from '../../../src/package-index/confirm/confirm.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import type { PackageIndex } from '../../../src/package-index/package-index.ts';
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
function provenance(attestation: Attestation): Answer {
  const { envelope, verification_material: material } = attestation;
  const wrapped = { statement: `${envelope.statement}\n`, signature: envelope.signature };
  const served = {
    envelope: wrapped,
    verification_material: { transparency_entries: [{}], certificate: material.certificate },
    version: 1,
  };
  const publisher = { kind: 'GitHub', repository: 'octo/demo', workflow: 'release.yml' };
  const bundle = { publisher, attestations: [served] };
  return { status: 200, body: { version: 1, attestation_bundles: [bundle] } };
}

async function ask(
  attestations: readonly Attestation[] = [SENT],
  timeoutSeconds = 300,
): Promise<Confirmation> {
  const found: Confirmation[] = [];
  const request = {
    files: [{ distribution: FILE, attestations }],
    index,
    timeoutSeconds,
    credentials: undefined,
  };
  await confirm(request, platform, (name, confirmation) => {
    expect(name).toBe(NAME);
    found.push(confirmation);
  });
  expect(found).toHaveLength(1);
  return found[0] ?? { confirmed: null };
}

const paths = (path: string) => service.requests.filter((request) => request.path === path).length;

describe('confirm', () => {
  it('is sure where bytes and the very attestation are there', async () => {
    const url = `${service.url}/files/${NAME}`;
    expect(await ask()).toEqual({ confirmed: true, url, publisher: 'GitHub octo/demo release.yml' });
    expect(platform.clock.sleeps).toEqual([]);
  });

  it('asks nothing about provenance where nothing was sent', async () => {
    expect((await ask([])).confirmed).toBe(true);
    expect(paths(INTEGRITY)).toBe(0);
  });

  it('asks for release and provenance only when the project page lists the file', async () => {
    answers[SIMPLE] = [simple(undefined), simple(undefined), simple(OURS)];
    expect((await ask()).confirmed).toBe(true);
    expect(paths(SIMPLE)).toBe(3);
    expect(paths(RELEASE)).toBe(1);
    expect(paths(INTEGRITY)).toBe(1);
    expect(platform.clock.sleeps).toEqual([2000, 4000]);
    expect(platform.lines.filter((line) => line.includes('asking again'))).toEqual([
      `1 of 1 not confirmed yet (${index.title} does not list it); asking again in 2 s`,
      `1 of 1 not confirmed yet (${index.title} does not list it); asking again in 4 s`,
    ]);
  });

  it('is sure only when the release page lists the file too, with its hash', async () => {
    answers[RELEASE] = [{ status: 404, body: {} }, release(undefined), release(OURS)];
    expect((await ask()).confirmed).toBe(true);
    expect(paths(RELEASE)).toBe(3);
    answers[RELEASE] = [release(undefined)];
    expect(await ask()).toEqual({
      confirmed: null,
      message: `not confirmed within 300 s: ${index.title} lists it without its SHA-256 so far`,
    });
  });

  it.each([
    ['project page', SIMPLE, () => simple(THEIRS)],
    ['release', RELEASE, () => release(THEIRS)],
  ])('contradicts at other bytes on the %s', async (_case, path, answer) => {
    answers[path] = [answer()];
    const found = await ask();
    expect(found.confirmed).toBe(false);
    expect(found.message).toContain(`SHA-256 there ${THEIRS}, here ${OURS}`);
  });

  it('contradicts at three answers without provenance, ten seconds apart', async () => {
    answers[INTEGRITY] = [{ status: 404, body: { message: 'No provenance available' } }];
    const found = await ask();
    expect(found.confirmed).toBe(false);
    expect(found.message).toContain('not with the attestation that was sent');
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
    expect(platform.clock.sleeps).toEqual([10_000, 10_000]);
  });

  it.each([
    ['never shows the file', () => simple(undefined)],
    ['only fails', (): Answer => ({ status: 503 })],
  ])('is unsure, with the reason, where the index %s', async (_case, answer) => {
    answers[SIMPLE] = [answer()];
    const found = await ask([SENT], 60);
    expect(found.confirmed).toBeNull();
    expect(found.message).toMatch(/not confirmed within 60 s: .*(does not list|503)/);
    expect(platform.clock.sleeps.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(60_000);
  });

  it('is unsure where provenance only fails: an outage is no contradiction', async () => {
    answers[INTEGRITY] = [{ status: 503 }];
    expect((await ask([SENT], 60)).confirmed).toBeNull();
  });

  it('asks nothing with a timeout of 0, or where the index can not be asked', async () => {
    expect(await ask([SENT], 0)).toEqual({ confirmed: null });
    index = describeIndex('https://example.com/up', 'auto', undefined);
    expect(await ask()).toEqual({ confirmed: null });
    expect(service.requests).toEqual([]);
  });

  it('asks a generic index by its Simple API alone', async () => {
    index = describeIndex(`${service.url}/up`, 'generic', `${service.url}/simple/`);
    expect((await ask([])).confirmed).toBe(true);
    expect(service.requests).toEqual([{ method: 'GET', path: SIMPLE }]);
  });
});
