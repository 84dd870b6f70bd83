import { describe, expect, it } from '@jest/globals';
import { planRelease } from '../../src/plan.ts';
import { sdist, there, wheel } from '../support/sample-records.ts';

describe('planRelease', () => {
  it('publishes wheels before the sdist, since the first file makes the release', () => {
    const plan = planRelease([sdist, wheel], new Map());
    expect(plan.releases.map(({ distributions }) => distributions.map(({ name }) => name))).toEqual([
      [wheel.name, sdist.name],
    ]);
  });

  it('has nothing to do for files that are there with the same bytes', () => {
    const plan = planRelease([wheel], new Map([[wheel.name, { kind: 'identical', file: there }]]));
    expect(plan.releases).toEqual([]);
    expect(plan.files.map(({ action }) => action)).toEqual(['already-there']);
  });
});
