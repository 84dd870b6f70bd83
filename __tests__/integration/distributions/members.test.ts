// What lies in the members of archives: whether it unpacks, is what was packed, and what PyPI would find in it.
import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkMembers } from '../../../src/distributions/check-members.ts';
import { createFiles } from '../../../src/platform/local-files.ts';
import { makeSdist, makeTarGz, makeWheel, metadataText } from '../../testbed/make-distributions.ts';
import type { MemberSource } from '../../testbed/make-distributions.ts';
import { memoryContent } from '../../testbed/memory-content.ts';
import { makeOddZip } from '../../testbed/odd-archives.ts';
import type { OddMember } from '../../testbed/odd-archives.ts';
import { findingText } from '../../support/finding-text.ts';

const never = (): boolean => false;
const large = randomBytes(700_000);
const text = Buffer.from('0123456789\n'.repeat(100_000));

async function findingsOf(kind: 'wheel' | 'sdist', bytes: Buffer): Promise<string[]> {
  const { findings } = await checkMembers({ kind, content: memoryContent(bytes) }, undefined, never);
  return findings.map(
    (finding) =>
      `${finding.rule}: ${findingText(finding)}${finding.hint === undefined ? '' : ` | ${finding.hint}`}`,
  );
}

type Compression = 'stored' | 'deflate';

function wheelOf(files: MemberSource, compression: Compression = 'stored'): Buffer {
  return makeWheel({ name: 'a', version: '1.0', files, compression }).bytes;
}

/** A wheel of these members; RECORD lists these hashes. */
function oddWheel(members: readonly OddMember[], record = ''): Buffer {
  return makeOddZip([
    { path: 'a-1.0.dist-info/METADATA', content: metadataText('a', '1.0') },
    { path: 'a-1.0.dist-info/WHEEL', content: 'Wheel-Version: 1.0\nTag: py3-none-any\n' },
    { path: 'a-1.0.dist-info/RECORD', content: record },
    ...members,
  ]);
}

/** The archive with one byte changed in what a member is packed to. */
function damagedAt(bytes: Buffer, content: Buffer | string, offset = 0): Buffer {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf(content) + offset;
  copy.writeUInt8((copy[at] ?? 0) ^ 0x55, at);
  return copy;
}

describe('every member of a wheel', () => {
  it.each<[string, Compression]>([
    ['stored', 'stored'],
    ['deflated', 'deflate'],
  ])('is read where it is %s, and is well', async (_, compression) => {
    const files = { 'a/small.py': 'x = 1\n', 'a/empty': '', 'a/large.so': large, 'a/text': text };
    expect(await findingsOf('wheel', wheelOf(files, compression))).toEqual([]);
  });

  it.each<[string, Buffer]>([
    ['a small one', damagedAt(wheelOf({ 'a/x.so': 'a small library' }), 'a small library')],
    ['a large one', damagedAt(wheelOf({ 'a/x.so': large }), large, 650_000)],
  ])('is refused where it is damaged: %s', async (_, bytes) => {
    expect(await findingsOf('wheel', bytes)).toEqual([
      expect.stringMatching(
        /^broken: 'a\/x.so' is damaged: its CRC-32 is [0-9a-f]{8}, the archive has [0-9a-f]{8} \| .*merge-multiple: true/,
      ),
    ]);
  });

  it.each<[string, Buffer | string]>([
    ['a small one', 'x'.repeat(1000)],
    ['a large one', Buffer.concat([large, large])],
  ])('is refused where it does not unpack: %s', async (_, content) => {
    const bytes = wheelOf({ 'a/x.so': content }, 'deflate');
    const start = bytes.indexOf('a/x.so') + 'a/x.so'.length;
    bytes.fill(0xff, start, start + 8);
    expect(await findingsOf('wheel', bytes)).toEqual([
      expect.stringMatching(/^broken: 'a\/x.so' is damaged: .*invalid/),
    ]);
  });

  it.each<[string, number, RegExp]>([
    ['more, as a small one', 10, /is damaged: it unpacks to more than its size/],
    ['less', 2000, /is damaged: it unpacks to less than its size/],
  ])('is refused where it unpacks to %s than its size', async (_, size, reason) => {
    const content = 'x'.repeat(1000);
    const bytes = oddWheel([{ path: 'a/x.so', content, method: 8, size }]);
    expect(await findingsOf('wheel', bytes)).toEqual([expect.stringMatching(reason)]);
  });

  it('is refused where it unpacks to more than its size, as a large one', async () => {
    const bytes = oddWheel([{ path: 'a/x.so', content: text, method: 8, size: text.length - 1 }]);
    expect(await findingsOf('wheel', bytes)).toEqual([
      expect.stringMatching(/is damaged: it unpacks to more than its size/),
    ]);
  });

  it("is held against the directory's checksum, not that of its own header", async () => {
    const bytes = wheelOf({ 'a/x.so': 'a small library' });
    bytes.writeUInt32LE(1, 14);
    expect(await findingsOf('wheel', bytes)).toEqual([]);
    const central = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    bytes.writeUInt32LE(1, central + 16);
    expect(await findingsOf('wheel', bytes)).toEqual([
      expect.stringMatching(/'a\/x.so' is damaged: its CRC-32/),
    ]);
  });

  it('is named with the others that are damaged, five of them', async () => {
    const names = Array.from({ length: 7 }, (_, n) => `a/${n}`);
    let bytes = wheelOf(Object.fromEntries(names.map((name) => [name, `content of ${name}`])));
    for (const name of names) bytes = damagedAt(bytes, `content of ${name}`);
    expect(await findingsOf('wheel', bytes)).toEqual([
      expect.stringMatching(/'a\/0' is damaged: [^;]*; .*'a\/4' is damaged: [^;]*; and 2 more members/),
    ]);
  });

  it('is not read where it is a folder', async () => {
    const bytes = oddWheel([{ path: 'a/', content: '' }]);
    const central = bytes.lastIndexOf('a/') - 46;
    bytes.writeUInt32LE(1, central + 16);
    expect(await findingsOf('wheel', bytes)).toEqual([]);
  });

  it('is not checked where it is compressed in another way', async () => {
    const bytes = oddWheel([{ path: 'a.py', content: 'x', method: 12 }]);
    expect(await findingsOf('wheel', bytes)).toEqual([
      "note: the content of 'a.py' was not checked: it is compressed by method 12",
    ]);
  });

  it('is not read where all unpack to too much', async () => {
    const bytes = wheelOf({ 'a/zeros': Buffer.alloc(70_000_000) }, 'deflate');
    expect(await findingsOf('wheel', bytes)).toEqual(['note: unpacks to too much to be checked']);
  });

  it('is not read once the run was cancelled', async () => {
    const bytes = damagedAt(wheelOf({ 'a/x.so': 'a small library' }), 'a small library');
    const { findings } = await checkMembers(
      { kind: 'wheel', content: memoryContent(bytes) },
      undefined,
      () => true,
    );
    expect(findings).toEqual([]);
  });
});

