import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Metadata, MetadataKind } from '@tufjs/models';

const ROOTS = new URL('../../../src/sigstore/roots/', import.meta.url);

describe.each(['public-good', 'staging'])('embedded root of %s', (name) => {
  const bytes = readFileSync(new URL(`${name}.root.json`, ROOTS));

  it('is the one that the README names by its hash', () => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const row = readFileSync(new URL('README.md', ROOTS), 'utf8')
      .split('\n')
      .find((line) => line.includes(`${name}.root.json`));
    expect(row).toContain(hash);
  });

  it('is signed by itself', () => {
    const root = Metadata.fromJSON(MetadataKind.Root, JSON.parse(bytes.toString('utf8')));
    expect(() => root.verifyDelegate(MetadataKind.Root, root)).not.toThrow();
    expect(new Date(root.signed.expires).getTime()).toBeGreaterThan(Date.parse('2026-10-01T00:00:00Z'));
  });
});
