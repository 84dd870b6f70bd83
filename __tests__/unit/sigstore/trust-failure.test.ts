import { describe, expect, it } from '@jest/globals';
import { explain, TransportError } from '../../../src/errors.ts';
import { trustFailure } from '../../../src/sigstore/trust/trust-failure.ts';

const URL = 'https://tuf.example';
const NOW = new Date('2026-11-01T12:00:00Z');

describe('metadata that has expired', () => {
  const hint = (serverTime: Date | undefined): string =>
    trustFailure(
      URL,
      new Error('timestamp.json is expired'),
      { url: URL, failure: undefined, serverTime },
      NOW,
    ).hint;

  it.each([300_001, -300_001])(
    'is the fault of a clock that differs by more than five minutes: %d ms',
    (off) => {
      expect(hint(new Date(NOW.getTime() + off))).toContain(
        "Set this machine's clock: it shows 2026-11-01T12:00:00",
      );
    },
  );

  it.each([0, 300_000, -300_000])('is that of the repository where the clock differs by %d ms', (off) => {
    expect(hint(new Date(NOW.getTime() + off))).toContain('contact the operator');
  });

  it('is that of the repository where no clock is known', () => {
    expect(hint(undefined)).toContain('contact the operator');
  });
});

it.each(['unreachable code', 'freeze failed', 'not TUF at all'])(
  'the words %j of an error that is not known decide no hint',
  (words) => {
    const last = { url: URL, failure: undefined, serverTime: new Date(0) };
    expect(trustFailure(URL, new Error(words), last, NOW)).toMatchObject({
      message: `The trust metadata of the Sigstore instance could not be loaded from ${URL}: ${words}`,
      hint: expect.stringContaining('contact the operator'),
    });
  },
);

describe('what tuf-js wraps as text', () => {
  const last = { url: `${URL}/2.snapshot.json`, serverTime: undefined };

  it('is said once, without the name of a class', () => {
    const error = new Error('Unable to load snapshot metadata error Error: Expected length 5, but got 6');
    expect(explain(trustFailure(URL, error, { ...last, failure: undefined }, NOW))).toMatchObject({
      message: `The trust metadata of the Sigstore instance could not be loaded from ${last.url}: wrong hash or length (Expected length 5, but got 6)`,
      causes: [],
    });
  });

  it('is the failure of a request, whose own causes follow', () => {
    const failure = new TransportError(
      'reset',
      `trust metadata: GET ${last.url} got no answer: the connection broke (UND_ERR_SOCKET)`,
      true,
      new Error('other side closed'),
    );
    const error = new Error(`Unable to load snapshot metadata error TransportError: ${failure.message}`);
    expect(explain(trustFailure(URL, error, { ...last, failure }, NOW))).toMatchObject({
      message: `The trust metadata of the Sigstore instance could not be loaded from ${last.url}: unreachable: ${failure.message}`,
      causes: ['other side closed'],
    });
  });
});
