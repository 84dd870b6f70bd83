import { expect, it } from '@jest/globals';
import type { HttpAnswer, HttpRequest } from '../../../src/ground/http.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import type { ListedFile } from '../../../src/package-index/query/project-page.ts';
import { EMPTY_PROJECT_PAGE } from '../../../src/package-index/query/project-page.ts';
import { queryPublishers } from '../../../src/package-index/query/publishers.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { SILENT } from '../../support/virtual-platform.ts';

const listed = (name: string, day: number): ListedFile => ({
  name,
  sha256: 'a'.repeat(64),
  url: `https://files.example/${name}`,
  size: undefined,
  yanked: false,
  coreMetadata: undefined,
  saysProvenance: true,
  provenanceUrl: `https://index.example/${name}/provenance`,
  uploadedAt: `2026-01-0${day}T00:00:00Z`,
});

const answer = (workflow: string): HttpAnswer => {
  const publisher = { kind: 'GitHub', repository: 'octo/demo', workflow };
  const body = JSON.stringify({ version: 1, attestation_bundles: [{ publisher, attestations: [] }] });
  return { status: 200, statusText: '', headers: {}, body: Buffer.from(body) };
};

it('the newest wheel and the newest sdist are asked for side by side, and nothing else is', async () => {
  const requested: string[] = [];
  const { promise: both, resolve: bothCame } = Promise.withResolvers<void>();
  const request = async ({ url }: HttpRequest): Promise<HttpAnswer> => {
    requested.push(url);
    if (requested.length === 2) bothCame();
    await both;
    return answer(url.includes('.whl') ? 'wheels.yml' : 'sdist.yml');
  };
  const files = [
    listed('demo-1.0-py3-none-any.whl', 1),
    listed('demo-1.0.tar.gz', 2),
    listed('demo-1.1-py3-none-any.whl', 3),
    listed('demo-1.1.tar.gz', 4),
  ];
  const { publisher, sources, note } = await queryPublishers(
    'demo',
    { ...EMPTY_PROJECT_PAGE, files },
    {
      index: describeIndex('https://index.example/legacy/', 'pypi', undefined),
      platform: { http: { request }, clock: virtualClock(new Date('2026-02-01T00:00:00Z')), runner: SILENT },
      credentials: undefined,
    },
  );
  expect(requested.toSorted()).toEqual([
    'https://index.example/demo-1.1-py3-none-any.whl/provenance',
    'https://index.example/demo-1.1.tar.gz/provenance',
  ]);
  expect(publisher?.workflow).toBe('sdist.yml');
  expect([...sources].map(([name, of]) => [name, of[0]?.workflow])).toEqual([
    ['demo-1.1.tar.gz', 'sdist.yml'],
    ['demo-1.1-py3-none-any.whl', 'wheels.yml'],
  ]);
  expect(note).toBeUndefined();
});
