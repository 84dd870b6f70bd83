import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describeForecast, forecastProvenance } from '../../../src/foresight/provenance.ts';
import type {
  DatedRelease,
  FilePublisher,
  ListedRelease,
  ForecastFile,
} from '../../../src/foresight/provenance.ts';

const DAY = 24 * 3600 * 1000;
const RELEASE = { source: 'GitHub octo/demo', workflow: 'release.yml' };
const PUBLISH = { source: 'GitHub octo/demo', workflow: 'publish.yml' };
const FORK = { source: 'GitHub octo/fork', workflow: 'release.yml' };

const bare = (name: string): ForecastFile => ({ name, attested: false, publishers: [] });
const by = (name: string, ...publishers: FilePublisher[]): ForecastFile => ({
  name,
  attested: true,
  publishers,
});
const unread = (name: string): ForecastFile => ({ name, attested: true, publishers: undefined });
const at = (version: string, day: number, ...files: ForecastFile[]): DatedRelease => ({
  version,
  created: new Date(Date.UTC(2026, 8, 1) + day * DAY),
  files,
});

const undated = (version: string, ...files: ForecastFile[]): ListedRelease => ({
  version,
  created: undefined,
  files,
});

function told(release: DatedRelease, ...earlier: ListedRelease[]) {
  const forecast = forecastProvenance(release, earlier);
  return { states: forecast.states, ...describeForecast('demo 1.1 on PyPI', release, forecast) };
}

