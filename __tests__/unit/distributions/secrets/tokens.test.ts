import { describe, expect, it } from '@jest/globals';
import { PROVABLE_SECRETS } from '../../../../src/distributions/secrets/tokens.ts';

/** The text of a macaroon of PyPI whose identifier has so many bytes. */
function token(identifier: number): string {
  const field = (type: number, data: Buffer) => Buffer.concat([Buffer.from([type, data.length]), data]);
  const end = Buffer.from([0]);
  const macaroon = Buffer.concat([
    Buffer.from([2]),
    field(1, Buffer.from('pypi.org')),
    field(2, Buffer.alloc(identifier, 'i')),
    end,
    end,
    field(6, Buffer.alloc(32, 7)),
  ]);
  return `pypi-${macaroon.toString('base64url')}`;
}

describe('a PyPI API token', () => {
  const proves = (text: string) =>
    PROVABLE_SECRETS.some(({ kind, prove }) => kind === 'a PyPI API token' && prove({ text, at: 0 }));

  it('is proven from eighty characters on', () => {
    expect([token(11).length, proves(token(11))]).toEqual(['pypi-'.length + 80, true]);
    expect([token(10).length < 85, proves(token(10))]).toEqual([true, false]);
  });
});
