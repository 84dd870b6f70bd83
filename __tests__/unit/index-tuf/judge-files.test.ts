import { describe, expect, it } from '@jest/globals';
import { bytesToDigest, digestsOf } from '../../../src/index-tuf/digests.ts';
import { judgeFiles, type ServedPage } from '../../../src/index-tuf/judge-files.ts';
import type { TrustedView } from '../../../src/index-tuf/trusted-metadata.ts';

const sha256 = 'ab'.repeat(32);
const file = {
  distribution: { name: 'demo.whl', project: 'demo', version: '1.0', sha256 },
  bytes: bytesToDigest(Buffer.from('x')),
};
const PAGE = Buffer.from('<a href="demo.whl">demo.whl</a>');
const versions = { root: 1, timestamp: 1, snapshot: 1, expires: '2030-01-01T00:00:00Z' };

/** The verdict where the page is signed for with these hashes, and links the file by this SHA-256. */
async function verdictOf(
  linked: string | undefined,
  served: Buffer | string = PAGE,
  hashes?: Record<string, string>,
): Promise<readonly [string | undefined, string | undefined, number]> {
  let asked = -1;
  const own = hashes ?? Object.fromEntries(await digestsOf([PAGE], ['sha256']));
  const view: TrustedView = {
    versions,
    find: async (target) =>
      target === 'demo' ? { role: 'bins-0', length: PAGE.length, hashes: own } : undefined,
  };
  const readPage = async (_project: string, maximumBytes: number): Promise<ServedPage | string> => {
    asked = maximumBytes;
    return typeof served === 'string' ? served : { bytes: served, sha256Of: () => linked };
  };
  const { verdicts } = await judgeFiles([file], view, {
    template: '{project}',
    readMetadata: async () => undefined,
    readPage,
  });
  const verdict = verdicts.get('demo.whl');
  return [verdict?.verdict, verdict?.because, asked];
}

describe('a page that is signed for', () => {
  it('signs for the file that it links by its SHA-256, and is read no further than it is signed', async () => {
    expect(await verdictOf(sha256)).toEqual(['signed', '', PAGE.length]);
  });

  it('says nothing while another one of the same length is served', async () => {
    const other = Buffer.from(PAGE.toString().replace('demo', 'odem'));
    const because = 'the index serves another page than the one that it signed';
    expect(await verdictOf(sha256, other)).toEqual(['not-yet', because, PAGE.length]);
    expect(await verdictOf('cd'.repeat(32), other)).toEqual(['not-yet', because, PAGE.length]);
  });

  it('says nothing where it is not served, or does not link the file', async () => {
    expect((await verdictOf(sha256, 'its page answered 404')).slice(0, 2)).toEqual([
      'not-yet',
      'its page answered 404',
    ]);
    expect((await verdictOf(undefined)).slice(0, 2)).toEqual(['not-yet', 'the signed page does not link it']);
  });

  it('contradicts a file that it links by another SHA-256', async () => {
    const [verdict, because] = await verdictOf('cd'.repeat(32));
    expect(verdict).toBe('mismatch');
    expect(because).toContain(`sha256 there ${'cd'.repeat(32)}, here ${sha256}`);
  });

  it('can not be used where hashes are missing or not known', async () => {
    const missing = 'the signed page links it without a SHA-256';
    expect((await verdictOf('')).slice(0, 2)).toEqual(['unsupported', missing]);
    const unknown = 'it is listed with hashes that wheelseal does not know: md5';
    expect((await verdictOf(sha256, PAGE, { md5: 'ab' })).slice(0, 2)).toEqual(['unsupported', unknown]);
  });
});
