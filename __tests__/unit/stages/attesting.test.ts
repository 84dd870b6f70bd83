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
    server: { host: 'github.com', kind: 'github' },
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

describe("GitHub's instance, which has no log", () => {
  const github = (wish: Partial<AttestingWish>) => decide({ instance: 'github', ...wish });

  it.each([pypi, generic])('keeps what it signs and sends nothing, and says so once for $title', (index) => {
    expect(github({ index })).toEqual({
      kind: 'make',
      send: false,
      unsent: expect.stringMatching(/no transparency log.* gets the files alone/),
    });
    expect(github({ index, mode: 'keep' })).toEqual({ kind: 'make', send: false });
    expect(github({ index, trustedPublishing: false })).toMatchObject({ kind: 'make', send: false });
  });

  it.each([pypi, generic])('fails where attestations are required on $title, and says why', (index) => {
    for (const dryRun of ['no', 'sign'] as const) {
      expect(() => github({ index, dryRun, mode: 'require' })).toThrow(
        `\`attestations: require\`, but ${index.title} would reject them: GitHub's Sigstore instance has no transparency log`,
      );
    }
  });

  it('signs nothing where attestations are off, whatever the server is', () => {
    expect(github({ mode: 'never', server: { host: 'ghe.example', kind: 'ghes' } })).toMatchObject({
      kind: 'none',
    });
  });

  it.each([
    { host: 'github.com', kind: 'github' },
    { host: 'octo.ghe.com', kind: 'github' },
    { host: 'github.com', kind: 'act' },
  ] as const)('is there for $host ($kind)', (server) => {
    expect(github({ server })).toMatchObject({ kind: 'make' });
  });

  it.each([
    { host: 'ghe.example', kind: 'ghes' },
    { host: 'git.example', kind: 'gitea' },
    { host: 'codeberg.org', kind: 'forgejo' },
    { host: 'ghe.example', kind: 'act' },
  ] as const)('is not there for $host ($kind), in no mode', (server) => {
    for (const mode of ['auto', 'keep', 'require'] as const) {
      expect(() => github({ mode, server })).toThrow(
        `\`sigstore-instance: github\` signs workflows of github.com and ghe.com, and this job is on ${server.host}.`,
      );
    }
  });
});
