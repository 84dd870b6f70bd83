import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from '@jest/globals';
import * as models from '@tufjs/models';
import * as tuf from 'tuf-js';
import { makeModelsLinear } from '../../../src/sigstore/library-workarounds/linear-tuf-models.ts';
import * as unexported from '../../../src/sigstore/library-workarounds/tuf-unexported.ts';

const { Snapshot, Targets } = models;
const { Delegations } = unexported;

type Json = Parameters<typeof Snapshot.fromJSON>[0];

const common = { spec_version: '1.0.31', version: 3, expires: '2030-01-01T00:00:00Z' };
const delegations = {
  keys: {},
  succinct_roles: { keyids: [], threshold: 1, bit_length: 4, name_prefix: 'bins' },
};
// As JSON.parse gives it: `__proto__` is a key like any other.
const MAP = '{"a": 1, "__proto__": 2, "10": 3}';
const mapOf = (entry: (number: number) => Json): Json =>
  JSON.parse(MAP, (_key, value: unknown) => (typeof value === 'number' ? entry(value) : value));

const SNAPSHOT: Json = {
  ...common,
  _type: 'snapshot',
  meta: mapOf((version) => ({ version, length: 5, hashes: { sha256: 'ab' }, more: true })),
  more: { of: 'it' },
};
const TARGETS: Json = {
  ...common,
  _type: 'targets',
  targets: mapOf((length) => ({ length, hashes: { sha256: 'ab' }, custom: { of: 'it' } })),
  delegations,
  more: 1,
};
const ROLE: Json = { keyids: ['a'], threshold: 1, terminating: true, path_hash_prefixes: ['0'] };
const rolesWith = (...more: readonly Json[]): Json => {
  const many = Array.from({ length: 120 }, (_, index) => ({ ...ROLE, name: `bin-${index}` }));
  return { keys: {}, roles: [...many, ...more], more: true };
};
const BAD: readonly Json[] = [{ meta: 1 }, { meta: { a: 1 } }, { meta: { a: {} } }];

/** What the models make of documents, in a form that shows each key. */
function results(): string[] {
  const attempt = (read: () => { toJSON(): Json }): string => {
    try {
      return JSON.stringify(sorted(read().toJSON()));
    } catch {
      return 'refused';
    }
  };
  return [
    attempt(() => Snapshot.fromJSON(SNAPSHOT)),
    attempt(() => Snapshot.fromJSON({ ...common, _type: 'snapshot' })),
    attempt(() => Targets.fromJSON(TARGETS)),
    attempt(() => Targets.fromJSON({ ...common, _type: 'targets' })),
    ...BAD.map((bad) => attempt(() => Snapshot.fromJSON({ ...SNAPSHOT, ...bad }))),
    ...BAD.map(({ meta = null }) => attempt(() => Targets.fromJSON({ ...TARGETS, targets: meta }))),
    attempt(() => Targets.fromJSON({ ...TARGETS, version: 'x' })),
    attempt(() => Delegations.fromJSON(rolesWith({ ...ROLE, name: '__proto__' }))),
    attempt(() => Delegations.fromJSON({ ...rolesWith(), succinct_roles: delegations.succinct_roles })),
    attempt(() => Delegations.fromJSON(rolesWith({ ...ROLE, name: 'bin-7' }))),
    attempt(() => Delegations.fromJSON(rolesWith({ ...ROLE, name: 'root' }))),
    attempt(() => Delegations.fromJSON(rolesWith({ name: 'bin' }))),
    attempt(() => Delegations.fromJSON({ ...rolesWith(), keys: 1 })),
  ];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

it('reads and writes the same as upstream, and refuses the same', () => {
  const upstream = results();
  makeModelsLinear();
  expect(results()).toEqual(upstream);
  expect(upstream.filter((result) => result === 'refused')).toHaveLength(11);
  expect(upstream[0]).toContain('__proto__');
});

it('reads and writes 16,384 entries in no time', () => {
  makeModelsLinear();
  const meta = Object.fromEntries(
    Array.from({ length: 16_384 }, (_, index) => [`bins-${index}.json`, { version: 1 }]),
  );
  const began = process.cpuUsage();
  Snapshot.fromJSON({ ...SNAPSHOT, meta }).toJSON();
  // Upstream needs 50 s for it.
  expect(process.cpuUsage(began).user).toBeLessThan(2_000_000);
});

it('is still needed: upstream spreads an accumulator for each entry', () => {
  const folder = createRequire(import.meta.url).resolve('@tufjs/models');
  for (const file of ['snapshot.js', 'targets.js', 'delegations.js']) {
    expect(readFileSync(new URL(file, `file://${folder}`), 'utf8')).toContain('...acc,');
  }
});

it('imports by private paths only what the packages do not export', () => {
  const exported = [...Object.keys(models), ...Object.keys(tuf)];
  expect(Object.keys(unexported).filter((name) => exported.includes(name))).toEqual([]);
});
