// What whole runs of each mode say of their attestations at their end, in the last line of the log and in the summary.
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import { startRunHarness, type RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

const WHEEL = makeWheel({ name: 'demo', version: '1.0' });
const SDIST = makeSdist({ name: 'demo', version: '1.0' });

let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness();
});

afterEach(async () => harness.restart());

afterAll(async () => harness.close());

/** What the run says of its files: at the end of the log, and below the summary's heading. */
async function lastWords(inputs: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { annotations, summary, report } = await harness.run([WHEEL, SDIST], inputs);
  const last = annotations.trimEnd().split('\n').at(-1) ?? '';
  const state = summary.split('\n')[2]?.split(' · ') ?? [];
  return [
    last.replace(/: http:.*/, ''),
    state.find((part) => /^\d/.test(part)) ?? '',
    report.outputs.get('attested') ?? '',
  ];
}

const NEVER = { attestations: 'never' };
const AUTO = { attestations: 'auto' };
const KEEP = { attestations: 'keep' };
const REQUIRE = { attestations: 'require' };
const UNCONFIRMED = { 'confirm-timeout': '0' };
const SIGN = { 'dry-run': 'sign' };

it.each<[Readonly<Record<string, string>>, Readonly<Record<string, string>> | undefined, readonly string[]]>([
  [
    NEVER,
    undefined,
    [
      'Published demo 1.0 (2 files, without attestations)',
      '2 files, all confirmed, without attestations',
      'false',
    ],
  ],
  [
    { ...NEVER, ...UNCONFIRMED },
    undefined,
    ['Published demo 1.0 (2 files, without attestations)', '2 files, without attestations', 'false'],
  ],
  [
    { ...NEVER, ...SIGN },
    undefined,
    ['Dry run: nothing signed or uploaded of demo 1.0 (2 files)', '2 files', 'false'],
  ],
  [
    AUTO,
    undefined,
    ['Published demo 1.0 (2 files, all attested)', '2 files, all attested and confirmed', 'true'],
  ],
  [
    { ...AUTO, ...UNCONFIRMED },
    undefined,
    [
      'Published demo 1.0 (2 files, attestations not confirmed)',
      '2 files, attestations not confirmed',
      'false',
    ],
  ],
  [
    { ...AUTO, ...SIGN },
    undefined,
    ['Dry run: signed 2 of 2 files of demo 1.0, uploaded nothing', '2 files, all signed', 'true'],
  ],
  [
    KEEP,
    undefined,
    [
      'Published demo 1.0 (2 files, attestations kept, not uploaded)',
      '2 files, all confirmed, attestations kept, not uploaded',
      'true',
    ],
  ],
  [
    { ...KEEP, ...UNCONFIRMED },
    undefined,
    [
      'Published demo 1.0 (2 files, attestations kept, not uploaded)',
      '2 files, attestations kept, not uploaded',
      'true',
    ],
  ],
  [
    { ...KEEP, ...SIGN },
    undefined,
    ['Dry run: signed 2 of 2 files of demo 1.0, uploaded nothing', '2 files, all signed', 'true'],
  ],
  [
    REQUIRE,
    undefined,
    ['Published demo 1.0 (2 files, all attested)', '2 files, all attested and confirmed', 'true'],
  ],
  [
    { ...REQUIRE, ...UNCONFIRMED },
    undefined,
    [
      'Published demo 1.0 (2 files, attestations not confirmed)',
      '2 files, attestations not confirmed',
      'false',
    ],
  ],
  [
    { ...REQUIRE, ...SIGN },
    undefined,
    ['Dry run: signed 2 of 2 files of demo 1.0, uploaded nothing', '2 files, all signed', 'true'],
  ],
  [
    NEVER,
    AUTO,
    [
      'Published demo 1.0 (2 files, 1 attested, 1 without attestations)',
      '2 files, all confirmed, 1 attested, 1 without attestations',
      'false',
    ],
  ],
  [AUTO, AUTO, ['Published demo 1.0 (2 files, all attested)', '2 files, all attested and confirmed', 'true']],
  [
    { ...AUTO, ...UNCONFIRMED },
    AUTO,
    [
      'Published demo 1.0 (2 files, 1 attested, 1 with attestations not confirmed)',
      '2 files, 1 attested, 1 with attestations not confirmed',
      'false',
    ],
  ],
  [
    { ...AUTO, ...SIGN },
    AUTO,
    [
      'Dry run: signed 1 of 2 files of demo 1.0, 1 already uploaded, uploaded nothing',
      '1 of 2 files published',
      'true',
    ],
  ],
  [
    KEEP,
    AUTO,
    [
      'Published demo 1.0 (2 files, 1 attested, 1 with attestations kept, not uploaded)',
      '2 files, all confirmed, 1 attested, 1 with attestations kept, not uploaded',
      'true',
    ],
  ],
  [
    { ...KEEP, ...UNCONFIRMED },
    AUTO,
    [
      'Published demo 1.0 (2 files, 1 attested, 1 with attestations kept, not uploaded)',
      '2 files, 1 attested, 1 with attestations kept, not uploaded',
      'true',
    ],
  ],
  [
    { ...KEEP, ...SIGN },
    AUTO,
    [
      'Dry run: signed 1 of 2 files of demo 1.0, 1 already uploaded, uploaded nothing',
      '1 of 2 files published',
      'true',
    ],
  ],
  [
    REQUIRE,
    AUTO,
    ['Published demo 1.0 (2 files, all attested)', '2 files, all attested and confirmed', 'true'],
  ],
  [
    { ...REQUIRE, ...UNCONFIRMED },
    AUTO,
    [
      'Published demo 1.0 (2 files, 1 attested, 1 with attestations not confirmed)',
      '2 files, 1 attested, 1 with attestations not confirmed',
      'false',
    ],
  ],
  [
    { ...REQUIRE, ...SIGN },
    AUTO,
    [
      'Dry run: signed 1 of 2 files of demo 1.0, 1 already uploaded, uploaded nothing',
      '1 of 2 files published',
      'true',
    ],
  ],
  [
    AUTO,
    NEVER,
    [
      'Published demo 1.0 (2 files, 1 attested, 1 without attestations)',
      '2 files, all confirmed, 1 attested, 1 without attestations',
      'false',
    ],
  ],
  [
    { ...AUTO, ...UNCONFIRMED },
    NEVER,
    [
      'Published demo 1.0 (2 files, 1 with attestations not confirmed, 1 without attestations)',
      '2 files, 1 with attestations not confirmed, 1 without attestations',
      'false',
    ],
  ],
  [
    { ...AUTO, ...SIGN },
    NEVER,
    [
      'Dry run: signed 1 of 2 files of demo 1.0, 1 already uploaded, uploaded nothing',
      '1 of 2 files published',
      'false',
    ],
  ],
  [
    KEEP,
    NEVER,
    [
      'Published demo 1.0 (2 files, 1 with attestations kept, not uploaded, 1 without attestations)',
      '2 files, all confirmed, 1 with attestations kept, not uploaded, 1 without attestations',
      'false',
    ],
  ],
  [
    { ...KEEP, ...UNCONFIRMED },
    NEVER,
    [
      'Published demo 1.0 (2 files, 1 with attestations kept, not uploaded, 1 without attestations)',
      '2 files, 1 with attestations kept, not uploaded, 1 without attestations',
      'false',
    ],
  ],
  [
    { ...KEEP, ...SIGN },
    NEVER,
    [
      'Dry run: signed 1 of 2 files of demo 1.0, 1 already uploaded, uploaded nothing',
      '1 of 2 files published',
      'false',
    ],
  ],
  [
    REQUIRE,
    NEVER,
    [
      'Published demo 1.0 (2 files, 1 attested, 1 without attestations)',
      '2 files, 1 attested, 1 without attestations',
      'false',
    ],
  ],
])(
  'a run with %j, after one of the wheel with %j, ends with what became of attestations',
  async (inputs, before, words) => {
    if (before !== undefined) await harness.run([WHEEL], before);
    expect(await lastWords(inputs)).toEqual(words);
  },
);

