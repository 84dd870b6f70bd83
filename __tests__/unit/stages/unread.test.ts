import { describe, expect, it } from '@jest/globals';
import { ActionError } from '../../../src/errors.ts';
import { describeReadIndex } from '../../../src/package-index/hosts.ts';
import { unreadError, type Unread } from '../../../src/stages/audit/unread.ts';

const index = describeReadIndex('https://pypi.org/simple/');
const unread = (count: number): Unread[] =>
  Array.from({ length: count }, (_, place) => ({
    what: `demo-${place}`,
    error: new ActionError('INDEX_UNAVAILABLE', 'down', 'Wait.'),
  }));

describe('what could not be audited', () => {
  it('is no error where it is nothing', () => {
    expect(unreadError([], index)).toBeUndefined();
  });

  it('is listed up to twenty, and counted beyond', () => {
    const last = (count: number) => unreadError(unread(count), index)?.message.split('\n').at(-1);
    expect(last(20)).toBe('- demo-19: down');
    expect(last(21)).toBe('- and 1 more');
    expect(unreadError(unread(21), index)?.message).toMatch(
      /^21 of what PyPI serves could not be audited:\n/,
    );
  });
});
