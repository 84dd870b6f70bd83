// Our reading of archives beside that of Python's zipfile and tarfile, opened and checked as PyPI does, over changed archives.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { checkMembers } from '../../src/distributions/check-members.ts';
import type { CoreMetadata } from '../../src/distributions/distribution.ts';
import { parseFilename } from '../../src/distributions/filename.ts';
import { findingOf } from '../../src/distributions/finding.ts';
import { parseMetadata } from '../../src/distributions/metadata/parse-metadata.ts';
import { readSdist } from '../../src/distributions/sdist.ts';
import { readWheel } from '../../src/distributions/wheel.ts';
import { memoryContent } from '../testbed/memory-content.ts';
import { mutatedSdists, mutatedWheels } from './archives/mutations.ts';
import { home } from './stack.ts';
import { findingText } from '../support/finding-text.ts';

jest.setTimeout(300_000);

const COUNT = 1200;
const SEED = 14;

type Theirs = { readonly refused: string } | { readonly metadata: string };

/** What we make of an archive: why it is refused, or its metadata. */
interface Ours {
  readonly refused: readonly string[];
  readonly metadata: CoreMetadata | undefined;
}

/** Why we refuse on purpose what PyPI takes, by what we say of it. */
const STRICTER: Readonly<Record<'whl' | 'tar.gz', readonly (readonly [why: string, said: RegExp])[]>> = {
  whl: [
    ['PyPI reads no members but sources, and installers end at it', /^'.*' is damaged: |is damaged$/],
    ['readers of the stream, and those of the directory, unpack another thing', / contradict each other: /],
    ['installers look for the member elsewhere than PyPI, which does not look there', /^bytes precede '/],
    ['readers that know the field take the second name', /has a second name in the zip archive/],
    ['installers have no password', /is encrypted$/],
    ['some readers go by the numbers of disks, which PyPI does not read', /is split over several files$/],
    ['some readers go by the locator, which PyPI does not compare', /is not where its locator says$/],
  ],
  'tar.gz': [
    ['Python, and so pip, passes over all that is behind it without a word', /a header of it is damaged$/],
    [
      'readers differ in it, and newer Pythons refuse it',
      /^an extended header of the tar archive is malformed$/,
    ],
    ['readers differ in which of the two they go by', /^two extended headers of the tar archive give/],
    [
      'bytes are damaged or missing; PyPI and pip read no further than the last member',
      /^the sdist is not a readable gz/,
    ],
    ['neither pip nor tar unpacks it', /: nobody can unpack it$/],
    ['members are missing', /^the tar archive ends too early$/],
    ['readers differ in where the next member is', /is not a file, but its header gives it content$/],
    ['readers differ in whether it is a folder', /is a file whose name ends like a directory's$/],
    ['readers differ in where the next member is, and Python in its versions', /has an impossible size$/],
    [
      'pip refuses it',
      /(?:is a device or pipe|points outside the archive|is not a relative path|link to (?:outside the archive|an absolute path))$/,
    ],
    ['readers differ in which of the two they go by', /is in the sdist twice$|in the sdist are one file$/],
    ['the form that is uploaded is made of it', /^the metadata is not UTF-8$/],
  ],
};

async function ours(name: string, bytes: Buffer): Promise<Ours> {
  const filename = parseFilename(name);
  if ('fault' in filename) throw new Error(filename.fault);
  const { kind } = filename;
  const content = memoryContent(bytes);
  try {
    const read = await (kind === 'wheel' ? readWheel : readSdist)(content, filename);
    const checked = await checkMembers({ kind, content }, undefined, () => false);
    const findings = [...read.findings, ...checked.findings];
    const refused = findings.filter(({ rule }) => rule !== 'note').map(findingText);
    return { refused, metadata: read.metadata };
  } catch (error) {
    return { refused: [findingText(findingOf(error))], metadata: undefined };
  }
}

function theirs(name: string, archives: readonly Buffer[]): readonly Theirs[] {
  const python = join(home(), 'metadata-venv', 'bin', 'python');
  const input = archives.map((bytes) => JSON.stringify([name, bytes.toString('base64')])).join('\n');
  const { stdout, stderr, status } = spawnSync(python, [join(import.meta.dirname, 'archives', 'judge.py')], {
    input: `${input}\n`,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line): Theirs => JSON.parse(line));
}

/** Why a refusal of ours is no disagreement. */
function reasonsFor(kind: 'whl' | 'tar.gz', refused: readonly string[]): readonly string[] | undefined {
  const reasons = refused.map((said) => STRICTER[kind].find(([, pattern]) => pattern.test(said))?.[0]);
  return reasons.every((reason) => reason !== undefined) ? reasons : undefined;
}

/** Where the two verdicts differ and nothing explains it. */
function disagreement(
  kind: 'whl' | 'tar.gz',
  { refused, metadata }: Ours,
  other: Theirs,
): string | undefined {
  if ('refused' in other) return refused.length > 0 ? undefined : `PyPI refuses it: ${other.refused}`;
  if (reasonsFor(kind, refused) === undefined) return `we refuse it: ${refused.join('; ')}`;
  if (refused.length > 0 || metadata === undefined) return undefined;
  const found = parseMetadata(Buffer.from(other.metadata, 'base64')).metadata;
  return JSON.stringify([...found]) === JSON.stringify([...metadata]) ? undefined : 'it has other metadata';
}

describe.each([
  ['whl', 'a-1.0-py3-none-any.whl', mutatedWheels],
  ['tar.gz', 'a-1.0.tar.gz', mutatedSdists],
] as const)('changed archives: %s', (kind, name, mutated) => {
  it('are taken and refused as by PyPI, but for what is explained', async () => {
    const archives = mutated(COUNT, SEED);
    const others = theirs(name, archives);
    const disagreements: string[] = [];
    const counts = { taken: 0, refused: 0 };
    const reasons = new Set<string>();
    for (const [place, bytes] of archives.entries()) {
      const mine = await ours(name, bytes);
      const other = others[place];
      if (other === undefined) throw new Error('a verdict is missing');
      const said = disagreement(kind, mine, other);
      if (said !== undefined) disagreements.push(`${place}: ${said}`);
      else if ('refused' in other) counts.refused += 1;
      else if (mine.refused.length === 0) counts.taken += 1;
      else for (const reason of reasonsFor(kind, mine.refused) ?? []) reasons.add(reason);
    }
    expect(disagreements).toEqual([]);
    // Neither verdict is rare, and no reason is listed in vain.
    expect(Math.min(counts.taken, counts.refused)).toBeGreaterThan(COUNT / 20);
    expect(STRICTER[kind].filter(([why]) => !reasons.has(why))).toEqual([]);
  });
});
