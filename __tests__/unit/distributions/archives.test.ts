import { describe, expect, it } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parseFilename } from '../../../src/distributions/filename.ts';
import { Unreadable } from '../../../src/distributions/finding.ts';
import { readSdist } from '../../../src/distributions/sdist.ts';
import { readWheel } from '../../../src/distributions/wheel.ts';
import {
  makeGzip,
  makeSdist,
  makeTarGz,
  makeWheel,
  makeZip,
  metadataText,
} from '../../testbed/make-distributions.ts';
import type { MemberSource, TarMember, ZipMember } from '../../testbed/make-distributions.ts';
import { memoryContent } from '../../testbed/memory-content.ts';
import { extraField, makeOddTar, makeOddZip, paxRecords } from '../../testbed/odd-archives.ts';
import { findingText } from '../../support/finding-text.ts';

const wheelName = 'a-1.0-py3-none-any.whl';
const sdistName = 'a-1.0.tar.gz';

/** What reading says: findings, or why it could not be read. */
async function read(name: string, bytes: Buffer): Promise<string[]> {
  const filename = parseFilename(name);
  if ('fault' in filename) throw new Error(filename.fault);
  try {
    const reading = filename.kind === 'wheel' ? readWheel : readSdist;
    const { findings } = await reading(memoryContent(bytes), filename);
    return findings.map((finding) => `${finding.rule}: ${findingText(finding)}`);
  } catch (error) {
    if (error instanceof Unreadable) return [`unreadable: ${error.message}`];
    throw error;
  }
}

function wheelOf(
  changes: Readonly<Record<string, string | undefined>>,
  more: readonly ZipMember[] = [],
): Buffer {
  const members: Record<string, string | undefined> = {
    'a.py': '',
    'a-1.0.dist-info/METADATA': metadataText('a', '1.0'),
    'a-1.0.dist-info/WHEEL': 'Wheel-Version: 1.0\n',
    'a-1.0.dist-info/RECORD':
      'a.py,sha256=x,0\na-1.0.dist-info/METADATA,sha256=x,1\na-1.0.dist-info/WHEEL,sha256=x,1\na-1.0.dist-info/RECORD,,\n',
    ...changes,
  };
  const kept = Object.entries(members).flatMap(([path, content]) =>
    content === undefined ? [] : [{ path, content }],
  );
  return makeZip([...kept, ...more]);
}

/** WHEEL and RECORD of a wheel with one member more. */
function withMember(more: string): Readonly<Record<string, string>> {
  const listed = ['a.py', 'a-1.0.dist-info/METADATA', 'a-1.0.dist-info/WHEEL', more];
  const lines = listed.map((path) => `${path},sha256=x,0\n`);
  return {
    'a-1.0.dist-info/WHEEL': 'Wheel-Version: 1.0\nTag: py3-none-any\n',
    'a-1.0.dist-info/RECORD': [...lines, 'a-1.0.dist-info/RECORD,,\n'].join(''),
  };
}

function patched(bytes: Buffer, find: string, change: (copy: Buffer, at: number) => void): Buffer {
  const copy = Buffer.from(bytes);
  change(copy, copy.indexOf(find, 0, 'latin1'));
  return copy;
}

const local = 'PK\x03\x04';
const central = 'PK\x01\x02';
const end = 'PK\x05\x06';
const good = makeWheel({ name: 'a', version: '1.0' }).bytes;

