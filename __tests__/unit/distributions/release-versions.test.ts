import { describe, expect, it } from '@jest/globals';
import { checkReleaseVersions, tagOf } from '../../../src/distributions/release-versions.ts';

const release = (text: string) => {
  const [project = '', version = ''] = text.split(' ');
  return { project, version };
};
const warned = (tag: string | undefined, ...releases: readonly string[]): readonly string[] =>
  checkReleaseVersions(releases.map(release), tag);

describe('checkReleaseVersions', () => {
  it.each(['v1.3', '1.3', 'demo-1.3', 'demo==1.3', 'demo/v1.3', 'packages/Demo@1.3', 'v1.2rc1'])(
    'warns of the tag %s',
    (tag) => {
      expect(warned(tag, 'demo 1.2')).toEqual([`demo has version 1.2, but the run is for the tag ${tag}`]);
    },
  );

  it.each([
    undefined,
    'v1.2',
    'V1.2.0',
    'v1',
    'nightly',
    'other-1.3',
    'release/2026-1',
    'demo-1.2',
    `v1.3${'.0'.repeat(200)}`,
  ])('says nothing of the tag %s', (tag) => {
    expect(warned(tag, 'demo 1.2')).toEqual([]);
  });

  it('counts a tag for the project that it names, and a bare one where there is one project', () => {
    expect(warned('v9.9', 'a 1.0', 'b 2.0')).toEqual([]);
    expect(warned('my_lib-2.0', 'my-lib 1.0', 'other 3.0')).toEqual([
      expect.stringMatching(/^my-lib has version 1.0/),
    ]);
    expect(warned('my-lib-2.0', 'my-lib 2.0', 'other 3.0')).toEqual([]);
  });

  it('warns of two versions of one project', () => {
    expect(warned('v1.0', 'a 1.0', 'a 1.1', 'a 1.1')).toEqual([
      'a has several versions in this run: 1.0, 1.1',
    ]);
    expect(warned(undefined, 'a 1.0', 'b 1.1')).toEqual([]);
    // One release, as PEP 440 compares them.
    expect(warned('v1.0', 'a 1.0', 'a 1.0.0')).toEqual([]);
  });

  it("warns of a development or local version on a release's tag", () => {
    expect(warned('v1.2', 'demo 1.3.dev0+g1')).toEqual([
      expect.stringMatching(/development or local version/),
    ]);
    expect(warned('v1.3.dev0', 'demo 1.3.dev0')).toEqual([]);
    expect(warned('v1.2', 'a 1.2', 'b 1.3.dev0')).toEqual([
      expect.stringMatching(/^b 1.3.dev0 is a development or local version/),
    ]);
    expect(warned('v1', 'a 1.2', 'b 1.3.dev0')).toEqual([]);
    expect(warned('a-1.2', 'a 1.2', 'b 1.3.dev0')).toEqual([]);
  });
});

describe('tagOf', () => {
  it('reads the tag of a run, and of a branch none', () => {
    expect(tagOf('o/r/.github/workflows/w.yml@refs/tags/a/v1.2')).toBe('a/v1.2');
    expect(tagOf('o/r/.github/workflows/w.yml@refs/heads/main')).toBeUndefined();
    expect(tagOf('')).toBeUndefined();
  });
});