describe('a hash of RECORD', () => {
  const content = 'x = 1\n';
  const hash = (name: string, encoding: 'base64' | 'base64url' | 'hex' = 'base64url'): string =>
    createHash(name).update(content).digest(encoding);
  const withRecord = (line: string): Buffer => oddWheel([{ path: 'a/b.py', content }], `${line}\n`);

  it.each([
    ['is right', `a/b.py,sha256=${hash('sha256')},6`],
    ['is padded', `a/b.py,sha256=${hash('sha256')}=,6`],
    ['is of SHA-512', `a/b.py,sha512=${hash('sha512')},6`],
    ['is of SHA-384', `a/b.py,sha384=${hash('sha384')},6`],
    ['is of a path as Windows writes it', `a\\b.py,sha256=${hash('sha256')},6`],
    ['is absent', 'a/b.py,,'],
    ['is of a kind that nobody should use', 'a/b.py,md5=x,6'],
  ])('that %s is nothing to say', async (_, line) => {
    expect(await findingsOf('wheel', withRecord(line))).toEqual([]);
  });

  it.each([
    ['is of other bytes', `a/b.py,sha256=${createHash('sha256').update('y').digest('base64url')},6`],
    [
      'is of other bytes, in SHA-512',
      `a/b.py,sha512=${createHash('sha512').update('y').digest('base64url')},6`,
    ],
    ['is written in hexadecimal', `a/b.py,sha256=${hash('sha256', 'hex')},6`],
    ['is of another path as Windows writes it', 'a\\b.py,sha256=x,6'],
  ])('that %s is a warning', async (_, line) => {
    expect(await findingsOf('wheel', withRecord(line))).toEqual([
      "note: RECORD has another hash than the content of 'a/b.py'; no installer compares it by default",
    ]);
  });
});

