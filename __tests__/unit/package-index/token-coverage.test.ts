import { describe, expect, it } from '@jest/globals';
import {
  coverageOf,
  coverageWarning,
  uncoveredProjects,
} from '../../../src/package-index/trusted-publishing/token-coverage.ts';
import type { TokenProjects } from '../../../src/package-index/trusted-publishing/token-projects.ts';

const INDEX = { title: 'PyPI' };
const byName: TokenProjects = { by: 'name', projects: ['demo'] };
const byId = (count: number): TokenProjects => ({
  by: 'id',
  projects: Array.from({ length: count }, (_, number) => `id-${number}`),
});

describe('what an upload token covers', () => {
  it.each<[string, TokenProjects | undefined, readonly string[], readonly (boolean | null)[]]>([
    ['by name', byName, [], [true, false]],
    ['by id, as many', byId(2), [], [null, null]],
    ['by id, of a project that does not exist', byId(1), ['other'], [null, false]],
    ['an unknown token', undefined, [], [null, null]],
  ])('is known of each project: %s', (_, token, absent, covered) => {
    const coverage = coverageOf(token, ['demo', 'other'], absent, INDEX);
    expect(coverage.map((each) => each.covered)).toEqual(covered);
  });

  it.each<[string, TokenProjects | undefined, readonly string[], string]>([
    ['all named', byName, ['demo'], ''],
    [
      'one not named',
      byName,
      ['demo', 'other'],
      'TOKEN_REFUSED: The upload token of this job does not cover other',
    ],
    ['as many', byId(2), ['demo', 'other'], ''],
    ['more', byId(3), ['demo', 'other'], ''],
    [
      'fewer',
      byId(1),
      ['demo', 'other'],
      'TOKEN_REFUSED: The upload token of this job covers 1 project, and this run has 2 (demo, other)',
    ],
    ['an unknown token', undefined, ['demo'], ''],
  ])('fails a run where it is too little: %s', (_, token, projects, said) => {
    const fault = uncoveredProjects(token, projects, INDEX);
    const text = fault === undefined ? '' : `${fault.code}: ${fault.message}`;
    expect(text.split(': PyPI would')[0]).toBe(said);
  });

  it('is warned of in a run as it fails a test of the authorization, also where as many others are named', () => {
    const token: TokenProjects = { by: 'name', projects: ['demo', 'third'] };
    expect(coverageWarning(token, ['demo', 'other'], INDEX)).toMatch(
      /^The upload token of this job does not cover other: PyPI would reject the files of this project\. Add this job/,
    );
    expect(coverageWarning(token, ['demo'], INDEX)).toBeUndefined();
  });
});
