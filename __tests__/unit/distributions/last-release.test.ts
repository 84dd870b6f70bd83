import { describe, expect, it } from '@jest/globals';
import { counterparts, lastRelease } from '../../../src/distributions/last-release.ts';

const file = (name: string, yanked: boolean | string = false) => ({ name, yanked });
const sdists = (...versions: string[]) => versions.map((version) => file(`demo-${version}.tar.gz`));

describe('the last release', () => {
  it.each([
    ['the newest before', '1.10', sdists('1.2', '1.9', '1.8', '2.0'), '1.9'],
    ['itself in another spelling', '1.0', sdists('1.0.0', '0.9'), '0.9'],
    ['none', '1.0', sdists('1.0', '1.1'), undefined],
    ['one that is yanked', '1.2', [file('demo-1.1.tar.gz', 'broken'), ...sdists('1.0')], '1.0'],
    ['yanked without a reason', '1.2', [file('demo-1.1.tar.gz', true), ...sdists('1.0')], '1.0'],
    ['a pre-release before a final one', '2.0', sdists('1.0', '2.0rc1', '2.0.dev3'), '1.0'],
    ['a pre-release before another', '2.0rc2', sdists('1.0', '2.0rc1'), '2.0rc1'],
    ['a final one before a pre-release', '2.0a1', sdists('1.0'), '1.0'],
    ['a post-release', '1.1', sdists('1.0', '1.0.post2'), '1.0.post2'],
    ['an epoch', '1!1.0', sdists('2026.1'), '2026.1'],
    ['another project', '1.1', [file('other-1.0.tar.gz')], undefined],
    ['a file of a former format', '1.1', [file('demo-1.0.egg')], undefined],
  ])('%s', (_, version, listed, expected) => {
    expect(lastRelease('demo', version, listed)?.version).toBe(expected);
  });

  it('has the files that are not yanked', () => {
    const files = [file('demo-1.0.tar.gz'), file('demo-1.0-py3-none-any.whl', true)];
    expect(lastRelease('demo', '1.1', files)?.files).toEqual([files[0]]);
  });
});

describe('a release of two spellings of one version', () => {
  it('has the files of both', () => {
    const files = [file('demo-1.0-py3-none-any.whl'), file('demo-1.0.0.tar.gz'), file('demo-0.9.tar.gz')];
    expect(lastRelease('demo', '1.1', files)?.files).toEqual(files.slice(0, 2));
  });
});

describe('the files that stand in the same places', () => {
  const old = (tags: string) => `demo-1.0-${tags}.whl`;
  const LINUX = 'manylinux_2_17_x86_64.manylinux2014_x86_64';
  const earlier = [
    'demo-1.0.tar.gz',
    old(`cp312-cp312-${LINUX}`),
    old(`cp313-cp313-${LINUX}`),
    old('cp313-cp313t-manylinux_2_28_x86_64'),
    old('cp313-cp313-musllinux_1_2_x86_64'),
    old('cp39-abi3-macosx_10_12_x86_64'),
  ].map((name) => file(name));
  it.each([
    ['the sdist', 'demo-1.1.tar.gz', 'demo-1.0.tar.gz'],
    ['the same tags', `demo-1.1-cp313-cp313-${LINUX}.whl`, old(`cp313-cp313-${LINUX}`)],
    ['a newer manylinux', 'demo-1.1-cp313-cp313-manylinux_2_34_x86_64.whl', old(`cp313-cp313-${LINUX}`)],
    ['a newer macOS', 'demo-1.1-cp310-abi3-macosx_11_0_x86_64.whl', old('cp39-abi3-macosx_10_12_x86_64')],
    ['a new Python', `demo-1.1-cp314-cp314-${LINUX}.whl`, old(`cp313-cp313-${LINUX}`)],
    [
      'free threads',
      'demo-1.1-cp314-cp314t-musllinux_1_2_x86_64.whl',
      old('cp313-cp313-musllinux_1_2_x86_64'),
    ],
    ['a build number', `demo-1.1-1-cp312-cp312-${LINUX}.whl`, old(`cp312-cp312-${LINUX}`)],
    ['a new platform', 'demo-1.1-cp313-cp313-win_amd64.whl', undefined],
    ['any platform', 'demo-1.1-py3-none-any.whl', old('cp39-abi3-macosx_10_12_x86_64')],
  ])('%s', (_, name, expected) => {
    expect(counterparts([name], earlier).get(name)?.name).toBe(expected);
  });

  it('are none of another kind', () => {
    expect(counterparts(['demo-1.1-py3-none-any.whl'], sdists('1.0')).size).toBe(0);
  });
});
