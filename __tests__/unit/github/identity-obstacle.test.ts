import { describe, expect, it } from '@jest/globals';
import { identityObstacle } from '../../../src/github/identity-obstacle.ts';
import type { JobServer } from '../../../src/platform/job-server.ts';

const JOB = {
  eventName: 'push',
  repository: 'octo/project',
  serverUrl: '',
  runId: '33',
  runAttempt: '1',
  actor: 'octo',
  sha: 'c'.repeat(40),
  workflowRef: 'octo/project/.github/workflows/release.yml@refs/tags/v1',
  documents: undefined,
  fromFork: false,
};

describe('a server that gives a job no address for tokens', () => {
  const servers: readonly (readonly [JobServer['kind'], string])[] = [
    ['ghes', 'git.example (GitHub Enterprise Server) issued no identity token'],
    ['gitea', 'git.example (Gitea) issued no identity token'],
    ['forgejo', 'git.example (Forgejo) issued no identity token'],
    ['act', 'act issues no identity tokens'],
  ];
  it.each(servers)('%s is named, with what works there and no permission to add', (kind, because) => {
    for (const other of [{}, { fromFork: true }, { actor: 'dependabot[bot]' }]) {
      const obstacle = identityObstacle({ ...JOB, ...other, server: { host: 'git.example', kind } });
      expect(obstacle.because).toBe(because);
      expect(obstacle.hint).toContain('an API token in `password`');
      expect(obstacle.hint).not.toMatch(/id-token|permission/);
      expect(obstacle.hintForTrustedPublishing).toBeUndefined();
    }
  });

  it.each(['github.com', 'octo.ghe.com'])('%s is asked for the permission', (host) => {
    const obstacle = identityObstacle({ ...JOB, server: { host, kind: 'github' } });
    expect(obstacle.hint).toMatch(/^Add `permissions: {id-token: write}`/);
    expect(obstacle.hintForTrustedPublishing).toBe(
      obstacle.hint.replace(/^Add /, 'To use Trusted Publishing, add '),
    );
  });
});
