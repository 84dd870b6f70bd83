import { describe, expect, it } from '@jest/globals';
import { readSigningConfig } from '../../../src/sigstore/trust/signing-config.ts';

const MEDIA_TYPE = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';
const config = (field: string, selector: unknown) => ({ mediaType: MEDIA_TYPE, [field]: { selector } });

describe.each(['rekorTlogConfig', 'tsaConfig'] as const)('the selector of %s', (field) => {
  it.each([
    ['ALL', 1],
    ['ANY', 2],
    ['EXACT', 3],
  ])('is read by name and by number: %s, %d', (name, number) => {
    for (const selector of [name, number])
      expect(readSigningConfig(config(field, selector))[field]?.selector).toBe(number);
  });

  it.each(['SERVICE_SELECTOR_UNDEFINED', 'any', 0, 4, null, undefined])('is refused as %j', (selector) => {
    expect(() => readSigningConfig(config(field, selector))).toThrow(
      `its ${field} has the selector ${JSON.stringify(selector)}`,
    );
  });
});
