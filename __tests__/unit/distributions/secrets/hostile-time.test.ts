// How long members that are made for it keep the search for secrets busy.
import { it, jest } from '@jest/globals';
import { spellingsOf } from '../../../../src/distributions/secrets/encodings.ts';
import { expectBounded } from '../../../support/hostile-time.ts';

jest.setTimeout(120_000);

const SEARCH = '../__tests__/support/search-member.ts';
const TOKEN = `eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.${'aB3_dE-9'.repeat(200)}.${'sig_'.repeat(60)}`;
const HEAD = TOKEN.slice(0, 64);

const spelled = (text: string, encoding: string): string =>
  spellingsOf(text)
    .find((each) => each.encoding === encoding)
    ?.bytes.toString('latin1') ?? '';

it.each<[string, string]>([
  ['heads of a long own secret', HEAD],
  ['heads of a long own secret in base64', spelled(HEAD, 'base64')],
  ['heads of a long own secret in references of HTML', spelled(HEAD, 'HTML entities')],
  ['all of a long own secret but its end', TOKEN.slice(0, -1)],
  ['all of a long own secret but its end, percent-encoded', spelled(TOKEN.slice(0, -1), 'percent-encoding')],
  ['beginnings of tokens', 'ghs_'],
  ['beginnings of tokens in escapes of JSON', spelled('pypi-AgEIcHlwaS5vcmc', 'JSON escapes')],
  ['keys without their secret in base64', spelled('AKIAQ3EGRTNJXH5M7V2C ', 'base64')],
  ['beginnings of private keys', '-----BEGIN PRIVATE KEY-----'],
])('%s', async (_, unit) => {
  await expectBounded(SEARCH, 'searchMember', (bytes) => [TOKEN, unit, bytes]);
});
