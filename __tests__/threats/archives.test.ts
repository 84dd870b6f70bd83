// The threats of docs/security.md that lie in an archive.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFiles } from '../../src/platform/local-files.ts';
import { readForUpload } from '../support/read-for-upload.ts';
import { makeOddZip, unicodePath } from '../testbed/odd-archives.ts';
import { makeTarGz, makeZip, metadataText, type ZipMember } from '../testbed/make-distributions.ts';

let folder: string;
let files: ReturnType<typeof createFiles>;
const METADATA = 'demo-1.0.dist-info/METADATA';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelseal-test-'));
  mkdirSync(join(folder, 'dist'));
  mkdirSync(join(folder, 'private'));
  files = createFiles({ workspace: folder, privateDirectory: join(folder, 'private') });
});

afterEach(async () => {
  await files.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function refusalOf(name: string, bytes: Uint8Array): Promise<string> {
  writeFileSync(join(folder, 'dist', name), bytes);
  const request = {
    packages: ['dist'],
    verifyMetadata: true,
    index: { kind: 'pypi', title: 'PyPI' },
    expectedHashes: undefined,
  } as const;
  const error: unknown = await readForUpload(request, files).catch((reason: unknown) => reason);
  // Nothing is unpacked to the disk.
  expect(readdirSync(join(folder, 'dist'))).toEqual([name]);
  expect(readdirSync(join(folder, 'private'))).toEqual([]);
  return error instanceof Error ? error.message : 'it was read';
}

const ODD = [{ path: METADATA, content: metadataText('demo', '1.0') }];

function wheelWith(...more: readonly ZipMember[]): Buffer {
  return makeZip([
    { path: METADATA, content: metadataText('demo', '1.0') },
    { path: 'demo-1.0.dist-info/WHEEL', content: 'Wheel-Version: 1.0\nTag: py3-none-any\n' },
    { path: 'demo-1.0.dist-info/RECORD', content: '' },
    ...more,
  ]);
}

describe('an archive', () => {
  const wheel = 'demo-1.0-py3-none-any.whl';

  it.each<[string, Buffer, RegExp]>([
    [
      'unpacks to far more than it is',
      wheelWith({ path: 'zeros', content: Buffer.alloc(70_000_000) }),
      /compression ratio/,
    ],
    [
      'has metadata beyond all bounds',
      makeZip([{ path: METADATA, content: 'x'.repeat(9_000_000) }]),
      /larger than/,
    ],
    ['leads out of its folder', wheelWith({ path: '../../outside.py', content: '' }), /outside/],
  ])('T7: a wheel that %s is refused', async (_, bytes, message) => {
    expect(await refusalOf(wheel, bytes)).toMatch(message);
  });

  it.each<[string, Buffer, RegExp]>([
    [
      'has its metadata twice',
      wheelWith({ path: METADATA, content: metadataText('other', '1.0') }),
      /is in the zip archive twice/,
    ],
    [
      'has its metadata again in another spelling',
      wheelWith({ path: `./${METADATA}`, content: metadataText('other', '1.0') }),
      /are one file/,
    ],
    [
      'has two directories',
      makeOddZip(ODD, { wide: {}, narrow: { size: 46 } }),
      /the end record and the ZIP64 end record name different ones/,
    ],
    [
      'gives a member a second name',
      makeOddZip([{ path: 'a.txt', extra: unicodePath('a.txt', 'a.py') }, ...ODD]),
      /has a second name/,
    ],
    ['is two archives in one', Buffer.concat([wheelWith(), wheelWith()]), /archive/],
  ])('T23: a wheel that %s is refused', async (_, bytes, message) => {
    expect(await refusalOf(wheel, bytes)).toMatch(message);
  });

  it('T7: an sdist whose metadata is beyond all bounds is refused', async () => {
    const bytes = makeTarGz([{ path: 'demo-1.0/PKG-INFO', content: 'x'.repeat(9_000_000) }]);
    expect(await refusalOf('demo-1.0.tar.gz', bytes)).toMatch(/larger than/);
  });

  it('T7: an sdist that leads out of its folder is refused', async () => {
    const bytes = makeTarGz([
      { path: 'demo-1.0/PKG-INFO', content: metadataText('demo', '1.0') },
      { path: 'demo-1.0/../../outside.py', content: '' },
    ]);
    expect(await refusalOf('demo-1.0.tar.gz', bytes)).toMatch(/outside/);
  });
});
