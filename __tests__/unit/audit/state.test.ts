import { describe, expect, it } from '@jest/globals';
import type { AuditedProject, KnownFile } from '../../../src/audit/audited.ts';
import { filesAfter } from '../../../src/audit/state.ts';

const known: KnownFile = { name: 'demo-1.0.tar.gz', sha256: 'ab', yanked: false, attested: true };
const before = new Map([['demo', new Map([[known.name, known]])]]);
const project = (changed: Partial<AuditedProject>): AuditedProject => ({
  name: 'demo',
  exists: true,
  status: undefined,
  listed: [],
  files: [],
  ...changed,
});

describe('what the next audit knows of files', () => {
  it.each([
    ['does not exist any more', [project({ exists: false })]],
    ['is quarantined', [project({ status: 'quarantined' })]],
    ['was not audited', []],
  ])('is what the last one knew where the project %s', (_case, projects) => {
    expect(filesAfter(projects, before, ['demo'])).toEqual(before);
  });

  it('is without a file that the index no longer lists', () => {
    expect(filesAfter([project({})], before, ['demo'])).toEqual(new Map([['demo', new Map()]]));
  });
});
