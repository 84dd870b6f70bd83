import { describe, expect, it } from '@jest/globals';
import { describeUnreadSettings } from '../../../src/inputs/uploader-settings.ts';

const REPOSITORY = { name: 'TWINE_REPOSITORY_URL', says: 'other-index' } as const;
const PASSWORD = { name: 'TWINE_PASSWORD', says: 'credentials' } as const;
const FILE = { name: '~/.pypirc', says: 'credentials' } as const;
const OTHER = { name: 'UV_PUBLISH_CHECK_URL', says: 'other' } as const;

const NOTHING = { index: false, password: false };

describe('settings of other uploaders', () => {
  it('are not spoken of where there are none', () => {
    expect(describeUnreadSettings([], NOTHING)).toBeUndefined();
  });

  it('are a warning where one names another index and files go to PyPI', () => {
    expect(describeUnreadSettings([REPOSITORY, PASSWORD, FILE], NOTHING)).toEqual({
      level: 'warning',
      text:
        "TWINE_REPOSITORY_URL names another index, but wheelseal reads only `repository-url`, which is PyPI's: this run uploads to PyPI. " +
        'Set `repository-url` if you mean another index. wheelseal does not read TWINE_PASSWORD and ~/.pypirc either.',
    });
    const password = { index: false, password: true };
    expect(describeUnreadSettings([REPOSITORY], password)?.level).toBe('warning');
  });

  it('are a notice where one has credentials and the inputs have none', () => {
    const expected = {
      level: 'notice',
      text: 'wheelseal does not read TWINE_PASSWORD. `password` is empty, so this run uses Trusted Publishing.',
    };
    expect(describeUnreadSettings([PASSWORD], NOTHING)).toEqual(expected);
    expect(describeUnreadSettings([REPOSITORY, FILE], { index: true, password: false })?.level).toBe(
      'notice',
    );
  });

  it.each([
    [[REPOSITORY, PASSWORD, FILE], { index: true, password: true }],
    [[PASSWORD], { index: false, password: true }],
    [[OTHER], NOTHING],
  ])('are a line of the log where they change nothing: %j', (settings, named) => {
    expect(describeUnreadSettings(settings, named)?.level).toBe('info');
  });
});
