// Folders with one archive that is broken, means two things, or is meant to exhaust whoever opens it.
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { sdist, wheel } from './hostile-folders.ts';
import type { HostileFolder, Outcome } from './hostile-folders.ts';
import { makeGzip, makeSdist, makeTarGz, makeWheel, metadataText } from './make-distributions.ts';
import { extraField, makeOddTar, makeOddZip, paxRecords, unicodePath } from './odd-archives.ts';
import type { OddEnd, OddMember, OddTarMember } from './odd-archives.ts';

const information = 'a-1.0.dist-info';
const accepted = (name: string, ...noticed: RegExp[]): Outcome =>
  noticed.length === 0 ? { taken: [name] } : { taken: [name], noticed };
const refused = (...said: RegExp[]): Outcome => ({ code: 'DISTRIBUTION_INVALID', said });

function archive(title: string, name: string, bytes: () => Buffer, expected: Outcome): HostileFolder {
  return { title, expected, build: (put) => put(join('dist', name), bytes()) };
}

const asWheel = (title: string, bytes: () => Buffer, expected: Outcome): HostileFolder =>
  archive(`a wheel ${title}`, wheel.name, bytes, expected);
const asSdist = (title: string, bytes: () => Buffer, expected: Outcome): HostileFolder =>
  archive(`an sdist ${title}`, sdist.name, bytes, expected);

/** A wheel of these members beside what a wheel must have, all listed in RECORD. */
function wheelOf(more: readonly OddMember[], end: OddEnd = {}, required: Partial<OddMember> = {}): Buffer {
  const paths = [
    ...more.map(({ path }) => path.toString()),
    ...['METADATA', 'WHEEL'].map((name) => `${information}/${name}`),
  ];
  const record = `${paths.map((path) => `"${path}",sha256=x,1\n`).join('')}${information}/RECORD,,\n`;
  const members: OddMember[] = [
    { ...required, path: `${information}/METADATA`, content: metadataText('a', '1.0') },
    { path: `${information}/WHEEL`, content: 'Wheel-Version: 1.0\nTag: py3-none-any\n' },
    { path: `${information}/RECORD`, content: record },
  ];
  return makeOddZip([...more, ...members], end);
}

const plain: OddMember = { path: 'a.py', content: 'x = 1\n' };
const wide64 = (...sizes: readonly bigint[]): Buffer =>
  extraField(1, Buffer.from(new BigUint64Array(sizes).buffer));
const wheelWith = (title: string, more: OddMember | readonly OddMember[], expected: Outcome): HostileFolder =>
  asWheel(`with ${title}`, () => wheelOf(Array.isArray(more) ? more : [more]), expected);
const cut =
  (bytes: Buffer, end: number): (() => Buffer) =>
  () =>
    bytes.subarray(0, end);
const joined =
  (...parts: (Buffer | string)[]): (() => Buffer) =>
  () =>
    Buffer.concat(parts.map((part) => Buffer.from(part)));

