import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Targets } from '@tufjs/models';
import { findTarget } from '../../../src/index-tuf/find-target.ts';

interface Delegation {
  readonly name: string;
  readonly paths?: string[];
  readonly prefixes?: string[];
  readonly terminating?: boolean;
}

interface Listed {
  readonly targets?: readonly string[];
  readonly to?: readonly Delegation[];
}

function roleOf({ targets = [], to }: Listed): Targets {
  const roles = to?.map(({ name, paths, prefixes, terminating = false }) => ({
    name,
    keyids: [],
    threshold: 1,
    terminating,
    ...(prefixes === undefined ? { paths: paths ?? ['*'] } : { path_hash_prefixes: prefixes }),
  }));
  return Targets.fromJSON({
    _type: 'targets',
    spec_version: '1.0.31',
    version: 1,
    expires: '2030-01-01T00:00:00Z',
    targets: Object.fromEntries(targets.map((path) => [path, { length: 1, hashes: { sha256: 'ab' } }])),
    ...(roles !== undefined && { delegations: { keys: {}, roles } }),
  });
}

/** The role that lists `file`, and all that were visited. */
async function visit(
  roles: Readonly<Record<string, Listed>>,
  target = 'file',
): Promise<readonly [string | undefined, string]> {
  const visited: string[] = [];
  const found = await findTarget(target, async (name, parent) => {
    visited.push(`${parent}>${name}`);
    return roleOf(roles[name] ?? {});
  });
  return [found?.role, visited.join(' ')];
}

describe('a target', () => {
  it('is of the first role that lists it, depth first, in the order of delegations', async () => {
    const roles = {
      targets: { to: [{ name: 'a' }, { name: 'b' }] },
      a: { to: [{ name: 'c' }] },
      b: { targets: ['file'] },
      c: { targets: ['file'] },
    };
    expect(await visit(roles)).toEqual(['c', 'root>targets targets>a a>c']);
    expect(await visit({ ...roles, c: {} })).toEqual(['b', 'root>targets targets>a a>c targets>b']);
  });

  it('is not looked for behind a terminating delegation', async () => {
    const roles = {
      targets: { to: [{ name: 'a', terminating: true }, { name: 'b' }] },
      b: { targets: ['file'] },
    };
    expect(await visit(roles)).toEqual([undefined, 'root>targets targets>a']);
    const below = {
      targets: { to: [{ name: 'a' }, { name: 'b' }] },
      a: { to: [{ name: 'c', terminating: true }] },
      b: { targets: ['file'] },
    };
    expect(await visit(below)).toEqual([undefined, 'root>targets targets>a a>c']);
  });

  it('is looked for where its path, or the hash of it, leads', async () => {
    const digit = createHash('sha256').update('file').digest('hex').slice(0, 1);
    const others = Array.from('0123456789abcdef').filter((each) => each !== digit);
    const roles = {
      targets: {
        to: [
          { name: 'folders', paths: ['*/*'] },
          { name: 'others', prefixes: others },
          { name: 'own', prefixes: ['0', digit] },
        ],
      },
      folders: { targets: ['file'] },
      others: { targets: ['file'] },
      own: { targets: ['file'] },
    };
    expect(await visit(roles)).toEqual(['own', 'root>targets targets>own']);
  });

  it('is not looked for in circles, or for ever', async () => {
    expect(await visit({ targets: { to: [{ name: 'a' }] }, a: { to: [{ name: 'a' }] } })).toEqual([
      undefined,
      'root>targets targets>a',
    ]);
    const chain = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`r${index}`, { to: [{ name: `r${index + 1}` }] }]),
    );
    const [found, visited] = await visit({ ...chain, targets: { to: [{ name: 'r0' }] } });
    expect([found, visited.split(' ').length]).toEqual([undefined, 33]);
  });

  it('is none of what every object has', async () => {
    expect((await visit({}, 'constructor'))[0]).toBeUndefined();
  });
});
