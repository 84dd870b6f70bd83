import { describe, expect, it } from '@jest/globals';
import { classify } from '../../../src/distributions/classify.ts';

const file = (name: string) => classify({ name, path: `/dist/${name}`, kind: 'file' });

describe('classify', () => {
  it.each([
    'SHA1SUMS',
    'SHA224SUMS',
    'sha256sums.txt',
    'SHA384SUM',
    'sha512.txt',
    'MD5SUMS',
    'B2SUMS',
    'checksums.txt',
    'checksum',
    'blake2bsums',
    'blake2sum.txt',
    ...['sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'md5', 'b2', 'blake2b', 'sha256sum'].map(
      (extension) => `demo-1.0.tar.gz.${extension}`,
    ),
    ...['sigstore', 'sigstore.json', 'intoto.jsonl'].map((extension) => `demo-1.0.tar.gz.${extension}`),
    '.gitignore',
  ])('says nothing of %s, which belongs to distributions or to tools', (name) => {
    expect(file(name)).toEqual({ kind: 'silent' });
  });

  it.each([
    ['sha225sums', 'is not a distribution'],
    ['demo-1.0.tar.gz.sha257', 'is not a distribution'],
    ['notes.md', 'is not a distribution'],
    ['demo-1.0.tar.gz.asc', 'is an OpenPGP signature, which PyPI no longer accepts'],
    ['demo-1.0.exe', 'has a format that indexes no longer accept'],
    ['demo.zip', 'has a format that indexes no longer accept'],
  ])('says why it ignores %s', (name, reason) => {
    expect(file(name)).toEqual({ kind: 'ignored', reason });
  });

  it.each(['demo-1.0.tar.gz', 'demo-1.0-py3-none-any.whl'])('takes %s', (name) => {
    expect(file(name)).toEqual({ kind: 'candidate' });
    for (const [kind, reason] of [
      ['directory', /^is a directory, not a file/],
      ['other', /^is a link, a pipe or a device/],
    ] as const)
      expect(classify({ name, path: name, kind })).toEqual({
        kind: 'fault',
        reason: expect.stringMatching(reason),
      });
  });
});
