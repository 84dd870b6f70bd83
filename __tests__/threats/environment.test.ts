// The threat of docs/security.md that comes by the environment of a process.
import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { createRunner } from '../../src/platform/actions-runner.ts';

const SOURCE = new URL('../../src/', import.meta.url);

describe('the environment', () => {
  it('T2: has no input and no token for identity requests once they were read', () => {
    const environment: NodeJS.ProcessEnv = {
      INPUT_PASSWORD: 'canary-password',
      'INPUT_GITHUB-TOKEN': 'canary-token',
      INPUT_USER: 'canary-user',
      'INPUT_REPOSITORY-URL': 'https://me:canary-address@index.example/',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'canary-request',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://github.example/',
    };
    const runner = createRunner(environment, () => {});
    expect(JSON.stringify(environment)).not.toContain('canary');
    expect(runner.inputs()['password']).toBe('canary-password');
  });

  it('T2: is given to no other process, since none is started', () => {
    const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const starting = files.filter((name) =>
      /node:(?:child_process|cluster|worker_threads)|\bexecFile|\bspawn\(|exportVariable|saveState/.test(
        readFileSync(new URL(name.replaceAll('\\', '/'), SOURCE), 'utf8'),
      ),
    );
    expect(files.length).toBeGreaterThan(50);
    expect(starting).toEqual([]);
  });
});