describe('source that was encrypted', () => {
  const pyarmor = "__pyarmor__(__name__, __file__, b'x')\n";
  const encrypted =
    /^index: '.*' is encrypted by PyArmor \(PyPI answers: Invalid distribution file. PyArmor-encrypted content is not allowed/;
  const both = '---BEGIN PYE FILE---\nx\n---END PYE FILE---\n';

  it.each([
    pyarmor,
    '__pyarmor_enter__',
    '__pyarmor_exit__',
    '__pyarmor_assert__',
    '__pyarmor_bcc__',
    `${'#'.repeat(300_000)}${pyarmor}`,
  ])('by PyArmor is what PyPI refuses: %.40s', async (source) => {
    expect(await findingsOf('wheel', wheelOf({ 'a/b.py': source }))).toEqual([
      expect.stringMatching(encrypted),
    ]);
    expect(await findingsOf('wheel', wheelOf({ 'a/b.PY': source }, 'deflate'))).toEqual([
      expect.stringMatching(encrypted),
    ]);
    const sdist = makeSdist({ name: 'a', version: '1.0', files: { 'b.py': source } }).bytes;
    expect(await findingsOf('sdist', sdist)).toEqual([expect.stringMatching(encrypted)]);
  });

  it('by SourceDefender is what PyPI refuses', async () => {
    const refused =
      /'a\/b.pye' is encrypted by SourceDefender .*SourceDefender-encrypted content is not allowed/;
    expect(await findingsOf('wheel', wheelOf({ 'a/b.pye': both }))).toEqual([expect.stringMatching(refused)]);
    const sdist = makeSdist({ name: 'a', version: '1.0', files: { 'b.pye': both } }).bytes;
    expect(await findingsOf('sdist', sdist)).toEqual([expect.stringMatching(/SourceDefender/)]);
  });

  it.each<[string, string, string]>([
    ['a tool for it', 'a/tool.py', '__pyarmor__(__name__, $path, x)'],
    ['a text about it', 'a/notes.txt', pyarmor],
    ['a compiled module', 'a/b.pyc', pyarmor],
    ['a hidden file without suffix', 'a/.py', pyarmor],
    ['a file named by dots', 'a/..py', pyarmor],
    ['half of it', 'a/b.pye', '---BEGIN PYE FILE---'],
    ['a file of more than 5 MiB', 'a/b.py', `${'#'.repeat(5 * 1024 * 1024)}${pyarmor}`],
  ])('is not seen in %s', async (_, path, source) => {
    expect(await findingsOf('wheel', wheelOf({ [path]: source }, 'deflate'))).toEqual([]);
    const sdist = makeSdist({ name: 'a', version: '1.0', files: { [path]: source } }).bytes;
    expect(await findingsOf('sdist', sdist)).toEqual([]);
  });

  it.each([
    ['7', [expect.stringMatching(encrypted)]],
    ['A', []],
    ['V', []],
  ])('is looked for in members that Python calls regular, not in one of type %s', async (type, expected) => {
    const sdist = makeTarGz([
      { path: 'a-1.0/PKG-INFO', content: 'Metadata-Version: 2.1\nName: a\nVersion: 1.0\n' },
      { path: 'a-1.0/b.py', content: pyarmor, type },
    ]);
    expect(await findingsOf('sdist', sdist)).toEqual(expected);
  });

  it('is looked for in a member of just 5 MiB, across what is read at once', async () => {
    const source = `${'#'.repeat(5 * 1024 * 1024 - pyarmor.length)}${pyarmor}`;
    expect(await findingsOf('wheel', wheelOf({ 'a/b.py': source }))).toEqual([
      expect.stringMatching(encrypted),
    ]);
    const across = `${'#'.repeat(256 * 1024 - 10)}${pyarmor}${'#'.repeat(300_000)}`;
    expect(await findingsOf('wheel', wheelOf({ 'a/b.py': across }))).toEqual([
      expect.stringMatching(encrypted),
    ]);
  });
});

describe('a file on the disk', () => {
  let workspace: string;
  let files: ReturnType<typeof createFiles>;

  beforeEach(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'members-'));
    files = createFiles({ workspace, privateDirectory: join(workspace, '.private') });
  });

  afterEach(async () => {
    await files.dispose();
    await rm(workspace, { recursive: true });
  });

  it.each<Compression>(['stored', 'deflate'])('is read in parts: %s', async (compression) => {
    const contents = Array.from({ length: 20 }, (_, n) => randomBytes(n * 40_000));
    const bytes = wheelOf(Object.fromEntries(contents.map((content, n) => [`a/${n}`, content])), compression);
    await writeFile(join(workspace, 'a.whl'), bytes);
    const content = await files.open('a.whl');
    const { findings } = await checkMembers({ kind: 'wheel', content }, undefined, never);
    expect(findings).toEqual([]);
    expect(crc32(bytes)).toBe(crc32(await content.read(0, content.size)));
  });

  it.each<Compression>(['stored', 'deflate'])(
    'is not sent on where it was changed: %s',
    async (compression) => {
      await writeFile(join(workspace, 'a.whl'), wheelOf({ 'a/x.so': large }, compression));
      const content = await files.open('a.whl');
      await appendFile(join(workspace, 'a.whl'), 'x');
      const { findings } = await checkMembers({ kind: 'wheel', content }, undefined, never);
      expect(findings[0]).toMatchObject({
        rule: 'broken',
        message: expect.stringMatching(/cannot be read: .*was changed/),
      });
    },
  );
});
