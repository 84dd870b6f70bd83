import { describe, expect, it } from '@jest/globals';
import { createMaker, startSignedIndex } from '../../testbed/signed-index.ts';
import { BYTES, CASES, clientOf, fileNamed } from './index-tuf-cases.ts';

describe('what is said of a repository of the testbed', () => {
  it.each(CASES)('$title', async ({ expectVerdict }) => expectVerdict(createMaker));
});

describe('a repository in the layout of PEP 458, whose role `bins` lists each bin by hash prefixes', () => {
  it.each([2, 8])('signs for files by name and in folders (2^%i bins)', async (bits) => {
    const index = await startSignedIndex(bits, createMaker('pep458'));
    try {
      const names = ['demo-1.0.tar.gz', 'demo-1.0-py3-none-any.whl', 'demo-1.0-py2-none-any.whl'];
      await index.sign(
        Object.fromEntries(
          names.flatMap((name) => [
            [name, BYTES],
            [`a/b/${name}`, BYTES],
          ]),
        ),
      );
      const files = names.map((name) => fileNamed(name));
      for (const template of ['{filename}', 'a/b/{filename}']) {
        const outcome = await clientOf(index, undefined, template).look(files);
        expect(outcome.status).toBe('signed');
        for (const { target, role } of outcome.files.values()) expect(role).toBe(index.binOf(target));
      }
      expect((await clientOf(index).look([fileNamed('late.whl')])).status).toBe('not-yet');
    } finally {
      await index.close();
    }
  });

  it('is refused where it delegates to a role twice, or to a role of the top', async () => {
    for (const name of ['bins-00', 'snapshot']) {
      const index = await startSignedIndex(8, createMaker('pep458'));
      const text = index.files.get('1.bins.json')?.toString() ?? '';
      index.files.set('1.bins.json', Buffer.from(text.replace('"bins-01"', JSON.stringify(name))));
      const { status, error } = await clientOf(index).look();
      expect([status, error]).toEqual(['refused', expect.objectContaining({ reason: 'malformed' })]);
      await index.close();
    }
  });
});

describe('a look', () => {
  it('asks for nothing else once the connection broke', async () => {
    const index = await startSignedIndex(6);
    try {
      const files = Array.from({ length: 200 }, (_, number) => fileNamed(`demo-${number}.whl`));
      index.faults.push({ match: (_method, path) => path.includes('bins-'), kind: 'reset' });
      expect((await clientOf(index).look(files)).status).toBe('unreachable');
      // Eight at a time, three attempts each; undici repeats a GET once where a kept connection breaks.
      expect(index.requests.filter(({ path }) => path.includes('bins-')).length).toBeLessThanOrEqual(48);
    } finally {
      await index.close();
    }
  });

  it('tells of few hashes, however many the metadata has', async () => {
    const index = await startSignedIndex(1);
    try {
      const many = Array.from({ length: 500 }, (_, number) => [`${number}`.repeat(100), 'x'.repeat(1000)]);
      await index.sign({ 'demo.whl': { length: BYTES.length, hashes: Object.fromEntries(many) } });
      const { status, files } = await clientOf(index).look([fileNamed('demo.whl')]);
      expect(status).toBe('unsupported');
      expect(JSON.stringify(files.get('demo.whl')).length).toBeLessThan(5000);
    } finally {
      await index.close();
    }
  });
});
