// Every stage of the change from Rekor v1 to v2, and of taking it back: what is chosen, and the line that says why.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readTrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';
import type { SigningConfig } from '@sigstore/protobuf-specs';
import { ActionError } from '../../../src/errors.ts';
import type { RekorChoice } from '../../../src/sigstore/instances.ts';
import { selectServices } from '../../../src/sigstore/services/select-services.ts';
import { readSigningConfig } from '../../../src/sigstore/trust/signing-config.ts';

const FIXTURES = new URL('../../fixtures/signing-configs/', import.meta.url);
const NOW = '2026-12-01T12:00:00Z';
const V1 = 'https://rekor.sigstore.dev (v1)';
const V2 = 'https://log2025-1.rekor.sigstore.dev (v2)';
const NEXT = 'https://log2026-1.rekor.sigstore.dev (v2)';
const GLOBAL = 'https://global.rekor.sigstore.dev (v2)';
const V3 = 'https://log2028-1.rekor.sigstore.dev (v3)';

const AUTO = 'the highest usable version';
const ASKED = 'as rekor-version requires';
const FIRST_ALONE =
  'the trusted root does not name this address, so one entry is verified before others are created';
const V1_ONLY = 'the index verifies Rekor v1 only';
const HIGHER = 'a higher version is usable';
const V3_UNKNOWN = `${V3}: API version 3 is not known to this release of wheelseal`;
const NONE = 'No service of kind Rekor can be used';
const NEVER =
  'The index cannot verify what this Sigstore instance signs: publish with `attestations: never` until it can.';
const SET_AUTO = 'Set rekor-version to auto.';
const UPDATE = 'Update wheelseal to a release that supports what this Sigstore instance uses.';

function fixture(name: string): unknown {
  const document: unknown = JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8'));
  return document;
}

const configOf = (stage: string): SigningConfig => readSigningConfig(fixture(`${stage}.json`));

interface Terms {
  readonly trustedRoot?: string;
  readonly now?: string;
  readonly optIn?: string;
}

/** The decision about the log, or the refusal with its hint. */
function decide(
  stage: string,
  rekorChoice: RekorChoice,
  verifiableRekor: readonly (1 | 2)[],
  { trustedRoot = 'trusted_root', now = NOW, optIn }: Terms = {},
): string {
  try {
    const { rekor, decisions } = selectServices({
      signingConfig: configOf(stage),
      ...(optIn !== undefined && { rekorV2SigningConfig: configOf(optIn) }),
      trustedRoot: readTrustedRoot(fixture(`${trustedRoot}.json`)),
      rekorChoice,
      verifiableRekor,
      now: new Date(now),
    });
    const [fulcio = '', log = '', authority = '', ...more] = decisions;
    expect([fulcio, authority, more]).toEqual([
      'Fulcio https://fulcio.sigstore.dev (v1): the newest usable version',
      'Timestamp authority https://timestamp.sigstore.dev/api/v1/timestamp (v1): by the selector of the signing config',
      [],
    ]);
    expect(log).toMatch(`Rekor ${rekor.url} (v${rekor.majorApiVersion}): `);
    return log;
  } catch (error) {
    if (!(error instanceof ActionError) || error.code !== 'NO_SERVICE') throw error;
    return `${error.message} | ${error.hint}`;
  }
}

/** What is decided for an index that verifies v1 only (auto, 1), and for one that verifies both (auto, 1, 2). */
type Decisions = readonly [string, string, string, string, string];

