import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { UploaderSetting } from './runner.ts';

/** Variables that twine, uv, flit, hatch, PDM, maturin and Poetry read when they upload. */
const VARIABLES =
  /^(?:TWINE_\w+|UV_PUBLISH_\w+|FLIT_(?:INDEX_URL|USERNAME|PASSWORD)|HATCH_INDEX_\w+|PDM_PUBLISH_\w+|MATURIN_(?:REPOSITORY|REPOSITORY_URL|USERNAME|PASSWORD|PYPI_TOKEN)|POETRY_(?:PYPI_TOKEN|HTTP_BASIC|REPOSITORIES)_\w+)$/;
const INDEX =
  /(?:_REPOSITORY|_REPO|_REPOSITORY_URL|_PUBLISH_URL|_PUBLISH_INDEX|FLIT_INDEX_URL|_REPOSITORIES_\w+_URL)$/;
const CREDENTIALS = /_(?:USER|USERNAME|PASSWORD|AUTH)$|_(?:PYPI|PUBLISH)_TOKEN(?:_|$)|_HTTP_BASIC_/;
/** The default of all of them, by name and by address. */
const PYPI = /^(?:pypi|main|https:\/\/upload\.pypi\.org\/.*)$/i;

/**
 * What the job has for other uploaders and wheelseal does not read, without the values: variables, and `.pypirc` in the home folder or in
 * the workspace.
 */
export function uploaderSettings(
  environment: Readonly<Record<string, string | undefined>>,
): readonly UploaderSetting[] {
  const variables = Object.entries(environment).flatMap(([variable, value = '']): UploaderSetting[] => {
    const name = variable.toUpperCase();
    return value === '' || !VARIABLES.test(name) ? [] : [{ name: variable, says: meaningOf(name, value) }];
  });
  const folders = [
    ['~', environment['HOME'] ?? environment['USERPROFILE']],
    ['', environment['GITHUB_WORKSPACE']],
  ] as const;
  const files = folders.flatMap(([shown, folder]): UploaderSetting[] =>
    folder === undefined || folder === '' || !existsSync(join(folder, '.pypirc'))
      ? []
      : [{ name: shown === '' ? '.pypirc' : `${shown}/.pypirc`, says: 'credentials' }],
  );
  return [...variables, ...files];
}

function meaningOf(name: string, value: string): UploaderSetting['says'] {
  if (INDEX.test(name)) return PYPI.test(value.trim()) ? 'other' : 'other-index';
  return CREDENTIALS.test(name) ? 'credentials' : 'other';
}
