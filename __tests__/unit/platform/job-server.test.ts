import { describe, expect, it } from '@jest/globals';
import { readServer } from '../../../src/platform/job-server.ts';

describe('the server of a job', () => {
  it.each<[Record<string, string>, string, string]>([
    [{}, 'github', 'github.com'],
    [{ GITHUB_SERVER_URL: '' }, 'github', 'github.com'],
    [{ GITHUB_SERVER_URL: 'https://GitHub.com/' }, 'github', 'github.com'],
    [{ GITHUB_SERVER_URL: 'https://octo.ghe.com' }, 'github', 'octo.ghe.com'],
    [{ GITHUB_SERVER_URL: 'http://github.localhost:8080' }, 'github', 'github.localhost:8080'],
    [{ GITHUB_SERVER_URL: 'https://ghes.example' }, 'ghes', 'ghes.example'],
    [{ GITHUB_SERVER_URL: 'https://ghe.com' }, 'ghes', 'ghe.com'],
    [{ GITHUB_SERVER_URL: 'https://github.com.example' }, 'ghes', 'github.com.example'],
    [{ GITHUB_SERVER_URL: 'https://notghe.com' }, 'ghes', 'notghe.com'],
    [{ GITHUB_SERVER_URL: 'ghes' }, 'ghes', 'ghes'],
    [
      { GITHUB_SERVER_URL: 'https://gitea.example:3000', GITEA_ACTIONS: 'true' },
      'gitea',
      'gitea.example:3000',
    ],
    [
      { GITHUB_SERVER_URL: 'https://codeberg.org', GITEA_ACTIONS: 'true', FORGEJO_ACTIONS: 'true' },
      'forgejo',
      'codeberg.org',
    ],
    [
      { GITHUB_SERVER_URL: 'https://codeberg.org', FORGEJO_ACTIONS: 'true', ACT: 'true' },
      'forgejo',
      'codeberg.org',
    ],
    [{ GITHUB_SERVER_URL: 'https://github.com', ACT: 'true' }, 'act', 'github.com'],
    [{ GITHUB_SERVER_URL: 'https://github.com', ACT: 'false', GITEA_ACTIONS: '' }, 'github', 'github.com'],
  ])('%j is %s at %s', (environment, kind, host) => {
    expect(readServer(environment)).toEqual({ kind, host });
  });
});