const STAGES: readonly (readonly [string, string, Terms, Decisions])[] = [
  [
    'v1 only',
    'v1-only',
    {},
    [
      `Rekor ${V1}: ${AUTO}`,
      `Rekor ${V1}: ${ASKED}`,
      `Rekor ${V1}: ${AUTO}`,
      `Rekor ${V1}: ${ASKED}`,
      `${NONE}: ${V1}: rekor-version is 2 | ${SET_AUTO}`,
    ],
  ],
  [
    'v2 listed with a future start',
    'v2-announced',
    {},
    [
      `Rekor ${V1}: ${AUTO}; not used: ${V2}: ${V1_ONLY}`,
      `Rekor ${V1}: ${ASKED}; not used: ${V2}: ${V1_ONLY}`,
      `Rekor ${V1}: ${AUTO}; not used: ${V2}: it starts on 2027-01-04T00:00:00.000Z`,
      `Rekor ${V1}: ${ASKED}; not used: ${V2}: rekor-version is 1`,
      `${NONE}: ${V2}: it starts on 2027-01-04T00:00:00.000Z; ${V1}: rekor-version is 2 | ${SET_AUTO}`,
    ],
  ],
  [
    'v2 listed with a start that has come',
    'v2-announced',
    { now: '2027-01-04T00:00:00Z' },
    [
      `Rekor ${V1}: ${AUTO}; not used: ${V2}: ${V1_ONLY}`,
      `Rekor ${V1}: ${ASKED}; not used: ${V2}: ${V1_ONLY}`,
      `Rekor ${V2}: ${AUTO}; not used: ${V1}: ${HIGHER}`,
      `Rekor ${V1}: ${ASKED}; not used: ${V2}: rekor-version is 1`,
      `Rekor ${V2}: ${ASKED}; not used: ${V1}: rekor-version is 2`,
    ],
  ],
  [
    'both',
    'both',
    {},
    [
      `Rekor ${V1}: ${AUTO}; not used: ${V2}: ${V1_ONLY}`,
      `Rekor ${V1}: ${ASKED}; not used: ${V2}: ${V1_ONLY}`,
      `Rekor ${V2}: ${AUTO}; not used: ${V1}: ${HIGHER}`,
      `Rekor ${V1}: ${ASKED}; not used: ${V2}: rekor-version is 1`,
      `Rekor ${V2}: ${ASKED}; not used: ${V1}: rekor-version is 2`,
    ],
  ],
  [
    'both, and a trusted root that does not know v2 yet',
    'both',
    { trustedRoot: 'trusted_root.before-v2' },
    [
      `Rekor ${V1}: ${AUTO}; not used: ${V2}: ${V1_ONLY}`,
      `Rekor ${V1}: ${ASKED}; not used: ${V2}: ${V1_ONLY}`,
      `Rekor ${V1}: ${AUTO}; not used: ${V2}: the trusted root has no key for it`,
      `Rekor ${V1}: ${ASKED}; not used: ${V2}: rekor-version is 1`,
      `${NONE}: ${V2}: the trusted root has no key for it; ${V1}: rekor-version is 2 | ${SET_AUTO}`,
    ],
  ],
  [
    'v1 ending while v2 runs',
    'v1-ending',
    {},
    [
      `Rekor ${V1}: ${AUTO}; not used: ${V2}: ${V1_ONLY}`,
      `Rekor ${V1}: ${ASKED}; not used: ${V2}: ${V1_ONLY}`,
      `Rekor ${V2}: ${AUTO}; not used: ${V1}: ${HIGHER}`,
      `Rekor ${V1}: ${ASKED}; not used: ${V2}: rekor-version is 1`,
      `Rekor ${V2}: ${ASKED}; not used: ${V1}: rekor-version is 2`,
    ],
  ],
  [
    'v1 ended while v2 runs',
    'v1-ending',
    { now: '2027-06-30T00:00:01Z' },
    [
      `${NONE}: ${V2}: ${V1_ONLY}; ${V1}: it ended on 2027-06-30T00:00:00.000Z | ${NEVER}`,
      `${NONE}: ${V2}: ${V1_ONLY}; ${V1}: it ended on 2027-06-30T00:00:00.000Z | ${NEVER}`,
      `Rekor ${V2}: ${AUTO}; not used: ${V1}: it ended on 2027-06-30T00:00:00.000Z`,
      `${NONE}: ${V2}: rekor-version is 1; ${V1}: it ended on 2027-06-30T00:00:00.000Z | ${SET_AUTO}`,
      `Rekor ${V2}: ${ASKED}; not used: ${V1}: rekor-version is 2`,
    ],
  ],
  [
    'v2 only',
    'v2-only',
    {},
    [
      `${NONE}: ${V2}: ${V1_ONLY} | ${NEVER}`,
      `${NONE}: ${V2}: ${V1_ONLY} | ${NEVER}`,
      `Rekor ${V2}: ${AUTO}`,
      `${NONE}: ${V2}: rekor-version is 1 | ${SET_AUTO}`,
      `Rekor ${V2}: ${ASKED}`,
    ],
  ],
  [
    'back to v1',
    'back-to-v1',
    {},
    [
      `Rekor ${V1}: ${AUTO}; not used: ${V2}: ${V1_ONLY}`,
      `Rekor ${V1}: ${ASKED}; not used: ${V2}: ${V1_ONLY}`,
      `Rekor ${V1}: ${AUTO}; not used: ${V2}: it ended on 2026-11-30T18:00:00.000Z`,
      `Rekor ${V1}: ${ASKED}; not used: ${V2}: rekor-version is 1`,
      `${NONE}: ${V2}: it ended on 2026-11-30T18:00:00.000Z; ${V1}: rekor-version is 2 | ${SET_AUTO}`,
    ],
  ],
  [
    'the next shard of v2',
    'next-shard',
    {},
    [
      `${NONE}: ${NEXT}: ${V1_ONLY}; ${V2}: ${V1_ONLY} | ${NEVER}`,
      `${NONE}: ${NEXT}: ${V1_ONLY}; ${V2}: ${V1_ONLY} | ${NEVER}`,
      `Rekor ${NEXT}: ${AUTO}; not used: ${V2}: it ended on 2026-11-30T18:00:00.000Z`,
      `${NONE}: ${NEXT}: rekor-version is 1; ${V2}: rekor-version is 1 | ${SET_AUTO}`,
      `Rekor ${NEXT}: ${ASKED}; not used: ${V2}: it ended on 2026-11-30T18:00:00.000Z`,
    ],
  ],
  [
    'the next shard of v2, while the one before still runs',
    'next-shard',
    { now: '2026-11-20T00:00:00Z' },
    [
      `${NONE}: ${NEXT}: ${V1_ONLY}; ${V2}: ${V1_ONLY} | ${NEVER}`,
      `${NONE}: ${NEXT}: ${V1_ONLY}; ${V2}: ${V1_ONLY} | ${NEVER}`,
      `Rekor ${NEXT}: ${AUTO}; not used: ${V2}: another of its operator started later`,
      `${NONE}: ${NEXT}: rekor-version is 1; ${V2}: rekor-version is 1 | ${SET_AUTO}`,
      `Rekor ${NEXT}: ${ASKED}; not used: ${V2}: another of its operator started later`,
    ],
  ],
  // The key of v1, which this config does not list, could be that of the new shard: the first entry shows that it is not.
  [
    'the next shard of v2, and a trusted root that does not know it yet',
    'next-shard',
    { now: '2026-11-20T00:00:00Z', trustedRoot: 'trusted_root.before-next-shard' },
    [
      `${NONE}: ${NEXT}: ${V1_ONLY}; ${V2}: ${V1_ONLY} | ${NEVER}`,
      `${NONE}: ${NEXT}: ${V1_ONLY}; ${V2}: ${V1_ONLY} | ${NEVER}`,
      `Rekor ${NEXT}: ${AUTO}; ${FIRST_ALONE}; not used: ${V2}: another of its operator started later`,
      `${NONE}: ${NEXT}: rekor-version is 1; ${V2}: rekor-version is 1 | ${SET_AUTO}`,
      `Rekor ${NEXT}: ${ASKED}; ${FIRST_ALONE}; not used: ${V2}: another of its operator started later`,
    ],
  ],
  [
    'an address in front of shards of v2, beside v1',
    'global-address',
    {},
    [
      `Rekor ${V1}: ${AUTO}; not used: ${GLOBAL}: ${V1_ONLY}`,
      `Rekor ${V1}: ${ASKED}; not used: ${GLOBAL}: ${V1_ONLY}`,
      `Rekor ${GLOBAL}: ${AUTO}; ${FIRST_ALONE}; not used: ${V1}: ${HIGHER}`,
      `Rekor ${V1}: ${ASKED}; not used: ${GLOBAL}: rekor-version is 1`,
      `Rekor ${GLOBAL}: ${ASKED}; ${FIRST_ALONE}; not used: ${V1}: rekor-version is 2`,
    ],
  ],
  [
    'an address in front of shards of v2 that the trusted root does not know yet, beside v1',
    'global-address',
    { trustedRoot: 'trusted_root.before-v2' },
    [
      `Rekor ${V1}: ${AUTO}; not used: ${GLOBAL}: ${V1_ONLY}`,
      `Rekor ${V1}: ${ASKED}; not used: ${GLOBAL}: ${V1_ONLY}`,
      `Rekor ${V1}: ${AUTO}; not used: ${GLOBAL}: the trusted root has no key for it`,
      `Rekor ${V1}: ${ASKED}; not used: ${GLOBAL}: rekor-version is 1`,
      `${NONE}: ${GLOBAL}: the trusted root has no key for it; ${V1}: rekor-version is 2 | ${SET_AUTO}`,
    ],
  ],
  [
    'an address in front of shards of v2, alone',
    'global-address-only',
    {},
    [
      `${NONE}: ${GLOBAL}: ${V1_ONLY} | ${NEVER}`,
      `${NONE}: ${GLOBAL}: ${V1_ONLY} | ${NEVER}`,
      `Rekor ${GLOBAL}: ${AUTO}; ${FIRST_ALONE}`,
      `${NONE}: ${GLOBAL}: rekor-version is 1 | ${SET_AUTO}`,
      `Rekor ${GLOBAL}: ${ASKED}; ${FIRST_ALONE}`,
    ],
  ],
  [
    'a version that does not exist yet, beside v2 and v1',
    'v3-listed',
    {},
    [
      `Rekor ${V1}: ${AUTO}; not used: ${V3_UNKNOWN}; ${V2}: ${V1_ONLY}`,
      `Rekor ${V1}: ${ASKED}; not used: ${V3_UNKNOWN}; ${V2}: ${V1_ONLY}`,
      `Rekor ${V2}: ${AUTO}; not used: ${V3_UNKNOWN}; ${V1}: ${HIGHER}`,
      `Rekor ${V1}: ${ASKED}; not used: ${V3_UNKNOWN}; ${V2}: rekor-version is 1`,
      `Rekor ${V2}: ${ASKED}; not used: ${V3_UNKNOWN}; ${V1}: rekor-version is 2`,
    ],
  ],
  [
    'a version that does not exist yet, alone',
    'v3-only',
    {},
    [
      `${NONE}: ${V3_UNKNOWN} | ${UPDATE}`,
      `${NONE}: ${V3_UNKNOWN} | ${UPDATE}`,
      `${NONE}: ${V3_UNKNOWN} | ${UPDATE}`,
      `${NONE}: ${V3_UNKNOWN} | ${UPDATE}`,
      `${NONE}: ${V3_UNKNOWN} | ${UPDATE}`,
    ],
  ],
];

