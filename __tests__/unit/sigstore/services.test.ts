import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ServiceSelector } from '@sigstore/protobuf-specs';
import type { Service as ConfiguredService, SigningConfig } from '@sigstore/protobuf-specs';
import fc from 'fast-check';
import { ActionError } from '../../../src/errors.ts';
import { selectServices, UnverifiableByIndex } from '../../../src/sigstore/services/select-services.ts';
import type { SelectionRequest } from '../../../src/sigstore/services/select-services.ts';
import { keyDigest, readTrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';
import type { TrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';
import { createAuthority } from '../../testbed/certificates.ts';

const MEDIA_TYPE = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';
const NOW = new Date('2026-06-01T12:00:00Z');
/** The digest of an ECDSA key is its id in either version of Rekor. */
const KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
const ENCODED_KEY = KEY.export({ type: 'spki', format: 'der' }).toString('base64');
const KEY_ID = keyDigest(KEY).toString('base64');
const CHAIN = createAuthority('authority', { now: NOW }).certificate.toString('base64');

interface Offered {
  readonly url: string;
  readonly version?: number;
  readonly operator?: string;
  readonly start?: string | undefined;
  readonly end?: string;
}

function service({ url, version = 1, operator = 'example.test', end, ...rest }: Offered): ConfiguredService {
  const start = 'start' in rest ? rest.start : '2026-01-01T00:00:00Z';
  return {
    url,
    majorApiVersion: version,
    operator,
    validFor: {
      start: start === undefined ? undefined : new Date(start),
      end: end === undefined ? undefined : new Date(end),
    },
  };
}

const FULCIO = service({ url: 'https://fulcio.test/' });
const REKOR_1 = service({ url: 'https://rekor1.test' });
const REKOR_2 = service({ url: 'https://rekor2.test', version: 2 });
const AUTHORITY = service({ url: 'https://tsa.test/api/v1/timestamp' });
const ANY = { selector: ServiceSelector.ANY, count: 0 };

function config(changes: Partial<SigningConfig> = {}): SigningConfig {
  return {
    mediaType: MEDIA_TYPE,
    caUrls: [FULCIO],
    oidcUrls: [],
    rekorTlogUrls: [REKOR_1, REKOR_2],
    rekorTlogConfig: ANY,
    tsaUrls: [AUTHORITY],
    tsaConfig: ANY,
    ...changes,
  };
}

interface Trusted {
  readonly url: string;
  readonly start?: string;
  readonly end?: string;
}

function rootFor(
  keys: readonly Trusted[],
  authorities: readonly Trusted[],
  fulcios: readonly Trusted[],
): TrustedRoot {
  const validFor = ({ start = '2020-01-01T00:00:00Z', end }: Trusted): object => ({
    start,
    ...(end && { end }),
  });
  const authority = (trusted: Trusted): object => ({
    uri: trusted.url,
    certChain: { certificates: [{ rawBytes: CHAIN }] },
    validFor: validFor(trusted),
  });
  return readTrustedRoot({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: keys.map((trusted) => ({
      baseUrl: trusted.url,
      publicKey: { rawBytes: ENCODED_KEY, validFor: validFor(trusted) },
      logId: { keyId: KEY_ID },
    })),
    certificateAuthorities: fulcios.map(authority),
    timestampAuthorities: authorities.map(authority),
    ctlogs: [],
  });
}

const ROOT = rootFor(
  ['https://rekor1.test', 'https://rekor2.test/', 'https://other.test', 'https://later.test'].map((url) => ({
    url,
  })),
  ['https://tsa.test/api/v1/timestamp', 'https://tsa2.test', 'https://tsa3.test'].map((url) => ({ url })),
  ['https://fulcio.test', 'https://fulcio2.test'].map((url) => ({ url })),
);
/** One that has no key for any other log. */
const ROOT_OF_1: TrustedRoot = {
  ...ROOT,
  tlogs: ROOT.tlogs.filter(({ baseUrl }) => baseUrl === 'https://rekor1.test'),
};
const ROOT_OF_NONE: TrustedRoot = { ...ROOT, tlogs: [] };

function request(changes: Partial<SelectionRequest> = {}): SelectionRequest {
  return {
    signingConfig: config(),
    trustedRoot: ROOT,
    rekorChoice: 'auto',
    verifiableRekor: [1, 2],
    now: NOW,
    ...changes,
  };
}

function refusal(changes: Partial<SelectionRequest>): string {
  try {
    selectServices(request(changes));
  } catch (error) {
    if (error instanceof ActionError && error.code === 'NO_SERVICE') return error.message;
    throw error;
  }
  throw new Error('Services were selected');
}

function logs(
  rekorTlogUrls: ConfiguredService[],
  rekorTlogConfig: SigningConfig['rekorTlogConfig'] = ANY,
): Partial<SelectionRequest> {
  return { signingConfig: config({ rekorTlogUrls, rekorTlogConfig }) };
}

describe('version of Rekor', () => {
  it('takes the highest that the index can verify', () => {
    expect(selectServices(request()).rekor).toEqual({
      url: 'https://rekor2.test',
      majorApiVersion: 2,
      operator: 'example.test',
      named: true,
    });
    expect(selectServices(request({ verifiableRekor: [1] })).rekor.url).toBe('https://rekor1.test');
  });

  it('falls back where the higher one cannot be used', () => {
    const changes = {
      ...logs([service({ url: 'https://unknown.test', version: 2 }), REKOR_1]),
      trustedRoot: ROOT_OF_1,
    };
    expect(selectServices(request(changes)).rekor.url).toBe('https://rekor1.test');
    expect(selectServices(request(changes)).decisions.join('\n')).toContain(
      'https://unknown.test (v2): the trusted root has no key for it',
    );
  });

  it('obeys rekor-version', () => {
    expect(selectServices(request({ rekorChoice: 1 })).rekor.majorApiVersion).toBe(1);
    expect(selectServices(request({ rekorChoice: 2 })).rekor.majorApiVersion).toBe(2);
    expect(refusal({ rekorChoice: 2, ...logs([REKOR_1]) })).toContain('rekor-version is 2');
    expect(refusal({ rekorChoice: 2, verifiableRekor: [1] })).toBe(
      'rekor-version is 2, but the index verifies only Rekor v1',
    );
  });

  it('takes the opt-in config only for an explicit 2 that the default config lacks', () => {
    const rekorV2SigningConfig = config({ rekorTlogUrls: [REKOR_2] });
    const defaults = logs([REKOR_1]);
    expect(selectServices(request({ ...defaults, rekorV2SigningConfig })).rekor.majorApiVersion).toBe(1);
    expect(
      selectServices(request({ ...defaults, rekorV2SigningConfig, rekorChoice: 2 })).rekor.majorApiVersion,
    ).toBe(2);
  });

  it('refuses versions it does not know, and 0, which is not released', () => {
    const unknown = logs([
      service({ url: 'https://rekor1.test', version: 3 }),
      service({ url: 'https://other.test', version: 0 }),
    ]);
    expect(refusal(unknown)).toContain(
      '(v3): API version 3 is not known to this release of wheelseal; https://other.test (v0): API version 0 is not',
    );
  });
});

describe('an index that verifies none of the versions that can be used', () => {
  const thrown = (changes: Partial<SelectionRequest>): unknown => {
    try {
      return selectServices(request({ verifiableRekor: [1], ...changes }));
    } catch (error) {
      return error;
    }
  };
  const ended = service({ url: 'https://rekor1.test', end: '2026-05-01T00:00:00Z' });

  it.each<[string, Partial<SelectionRequest>]>([
    ['v2 alone', logs([REKOR_2])],
    ['v2, and v1 that ended', logs([REKOR_2, ended])],
    [
      'v2, and a version from the future',
      logs([REKOR_2, service({ url: 'https://other.test', version: 3 })]),
    ],
  ])('is the only reason: %s', (_name, changes) => {
    const error = thrown(changes);
    expect(error).toBeInstanceOf(UnverifiableByIndex);
    expect(error).toMatchObject({ code: 'NO_SERVICE', offered: [2] });
  });

  it.each<[string, Partial<SelectionRequest>]>([
    ['a version asked for by number', { ...logs([REKOR_2]), rekorChoice: 1 }],
    [
      'v2 that the trusted root has no key for',
      { ...logs([service({ url: 'https://unknown.test', version: 2 })]), trustedRoot: ROOT_OF_NONE },
    ],
    ['v2 that ended', logs([{ ...ended, majorApiVersion: 2 }])],
    [
      'v1 that the trusted root has no key for',
      {
        ...logs([REKOR_2, service({ url: 'https://unknown.test' })]),
        trustedRoot: { ...ROOT, tlogs: ROOT.tlogs.filter(({ baseUrl }) => baseUrl.includes('rekor2')) },
      },
    ],
    ['no log at all', logs([])],
    ['only a version from the future', logs([service({ url: 'https://other.test', version: 3 })])],
    ['no Fulcio', { signingConfig: config({ caUrls: [], rekorTlogUrls: [REKOR_2] }) }],
  ])('is not the only reason: %s', (_name, changes) => {
    const error = thrown(changes);
    expect(error).toMatchObject({ code: 'NO_SERVICE' });
    expect(error).not.toBeInstanceOf(UnverifiableByIndex);
  });
});

describe('time of validity', () => {
  it.each([
    ['start now', { start: NOW.toISOString() }],
    ['end now', { end: NOW.toISOString() }],
  ])('is inclusive at both ends: %s', (_name, window) => {
    const changes = logs([service({ url: 'https://rekor1.test', ...window })]);
    expect(selectServices(request(changes)).rekor.url).toBe('https://rekor1.test');
  });

  it.each([
    ['start a millisecond later', { start: new Date(NOW.getTime() + 1).toISOString() }],
    ['end a millisecond earlier', { end: new Date(NOW.getTime() - 1).toISOString() }],
    ['no start', { start: undefined }],
    ['a start that is no time', { start: 'soon' }],
    ['an end that is no time', { end: 'never' }],
  ])('ends there: %s', (_name, window) => {
    const changes = logs([service({ url: 'https://rekor1.test', ...window })]);
    expect(refusal(changes)).toContain('No service of kind Rekor can be used');
  });

  it('never prefers a log that has not started', () => {
    const future = service({ url: 'https://later.test', start: '2027-01-01T00:00:00Z' });
    expect(selectServices(request(logs([future, REKOR_1]))).rekor.url).toBe('https://rekor1.test');
  });

  it('prefers the newest start, and of equals the first listed', () => {
    const newer = service({ url: 'https://other.test', start: '2026-02-01T00:00:00Z' });
    const equal = service({ url: 'https://later.test', start: '2026-02-01T00:00:00Z' });
    expect(selectServices(request(logs([REKOR_1, newer, equal]))).rekor.url).toBe('https://other.test');
    const fulcios = [FULCIO, service({ url: 'https://fulcio2.test', start: '2026-03-01T00:00:00Z' })];
    expect(selectServices(request({ signingConfig: config({ caUrls: fulcios }) })).fulcio.url).toBe(
      'https://fulcio2.test',
    );
  });
});

describe('selectors', () => {
  const second = service({ url: 'https://other.test', operator: 'another.test' });

  it('carries one entry: ALL and EXACT of more are refused', () => {
    expect(
      selectServices(request(logs([REKOR_1], { selector: ServiceSelector.ALL, count: 0 }))).rekor.url,
    ).toBe('https://rekor1.test');
    expect(refusal(logs([REKOR_1, second], { selector: ServiceSelector.ALL, count: 0 }))).toContain(
      'requires 2 transparency logs',
    );
    expect(refusal(logs([REKOR_1, second], { selector: ServiceSelector.EXACT, count: 2 }))).toContain(
      'attestations carry one entry',
    );
    expect(
      selectServices(request(logs([REKOR_1, second], { selector: ServiceSelector.EXACT, count: 1 }))).rekor
        .url,
    ).toBe('https://rekor1.test');
  });

  it('refuses EXACT 0, EXACT of too few operators, and undefined selectors', () => {
    expect(refusal(logs([REKOR_1], { selector: ServiceSelector.EXACT, count: 0 }))).toContain(
      'exactly 0 services',
    );
    const same = service({ url: 'https://other.test' });
    expect(refusal(logs([REKOR_1, same], { selector: ServiceSelector.EXACT, count: 2 }))).toContain(
      '1 found',
    );
    const undefinedSelector = { selector: ServiceSelector.SERVICE_SELECTOR_UNDEFINED, count: 0 };
    expect(refusal(logs([REKOR_1], undefinedSelector))).toContain('no known selector');
    expect(refusal({ signingConfig: config({ rekorTlogConfig: undefined }) })).toContain('no known selector');
  });

  it.each([
    ['rekor.test:8080', 'its URL does not begin with https://'],
    ['http://rekor.test', 'its URL does not begin with https://'],
    ['ftp://rekor.test', 'its URL does not begin with https://'],
    ['https://user:password@rekor.test', 'its URL carries credentials'],
    ['rekor.test', 'its URL is not valid'],
    ['', 'its URL is not valid'],
  ])('passes over a service at %s, to which no request would be sent', (url, reason) => {
    const odd = service({ url, version: 2 });
    const { rekor, decisions } = selectServices(request(logs([odd, REKOR_1])));
    expect([rekor.majorApiVersion, decisions.join()]).toEqual([
      1,
      expect.stringContaining(`${url} (v2): ${reason}`),
    ]);
    expect(refusal(logs([odd]))).toContain(reason);
  });

  it('takes one authority an operator with ALL', () => {
    const tsaUrls = [
      AUTHORITY,
      service({ url: 'https://tsa2.test', operator: 'another.test' }),
      service({ url: 'https://tsa3.test', operator: 'another.test', start: '2025-01-01T00:00:00Z' }),
    ];
    const signingConfig = config({ tsaUrls, tsaConfig: { selector: ServiceSelector.ALL, count: 0 } });
    expect(selectServices(request({ signingConfig })).timestampAuthorities.map(({ url }) => url)).toEqual([
      'https://tsa.test/api/v1/timestamp',
      'https://tsa2.test',
    ]);
  });
});

// After the cases of sigstore-go's TestSelectServices, on authorities, of which a signature may have several.
describe('the selectors, on timestamp authorities', () => {
  const ONE = service({ url: 'https://tsa.test/api/v1/timestamp', operator: 'one.test' });
  const NEWER = service({ url: 'https://tsa2.test', operator: 'one.test', start: '2026-02-01T00:00:00Z' });
  const OTHER = service({ url: 'https://tsa3.test', operator: 'two.test', start: '2025-01-01T00:00:00Z' });
  const FUTURE = service({ url: 'https://tsa3.test', operator: 'three.test', start: '2027-01-01T00:00:00Z' });
  const UNKNOWN = service({ url: 'https://tsa2.test', operator: 'four.test', version: 2 });
  const { ANY: any, ALL: all, EXACT: exact } = ServiceSelector;
  const asked = (tsaUrls: ConfiguredService[], selector: ServiceSelector, count: number): SelectionRequest =>
    request({ signingConfig: config({ tsaUrls, tsaConfig: { selector, count } }) });

  it.each([
    ['ALL, the newest of an operator', all, 0, [ONE, NEWER, OTHER], [NEWER, OTHER]],
    ['ALL, one match', all, 0, [ONE, FUTURE, UNKNOWN], [ONE]],
    ['ANY, the newest', any, 0, [ONE, NEWER, OTHER], [NEWER]],
    ['ANY, one match', any, 0, [FUTURE, OTHER], [OTHER]],
    ['EXACT 1, several matches', exact, 1, [ONE, NEWER, OTHER], [NEWER]],
    ['EXACT 2, several matches', exact, 2, [OTHER, ONE, NEWER], [NEWER, OTHER]],
    ['EXACT 1, one match', exact, 1, [ONE], [ONE]],
  ])('%s', (_name, selector, count, listed, expected) => {
    const { timestampAuthorities } = selectServices(asked(listed, selector, count));
    expect(timestampAuthorities.map(({ url }) => url)).toEqual(expected.map(({ url }) => url));
  });

  it.each([
    ['ALL, no match', all, 0, [FUTURE]],
    ['ANY, no match', any, 0, [UNKNOWN]],
    ['EXACT 0', exact, 0, [ONE]],
    ['EXACT 3 of two operators', exact, 3, [ONE, NEWER, OTHER]],
    ['EXACT 2, one of them of an unknown version', exact, 2, [ONE, UNKNOWN]],
    ['EXACT 1, no match', exact, 1, [FUTURE, UNKNOWN]],
    ['no selector', ServiceSelector.SERVICE_SELECTOR_UNDEFINED, 0, [ONE]],
  ])('%s is refused', (_name, selector, count, listed) => {
    expect(() => selectServices(asked(listed, selector, count))).toThrow(ActionError);
  });

  it('takes the highest version of a log where a lower one is newer', () => {
    const newer = service({ url: 'https://rekor1.test', start: '2026-05-01T00:00:00Z' });
    expect(selectServices(request(logs([newer, REKOR_2]))).rekor.majorApiVersion).toBe(2);
  });
});

describe('what must be there', () => {
  it('refuses no Fulcio, no log', () => {
    expect(refusal({ signingConfig: config({ caUrls: [] }) })).toBe(
      'No service of kind Fulcio can be used: the signing config lists none',
    );
    expect(refusal(logs([]))).toContain('No service of kind Rekor');
  });

  it('needs a timestamp authority with Rekor v2 only', () => {
    const signingConfig = config({ tsaUrls: [], tsaConfig: undefined });
    expect(refusal({ signingConfig })).toContain('Rekor v2 needs one');
    expect(selectServices(request({ signingConfig, rekorChoice: 1 })).timestampAuthorities).toEqual([]);
  });

  it('accepts chains and keys that the trusted root gives without a URL, and says that it knows the key so far only', () => {
    const chains = rootFor([{ url: 'https://rekor2.test' }], [{ url: '' }], [{ url: '' }]);
    expect(selectServices(request({ trustedRoot: chains })).rekor).toMatchObject({
      url: 'https://rekor2.test',
      named: true,
    });
    const keys = rootFor([{ url: '' }], [{ url: '' }], [{ url: '' }]);
    const { rekor, decisions } = selectServices(request({ trustedRoot: keys }));
    expect(rekor).toMatchObject({ url: 'https://rekor2.test', named: false });
    expect(decisions[1]).toContain('so one entry is verified before others are created');
  });

  it('refuses keys and chains that are not valid now', () => {
    const trusted = [{ url: 'https://rekor2.test', end: '2026-05-01T00:00:00Z' }];
    const message = refusal({
      trustedRoot: rootFor(trusted, [], [{ url: 'https://fulcio.test' }]),
      rekorChoice: 2,
    });
    expect(message).toContain('its key in the trusted root ended on 2026-05-01T00:00:00.000Z');
    expect(
      refusal({ trustedRoot: rootFor([], [], [{ url: 'https://fulcio.test', end: 'never' }]) }),
    ).toContain(
      'the trusted root has no certificate chain for it that can be used: certificateAuthorities[0]: the validity of its certificate chain is not a time',
    );
    const early = [{ url: 'https://fulcio.test', start: '2027-01-01T00:00:00Z' }];
    expect(refusal({ trustedRoot: rootFor(trusted, [], early) })).toContain(
      'certificate chain in the trusted root starts',
    );
  });
});

const daysFromNow = (days: number): string => new Date(NOW.getTime() + days * 86_400_000).toISOString();

const validNow = (window: { start?: string | undefined; end?: string }): boolean =>
  new Date(window.start ?? NaN) <= NOW && NOW <= new Date(window.end ?? NaN);

const day = fc.integer({ min: -3, max: 3 });
const offers = fc.array(
  fc.record({
    url: fc.constantFrom('https://a.test', 'https://b.test', 'https://c.test', 'https://d.test'),
    version: fc.integer({ min: 0, max: 3 }),
    operator: fc.constantFrom('one.test', 'two.test'),
    start: day.map(daysFromNow),
    end: day.map((days) => daysFromNow(days + 3)),
  }),
);
const trustedKeys = fc.array(
  fc.record({
    url: fc.constantFrom('https://a.test', 'https://b.test/', 'https://c.test'),
    start: day.map((days) => daysFromNow(days - 2)),
    end: day.map((days) => daysFromNow(days + 2)),
  }),
);

/** What was chosen although it may not, one line each; nothing where the choice was refused. */
function violations(
  rekors: Offered[],
  authorities: Offered[],
  keys: Trusted[],
  tsaSelector: ServiceSelector,
): string[] {
  const signingConfig = config({
    rekorTlogUrls: rekors.map(service),
    tsaUrls: authorities.map(service),
    tsaConfig: { selector: tsaSelector, count: 0 },
  });
  const trustedRoot = rootFor(keys, keys, [{ url: 'https://fulcio.test' }]);
  const isAt = (key: Trusted, url: string): boolean => key.url.replace(/\/$/, '') === url;
  const usable = ({ url, ...window }: Offered): boolean =>
    validNow(window) && keys.some((key) => isAt(key, url) && validNow(key));
  const owners = (key: Trusted): Offered[] => rekors.filter(({ url }) => isAt(key, url));
  /** Its key is named, or it has none of its own and another may be its. */
  const usableLog = (offer: Offered): boolean =>
    usable(offer) ||
    (validNow(offer) &&
      !keys.some((key) => isAt(key, offer.url)) &&
      keys.some((key) => validNow(key) && owners(key).every(({ version }) => version === offer.version)));
  const listed = (
    chosen: { url: string; majorApiVersion: number; operator: string },
    among: Offered[],
  ): boolean =>
    among.some(
      (offer) =>
        offer.url === chosen.url &&
        offer.version === chosen.majorApiVersion &&
        offer.operator === chosen.operator,
    );
  const usableLogs = rekors.filter(
    (offer) => usableLog(offer) && (offer.version === 1 || offer.version === 2),
  );
  const usableAuthorities = authorities.filter((offer) => usable(offer) && offer.version === 1);
  const highest = Math.max(...usableLogs.map(({ version }) => version ?? 0));
  const possible = usableLogs.length > 0 && (highest === 1 || usableAuthorities.length > 0);
  if (!possible)
    return refusal({ signingConfig, trustedRoot }).startsWith('No service') ? [] : ['another refusal'];
  const selected = selectServices(request({ signingConfig, trustedRoot }));
  const operators = selected.timestampAuthorities.map(({ operator }) => operator);
  return [
    ...(listed(selected.rekor, usableLogs) ? [] : ['log that may not be used']),
    ...(selected.rekor.majorApiVersion === highest ? [] : ['log of a lower version']),
    ...selected.timestampAuthorities
      .filter((authority) => !listed(authority, usableAuthorities))
      .map(({ url }) => url),
    ...(new Set(operators).size === operators.length ? [] : ['operator twice']),
  ];
}

it('never takes what is outside its time, unverifiable, of a lower version, or twice of an operator', () => {
  const selector = fc.constantFrom(ServiceSelector.ANY, ServiceSelector.ALL);
  fc.assert(
    fc.property(offers, offers, trustedKeys, selector, (rekors, authorities, keys, tsaSelector) => {
      expect(violations(rekors, authorities, keys, tsaSelector)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
