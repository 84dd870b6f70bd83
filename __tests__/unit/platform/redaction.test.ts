import { describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { formsOf, Redaction } from '../../../src/platform/redaction.ts';
import { Secret } from '../../../src/platform/secret.ts';

describe('the forms of a secret', () => {
  it('are the parts of a token that are long enough to be one', () => {
    const token = `${'h'.repeat(16)}.${'p'.repeat(40)}.short`;
    const forms = formsOf(token, []);
    expect(forms).toEqual(expect.arrayContaining([token, 'h'.repeat(16), 'p'.repeat(40)]));
    expect(forms).not.toContain('short');
  });

  it('are basic credentials of each user, percent-encoding, JSON, and lines', () => {
    const value = `first line of it "ü"\nsecond line of it`;
    const forms = formsOf(value, ['__token__', 'me']);
    expect(forms).toEqual(
      expect.arrayContaining([
        'first line of it "ü"',
        'second line of it',
        encodeURIComponent(value),
        JSON.stringify(value).slice(1, -1),
        Buffer.from(`__token__:${value}`).toString('base64'),
        Buffer.from(`me:${value}`).toString('base64'),
      ]),
    );
  });
});

describe('redaction', () => {
  it('takes the longest form first, and gives each form once', () => {
    const redaction = new Redaction();
    expect(redaction.add(['secret', 'secret.token'])).toEqual(['secret', 'secret.token']);
    expect(redaction.add(['secret', 'other'])).toEqual(['other']);
    expect(redaction.redact('secret.token secret other secrets')).toBe('*** *** *** ***s');
  });

  it('leaves texts readable where a secret is shorter than a word', () => {
    const redaction = new Redaction();
    redaction.add(['a']);
    expect(redaction.redact('a banana')).toBe('a banana');
  });
});

it('a secret prints as stars wherever text is made of it', () => {
  const secret = new Secret('hunter2');
  const texts = [String(secret), JSON.stringify({ secret }), inspect(secret), inspect({ deep: [secret] })];
  for (const text of texts) {
    expect(text).toContain('***');
    expect(text).not.toContain('hunter2');
  }
  expect(secret.reveal()).toBe('hunter2');
});