describe('readWheel', () => {
  it('reads metadata of stored and deflated wheels', async () => {
    const { bytes } = makeWheel({ name: 'a', version: '1.0', compression: 'stored' });
    expect(await read(wheelName, bytes)).toEqual([]);
    expect(await read(wheelName, good)).toEqual([]);
  });

  it('takes a dist-info folder of an equal version only with a finding', async () => {
    const { bytes } = makeWheel({ name: 'a', version: '1.0.0' });
    expect(await read(wheelName, bytes)).toEqual([
      expect.stringMatching(/^index: .*not spelled as its file name/),
    ]);
  });

  it.each<[string, Buffer, RegExp]>([
    ['nothing', Buffer.alloc(0), /not a zip archive/],
    ['text', Buffer.from('hello'.repeat(100)), /not a zip archive/],
    ['a truncated wheel', good.subarray(0, good.length - 30), /not a zip archive/],
    ['trailing bytes', Buffer.concat([good, Buffer.from('x')]), /not a zip archive, or has bytes after/],
    ['prefix junk', Buffer.concat([Buffer.from('#!junk'), good]), /precede or follow/],
    ['an empty archive', makeZip([]), /no \.dist-info/],
    ['no metadata', wheelOf({ 'a-1.0.dist-info/METADATA': undefined }), /no a-1.0.dist-info\/METADATA/],
    ['no WHEEL', wheelOf({ 'a-1.0.dist-info/WHEEL': undefined }), /no a-1.0.dist-info\/WHEEL/],
    ['no RECORD', wheelOf({ 'a-1.0.dist-info/RECORD': undefined }), /no a-1.0.dist-info\/RECORD/],
    ['two dist-info folders', wheelOf({ 'b-1.0.dist-info/METADATA': '' }), /2 \.dist-info folders/],
    ['two METADATA', wheelOf({}, [{ path: 'a-1.0.dist-info/METADATA', content: 'Name: b' }]), /twice/],
    ['another dist-info', makeWheel({ name: 'b', version: '1.0' }).bytes, /another project or version/],
    ['traversal', wheelOf({ '../evil': '' }), /points outside/],
    ['an absolute path', wheelOf({ '/etc/passwd': '' }), /relative path/],
    ['a drive', wheelOf({ 'C:evil': '' }), /relative path/],
    ['traversal on Windows', wheelOf({ 'a\\..\\..\\b': '' }), /points outside/],
    ['an absolute path on Windows', wheelOf({ '\\b': '' }), /relative path/],
    ['a control character', wheelOf({ 'a\u001b[31m': '' }), /control characters/],
    [
      'metadata not UTF-8',
      makeZip([{ path: 'a-1.0.dist-info/METADATA', content: Buffer.from([0x4e, 0xff]) }]),
      /not UTF-8/,
    ],
    ['a local name that differs', patched(good, local, (copy, at) => copy.write('z', at + 30)), /contradict/],
    [
      'a local size that differs',
      patched(good, local, (copy, at) => copy.writeUInt32LE(1, at + 18)),
      /contradict/,
    ],
    [
      'a local method that differs',
      patched(good, local, (copy, at) => copy.writeUInt16LE(0, at + 8)),
      /contradict/,
    ],
    [
      'a hidden entry',
      patched(good, central, (copy, at) => copy.writeUInt32LE(7, at + 42)),
      /overlaps|precede/,
    ],
    [
      'a version of the format that Python does not read',
      patched(good, central, (copy, at) => copy.writeUInt8(64, at + 6)),
      /needs version 6\.4 of the zip format, but Python reads only archives up to 6\.3/,
    ],
    ['encryption', patched(good, central, (copy, at) => copy.writeUInt16LE(1, at + 8)), /encrypted/],
    [
      'a wrong count',
      patched(good, end, (copy, at) => copy.writeUInt32LE(0x00010001, at + 8)),
      /does not count the entries/,
    ],
    [
      'counts that differ',
      patched(good, end, (copy, at) => copy.writeUInt16LE(1, at + 8)),
      /contradicts itself/,
    ],
    ['several disks', patched(good, end, (copy, at) => copy.writeUInt16LE(1, at + 4)), /split/],
    [
      'a directory far away',
      patched(good, end, (copy, at) => copy.writeUInt32LE(0xfffffff0, at + 16)),
      /precede or follow/,
    ],
  ])('refuses %s', async (_, bytes, reason) => {
    expect(await read(wheelName, bytes)).toEqual([expect.stringMatching(reason)]);
    expect(await read(wheelName, bytes)).toEqual([expect.stringMatching(/^unreadable: /)]);
  });

  it('refuses a member that unpacks to more than it says', async () => {
    const bomb = { path: 'a-1.0.dist-info/METADATA', content: 'x'.repeat(1_000_000) };
    const lying = Buffer.from(makeZip([bomb]));
    lying.writeUInt32LE(10, lying.indexOf(local, 0, 'latin1') + 22);
    lying.writeUInt32LE(10, lying.indexOf(central, 0, 'latin1') + 24);
    expect(await read(wheelName, lying)).toEqual([
      expect.stringMatching(/unpacks to more than its declared size/),
    ]);
  });

  it('refuses metadata beyond the limit, without unpacking it', async () => {
    const bytes = wheelOf({ 'a-1.0.dist-info/METADATA': `Name: a\n\n${'x'.repeat(9_000_000)}` });
    expect(await read(wheelName, bytes)).toEqual([expect.stringMatching(/larger than 8388608 bytes/)]);
  });

  it('refuses damaged metadata', async () => {
    const { bytes } = makeWheel({ name: 'a', version: '1.0', compression: 'stored' });
    expect(
      await read(
        wheelName,
        patched(bytes, 'Metadata-Version', (copy, at) => copy.write('X', at)),
      ),
    ).toEqual([expect.stringMatching(/damaged/)]);
  });

  it('finds a compression bomb by its headers alone', async () => {
    const bytes = wheelOf({}, [{ path: 'zeros', content: Buffer.alloc(70_000_000) }]);
    expect(await read(wheelName, bytes)).toContainEqual(
      expect.stringMatching(/^index: unpacks to .*compression ratio of 50/),
    );
  });

  it.each([
    ['at 64 MiB', 0, []],
    ['one byte above', 1, [expect.stringMatching(/^index: unpacks to 67108865 bytes, more than 50 times/)]],
  ])('takes any ratio up to 64 MiB, of all members together: %s', async (_, above, said) => {
    const others = Object.values(withMember('zeros')).join('').length + metadataText('a', '1.0').length;
    const content = Buffer.alloc(64 * 1024 ** 2 - others + above);
    const bytes = wheelOf(withMember('zeros'), [{ path: 'zeros', content }]);
    expect(bytes.length).toBeLessThan(100_000);
    expect(await read(wheelName, bytes)).toEqual(said);
  });

  it('takes any size where the ratio is small', async () => {
    const content = Buffer.alloc(65 * 1024 ** 2);
    const bytes = wheelOf(withMember('zeros'), [{ path: 'zeros', content, compression: 'stored' }]);
    expect(await read(wheelName, bytes)).toEqual([]);
  });

  it('finds streamed entries and comments, which PyPI refuses', async () => {
    const streamed = Buffer.from(good);
    for (const signature of [local, central]) {
      const flags = signature === local ? 6 : 8;
      const at = streamed.indexOf(signature, 0, 'latin1') + flags;
      streamed.writeUInt16LE(8, at);
    }
    expect(await read(wheelName, streamed)).toEqual([expect.stringMatching(/^unreadable: /)]);
  });

  it('finds an unknown compression', async () => {
    const changed = Buffer.from(good);
    changed.writeUInt16LE(14, changed.indexOf(local, 0, 'latin1') + 8);
    changed.writeUInt16LE(14, changed.indexOf(central, 0, 'latin1') + 10);
    expect(await read(wheelName, changed)).toEqual([expect.stringMatching(/^index: .*method 14/)]);
  });

  it('takes what packs well, as long as it is not large', async () => {
    const { bytes } = makeWheel({
      name: 'a',
      version: '1.0',
      files: { 'a/data.txt': '0'.repeat(1_000_000) },
    });
    expect(bytes.length).toBeLessThan(10_000);
    expect(await read(wheelName, bytes)).toEqual([]);
  });

  it('holds RECORD against the members', async () => {
    const record =
      'a/__init__.py,sha256=x,1\n"a,b.py",sha256=x,1\na-1.0.dist-info/METADATA,,\na-1.0.dist-info/RECORD,,\n';
    const { bytes } = makeWheel({ name: 'a', version: '1.0', record });
    expect(await read(wheelName, bytes)).toEqual([
      expect.stringMatching(/^note: RECORD does not list 'a-1.0.dist-info\/WHEEL'/),
      expect.stringMatching(/^note: RECORD lists 'a,b.py', which/),
      expect.stringMatching(/^note: RECORD has no hash of 'a-1.0.dist-info\/METADATA'/),
    ]);
  });

  it('finds a RECORD that PyPI can not read', async () => {
    const tagged = 'Wheel-Version: 1.0\nTag: py3-none-any\n';
    const withRecord = (record: string | Buffer) =>
      wheelOf({ 'a-1.0.dist-info/RECORD': undefined, 'a-1.0.dist-info/WHEEL': tagged }, [
        { path: 'a-1.0.dist-info/RECORD', content: record },
      ]);
    const record =
      'a.py,sha256=x,0\na-1.0.dist-info/METADATA,sha256=x,1\na-1.0.dist-info/WHEEL,sha256=x,1\na-1.0.dist-info/RECORD,,\n';
    expect(await read(wheelName, withRecord(record))).toEqual([]);
    expect(await read(wheelName, withRecord(record.replaceAll('\n', '\r\n')))).toEqual([]);
    expect(
      await read(wheelName, withRecord(Buffer.concat([Buffer.from(record), Buffer.from([0xff])]))),
    ).toEqual([expect.stringMatching(/^index: RECORD is not UTF-8/)]);
    const ends = ['\n', '\r', '\v', '\f', '\x1c', '\x1d', '\x1e', '\x85', '\u2028', '\u2029'];
    for (const blank of [
      ...ends.flatMap((one) => [`${one}${record}`, `${record}${one}`, record.replace('\n', `\n${one}`)]),
      `${record}\r\n`,
      record.replace('\n', '\r\n\r\n'),
    ]) {
      expect(await read(wheelName, withRecord(blank))).toEqual([
        expect.stringMatching(/^index: RECORD has an empty line \(PyPI answers: 500 Internal Server Error\)/),
      ]);
    }
  });

  it('takes line breaks in a quoted field, and those that only JavaScript knows, for no empty line', async () => {
    for (const more of ['"b\n\nc",,\n', '"b\n"\n', ' \n', '\ufeff\n', '\u200b\n', ',\n', '""\n', '\x1f\n']) {
      const record = `a-1.0.dist-info/RECORD,,\n${more}`;
      const wheel = makeWheel({ name: 'a', version: '1.0', record });
      expect((await read(wheelName, wheel.bytes)).filter((line) => line.startsWith('index'))).toEqual([]);
    }
  });

  it('says that a backslash means two things, and takes it as PyPI does', async () => {
    expect(
      await read(
        wheelName,
        wheelOf({ 'a\\b.py': '', 'a-1.0.dist-info/WHEEL': 'Wheel-Version: 1.0\nTag: py3-none-any\n' }),
      ),
    ).toEqual([
      expect.stringMatching(/^note: 'a\\b.py' has a backslash/),
      expect.stringMatching(/^note: RECORD does not list 'a\\b.py'/),
    ]);
  });

  it('takes Windows separators in RECORD, as PyPI does', async () => {
    const { bytes } = makeWheel({ name: 'a', version: '1.0', files: { 'a/b.py': '' } });
    const record = ['a\\b.py', ...['METADATA', 'WHEEL'].map((name) => `a-1.0.dist-info\\${name}`)]
      .map((path) => `${path},sha256=x,1\n`)
      .join('');
    const wheel = makeWheel({
      name: 'a',
      version: '1.0',
      files: { 'a/b.py': '' },
      record: `${record}a-1.0.dist-info\\RECORD,,\n`,
    });
    expect([await read(wheelName, bytes), await read(wheelName, wheel.bytes)]).toEqual([[], []]);
  });

  it('holds entry points against their specification', async () => {
    const points = { 'a.py': '', 'a-1.0.dist-info/entry_points.txt': '[console_scripts]\n../x = a:b\n' };
    const { bytes } = makeWheel({ name: 'a', version: '1.0', files: points });
    expect(await read(wheelName, bytes)).toEqual([
      expect.stringMatching(
        /^index: entry_points.txt has a script named '..\/x' \(PyPI answers: Wheel 'a-1.0/,
      ),
    ]);
  });

  it('finds a RECORD with a field that Python reads no further', async () => {
    const longest = 'x'.repeat(131_072);
    const withField = (field: string): Buffer =>
      makeWheel({ name: 'a', version: '1.0', files: {}, record: `${field},,\n` }).bytes;
    const refused = expect.stringMatching(/^index: RECORD has a field of more than 131072 characters \(PyPI/);
    expect(await read(wheelName, withField(longest))).not.toContainEqual(refused);
    expect(await read(wheelName, withField(`${longest}x`))).toContainEqual(refused);
  });

  it('says what uv makes of a file in .data that RECORD does not list', async () => {
    const unlisted = (path: string): Buffer =>
      makeWheel({ name: 'a', version: '1.0', files: { [path]: 'x' }, record: 'a-1.0.dist-info/RECORD,,\n' })
        .bytes;
    const note = expect.stringMatching(
      /RECORD does not list .*uv can't install a wheel whose RECORD does not list 'a-1.0.data/,
    );
    expect(await read(wheelName, unlisted('a-1.0.data/scripts/a'))).toContainEqual(note);
    expect(await read(wheelName, unlisted('a/data/x'))).not.toContainEqual(note);
  });

  it('finds a wheel that is a tar archive too, which PyPI refuses', async () => {
    const both = asTar(
      makeOddZip([{ path: 'a.py', extra: extraField(0xcafe, Buffer.alloc(600)) }, ...required]),
    );
    expect(await read(wheelName, both)).toContainEqual(
      expect.stringMatching(/^index: .*both a zip and a tar file/),
    );
  });

  it('takes the newest version of the format that Python reads', async () => {
    const bytes = patched(good, central, (copy, at) => copy.writeUInt8(63, at + 6));
    expect(await read(wheelName, bytes)).toEqual(await read(wheelName, good));
  });

  describe('RECORD is read as PyPI reads it', () => {
    const lines = ['a/__init__.py', ...['METADATA', 'WHEEL'].map((name) => `a-1.0.dist-info/${name}`)];
    const sound = `${lines.map((path) => `${path},sha256=x,1\n`).join('')}a-1.0.dist-info/RECORD,,\n`;
    const readRecord = async (record: string, files: MemberSource = {}) =>
      read(
        wheelName,
        makeWheel({ name: 'a', version: '1.0', files: { 'a/__init__.py': '', ...files }, record }).bytes,
      );

    it.each([
      ['it is sound', sound],
      ['lines end as on Windows', sound.replaceAll('\n', '\r\n')],
      ['lines end as they did on a Macintosh', sound.replaceAll('\n', '\r')],
      ['the last line has no end', sound.trimEnd()],
      ['paths are quoted', sound.replaceAll(/^[^,\n]+/gm, '"$&"')],
      ['half of a path is quoted', sound.replace('a/__init__.py', '"a/__init__".py')],
      ['a line stands twice', `a/__init__.py,sha256=x,1\n${sound}`],
      ['lines have another column', sound.replaceAll('\n', ',x\n')],
      ['sizes are none', sound.replaceAll(',1\n', ',large\n')],
      ['hashes are of a kind that nobody knows', sound.replaceAll('sha256', 'sha257')],
    ])('%s', async (_, record) => {
      expect(await readRecord(record)).toEqual([]);
    });

    it.each<[string, string, readonly RegExp[]]>([
      ['an open quote', `"${sound}`, [/does not list 'a\/__init__.py'/, /lists 'a\/__init__.py,sha256/]],
      ['a stray quote', sound.replace('a/__', 'a/"__'), [/does not list 'a\//, /lists 'a\/"__init__.py'/]],
      ['a line of commas', `${sound},,\n`, [/lists '', which/]],
      ['an empty quoted path', `${sound}""\n`, [/lists '', which/]],
      ['a comment', `# made by hand\n${sound}`, [/lists '# made by hand'/]],
      ['a byte order mark', `\ufeff${sound}`, [/does not list 'a\//, /lists '\ufeffa\/__init__.py'/]],
      ['another case', sound.replace('a/', 'A/'), [/does not list 'a\//, /lists 'A\//]],
      ['a path that begins with a dot', sound.replace('a/', './a/'), [/does not list 'a\//, /lists '.\/a/]],
      ['a folder', `${sound}a/,,\n`, [/lists 'a\/', which/]],
      [
        'nothing of itself',
        sound.replace(/a-1.0.dist-info\/RECORD.*\n/, ''),
        [/does not list 'a-1.*RECORD'/],
      ],
      ['nothing at all', '', [/does not list 'a\/__init__.py', /]],
    ])('and warned of where it has %s', async (_, record, lacks) => {
      const found = await readRecord(record);
      expect(found).toEqual(lacks.map((line) => expect.stringMatching(line)));
      expect(found.every((line) => /^note: .*PyPI warns about it by email/s.test(line))).toBe(true);
    });

    it('and does not list its own signatures', async () => {
      const signature = { 'a-1.0.dist-info/RECORD.jws': '{}' };
      expect(await readRecord(sound, signature)).toEqual([]);
      expect(await readRecord(`${sound}a-1.0.dist-info/RECORD.jws,,\n`, signature)).toEqual([
        expect.stringMatching(/^note: RECORD lists 'a-1.0.dist-info\/RECORD.jws', which sign it/),
      ]);
    });
  });

  it('looks for licence files from metadata 2.4 on', async () => {
    const metadata = { 'Metadata-Version': '2.4', 'License-File': ['LICENSE', 'NOTICE'] };
    const files = { 'a.py': '', 'a-1.0.dist-info/licenses/LICENSE': '' };
    const { bytes } = makeWheel({ name: 'a', version: '1.0', metadata, files });
    expect(await read(wheelName, bytes)).toEqual([expect.stringMatching(/^index: License-File 'NOTICE'/)]);
  });

  it('ends with findings or Unreadable whatever bytes are changed', async () => {
    const change = fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), fc.nat(20), async (changes, cut) => {
        const copy = Buffer.from(good.subarray(0, good.length - (cut < 15 ? 0 : cut)));
        for (const [at, byte] of changes) if (at < copy.length) copy[at] = byte;
        expect(Array.isArray(await read(wheelName, copy))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

const required = [
  { path: 'a-1.0.dist-info/METADATA', content: metadataText('a', '1.0') },
  { path: 'a-1.0.dist-info/WHEEL', content: 'Wheel-Version: 1.0\nTag: py3-none-any\n' },
  { path: 'a-1.0.dist-info/RECORD', content: '' },
];

/** The archive with its first block made the header of a tar archive, in an extra field. */
function asTar(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.write(' '.repeat(8), 148);
  const sum = copy.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  copy.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return copy;
}

const information: TarMember = { path: 'a-1.0/PKG-INFO', content: metadataText('a', '1.0') };
const top: TarMember = { path: 'a-1.0/', type: '5' };

describe('readSdist', () => {
  it.each<[string, string, RegExp]>([
    ['negative', '-5 a=', /malformed/],
    ['too long', '99 a=b\n', /malformed/],
    ['without equals sign', '6 ab\n', /malformed/],
    ['of another size', '11 size=-1\n', /impossible size/],
  ])('refuses extended headers that are %s', async (_, content, reason) => {
    const members = [{ path: 'x', type: 'x', content }, information];
    expect(await read(sdistName, makeTarGz(members))).toEqual([expect.stringMatching(reason)]);
  });

  it('takes what packs well beyond the bound of wheels, which PyPI does not have for sdists', async () => {
    const zeros = { path: 'a-1.0/zeros', content: Buffer.alloc(70_000_000) };
    const bytes = makeTarGz([{ path: 'a-1.0/', type: '5' }, information, zeros]);
    expect(zeros.content.length / bytes.length).toBeGreaterThan(500);
    expect(await read(sdistName, bytes)).toEqual([]);
  });

  it('takes the sum of a header over signed bytes, as old writers made it, and no other', async () => {
    const tar = gunzipSync(makeTarGz([{ path: 'a-1.0/é' }, information]));
    const sum = Array.from(tar.subarray(0, 512)).reduce(
      (total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : (byte << 24) >> 24),
      0,
    );
    tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    expect(await read(sdistName, makeGzip(tar))).toEqual([]);
    tar.write(`${(sum + 1).toString(8).padStart(6, '0')}\0 `, 148);
    expect(await read(sdistName, makeGzip(tar))).toEqual([
      expect.stringMatching(/a header of it is damaged/),
    ]);
  });

  /** An sdist in whose last header these bytes lie, with its checksum made anew. */
  function withHeader(at: number, bytes: Buffer): Buffer {
    const tar = gunzipSync(makeTarGz([top, information]));
    const header = tar.subarray(512, 1024);
    bytes.copy(header, at);
    header.fill(0x20, 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return makeGzip(tar);
  }

  it.each([
    ['a mode with a point', 100, '00.0644\0'],
    ['a user that is none', 108, 'nobody\0\0'],
    ['a group in decimal digits', 116, '0000999\0'],
    ['a time with a sign inside', 136, '000000-0000\0'],
    ['a time of other bytes', 136, '0000000\xff000\0'],
    ['a device with two underscores', 329, '00__000\0'],
  ])('refuses %s, at which Python ends the archive', async (_, at, field) => {
    expect(await read(sdistName, withHeader(at, Buffer.from(field, 'latin1')))).toEqual([
      expect.stringMatching(/a header of it is damaged/),
    ]);
  });

  it.each([
    ['numbers that are left empty', 100, '\0'.repeat(24)],
    ['numbers among spaces', 100, ' 644 \0  '],
    ['numbers with something behind their end', 108, '0\0nobody'],
    ['a negative time', 136, '-0000000001\0'],
    ['a time in base 256', 136, `\xff${'\xff'.repeat(11)}`],
    ['an underscore between digits, and the sign of octal', 329, '0o1_7\0\0\0'],
  ])('takes %s, as Python does', async (_, at, field) => {
    expect(await read(sdistName, withHeader(at, Buffer.from(field, 'latin1')))).toEqual([]);
  });

  it('reads the beginning of a path where old GNU tar wrote times, as Python does', async () => {
    const gnu = Buffer.concat([Buffer.from('ustar  \0'), Buffer.alloc(80), Buffer.from('other')]);
    expect(await read(sdistName, withHeader(257, gnu))).toEqual([
      expect.stringMatching(/no a-1\.0\/PKG-INFO|entries at its top/),
    ]);
    expect(await read(sdistName, withHeader(257, gnu.fill(0, 88)))).toEqual([]);
  });

  it('reads long names, and stops at the end marker as installers do', async () => {
    const long = { path: 'x', type: 'x', content: '23 path=a-1.0/PKG-INFO\n' };
    expect(await read(sdistName, makeTarGz([top, long, { ...information, path: 'x' }]))).toEqual([]);
    const gnu = { path: '././@LongLink', type: 'L', content: 'a-1.0/PKG-INFO\0' };
    expect(await read(sdistName, makeTarGz([top, gnu, { ...information, path: 'x' }]))).toEqual([]);
  });

  it('reads PKG-INFO of the one top folder', async () => {
    expect(await read(sdistName, makeSdist({ name: 'a', version: '1.0' }).bytes)).toEqual([]);
  });

  it('refuses PKG-INFO without a folder, and says how to pack it', async () => {
    const filename = parseFilename(sdistName);
    if ('fault' in filename) throw new Error(filename.fault);
    const reading = readSdist(memoryContent(makeTarGz([{ ...information, path: 'PKG-INFO' }])), filename);
    await expect(reading).rejects.toMatchObject({
      message: 'PKG-INFO is in no folder of the sdist',
      hint: expect.stringContaining('as one directory'),
    });
  });

  it('finds licence files by the path as it is written, as PyPI does', async () => {
    const metadata = metadataText('a', '1.0', { 'Metadata-Version': '2.4', 'License-File': ['LICENSE'] });
    const written = (path: string): Promise<string[]> =>
      read(sdistName, makeTarGz([top, { ...information, content: metadata }, { path, content: '' }]));
    expect(await written('a-1.0/LICENSE')).toEqual([]);
    for (const path of ['./a-1.0/LICENSE', 'a-1.0/./LICENSE', 'a-1.0//LICENSE'])
      expect(await written(path)).toEqual([expect.stringMatching(/^index: License-File 'LICENSE'/)]);
  });

  it('takes links within the archive', async () => {
    const link = { path: 'a-1.0/docs/README', type: '2', link: '../README' };
    expect(await read(sdistName, makeTarGz([information, link]))).toEqual([]);
  });

  it('notes another spelling of the top folder', async () => {
    const members = ['PKG-INFO', 'setup.py'].map((name) => ({ ...information, path: `other/${name}` }));
    expect(await read(sdistName, makeTarGz(members))).toEqual([
      expect.stringMatching(/^note: .*top folder is 'other'/),
    ]);
  });

  const egg: TarMember = { path: 'a-1.0/a.egg-info/PKG-INFO', content: metadataText('a', '1.0') };
  const hardLink: TarMember = { path: 'a-1.0/PKG-INFO', type: '1', link: egg.path };
  const symbolicLink: TarMember = { path: 'a-1.0/PKG-INFO', type: '2', link: 'a.egg-info/./PKG-INFO' };
  const other: TarMember = { path: 'a-1.0/x', content: 'x' };
  it.each<[string, readonly TarMember[]]>([
    ['a hard link', [egg, hardLink]],
    ['a symbolic link', [egg, symbolicLink]],
    ['a symbolic link before the file', [symbolicLink, egg]],
    [
      'a link beside hard links',
      [top, egg, hardLink, other, { path: 'a-1.0/y', type: '1', link: 'a-1.0/x' }],
    ],
  ])('reads PKG-INFO through %s to a copy of it, as PyPI and pip do', async (_, members) => {
    expect(await read(sdistName, makeTarGz(members))).toEqual([
      expect.stringMatching(
        /^note: 'a-1.0\/PKG-INFO' is a link; its metadata is that of 'a-1.0\/a.egg-info\/PKG-INFO'/,
      ),
    ]);
  });

  it.each<[string, readonly TarMember[]]>([
    ['to what is not called so', [other, { path: 'a-1.0/PKG-INFO', type: '2', link: 'x' }]],
    ['to nothing', [other, symbolicLink]],
    ['to itself', [other, { path: 'a-1.0/PKG-INFO', type: '2', link: 'PKG-INFO' }]],
    ['to a copy that is there twice', [egg, { ...egg, content: 'Name: b' }, symbolicLink]],
    [
      'where another link may lead to the copy',
      [egg, { path: 'a-1.0/z', type: '2', link: 'a.egg-info' }, symbolicLink],
    ],
    ['to another link', [{ path: egg.path, type: '2', link: '../x' }, other, symbolicLink]],
    ['to a folder', [{ path: egg.path, type: '5' }, symbolicLink]],
  ])('reads PKG-INFO through no link %s', async (_, members) => {
    expect(await read(sdistName, makeTarGz(members))).toEqual([
      expect.stringMatching(/'a-1.0\/PKG-INFO' in the sdist is not a plain file/),
    ]);
  });

  it.each<[string, TarMember, readonly RegExp[]]>([
    ['a symbolic link to its top folder', { path: 'a-1.0/l', type: '2', link: '.' }, []],
    ['a symbolic link up and down', { path: 'a-1.0/b/l', type: '2', link: '../PKG-INFO' }, []],
    ['a symbolic link to nothing', { path: 'a-1.0/l', type: '2', link: 'nothing' }, []],
    ['a hard link', { path: 'a-1.0/l', type: '1', link: 'a-1.0/PKG-INFO' }, []],
    [
      'a symbolic link over its root',
      { path: 'a-1.0/l', type: '2', link: '../a-1.0/x' },
      [/^note: .*leaves.*pip/],
    ],
    [
      'a symbolic link to its root',
      { path: 'a-1.0/b/l', type: '2', link: '../..' },
      [/^note: .*leaves.*pip/],
    ],
    [
      'a hard link to nothing',
      { path: 'a-1.0/l', type: '1', link: 'a-1.0/x' },
      [/^broken: .*'a-1.0\/x', which .* nobody/],
    ],
  ])('knows what installers make of %s', async (_, link, said) => {
    const expected = said.map((pattern) => expect.stringMatching(pattern));
    expect(await read(sdistName, makeTarGz([top, information, link]))).toEqual(expected);
  });

  it('finds sparse members', async () => {
    const sparse = { path: 'a-1.0/big', type: 'S' };
    expect(await read(sdistName, makeTarGz([top, information, sparse]))).toEqual([
      expect.stringMatching(/^index: .*sparse/),
    ]);
  });

  const sdist = makeSdist({ name: 'a', version: '1.0' }).bytes;
  it.each<[string, Buffer, RegExp]>([
    ['nothing', Buffer.alloc(0), /empty|gzipped/],
    ['text', Buffer.from('hello'.repeat(200)), /gzipped tar/],
    ['a zip archive', good, /gzipped tar/],
    ['gzipped text', makeGzip(Buffer.from('hello'.repeat(500))), /not a tar archive/],
    ['a truncated sdist', sdist.subarray(0, sdist.length - 40), /gzipped tar/],
    ['prefix junk', Buffer.concat([Buffer.from('x'), sdist]), /gzipped tar/],
    ['two top folders', makeTarGz([information, { path: 'b/x' }]), /one folder/],
    ['no PKG-INFO', makeTarGz([{ path: 'a-1.0/x' }]), /no a-1.0\/PKG-INFO/],
    ['two PKG-INFO', makeTarGz([information, information]), /twice/],
    ['PKG-INFO as a link', makeTarGz([{ path: 'a-1.0/PKG-INFO', type: '2', link: 'x' }]), /not a plain file/],
    ['traversal', makeTarGz([information, { path: 'a-1.0/../../x' }]), /points outside/],
    ['an absolute path', makeTarGz([information, { path: '/x' }]), /relative path/],
    [
      'a link outside',
      makeTarGz([information, { path: 'a-1.0/x', type: '2', link: '../../x' }]),
      /outside the archive/,
    ],
    [
      'a link to a place',
      makeTarGz([information, { path: 'a-1.0/x', type: '2', link: '/etc/passwd' }]),
      /absolute/,
    ],
    [
      'a hard link outside',
      makeTarGz([information, { path: 'a-1.0/x', type: '1', link: '../x' }]),
      /outside/,
    ],
    ['a pipe', makeTarGz([information, { path: 'a-1.0/x', type: '6' }]), /device or pipe/],
    ...['x', 'g', 'L'].map((type): [string, Buffer, RegExp] => [
      `an extended header of type ${type} and no member after it`,
      makeTarGz([
        information,
        { path: 'x', type, content: type === 'L' ? 'b\0' : paxRecords({ comment: 'x' }) },
      ]),
      /ends after an extended header/,
    ]),
    [
      'a size that is no number, before which another one stands',
      makeGzip(
        Buffer.concat([
          makeOddTar([information, { path: 'x', type: 'x', content: paxRecords({ size: '1' }) }]),
          makeOddTar([{ path: 'a-1.0/x', content: 'x', sizeField: Buffer.from('000.0000001\0') }]),
          Buffer.alloc(1024),
        ]),
      ),
      /impossible size/,
    ],
    ['metadata not UTF-8', makeTarGz([{ ...information, content: Buffer.from([0xff]) }]), /not UTF-8/],
  ])('refuses %s', async (_, bytes, reason) => {
    expect(await read(sdistName, bytes)).toEqual([expect.stringMatching(reason)]);
  });

  it.each([
    ['a global header before all members', { path: 'x', type: 'g', content: paxRecords({ comment: 'x' }) }],
    [
      'a size that stands before the same one',
      { path: 'x', type: 'x', content: paxRecords({ size: String(metadataText('a', '1.0').length) }) },
    ],
  ])('takes %s', async (_, header) => {
    expect(await read(sdistName, makeTarGz([header, information, top]))).toEqual([]);
  });

  it('ends with findings or Unreadable whatever bytes are changed', async () => {
    const change = fc.tuple(fc.nat(sdist.length - 1), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const copy = Buffer.from(sdist);
        for (const [at, byte] of changes) copy[at] = byte;
        expect(Array.isArray(await read(sdistName, copy))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('ends with findings or Unreadable whatever the tar archive has', async () => {
    const path = fc.constantFrom('a-1.0/PKG-INFO', 'a-1.0/', './', '.', 'b', '../x', 'a-1.0/x', 'a-1.0/ü');
    const type = fc.constantFrom('0', '1', '2', '3', '5', '6', '7', 'S', 'x', 'g', 'L', 'K', 'Z', '\0');
    const member = fc.record({
      path,
      type,
      content: fc.constantFrom('', 'Name: a', '9 a=b\n', '12 path=/x\n'),
      link: path,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(member, { maxLength: 6 }), async (members) => {
        expect(Array.isArray(await read(sdistName, makeTarGz(members)))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
