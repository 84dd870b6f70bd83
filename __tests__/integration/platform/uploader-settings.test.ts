import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { uploaderSettings } from '../../../src/platform/uploader-settings.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelseal-test-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('settings of other uploaders', () => {
  it.each([
    ['TWINE_REPOSITORY_URL', 'https://packages.example/upload', 'other-index'],
    ['TWINE_REPOSITORY', 'internal', 'other-index'],
    ['twine_repository', 'testpypi', 'other-index'],
    ['UV_PUBLISH_URL', 'https://packages.example/upload', 'other-index'],
    ['UV_PUBLISH_INDEX', 'internal', 'other-index'],
    ['FLIT_INDEX_URL', 'https://test.pypi.org/legacy/', 'other-index'],
    ['HATCH_INDEX_REPO', 'internal', 'other-index'],
    ['PDM_PUBLISH_REPO', 'internal', 'other-index'],
    ['MATURIN_REPOSITORY_URL', 'https://upload.pypi.org.example/legacy/', 'other-index'],
    ['POETRY_REPOSITORIES_INTERNAL_URL', 'https://packages.example/', 'other-index'],
    ['TWINE_REPOSITORY_URL', 'https://upload.pypi.org/legacy/', 'other'],
    ['TWINE_REPOSITORY', 'pypi', 'other'],
    ['HATCH_INDEX_REPO', 'main', 'other'],
    ['UV_PUBLISH_CHECK_URL', 'https://packages.example/simple/', 'other'],
    ['TWINE_NON_INTERACTIVE', '1', 'other'],
    ['TWINE_USERNAME', '__token__', 'credentials'],
    ['TWINE_PASSWORD', 'value', 'credentials'],
    ['UV_PUBLISH_TOKEN', 'value', 'credentials'],
    ['HATCH_INDEX_AUTH', 'value', 'credentials'],
    ['PDM_PUBLISH_PASSWORD', 'value', 'credentials'],
    ['MATURIN_PYPI_TOKEN', 'value', 'credentials'],
    ['POETRY_PYPI_TOKEN_INTERNAL', 'value', 'credentials'],
    ['POETRY_HTTP_BASIC_INTERNAL_PASSWORD', 'value', 'credentials'],
  ])('are the variable %s=%s: %s', (name, value, says) => {
    expect(uploaderSettings({ [name]: value })).toEqual([{ name, says }]);
  });

  it.each([
    ['TWINE_REPOSITORY_URL', ''],
    ['UV_INDEX_URL', 'https://packages.example/simple/'],
    ['POETRY_VERSION', '2.0'],
    ['MATURIN_PEP517_ARGS', '--locked'],
    ['INPUT_REPOSITORY-URL', 'https://packages.example/'],
    ['GITHUB_REPOSITORY', 'octo/demo'],
    ['NOT_TWINE_PASSWORD', 'value'],
  ])('are not the variable %s=%s', (name, value) => {
    expect(uploaderSettings({ [name]: value })).toEqual([]);
  });

  it('are .pypirc of the home folder and of the workspace', () => {
    const environment = { HOME: folder, GITHUB_WORKSPACE: folder };
    expect(uploaderSettings(environment)).toEqual([]);
    writeFileSync(join(folder, '.pypirc'), '[distutils]\n');
    expect(uploaderSettings(environment)).toEqual([
      { name: '~/.pypirc', says: 'credentials' },
      { name: '.pypirc', says: 'credentials' },
    ]);
    expect(uploaderSettings({ USERPROFILE: folder })).toEqual([{ name: '~/.pypirc', says: 'credentials' }]);
  });
});
