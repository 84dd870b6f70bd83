import { describe, expect, it } from '@jest/globals';
import { isNearMiss } from '../../../src/platform/near-glob.ts';

describe('a glob that misses a path', () => {
  it.each([
    ['in case', '/w/Dist/*.tar.gz', '/w/dist/demo-1.0.tar.gz'],
    ['in the case of an extension', '/w/dist/*.TAR.GZ', '/w/dist/demo-1.0.tar.gz'],
    ['in how a letter is composed', '/w/a\u0308/*.whl', '/w/\u00e4/demo.whl'],
    ['in its slashes', 'dist\\*.whl', 'dist/demo.whl'],
    ['in hyphens', '/w/dist/my-pkg-*.whl', '/w/dist/my_pkg-1.0-py3-none-any.whl'],
    ['by a letter too few', '/w/dst/*.whl', '/w/dist/demo.whl'],
    ['by a letter too many', '/w/dist/*.tar.gzz', '/w/dist/demo-1.0.tar.gz'],
    ['by another letter', '/w/dist/*.tar.gs', '/w/dist/demo-1.0.tar.gz'],
    ['by a dot too few', '/w/dist/*.targz', '/w/dist/demo-1.0.tar.gz'],
    ['by two letters that changed places', '/w/dits/*.whl', '/w/dist/demo.whl'],
    ['in a name that a wildcard ends', '/w/packages/internl-*/dist', '/w/packages/internal-a/dist'],
    ['in braces', '/w/dist/*.{tgz,tar.gx}', '/w/dist/demo-1.0.tar.gz'],
    ['below any folders', '/w/**/*.tar.gx', '/w/a/b/demo-1.0.tar.gz'],
  ])('is near %s', (_, pattern, path) => {
    expect(isNearMiss(pattern, path)).toBe(true);
  });

  it.each([
    ['another extension', '/w/dist/*.tar.gz', '/w/dist/demo-1.0-py3-none-any.whl'],
    ['another folder', '/w/build/*.whl', '/w/dist/demo.whl'],
    ['another version', '/w/dist/demo-1.0*', '/w/dist/demo-1.1.tar.gz'],
    ['another Python', '/w/dist/*-pp3*', '/w/dist/demo-1.0-cp313-cp313-win32.whl'],
    ['another kind of Python', '/w/dist/*-cp313t-*', '/w/dist/demo-1.0-cp313-cp313-win32.whl'],
    ['a fragment', '/w/dist/*dev*', '/w/dist/demo-1.0.tar.gz'],
    ['another processor', '/w/dist/*_amd64.whl', '/w/dist/demo-1.0-cp313-cp313-win_arm64.whl'],
    ['a short name', '/w/dist/a-*.whl', '/w/dist/b-1.0-py3-none-any.whl'],
    ['another number of folders', '/w/*.whl', '/w/dist/demo.whl'],
    ['two slips', '/w/dsit/*.tar.gs', '/w/dist/demo.tar.gz'],
  ])('is not near for %s', (_, pattern, path) => {
    expect(isNearMiss(pattern, path)).toBe(false);
  });

  it('takes no long time for what nobody writes by hand', () => {
    const began = process.cpuUsage().user;
    isNearMiss(`/w/${'{a,b}'.repeat(9)}${'x'.repeat(3000)}`, `/w/${'a'.repeat(3000)}`);
    isNearMiss(`/w/${'a*'.repeat(2000)}`, `/w/${'a'.repeat(4000)}`);
    expect(process.cpuUsage().user - began).toBeLessThan(5_000_000);
  });
});
