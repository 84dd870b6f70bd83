import { describe, expect, it } from '@jest/globals';
import { finalName, temporaryName } from '../../../src/platform/temporary-names.ts';

describe('a temporary name', () => {
  it.each([1, 20, 213, 214, 255])(
    'of a name of %d bytes has room on every disk, and tells which name it is for',
    (length) => {
      const name = 'n'.repeat(length);
      const temporary = temporaryName(name);
      expect(Buffer.byteLength(temporary)).toBeLessThanOrEqual(255);
      expect(temporaryName(name)).not.toBe(temporary);
      expect(finalName(temporary, ['other', name])).toBe(name);
      expect(finalName(temporary, ['other', `${name}x`, name.slice(1)])).toBeUndefined();
    },
  );

  it('counts bytes, not characters', () => {
    expect(Buffer.byteLength(temporaryName('é'.repeat(120)))).toBeLessThanOrEqual(255);
  });

  it.each(['demo.whl', '.demo.whl.tmp', 'demo.whl.8a1f6a0e-7c1b-4d67-9f39-0d0f6f7d8c11.tmp'])(
    'is not what others call their files: %s',
    (name) => {
      expect(finalName(name, ['demo.whl', 'demo'])).toBeUndefined();
    },
  );
});
