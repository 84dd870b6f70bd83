// What the paths of members can cost: the index chooses those of the last release.
import { it, jest } from '@jest/globals';
import type { SeenFile } from '../../../src/foresight/seen-release.ts';
import { expectBounded } from '../../support/hostile-time.ts';

jest.setTimeout(120_000);

const wheelOf = (path: string): SeenFile => ({
  name: 'demo-1.0-py3-none-any.whl',
  kind: 'wheel',
  size: 1,
  members: new Map([[path, { size: 1, crc32: 1, hash: undefined, executable: true }]]),
  metadata: undefined,
  entryPoints: undefined,
});

it.each(['a', '0.', 'a/', '.a/', 'a-1.data/', 'a-1.dist-info/'])(
  'T24: costs little: a path of many %j',
  async (unit) => {
    await expectBounded('foresight/novelties.ts', 'noveltiesOf', (size) => [
      wheelOf('demo.py'),
      wheelOf(unit.repeat(size / unit.length)),
      [],
    ]);
  },
);