it.each([
  [KEEP, undefined, ': no file carries provenance. The attestations of this run are kept, not uploaded.'],
  [KEEP, AUTO, 'None can be added to a published file. The attestations of this run are kept, not uploaded.'],
  [NEVER, undefined, ': no file carries provenance.'],
])(
  'a run with %j, after one of the wheel with %j, ends its line on the release with %s',
  async (inputs, before, end) => {
    if (before !== undefined) await harness.run([WHEEL], before);
    const { log } = await harness.run([WHEEL, SDIST], inputs);
    const line = log.split('\n').find((each) => / (?:no file carries|is only partly)/.test(each)) ?? '';
    expect(line.slice(-end.length)).toBe(end);
  },
);

it('marks in the table of files each attestation that is kept, adopted or not', async () => {
  const marked = async (inputs: Readonly<Record<string, string>>, mark: string): Promise<number> => {
    const { summary } = await harness.run([WHEEL, SDIST], inputs);
    return summary.split('\n').filter((line) => line.startsWith('| ') && line.includes(mark)).length;
  };
  expect(await marked(AUTO, 'not uploaded')).toBe(0);
  await harness.restart();
  expect(await marked(KEEP, '(kept, not uploaded)')).toBe(2);
  await harness.restart();
  expect(await marked({ ...KEEP, ...SIGN }, '(kept, not uploaded)')).toBe(2);
});
