import { describe, expect, it } from '@jest/globals';
import { decideAttesting, type AttestingWish } from '../../../src/stages/attesting.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';

const pypi = describeIndex('https://upload.pypi.org/legacy/', 'auto', undefined);
const generic = describeIndex('https://pypi.example.org/', 'auto', undefined);

const decide = (wish: Partial<AttestingWish>) =>
  decideAttesting({
    mode: 'auto',
    dryRun: 'no',
    index: pypi,
    trustedPublishing: true,
    instance: 'public-good',
    ...wish,
  });

describe('decideAttesting', () => {
  it('makes and sends them with Trusted Publishing on PyPI', () => {
    expect(decide({})).toEqual({ kind: 'make', send: true });
  });

  it('says why not with an API token', () => {
    expect(decide({ trustedPublishing: false })).toMatchObject({
      kind: 'none',
      because: expect.stringContaining('password'),
    });
  });

  it('fails where they are required and an API token is given', () => {
    expect(() => decide({ trustedPublishing: false, mode: 'require' })).toThrow(
      /only with Trusted Publishing/,
    );
  });

  it('keeps them beside an API token when asked to', () => {
    expect(decide({ trustedPublishing: false, mode: 'keep' })).toEqual({ kind: 'make', send: false });
  });

  it('sends none to an index that is not known to take them, unless they are required', () => {
    expect(decide({ index: generic })).toMatchObject({ kind: 'none' });
    expect(decide({ index: generic, mode: 'require' })).toEqual({ kind: 'make', send: true });
  });

  it('sends PyPI nothing that another instance signed', () => {
    expect(decide({ instance: 'staging' })).toMatchObject({
      kind: 'none',
      because: expect.stringContaining('public-good'),
    });
    expect(() => decide({ instance: 'own', mode: 'require' })).toThrow(/public-good/);
  });

  it('makes none when told so', () => {
    expect(decide({ mode: 'never' })).toMatchObject({ kind: 'none' });
  });
});