describe.each(STAGES)('%s', (_name, stage, terms, [autoV1, oneV1, auto, one, two]) => {
  it('for an index that verifies v1 only', () => {
    expect(decide(stage, 'auto', [1], terms)).toBe(autoV1);
    expect(decide(stage, 1, [1], terms)).toBe(oneV1);
    expect(decide(stage, 2, [1], terms)).toBe(
      `rekor-version is 2, but the index verifies only Rekor v1 | ${SET_AUTO}`,
    );
  });

  it('for an index that verifies both', () => {
    expect(decide(stage, 'auto', [1, 2], terms)).toBe(auto);
    expect(decide(stage, 1, [1, 2], terms)).toBe(one);
    expect(decide(stage, 2, [1, 2], terms)).toBe(two);
  });
});

it('says to check the instance where its only log is one that the index verifies', () => {
  const message = decide('v1-only', 'auto', [1], { now: '2020-01-01T00:00:00Z' });
  expect(message).toContain('| Check the signing config and the trusted root of the Sigstore instance.');
});

describe('the opt-in signing config', () => {
  it('is used for rekor-version 2 alone, where the default one has no v2 that can be used now', () => {
    const line = `Rekor ${V2}: as rekor-version requires, from the opt-in signing config; not used: ${V1}: rekor-version is 2`;
    for (const stage of ['v1-only', 'v2-announced']) {
      expect(decide(stage, 2, [1, 2], { optIn: 'both' })).toBe(line);
      expect(decide(stage, 'auto', [1, 2], { optIn: 'both' })).toContain(`Rekor ${V1}: ${AUTO}`);
    }
    expect(decide('next-shard', 2, [1, 2], { optIn: 'both' })).toContain(`Rekor ${NEXT}: ${ASKED}; `);
  });

  it('does not hide why the default one has none, where it has none either', () => {
    expect(decide('v2-announced', 2, [1, 2], { optIn: 'back-to-v1' })).toContain('it starts on 2027-01-04');
  });
});

describe('what this release does not know', () => {
  it.each([
    [
      'unknown-selector',
      'its rekorTlogConfig has the selector "WEIGHTED", but this release supports only ANY, ALL and EXACT',
    ],
    [
      'unknown-format',
      'its media type is "application/vnd.dev.sigstore.signingconfig.v0.3+json", but this release supports only application/vnd.dev.sigstore.signingconfig.v0.2+json',
    ],
  ])('is refused by name: %s', (stage, message) => {
    expect(() => configOf(stage)).toThrow(new Error(message));
  });

  it('is no selector by its number', () => {
    const numbered = { ...Object(fixture('both.json')), rekorTlogConfig: { selector: 2 } };
    expect(readSigningConfig(numbered)).toEqual(configOf('both'));
  });

  it('is refused for timestamp authorities too', () => {
    const document = { ...Object(fixture('both.json')), tsaConfig: {} };
    expect(() => readSigningConfig(document)).toThrow('its tsaConfig has the selector undefined, but');
  });
});
