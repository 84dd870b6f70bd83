import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { secondsOf } from '../../../src/sigstore/trust/certificate-chain.ts';

describe('the seconds that the library reads a time from', () => {
  it('are of the same millisecond, as the library multiplies them', () => {
    const times = fc.integer({ min: 0, max: Date.parse('2100-01-01') });
    fc.assert(
      fc.property(times, (milliseconds) => {
        expect(new Date(Number(secondsOf(new Date(milliseconds))) * 1000).getTime()).toBe(milliseconds);
      }),
      { numRuns: 2000 },
    );
  });
});
