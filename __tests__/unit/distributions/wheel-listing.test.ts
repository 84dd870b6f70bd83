import { describe, expect, it } from '@jest/globals';
import fastCheck from 'fast-check';
import { Unreadable } from '../../../src/distributions/finding.ts';
import { listWheel, readAtEnd } from '../../../src/distributions/wheel-listing.ts';
import { makeWheel, makeZip } from '../../testbed/make-distributions.ts';

const TAIL = 70_000;
const METADATA = {
  path: 'demo-1.0.dist-info/METADATA',
  content: 'Metadata-Version: 2.1\nRequires-Dist: a\n',
};
const DATA = { path: 'demo/data.bin', content: Buffer.alloc(100_000, 'x'), compression: 'stored' } as const;

const wheelWith = (data: Buffer): Buffer =>
  makeWheel({
    name: 'demo',
    version: '1.0',
    files: {
      'demo/data.bin': data,
      'demo-1.0.dist-info/entry_points.txt': '[console_scripts]\nx = demo:main\n',
    },
    metadata: { 'Requires-Dist': 'a' },
    compression: 'stored',
  }).bytes;

const listEnd = (bytes: Buffer, length = bytes.length) =>
  listWheel(readAtEnd(bytes.subarray(-length), bytes.length), bytes.length);

describe('the listing of a wheel', () => {
  it('has all of its members from its end, and the contents that lie there', async () => {
    const { members, metadata, entryPoints } = await listEnd(wheelWith(DATA.content), TAIL);
    expect([...members.keys()]).toEqual([
      'demo/data.bin',
      'demo-1.0.dist-info/entry_points.txt',
      'demo-1.0.dist-info/METADATA',
      'demo-1.0.dist-info/WHEEL',
      'demo-1.0.dist-info/RECORD',
    ]);
    expect(members.get('demo/data.bin')).toMatchObject({
      size: 100_000,
      hash: expect.stringMatching(/^sha256=/),
    });
    expect(metadata?.get('requires-dist')).toEqual(['a']);
    expect(entryPoints).toContain('x = demo:main');
  });

  it('has the members alone where the rest lies before what is known', async () => {
    const listing = await listEnd(makeZip([METADATA, DATA]), TAIL);
    expect(listing.metadata).toBeUndefined();
    expect(listing.members.get('demo/data.bin')).toMatchObject({ size: 100_000, hash: undefined });
  });

  it('is refused where not all of the directory is known', async () => {
    const many = Array.from({ length: 1500 }, (_, place) => ({
      path: `demo/${'x'.repeat(50)}${place}`,
      content: '',
    }));
    await expect(listEnd(makeZip(many), TAIL)).rejects.toThrow(Unreadable);
  });

  it('has no entry points where the wheel has none, and no metadata where that is unreadable', async () => {
    const zip = makeZip([{ path: 'demo-1.0.dist-info/METADATA', content: Buffer.from([0xff]) }]);
    expect(await listEnd(zip)).toMatchObject({ metadata: undefined, entryPoints: '' });
  });

  it('unpacks no member beyond 8 MiB', async () => {
    const path = 'demo-1.0.dist-info/METADATA';
    const bomb = makeZip([{ path, content: Buffer.alloc(9 * 1024 * 1024) }]);
    expect(bomb.length).toBeLessThan(20_000);
    expect(await listEnd(bomb)).toMatchObject({ metadata: undefined });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(1000)],
    ['text', Buffer.from('<html>not found</html>'.repeat(50))],
    ['an end that says to be elsewhere', Buffer.concat([Buffer.alloc(200), endOf(1, 46, 4_000_000)])],
    ['an end that counts more than there is', Buffer.concat([Buffer.alloc(46), endOf(60_000, 46, 0)])],
  ])('is refused of an end that is %s', async (_, bytes) => {
    await expect(listEnd(bytes)).rejects.toThrow(Unreadable);
  });

  it('is there or refused, whatever a host puts at the end', async () => {
    const small = wheelWith(Buffer.from('x'));
    const edit = fastCheck.tuple(fastCheck.nat(small.length - 1), fastCheck.nat(255));
    await fastCheck.assert(
      fastCheck.asyncProperty(fastCheck.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        const bytes = Buffer.from(small);
        for (const [place, value] of edits) bytes[place] = value;
        const listing = await listEnd(bytes).catch((error: unknown) => error);
        expect(listing instanceof Unreadable || Reflect.has(Object(listing), 'members')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

function endOf(count: number, size: number, start: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(start, 16);
  return end;
}
