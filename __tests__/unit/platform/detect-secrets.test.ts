import { describe, expect, it } from '@jest/globals';
import { secretsAmong } from '../../../src/platform/detect-secrets.ts';

const values = (inputs: Record<string, string>, environment: Record<string, string> = {}): string[] =>
  secretsAmong(inputs, environment).map(({ value }) => value);

describe('secrets among what a job was given', () => {
  it('are password and token, for everybody’s user and the one that was given', () => {
    expect(secretsAmong({ password: 'one', 'github-token': 'two', user: 'me' }, {})).toEqual([
      { given: '`password`', name: 'the secret in `password`', value: 'one', users: ['__token__', 'me'] },
      {
        given: '`github-token`',
        name: 'the secret in `github-token`',
        value: 'two',
        users: ['__token__', 'me'],
      },
    ]);
  });

  it.each(['glpat-1a2B3c4D5e6F7g8H', 'a1b2c3d4e5f6a7b8', 'pypi-AgEIcHlwaS5vcmcC'])(
    'are a user that is a token: %s',
    (user) => {
      expect(values({ user })).toEqual([user]);
    },
  );

  it.each(['__token__', 'aws', 'oauth2accesstoken', 'gitlab-ci-token', 'somebody@example.org', 'me2'])(
    'are not a user as people have it: %s',
    (user) => {
      expect(values({ user })).toEqual([]);
    },
  );

  it.each([
    ['https://me:pa%40ss@index.example/', ['pa%40ss', 'pa@ss']],
    ['https://index-token@index.example/', ['index-token']],
    ['https://index-token:@index.example/', ['index-token']],
    ['https://me:two@signs@index.example/x', ['two@signs']],
    ['https://me:broken%@index.example:port/', ['broken%']],
    ['me:secret@proxy:3128', ['secret']],
    ['https://index.example/?key=0123456789abcdef&name=short#0123456789abcdef', ['0123456789abcdef']],
    ['https://index.example/a@b', []],
    ['https://index.example/', []],
  ])('are what the address %s carries', (address, expected) => {
    expect(values({ 'repository-url': address })).toEqual(expected);
    expect(values({ repository_url: address })).toEqual(expected);
    expect(values({ 'sigstore-tuf-url': address })).toEqual(expected);
    expect(values({}, { https_proxy: address })).toEqual(expected);
    expect(values({ 'packages-dir': address })).toEqual([]);
  });

  it('are known with the user of their address, whom Basic credentials name', () => {
    expect(secretsAmong({}, { HTTP_PROXY: 'http://m%65:secret@proxy:3128' })).toEqual([
      { given: 'HTTP_PROXY', name: 'the secret in HTTP_PROXY', value: 'secret', users: ['m%65', 'me'] },
    ]);
  });

  it.each([
    'ACTIONS_RUNTIME_TOKEN',
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'GITHUB_TOKEN',
    'TWINE_PASSWORD',
    'API_SECRET',
  ])('are what other steps and the runner have in %s', (name) => {
    expect(secretsAmong({}, { [name]: 'value', [`${name}_URL`]: 'other' })).toEqual([
      { given: undefined, name: undefined, value: 'value', users: [] },
    ]);
  });

  it('are called by the variable that has them, where they are no words', () => {
    const names = (environment: Record<string, string>) =>
      secretsAmong({}, environment).map(({ name }) => name);
    expect(names({ NPM_TOKEN: 'npm_0123456789abcdef\n' })).toEqual([
      'the secret in the environment variable NPM_TOKEN',
    ]);
    expect(names({ SETTINGS_SECRET: 'development-secret-key' })).toEqual([undefined]);
    expect(names({ HTTPS_PROXY: 'http://proxy:80/?name=a-name-without-digits' })).toEqual([undefined]);
  });
});