describe('a forecast of provenance', () => {
  it.each<[string, DatedRelease, readonly ListedRelease[], readonly string[], string, boolean]>([
    [
      'all',
      at('1.1', 0, by('a', RELEASE), by('b', RELEASE)),
      [],
      ['full-provenance'],
      'all 2 files will have provenance.',
      false,
    ],
    ['one', at('1.1', 0, by('a', RELEASE)), [], ['full-provenance'], 'its file will have provenance.', false],
    [
      'none, as ever',
      at('1.1', 0, bare('a')),
      [at('1.0', -1, bare('a'))],
      ['no-provenance'],
      'no file will have provenance.',
      false,
    ],
    [
      'some',
      at('1.1', 0, by('a', RELEASE), bare('b')),
      [],
      ['partial-provenance'],
      '1 of 2 files will have provenance; without: b.',
      false,
    ],
    [
      'two publishers',
      at('1.1', 0, by('a', RELEASE), by('b', FORK)),
      [],
      ['full-provenance', 'inconsistent-provenance'],
      'all 2 files will have provenance; inconsistent provenance, from GitHub octo/demo, GitHub octo/fork, release.yml.',
      false,
    ],
    [
      'a loss within two weeks',
      at('1.1', 0, bare('a')),
      [at('1.0', -14, by('a', RELEASE), bare('b'))],
      ['no-provenance', 'lost-provenance'],
      'will have none, but 1.0 has provenance.',
      true,
    ],
    [
      'a loss since longer, of which PyPI shows nothing',
      at('1.1', 0, bare('a')),
      [at('1.0', -15, by('a', RELEASE))],
      ['no-provenance'],
      'will have none, but 1.0 has provenance.',
      true,
    ],
    [
      'another workflow',
      at('1.1', 0, by('a', PUBLISH)),
      [at('1.0', -3, by('a', RELEASE))],
      ['full-provenance', 'changed-provenance'],
      'provenance changed since 1.0: workflow release.yml → publish.yml.',
      false,
    ],
    [
      'another repository',
      at('1.1', 0, by('a', FORK)),
      [at('1.0', -3, by('a', RELEASE)), at('0.9', -4, by('a', PUBLISH))],
      ['full-provenance', 'changed-provenance'],
      'provenance changed since 1.0: publisher GitHub octo/demo → GitHub octo/fork.',
      false,
    ],
    [
      'the same, past a release without any',
      at('1.1', 0, by('a', RELEASE)),
      [at('1.0.1', -1, bare('a')), at('1.0', -3, by('a', RELEASE))],
      ['full-provenance'],
      'its file will have provenance.',
      false,
    ],
    [
      'what nobody read is no change',
      at('1.1', 0, by('a', PUBLISH)),
      [at('1.0', -3, unread('a'))],
      ['full-provenance'],
      'its file will have provenance.',
      false,
    ],
    [
      'of two releases of one moment the first, which is the higher version',
      at('1.1', 0, by('a', RELEASE)),
      [at('1.0.10', -3, by('a', PUBLISH)), at('1.0.9', -3, by('a', FORK)), at('1.0.8', -4, by('a', FORK))],
      ['full-provenance', 'changed-provenance'],
      'provenance changed since 1.0.10: workflow publish.yml → release.yml.',
      false,
    ],
    [
      'a loss that only versions show',
      at('1.1', 0, bare('a')),
      [undated('1.0.11', bare('a')), undated('1.0.10', by('a', RELEASE)), undated('1.0.9', by('a', RELEASE))],
      ['no-provenance'],
      'will have none, but 1.0.10 has provenance.',
      true,
    ],
    [
      'of a moment with this one is not before it',
      at('1.1', 0, bare('a')),
      [at('1.0', 0, by('a', RELEASE))],
      ['no-provenance'],
      'no file will have provenance.',
      false,
    ],
  ])('%s', (_, release, earlier, states, text, warns) => {
    const forecast = told(release, ...earlier);
    expect({ states: forecast.states, warns: forecast.warns }).toEqual({ states, warns });
    expect(forecast.text).toContain(text);
  });

  const publisher = fc.constantFrom(RELEASE, PUBLISH, FORK, { source: 'Google a@b.c', workflow: undefined });
  const file = fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constantFrom('bare', 'unread', 'read'),
    publishers: fc.array(publisher, { maxLength: 2 }),
  });
  const release = fc.record({
    day: fc.option(fc.integer({ min: -30, max: 5 }), { freq: 8, nil: undefined }),
    files: fc.array(
      file.map(({ name, kind, publishers }): ForecastFile => {
        if (kind === 'bare') return bare(name);
        return kind === 'unread' ? unread(name) : by(name, ...publishers);
      }),
      { minLength: 1, maxLength: 4 },
    ),
  });

  it('finds the states that Warehouse finds', () => {
    fc.assert(
      fc.property(release, fc.array(release, { maxLength: 5 }), (own, others) => {
        const now = at('1.1', 0, ...own.files);
        // Of one moment often.
        const history = others.map(({ day, files }, place) => {
          const version = `0.${others.length - place}`;
          return day === undefined ? undated(version, ...files) : at(version, day, ...files);
        });
        expect(forecastProvenance(now, history).states.toSorted()).toEqual(
          warehouseStates(now, history).toSorted(),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

/** The rule of warehouse/attestations/models.py (ProvenanceStatus.states) over rows of a table, as its queries count them. */
function warehouseStates(now: DatedRelease, history: readonly ListedRelease[]): readonly string[] {
  const rows = (of: ListedRelease) => of.files.filter(({ attested }) => attested);
  const names = (of: ListedRelease, field: keyof FilePublisher): string[] => {
    const found: string[] = [];
    for (const { publishers } of rows(of))
      for (const each of publishers ?? []) {
        const value = each[field];
        if (value !== undefined && !found.includes(value)) found.push(value);
      }
    return found.toSorted();
  };
  const states: string[] = [];
  const total = now.files.length;
  const count = rows(now).length;
  if (count === 0) states.push('no-provenance');
  if (count > 0 && count === total) states.push('full-provenance');
  if (count > 0 && count < total) states.push('partial-provenance');
  if (names(now, 'source').length > 1 || names(now, 'workflow').length > 1)
    states.push('inconsistent-provenance');
  const minor = ({ version }: ListedRelease): number => Number(version.split('.')[1]);
  const rowsByDate = history
    .flatMap((before) => (before.created === undefined ? [] : [{ before, time: before.created.getTime() }]))
    .toSorted((one, other) => other.time - one.time || minor(other.before) - minor(one.before));
  for (const { before, time } of rowsByDate) {
    const age = now.created.getTime() - time;
    if (age <= 0 || rows(before).length === 0) continue;
    if (age > 14 * DAY) break;
    const readable = [now, before].every((of) =>
      rows(of).every(({ publishers }) => publishers !== undefined),
    );
    const differ = (['source', 'workflow'] as const).some(
      (field) => names(now, field).join() !== names(before, field).join(),
    );
    if (count === 0) states.push('lost-provenance');
    else if (readable && differ) states.push('changed-provenance');
    break;
  }
  return states;
}
