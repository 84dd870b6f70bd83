import { describe, expect, it } from '@jest/globals';
import { lacksOfEarlierRelease } from '../../../src/distributions/earlier-release.ts';

const wheel = (version: string, platform: string): string => {
  const tag = platform === 'any' ? 'py3-none-any' : `cp313-cp313-${platform}`;
  return `demo-${version}-${tag}.whl`;
};
const lacking = (...files: readonly string[]) => lacksOfEarlierRelease('demo', '2.0', files);

describe('lacksOfEarlierRelease', () => {
  it('names a release without a wheel where the one before has some', () => {
    expect(lacking(wheel('1.0', 'any'), 'demo-2.0.tar.gz')).toBe('demo 2.0 has no wheel; 1.0 has.');
  });

  it('names each platform that is missing', () => {
    const files = [
      wheel('1.0', 'win_amd64'),
      wheel('1.0', 'manylinux_2_28_aarch64'),
      wheel('1.0', 'musllinux_1_2_x86_64'),
    ];
    expect(lacking(...files, wheel('2.0', 'win_amd64'))).toBe(
      'demo 2.0 has no wheel for Linux aarch64, Linux with musl x86_64; 1.0 has.',
    );
  });

  it.each([
    ['another version of macOS', wheel('1.0', 'macosx_10_9_x86_64'), wheel('2.0', 'macosx_11_0_x86_64')],
    ['another C library', wheel('1.0', 'manylinux2014_x86_64'), wheel('2.0', 'manylinux_2_28_x86_64')],
    ['a platform more', wheel('1.0', 'any'), wheel('2.0', 'any'), wheel('2.0', 'win_amd64')],
    ['sdists alone', 'demo-1.0.tar.gz', 'demo-2.0.tar.gz'],
    ['no release before', wheel('3.0', 'win_amd64'), wheel('2.0', 'any')],
    ['a wheel of an equal version', wheel('1.0', 'any'), wheel('2.0.0', 'any'), 'demo-2.0.tar.gz'],
    ['another project', 'other-1.0-py3-none-any.whl', 'demo-2.0.tar.gz'],
    ['a name that is none', 'demo-1.0-x.whl', 'demo-2.0.tar.gz'],
  ])('says nothing of %s', (_case, ...files) => {
    expect(lacking(...files)).toBeUndefined();
  });

  it('compares with the newest release before, by version', () => {
    expect(lacking(wheel('1.10', 'any'), wheel('1.9', 'win_amd64'), wheel('2.0', 'any'))).toBeUndefined();
    expect(lacking(wheel('1.10', 'win_amd64'), wheel('1.9', 'any'), wheel('2.0', 'any'))).toContain(
      '1.10 has',
    );
  });

  it('compares with all files of the release before, whose versions may be spelled in two ways', () => {
    const files = [wheel('1.0', 'any'), wheel('1.0.0', 'win_amd64'), wheel('2.0', 'any')];
    expect(lacking(...files)).toBe('demo 2.0 has no wheel for win_amd64; 1.0 has.');
  });

  it('says which wheel for all platforms is missing, beside those of single ones', () => {
    const files = ['demo-1.0-py3-none-any.whl', 'demo-2.0-cp313-cp313-win_amd64.whl'];
    expect(lacking(...files)).toBe('demo 2.0 has no wheel for all platforms (any); 1.0 has.');
  });
});
