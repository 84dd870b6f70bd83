import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { projectsOfToken } from '../../../src/package-index/trusted-publishing/token-projects.ts';

function field(type: number, text: string): Buffer {
  const data = Buffer.from(text);
  const length = data.length < 128 ? [data.length] : [(data.length & 0x7f) | 0x80, data.length >> 7];
  return Buffer.concat([Buffer.from([type, ...length]), data]);
}

const END = Buffer.from([0]);

/** A token as Warehouse makes it, with these caveats. */
function token(caveats: readonly unknown[], tail: Buffer = field(6, 's'.repeat(32))): string {
  const texts = caveats.flatMap((each) => [field(2, JSON.stringify(each)), END]);
  const head = [
    Buffer.from([2]),
    field(1, 'pypi.org'),
    field(2, '3f1c0f2e-0000-4000-8000-000000000000'),
    END,
  ];
  return `pypi-${Buffer.concat([...head, ...texts, END, tail]).toString('base64url')}`;
}

const PUBLISHER = [4, 'id', { ref: 'refs/tags/v1', sha: 'a'.repeat(40) }];
const EXPIRY = [0, 1_800_000_900, 1_800_000_000];

describe('the projects that an upload token covers', () => {
  it.each([
    ['by their ids', token([PUBLISHER, [2, ['one', 'two', 'three']], EXPIRY]), 3],
    ['by their names', token([[1, ['demo']]]), 1],
    ['each once', token([[2, ['one', 'one']]]), 1],
    ['of a hundred', token([[2, Array.from({ length: 100 }, (_, number) => `id-${number}`)]]), 100],
  ])('are counted: %s', (_, given, count) => {
    expect(projectsOfToken(given)?.projects.length).toBe(count);
  });

  it('are known by name where the token names them', () => {
    expect(projectsOfToken(token([[1, ['demo', 'other']]]))).toEqual({
      by: 'name',
      projects: ['demo', 'other'],
    });
  });

  it.each([
    ['a token without a signature', token([[2, ['one']]], Buffer.alloc(0))],
    ['no macaroon', 'pypi-bench'],
    ['another prefix', token([[2, ['one']]]).replace('pypi-', 'test-')],
    ['no caveat that lists them', token([PUBLISHER, EXPIRY])],
    [
      'two lists',
      token([
        [2, ['one', 'two']],
        [2, ['one']],
      ]),
    ],
    ['an empty list', token([[2, []]])],
    ['a list of something else', token([[2, ['one', 2]]])],
    ['a list that is none', token([[2, 'one']])],
    ['half of it', token([[2, ['one']]]).slice(0, 60)],
    ['a JSON Web Token', 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln'],
    ['nothing', ''],
  ])('are not known of %s', (_, given) => {
    expect(projectsOfToken(given)).toBeUndefined();
  });

  it('are known or not of any bytes, without a failure', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const made = projectsOfToken(`pypi-${Buffer.from([2, ...bytes]).toString('base64url')}`);
        expect(made === undefined || made.projects.length > 0).toBe(true);
      }),
    );
  });
});