const ZIP: readonly HostileFolder[] = [
  asWheel('that is empty', () => Buffer.alloc(0), refused(/not a zip archive/)),
  asWheel('that is an error page', joined('<!DOCTYPE html><title>404</title>'), refused(/not a zip archive/)),
  asWheel(
    'that is a Git LFS pointer',
    joined('version https://git-lfs.github.com/spec/v1\n'),
    refused(/not a zip archive/),
  ),
  asWheel('that is an sdist', () => sdist.bytes, refused(/not a zip archive/)),
  ...[1, 22, 23, 400].map((bytes) =>
    asWheel(`without its last ${bytes} bytes`, cut(wheel.bytes, -bytes), refused(/not a zip archive/)),
  ),
  asWheel(
    'without its first half',
    () => wheel.bytes.subarray(wheel.bytes.length / 2),
    refused(/bytes precede or follow/),
  ),
  asWheel('with a program before it', joined('#!/bin/sh\n', wheel.bytes), refused(/bytes precede or follow/)),
  asWheel(
    'with a program before it that its offsets know',
    () => wheelOf([plain], { prefix: { bytes: Buffer.from('#!/bin/sh\n'), counted: true } }),
    refused(/bytes precede/),
  ),
  asWheel('with bytes after it', joined(wheel.bytes, 'x'), refused(/not a zip archive, or has bytes after/)),
  asWheel('after another wheel', joined(wheel.bytes, wheel.bytes), refused(/bytes precede or follow/)),
  asWheel(
    'with a comment that holds a wheel',
    () => wheelOf([plain], { comment: wheel.bytes.toString('latin1') }),
    refused(/./),
  ),
  wheelWith(
    'another name in its local header',
    { ...plain, localPath: 'b.py' },
    refused(/contradict.*name of 'a.py'/),
  ),
  wheelWith('a size that is none', { ...plain, size: 5 }, refused(/contradict.*size of 'a.py'/)),
  wheelWith('a signed data descriptor', { ...plain, descriptor: 'signed' }, refused(/data descriptor/)),
  wheelWith('an unsigned data descriptor', { ...plain, descriptor: 'unsigned' }, refused(/data descriptor/)),
  wheelWith('sizes in a ZIP64 field', { ...plain, wide: true }, accepted(wheel.name)),
  asWheel('with a ZIP64 end', () => wheelOf([plain], { wide: {} }), accepted(wheel.name)),
  asWheel(
    'whose ZIP64 locator lies',
    () => wheelOf([plain], { wide: { locatorOff: -8 } }),
    refused(/not where its locator/),
  ),
  asWheel(
    'with an extended ZIP64 end',
    () => wheelOf([plain], { wide: { extension: Buffer.alloc(8) } }),
    refused(/ZIP64/),
  ),
  asWheel(
    'that says it has a billion entries',
    () => wheelOf([plain], { wide: { count: 10n ** 9n } }),
    refused(/more than 200000 entries/),
  ),
  asWheel(
    'that says it has 2^63 entries',
    () => wheelOf([plain], { wide: { count: 2n ** 63n } }),
    refused(/impossible size/),
  ),
  ...[{ count: 1 }, { size: 100 }, { start: 1 }].map((narrow) =>
    asWheel(
      `whose two end records differ in ${Object.keys(narrow).join()}`,
      () => wheelOf([plain], { wide: {}, narrow }),
      refused(/contradicts itself about its directory/),
    ),
  ),
  asWheel(
    'whose end record leaves all to the ZIP64 end record',
    () => wheelOf([plain], { wide: {}, narrow: { count: 0xffff, size: 0xffffffff, start: 0xffffffff } }),
    accepted(wheel.name),
  ),
  asWheel(
    'with an end record in its comment',
    () => wheelOf([plain], { comment: `PK\x05\x06${'\0'.repeat(30)}` }),
    refused(/second end record in its comment/),
  ),
  asWheel('with a comment', () => wheelOf([plain], { comment: 'made by hand' }), accepted(wheel.name)),
  asWheel(
    'with bytes between its last member and its directory',
    () => wheelOf([plain], { gap: Buffer.from('hidden') }),
    refused(/bytes that belong to no entry/),
  ),
  ...[1, 0x7075].map((id) =>
    wheelWith(
      `extra field ${id} twice`,
      { ...plain, extra: Buffer.concat([extraField(id, Buffer.alloc(0)), extraField(id, Buffer.alloc(0))]) },
      refused(/an extra field twice/),
    ),
  ),
  wheelWith(
    'an extra field twice in its local header alone',
    { ...plain, extra: Buffer.alloc(0), localExtra: Buffer.concat([wide64(6n), wide64(6n)]) },
    refused(/an extra field twice/),
  ),
  wheelWith(
    'another extra field twice',
    {
      ...plain,
      extra: Buffer.concat([extraField(0xcafe, Buffer.alloc(0)), extraField(0xcafe, Buffer.alloc(1))]),
    },
    accepted(wheel.name),
  ),
  wheelWith(
    'sizes in a ZIP64 field that its local header has otherwise',
    { ...plain, localExtra: wide64(6n, 5n) },
    refused(/contradict.*size of 'a.py'/),
  ),
  wheelWith(
    'sizes twice in its local header',
    { ...plain, localExtra: wide64(6n, 6n) },
    accepted(wheel.name),
  ),
  wheelWith(
    'half a ZIP64 field',
    { ...plain, localExtra: extraField(1, Buffer.alloc(12)) },
    refused(/odd length/),
  ),
  wheelWith(
    'a second name',
    { ...plain, extra: unicodePath('a.py', 'b.py') },
    refused(/'a.py' has a second name/),
  ),
  wheelWith(
    'a second name in its local header alone',
    { ...plain, localExtra: unicodePath('a.py', 'b.py') },
    refused(/'a.py' has a second name/),
  ),
  wheelWith('its name twice', { ...plain, extra: unicodePath('a.py', 'a.py') }, accepted(wheel.name)),
  wheelWith(
    'a second name that is for another',
    { ...plain, extra: unicodePath('c.py', 'b.py') },
    accepted(wheel.name),
  ),
  wheelWith(
    'a second name of a later version',
    { ...plain, extra: unicodePath('a.py', 'b.py', 2) },
    accepted(wheel.name),
  ),
  wheelWith(
    'half a second name',
    { ...plain, extra: extraField(0x7075, Buffer.alloc(4)) },
    refused(/malformed/),
  ),
  ...[Buffer.from([0xff]), '\u0007'].map((name) =>
    wheelWith(
      `a second name that is none: ${Buffer.from(name).toString('hex')}`,
      { ...plain, extra: unicodePath('c.py', name) },
      refused(/unusable second name/),
    ),
  ),
  ...['./', 'a-1.0.dist-info/./', './/'].map((prefix) => {
    const path = prefix.startsWith('a') ? `${prefix}METADATA` : `${prefix}${information}/METADATA`;
    return wheelWith(`METADATA again as ${path}`, { path, content: 'Name: b' }, refused(/one file/));
  }),
  ...[
    `${information}//METADATA`,
    `${information}/metadata`,
    `${information}\\METADATA`,
    `${information}/RECORD.`,
  ].map((path) =>
    wheelWith(`a file of .dist-info again as ${path}`, { path, content: '' }, refused(/one file/)),
  ),
  wheelWith(
    'entry points as Windows reads them',
    { path: `${information}\\entry_points.txt` },
    refused(/not spelled/),
  ),
  wheelWith(
    'entries for the folders of its metadata',
    [
      { path: `${information}/` },
      { path: `${information}/licenses/` },
      { path: `${information}/licenses/LICENSE` },
    ],
    accepted(wheel.name, /RECORD lists/),
  ),
  wheelWith(
    'a file in two spellings',
    [plain, { ...plain, path: './a.py' }],
    refused(/'a.py' and '.\/a.py'/),
  ),
  wheelWith('two files that differ in case', [plain, { ...plain, path: 'A.py' }], accepted(wheel.name)),
  wheelWith('a strongly encrypted member', { ...plain, flags: 0x40 }, refused(/'a.py' .*is encrypted/)),
  wheelWith('an encrypted member', { ...plain, flags: 1 }, refused(/'a.py' in the zip archive is encrypted/)),
  wheelWith('a member in bzip2', { ...plain, method: 12 }, refused(/compressed by method 12/)),
  asWheel(
    'whose METADATA is in Zstandard',
    () => wheelOf([plain], {}, { method: 93 }),
    refused(/METADATA' is compressed by method 93/),
  ),
  wheelWith(
    'a member twice',
    [plain, { ...plain, content: 'x = 2\n' }],
    refused(/'a.py' is in the zip archive twice/),
  ),
  wheelWith(
    'two METADATA',
    { path: `${information}/METADATA`, content: 'Name: b' },
    refused(/METADATA' is in the zip archive twice/),
  ),
  wheelWith('two .dist-info folders', { path: 'b-1.0.dist-info/METADATA' }, refused(/2 .dist-info folders/)),
  wheelWith('.dist-info in two cases', { path: 'A-1.0.DIST-INFO/METADATA' }, refused(/2 .dist-info folders/)),
  wheelWith('a traversal', { path: '../../a.py' }, refused(/points outside the archive/)),
  wheelWith('an absolute path', { path: '/etc/passwd' }, refused(/not a relative path/)),
  wheelWith('a drive letter', { path: 'C:/a.py' }, refused(/not a relative path/)),
  wheelWith('a traversal by backslashes', { path: 'a\\..\\b.py' }, refused(/points outside/)),
  wheelWith('a backslash in a path', { path: 'a\\b.py' }, accepted(wheel.name, /'a\\b.py' has a backslash/)),
  wheelWith('a NUL in a path', { path: 'a.py\0.txt' }, refused(/control characters/)),
  wheelWith('a path that is not UTF-8', { path: Buffer.from('\xff.py', 'latin1') }, refused(/not UTF-8/)),
  wheelWith('a path in Unicode that says so', { path: 'ä.py', flags: 0x800 }, accepted(wheel.name)),
  wheelWith("a member's comment", { ...plain, comment: 'x' }, refused(/'a.py' has a comment/)),
  wheelWith('a link', { path: 'a.py', content: '/etc/passwd', mode: 0o120777 }, accepted(wheel.name)),
  wheelWith(
    'a malformed extra field',
    { ...plain, extra: Buffer.from([1, 2, 255, 255]) },
    refused(/extra field.*malformed/),
  ),
  wheelWith(
    '100 MB of zeros',
    { path: 'a.py', content: Buffer.alloc(100 * 1024 * 1024), method: 8 },
    refused(/unpacks to \d+ bytes/),
  ),
  wheelWith(
    '20,000 empty members',
    Array.from({ length: 20_000 }, (_, index) => ({ path: `a/${index}.py` })),
    accepted(wheel.name),
  ),
  asWheel(
    'whose METADATA is a bomb',
    () => wheelOf([plain], {}, { method: 8, size: 2 ** 31 }),
    refused(/larger than|contradict/),
  ),
  archive(
    'a wheel that was renamed to other tags',
    'a-1.0-cp313-cp313-win_amd64.whl',
    () => wheel.bytes,
    accepted('a-1.0-cp313-cp313-win_amd64.whl', /WHEEL says tags py3-none-any, unlike/),
  ),
  archive(
    'a wheel of another project',
    'b-1.0-py3-none-any.whl',
    () => wheel.bytes,
    refused(/a-1.0.dist-info names another/),
  ),
  archive(
    'a wheel of another version',
    'a-2.0-py3-none-any.whl',
    () => wheel.bytes,
    refused(/a-1.0.dist-info names another/),
  ),
  asWheel(
    'that holds a wheel',
    () => wheelOf([{ path: 'a/b.whl', content: wheel.bytes }]),
    accepted(wheel.name),
  ),
];

function metadata(title: string, text: string | Buffer, expected: Outcome): HostileFolder {
  const members = [
    { path: 'a-1.0/', type: '5' },
    { path: 'a-1.0/PKG-INFO', content: text },
  ];
  return asSdist(`whose metadata ${title}`, () => makeTarGz(members), expected);
}

const good = metadataText('a', '1.0');
const METADATA: readonly HostileFolder[] = [
  metadata('is empty', '', refused(/no Metadata-Version/, /no Name/, /no Version/)),
  metadata('is not UTF-8', Buffer.from(`${good}Author: J\xfcrgen\n`, 'latin1'), refused(/not UTF-8/)),
  metadata('is UTF-16', Buffer.from(good, 'utf16le'), refused(/./)),
  metadata('begins with a byte order mark', `\uFEFF${good}`, refused(/./)),
  metadata('has NUL in it', `${good}Author: a\0b\n`, accepted(sdist.name)),
  metadata(
    'has a summary of a megabyte',
    `${good}Summary: ${'x'.repeat(1024 * 1024)}\n`,
    refused(/Summary is longer/),
  ),
  metadata('has 100,000 fields', `${good}${'X: y\n'.repeat(100_000)}`, accepted(sdist.name)),
  metadata('has a folded megabyte', `${good}Keywords: x\n${' y\n'.repeat(300_000)}`, accepted(sdist.name)),
  metadata(
    'has markers without end',
    `${good}Requires-Dist: b; ${'('.repeat(500_000)}\n`,
    refused(/malformed marker/),
  ),
  metadata(
    'has versions without end',
    `${good}Requires-Python: ${'>=1,'.repeat(100_000)}x\n`,
    refused(/not a set of version/),
  ),
  metadata(
    'has 10,000 faults',
    `${good}${'Requires-Dist: -\n'.repeat(10_000)}`,
    refused(/and \d+ more faults/),
  ),
  metadata('has two names', `${good}Name: b\n`, refused(/2 Name fields/)),
  metadata('names another project', metadataText('b', '1.0'), refused(/names project 'b'/)),
  metadata('names another version', metadataText('a', '2.0'), refused(/names version 2.0/)),
  metadata('has Windows line ends', good.replaceAll('\n', '\r\n'), accepted(sdist.name)),
  metadata('has the line ends of the first Macs', good.replaceAll('\n', '\r'), accepted(sdist.name)),
  metadata(
    'is larger than eight megabytes',
    `${good}\n${'x'.repeat(9 * 1024 * 1024)}`,
    refused(/larger than/),
  ),
];

const top: OddTarMember = { path: 'a-1.0/', type: '5' };
const information1: OddTarMember = { path: 'a-1.0/PKG-INFO', content: good };
const end = Buffer.alloc(1024);
const tarOf =
  (...members: readonly OddTarMember[]): (() => Buffer) =>
  () =>
    makeGzip(Buffer.concat([makeOddTar([top, information1, ...members]), end]));
const unpackedWith = (...members: readonly OddTarMember[]): Buffer =>
  Buffer.concat([makeOddTar([top, information1, ...members]), end]);
const sdistWith = (title: string, member: OddTarMember, expected: Outcome): HostileFolder =>
  asSdist(`with ${title}`, tarOf(member), expected);
const unpacked = Buffer.concat([makeOddTar([top, information1]), end]);
const long = `a-1.0/${'d'.repeat(90)}/${'f'.repeat(150)}.py`;

const TAR: readonly HostileFolder[] = [
  asSdist('that is empty', () => Buffer.alloc(0), refused(/a-1.0.tar.gz: /)),
  asSdist('that is an error page', joined('<!DOCTYPE html>'), refused(/not a readable gzipped tar/)),
  asSdist('that is a wheel', () => wheel.bytes, refused(/not a readable gzipped tar/)),
  asSdist('that is not compressed', () => unpacked, refused(/not a readable gzipped tar/)),
  asSdist('in bzip2', joined('BZh91AY&SY', Buffer.alloc(100)), refused(/not a readable gzipped tar/)),
  asSdist(
    'in xz',
    joined(Buffer.from('fd377a585a0000', 'hex'), Buffer.alloc(100)),
    refused(/not a readable gzipped tar/),
  ),
  asSdist('in Zstandard', () => zstdCompressSync(unpacked), refused(/not a readable gzipped tar/)),
  asSdist('in Brotli', () => brotliCompressSync(unpacked), refused(/not a readable gzipped tar/)),
  ...[1, 8, 20, 100].map((bytes) =>
    asSdist(`without its last ${bytes} bytes`, cut(sdist.bytes, -bytes), refused(/a-1.0.tar.gz: /)),
  ),
  asSdist(
    'in two gzip members',
    () => Buffer.concat([unpacked.subarray(0, 700), unpacked.subarray(700)].map((part) => gzipSync(part))),
    accepted(sdist.name),
  ),
  asSdist('of nothing but gzip', () => gzipSync(''), refused(/sdist is empty/)),
  asSdist(
    'of 300 MB of zeros',
    () => gzipSync(Buffer.alloc(300 * 1024 * 1024), { level: constants.Z_BEST_SPEED }),
    refused(/./),
  ),
  asSdist(
    'whose one file unpacks to 257 MiB',
    () =>
      gzipSync(
        makeOddTar([top, information1, { path: 'a-1.0/x', content: Buffer.alloc(257 * 1024 * 1024) }]),
        { level: constants.Z_BEST_SPEED },
      ),
    accepted(sdist.name, /unpacks to \d+ bytes, \d+ times its size/),
  ),
  asSdist(
    'of 200,001 members',
    () =>
      makeGzip(
        Buffer.concat([
          unpacked.subarray(0, 1536),
          Buffer.alloc(200_001 * 512, makeOddTar([{ path: 'a-1.0/x' }])),
          end,
        ]),
      ),
    refused(/more than 200000 entries/),
  ),
  asSdist('without PKG-INFO', () => makeTarGz([{ path: 'a-1.0/setup.py' }]), refused(/no a-1.0\/PKG-INFO/)),
  asSdist('with two PKG-INFO', tarOf(information1), refused(/PKG-INFO' is in the sdist twice/)),
  asSdist(
    'whose PKG-INFO is a link',
    () => makeTarGz([{ path: 'a-1.0/PKG-INFO', type: '2', link: 'x' }]),
    refused(/not a plain file/),
  ),
  asSdist(
    'whose PKG-INFO is a folder',
    () => makeTarGz([{ path: 'a-1.0/PKG-INFO', type: '5' }]),
    refused(/not a plain file/),
  ),
  sdistWith('two top folders', { path: 'b-1.0/x' }, refused(/2 entries at its top/)),
  sdistWith('a file beside its top folder', { path: 'x' }, refused(/2 entries at its top/)),
  asSdist(
    'with the top folder of another',
    () => makeSdist({ name: 'b', version: '1.0' }).bytes,
    refused(/names project 'b'/),
  ),
  asSdist(
    'that holds PKG-INFO only',
    () => makeTarGz([information1]),
    refused(/contains only a-1.0\/PKG-INFO/, /not found at a-1.0\/PKG-INFO\/PKG-INFO/),
  ),
  asSdist('of a folder and PKG-INFO', () => makeTarGz([top, information1]), accepted(sdist.name)),
  asSdist(
    'whose members begin with ./',
    () =>
      makeTarGz([
        { ...top, path: './a-1.0/' },
        { ...information1, path: './a-1.0/PKG-INFO' },
      ]),
    refused(/written as '.\/a-1.0\/PKG-INFO'/, /PKG-INFO not found at a-1.0\/PKG-INFO/),
  ),
  asSdist(
    'with an entry for the folder around its own',
    () => makeTarGz([{ path: './', type: '5' }, top, information1]),
    refused(/folder around 'a-1.0'/, /Incorrect number of top-level directories/),
  ),
  asSdist(
    'whose PKG-INFO is spelled with two slashes',
    () => makeTarGz([top, { ...information1, path: 'a-1.0//PKG-INFO' }]),
    refused(/written as 'a-1.0\/\/PKG-INFO'/),
  ),
  ...['./a-1.0/PKG-INFO', 'a-1.0//PKG-INFO', 'a-1.0/./PKG-INFO', 'a-1.0/pkg-info', 'a-1.0\\PKG-INFO'].map(
    (path) => sdistWith(`PKG-INFO again as ${path}`, { path, content: 'Name: b' }, refused(/are one file/)),
  ),
  sdistWith(
    'PKG-INFO of what it bundles',
    { path: 'a-1.0/vendor/PKG-INFO', content: 'Name: b' },
    accepted(sdist.name),
  ),
  asSdist(
    'whose PKG-INFO is overwritten through a folder that is a link',
    tarOf({ path: 'a-1.0/x', type: '2', link: '.' }, { path: 'a-1.0/x/PKG-INFO', content: 'Name: b' }),
    refused(/unpacked over PKG-INFO, through a link/),
  ),
  ...['1', '2'].map((type) =>
    asSdist(
      `whose PKG-INFO is overwritten through a link of type ${type}`,
      tarOf(
        { path: 'a-1.0/x', type, link: type === '1' ? 'a-1.0/PKG-INFO' : './PKG-INFO' },
        { path: 'a-1.0/x', content: 'Name: b' },
      ),
      refused(/unpacked over PKG-INFO, through a link/),
    ),
  ),
  asSdist(
    'with a folder that is a link, and files in it',
    tarOf({ path: 'a-1.0/x', type: '2', link: 'y' }, { path: 'a-1.0/x/PKG-INFO', content: 'Name: b' }),
    accepted(sdist.name),
  ),
  archive(
    'an sdist whose version has zeros that its metadata has not',
    'a-1.0.0.tar.gz',
    () => sdist.bytes,
    refused(/has Version 1.0; the file must be named a-1.0.tar.gz/, /Filename 'a-1.0.0.tar.gz' is invalid/),
  ),
  archive(
    'an sdist whose metadata has zeros that its version has not',
    'a-1.tar.gz',
    () => sdist.bytes,
    refused(/should be 'a-1.0.tar.gz'/),
  ),
  archive(
    'a wheel whose version has zeros that its metadata has not',
    'a-1.0.0-py3-none-any.whl',
    () => makeWheel({ name: 'a', version: '1.0.0', metadata: { Version: '1.0' } }).bytes,
    accepted('a-1.0.0-py3-none-any.whl'),
  ),
  asSdist(
    'that ends with a zip archive, which does not compress',
    () => gzipSync(unpackedWith({ path: 'a-1.0/tests/x.zip', content: wheel.bytes }), { level: 0 }),
    refused(/ends with a zip archive/, /both a zip and a tar file/),
  ),
  asSdist(
    'that ends with a zip archive, compressed once more',
    () => makeGzip(unpackedWith({ path: 'a-1.0/tests/x.zip', content: wheel.bytes })),
    accepted(sdist.name),
  ),
  sdistWith(
    'a file whose name ends as a folder does',
    { path: 'a-1.0/x/', content: makeOddTar([{ path: 'a-1.0/hidden' }]) },
    refused(/a file whose name ends like a directory's/),
  ),
  sdistWith(
    'an empty file whose name ends as a folder does',
    { path: 'a-1.0/x/' },
    refused(/ends like a directory's/),
  ),
  sdistWith(
    'a folder as the seventh edition wrote it',
    { path: 'a-1.0/x/', type: '\0' },
    accepted(sdist.name),
  ),
  sdistWith(
    'a file as the seventh edition wrote it',
    { path: 'a-1.0/x', type: '\0', content: 'x' },
    accepted(sdist.name),
  ),
  ...['1', '2', '5'].map((type) =>
    sdistWith(
      `content in a member of type ${type}`,
      { path: 'a-1.0/x', type, link: 'a-1.0/PKG-INFO', content: makeOddTar([{ path: 'a-1.0/hidden' }]) },
      refused(/is not a file, but its header gives it content/),
    ),
  ),
  asSdist(
    'with two names for one member',
    tarOf(
      { path: 'x', type: 'x', content: paxRecords({ path: 'a-1.0/one' }) },
      { path: 'x', type: 'L', content: 'a-1.0/two\0' },
      { path: 'a-1.0/three' },
    ),
    refused(/give one member another path/),
  ),
  asSdist(
    'with one name for a member, twice',
    tarOf(
      { path: 'x', type: 'x', content: paxRecords({ path: 'a-1.0/one' }) },
      { path: 'x', type: 'L', content: 'a-1.0/one\0' },
      { path: 'a-1.0/three' },
    ),
    accepted(sdist.name),
  ),
  ...['a-1.0/x\0/PKG-INFO', ''].map((path) =>
    asSdist(
      `whose pax header gives a name that readers cut: ${JSON.stringify(path)}`,
      tarOf({ path: 'x', type: 'x', content: paxRecords({ path }) }, { path: 'a-1.0/short' }),
      refused(/extended header.*malformed/),
    ),
  ),
  asSdist(
    'that ends with a pax header',
    tarOf({ path: 'x', type: 'x', content: paxRecords({ path: 'a-1.0/one' }) }),
    refused(/ends after an extended header/),
  ),
  asSdist(
    'with a sparse file by pax',
    tarOf(
      {
        path: 'x',
        type: 'x',
        content: paxRecords({ 'GNU.sparse.major': '1', 'GNU.sparse.name': 'a-1.0/x' }),
      },
      { path: 'a-1.0/GNUSparseFile.0/x' },
    ),
    refused(/'a-1.0\/x' is a sparse file/, /Sparse members are not allowed/),
  ),
  sdistWith('an absolute path', { path: '/etc/passwd' }, refused(/not a relative path/)),
  sdistWith('a traversal', { path: 'a-1.0/../../x' }, refused(/points outside the archive/)),
  sdistWith('a traversal and a backslash', { path: '../a\\b' }, refused(/points outside the archive/)),
  sdistWith('a traversal by backslashes', { path: 'a-1.0/..\\..\\x' }, refused(/points outside the archive/)),
  sdistWith(
    "a carriage return in a path, as the icons of macOS's folders have",
    { path: 'a-1.0/Icon\r' },
    accepted(sdist.name, /control characters/),
  ),
  sdistWith('a traversal and a control character', { path: 'a-1.0/.\r./../x' }, refused(/points outside/)),
  sdistWith('a backslash in a path', { path: 'a-1.0/a\\b' }, accepted(sdist.name, /has a backslash/)),
  sdistWith(
    'a link to outside',
    { path: 'a-1.0/x', type: '2', link: '../../etc' },
    refused(/link to outside/),
  ),
  sdistWith(
    'a link to an absolute path',
    { path: 'a-1.0/x', type: '2', link: '/etc/passwd' },
    refused(/absolute path/),
  ),
  sdistWith(
    'a hard link to outside',
    { path: 'a-1.0/x', type: '1', link: '../x' },
    refused(/link to outside/),
  ),
  sdistWith('a link to itself', { path: 'a-1.0/x', type: '2', link: 'x' }, accepted(sdist.name)),
  sdistWith('a device', { path: 'a-1.0/x', type: '3' }, refused(/device or pipe/)),
  sdistWith('a pipe', { path: 'a-1.0/x', type: '6' }, refused(/device or pipe/)),
  sdistWith('a sparse file', { path: 'a-1.0/x', type: 'S' }, refused(/sparse/)),
  sdistWith('an unknown kind of member', { path: 'a-1.0/x', type: 'Q', content: 'x' }, accepted(sdist.name)),
  sdistWith('a broken header', { path: 'a-1.0/x', brokenSum: true }, refused(/header of it is damaged/)),
  sdistWith(
    'a negative size',
    { path: 'a-1.0/x', sizeField: Buffer.alloc(12, 0xff) },
    refused(/impossible size/),
  ),
  sdistWith(
    'a size of 2^63',
    { path: 'a-1.0/x', sizeField: Buffer.from('800000008000000000000000', 'hex') },
    refused(/impossible size/),
  ),
  sdistWith(
    'a size that is no number',
    { path: 'a-1.0/x', sizeField: Buffer.from('99999999999\0') },
    refused(/impossible size/),
  ),
  sdistWith(
    'a size beyond its end',
    { path: 'a-1.0/x', sizeField: Buffer.from('00077777777\0') },
    refused(/ends too early/),
  ),
  asSdist(
    'with a long name by pax',
    tarOf(
      { path: 'x', type: 'x', content: paxRecords({ path: long }) },
      { path: 'a-1.0/short', content: 'x' },
    ),
    accepted(sdist.name),
  ),
  asSdist(
    'with a long name by GNU',
    tarOf({ path: '././@LongLink', type: 'L', content: `${long}\0` }, { path: 'a-1.0/short' }),
    accepted(sdist.name),
  ),
  asSdist(
    'whose pax header moves a file out',
    tarOf({ path: 'x', type: 'x', content: paxRecords({ path: '../x' }) }, { path: 'a-1.0/short' }),
    refused(/points outside/),
  ),
  asSdist(
    'whose pax header hides a second PKG-INFO',
    tarOf({ path: 'x', type: 'x', content: paxRecords({ path: 'a-1.0/PKG-INFO' }) }, { path: 'a-1.0/short' }),
    refused(/PKG-INFO' is in the sdist twice/),
  ),
  asSdist(
    'with a malformed pax header',
    tarOf({ path: 'x', type: 'x', content: '999 path=x\n' }),
    refused(/extended header.*malformed/),
  ),
  asSdist(
    'with a pax header of 2 MB',
    tarOf({ path: 'x', type: 'x', content: Buffer.alloc(2 ** 21, '1') }),
    refused(/extended header.*too large/),
  ),
  asSdist('that ends without end marker', () => makeGzip(unpacked.subarray(0, -1024)), accepted(sdist.name)),
  asSdist(
    'with more after its end marker',
    () => makeGzip(Buffer.concat([unpacked, unpacked])),
    accepted(sdist.name),
  ),
  asSdist(
    'with an sdist in it',
    tarOf({ path: 'a-1.0/a.tar.gz', content: sdist.bytes }),
    accepted(sdist.name),
  ),
  asSdist('with zeros after the gzip stream', joined(sdist.bytes, Buffer.alloc(512)), accepted(sdist.name)),
  asSdist(
    'with bytes after the gzip stream',
    joined(sdist.bytes, 'trailing garbage'),
    refused(/not a readable gzipped tar/),
  ),
];

/** Both kinds of archive, good in all but one thing. */
const BOTH: readonly HostileFolder[] = [
  {
    title: 'many projects in one folder',
    expected: {
      taken: Array.from(
        { length: 300 },
        (_, index) => `p${String(index).padStart(3, '0')}-1.0-py3-none-any.whl`,
      ),
    },
    build(put) {
      for (let index = 0; index < 300; index += 1) {
        const made = makeWheel({ name: `p${String(index).padStart(3, '0')}`, version: '1.0' });
        put(join('dist', made.name), made.bytes);
      }
    },
  },
];

export const HOSTILE_ARCHIVES: readonly HostileFolder[] = [...ZIP, ...METADATA, ...TAR, ...BOTH];
