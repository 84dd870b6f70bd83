import { describe, expect, it } from '@jest/globals';
import { planRelease } from '../../src/plan.ts';
import { identical, sdist, wheel } from '../support/sample-records.ts';

describe('planRelease', () => {
  it('publishes what the index lacks, by release', () => {
    const other = { ...wheel, name: 'demo-2.0-py3-none-any.whl', version: '2.0' };
    const plan = planRelease([wheel, other, sdist], new Map());
    expect(plan.releases.map(({ distributions }) => distributions.map(({ name }) => name))).toEqual([
      [wheel.name, sdist.name],
      [other.name],
    ]);
  });

  it('has one release for equal versions, as an index has: its sdist goes last', () => {
    const plan = planRelease([wheel, { ...sdist, name: 'demo-1.0.0.tar.gz', version: '1.0.0' }], new Map());
    expect(plan.releases.map(({ distributions }) => distributions.length)).toEqual([2]);
  });

  it('gives a release the first line of packages-dir that names one of its files, published or not', () => {
    const files = [
      { ...wheel, line: 1 },
      { ...sdist, line: 2 },
    ];
    const lineOf = (presence: Parameters<typeof planRelease>[1]) =>
      planRelease(files, presence).releases.map(({ line }) => line);
    expect(lineOf(new Map())).toEqual([1]);
    expect(lineOf(new Map([[wheel.name, identical()]]))).toEqual([1]);
  });

  it('has nothing to do for files that are there with the same bytes', () => {
    const plan = planRelease([wheel], new Map([[wheel.name, identical()]]));
    expect(plan.releases).toEqual([]);
    expect(plan.files.map(({ action }) => action)).toEqual(['already-there']);
  });
});
