import { describe, expect, it } from '@jest/globals';
import { claimsOf } from '../../../src/ground/jwt.ts';

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('claimsOf', () => {
  it('reads the payload of three parts', () => {
    const claims = claimsOf(`${encoded({ alg: 'none' })}.${encoded({ iss: 'https://issuer.example' })}.x`);
    expect(claims?.get('iss')).toBe('https://issuer.example');
  });

  it('knows no claims that every object has', () => {
    expect(claimsOf(`a.${encoded({})}.c`)?.get('constructor')).toBeUndefined();
  });

  it.each([
    '',
    'a.b',
    'a.b.c',
    `a.${encoded({})}`,
    `a.${encoded({})}.c.d`,
    `a.${encoded([])}.c`,
    `a.${encoded('text')}.c`,
    `a.${encoded(null)}.c`,
    `a.${Buffer.from([0xff, 0xfe]).toString('base64url')}.c`,
  ])('finds none in %j', (token) => {
    expect(claimsOf(token)).toBeUndefined();
  });
});
