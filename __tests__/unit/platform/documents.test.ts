// Where the documents of the running action are, as far as the runner says where it came from.
import { describe, expect, it } from '@jest/globals';
import { readDocuments } from '../../../src/platform/documents.ts';

const ON_GITHUB = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'octo/demo',
  GITHUB_ACTION_REPOSITORY: 'tools/wheelseal',
  GITHUB_ACTION_REF: 'v1',
};

describe('readDocuments', () => {
  it.each<[string, Record<string, string>, string | undefined]>([
    ['a tag', {}, 'https://github.com/tools/wheelseal/blob/v1/docs/'],
    [
      'a branch',
      { GITHUB_ACTION_REF: 'releases/v1 #x' },
      'https://github.com/tools/wheelseal/blob/releases/v1%20%23x/docs/',
    ],
    ['a local action', { GITHUB_ACTION_REPOSITORY: '' }, undefined],
    ['no ref', { GITHUB_ACTION_REF: '' }, undefined],
    ['what is no repository', { GITHUB_ACTION_REPOSITORY: '../../evil' }, undefined],
    ['another host than the action’s', { GITHUB_SERVER_URL: 'https://ghes.example' }, undefined],
    ['a data-resident GitHub', { GITHUB_SERVER_URL: 'https://octo.ghe.com' }, undefined],
    [
      'an action of the same owner on GHES',
      { GITHUB_SERVER_URL: 'https://ghes.example', GITHUB_ACTION_REPOSITORY: 'Octo/wheelseal' },
      'https://ghes.example/Octo/wheelseal/blob/v1/docs/',
    ],
    ['Gitea', { GITHUB_SERVER_URL: 'https://gitea.example', GITEA_ACTIONS: 'true' }, undefined],
    ['Forgejo', { GITHUB_SERVER_URL: 'https://codeberg.org', FORGEJO_ACTIONS: 'true' }, undefined],
    ['act', { ACT: 'true' }, 'https://github.com/tools/wheelseal/blob/v1/docs/'],
  ])('%s', (_case, changed, documents) => {
    expect(readDocuments({ ...ON_GITHUB, ...changed })).toBe(documents);
  });
});
