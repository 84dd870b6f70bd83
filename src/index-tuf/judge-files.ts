import type { Distribution } from '../distributions/distribution.ts';
import { pool } from '../ground/pool.ts';
import { bytesToDigest, compare, fileToDigest, type Digestible } from './digests.ts';
import { UnreachableMetadata } from './failure.ts';
import type { SignedTarget } from './find-target.ts';
import type { ReadMetadata } from './metadata-source.ts';
import { isPerFile, needsBlake2b, targetPath } from './target-template.ts';
import type { TrustedView } from './trusted-metadata.ts';
import type { FileVerdict, Verdict } from './verdict.ts';

/** A project's page as the index serves it. */
export interface ServedPage {
  readonly bytes: Buffer;
  /** SHA-256 of the file that it links under a name: undefined without link, empty where the link has none. */
  sha256Of(name: string): string | undefined;
}

/** Fetches a project's page, HTML, of so many bytes at most; a reason where that does not work. */
export type ReadPage = (project: string, maximumBytes: number) => Promise<ServedPage | string>;

/** A file that the index may sign for. */
export interface JudgedFile {
  readonly distribution: Pick<Distribution, 'name' | 'project' | 'version' | 'sha256'>;
  readonly bytes: Digestible;
}

/** What the verdicts of one check rest on. */
export interface Judging {
  readonly template: string;
  readonly readMetadata: ReadMetadata;
  readonly readPage: ReadPage;
}

/** Verdicts by file name; `error` is the last failure to reach a role, whose files are `not-yet`. */
interface Judgement {
  readonly verdicts: ReadonlyMap<string, FileVerdict>;
  readonly error: UnreachableMetadata | undefined;
}

/** Lookups at the same time. */
const WIDTH = 8;
/** Hashes of a target that are reported. */
const MOST_HASHES = 8;

/** A distribution as something to compare with targets. */
export function judgedFile(distribution: Distribution): JudgedFile {
  const { size, sha256, content } = distribution;
  return { distribution, bytes: fileToDigest(size, sha256, () => content.chunks()) };
}

/**
 * What one view of the metadata says of each file, or of the page that links it.
 * @throws {RefusedMetadata}
 */
export async function judgeFiles(
  files: readonly JudgedFile[],
  view: TrustedView,
  judging: Judging,
): Promise<Judgement> {
  const verdicts = new Map<string, FileVerdict>();
  let error: UnreachableMetadata | undefined;
  const groups = isPerFile(judging.template)
    ? files.map((file) => [file])
    : [...Map.groupBy(files, ({ distribution }) => distribution.project).values()];
  await pool(groups, WIDTH, async (group) => {
    const [first] = group;
    if (first === undefined) return;
    const target = await pathOf(first, judging.template);
    try {
      // After a failure of the connection this check requests nothing else.
      if (error?.absent === false) throw error;
      const signed = await view.find(target);
      for (const [name, verdict] of await judgeGroup(group, target, signed, judging)) {
        verdicts.set(name, verdict);
      }
    } catch (thrown) {
      if (!(thrown instanceof UnreachableMetadata)) throw thrown;
      error = thrown;
      const verdict = verdictOf('not-yet', target, undefined, thrown.message);
      for (const { distribution } of group) verdicts.set(distribution.name, verdict);
    }
  });
  return { verdicts, error };
}

async function pathOf({ distribution, bytes }: JudgedFile, template: string): Promise<string> {
  const { name: filename, project, version, sha256 } = distribution;
  const digests = needsBlake2b(template) ? await bytes.digests(['blake2b-256']) : undefined;
  const blake2b = digests?.get('blake2b-256') ?? '';
  return targetPath(template, { filename, project, version, sha256, blake2b });
}

type Named = readonly (readonly [name: string, verdict: FileVerdict])[];

async function judgeGroup(
  group: readonly JudgedFile[],
  target: string,
  signed: SignedTarget | undefined,
  { template, readPage }: Judging,
): Promise<Named> {
  const all = (verdict: Verdict, because: string): Named =>
    group.map(({ distribution }) => [distribution.name, verdictOf(verdict, target, signed, because)]);
  if (signed === undefined) return all('not-yet', 'no role lists it');
  const [first] = group;
  if (isPerFile(template) && first !== undefined) return all(...(await judgeFile(first, signed)));
  const page = await readPage(first?.distribution.project ?? '', signed.length);
  if (typeof page === 'string') return all('not-yet', page);
  const fits = await compare(signed, bytesToDigest(page.bytes));
  // Page and metadata are replaced one after the other: that they differ may pass.
  if (fits === 'different')
    return all('not-yet', 'the index serves another page than the one that it signed');
  if (fits === 'unsupported') return all('unsupported', unknownHashes(signed));
  return group.map(({ distribution }) => {
    const [verdict, because] = judgeLink(page.sha256Of(distribution.name), distribution.sha256);
    return [distribution.name, verdictOf(verdict, target, signed, because)];
  });
}

type Reasoned = readonly [verdict: Verdict, because: string];

async function judgeFile({ bytes }: JudgedFile, signed: SignedTarget): Promise<Reasoned> {
  switch (await compare(signed, bytes)) {
    case 'same':
      return ['signed', ''];
    case 'unsupported':
      return ['unsupported', unknownHashes(signed)];
    case 'different': {
      const names = Object.entries(shownHashes(signed)).map(([name, hash]) => `${name} ${hash}`);
      const own = await bytes.digests(['sha256']);
      const there = `${signed.length} bytes, ${names.join(', ')}`;
      return [
        'mismatch',
        `it names a different file (there ${there}; here ${bytes.size} bytes, sha256 ${own.get('sha256') ?? ''})`,
      ];
    }
  }
}

function judgeLink(linked: string | undefined, sha256: string): Reasoned {
  if (linked === undefined) return ['not-yet', 'the signed page does not link it'];
  if (linked === '') return ['unsupported', 'the signed page links it without a SHA-256'];
  if (linked === sha256) return ['signed', ''];
  return ['mismatch', `the signed page names a different file (sha256 there ${linked}, here ${sha256})`];
}

/** As many as are of use: names and values are the repository's to choose. */
function shownHashes(signed: SignedTarget | undefined): SignedTarget['hashes'] {
  const all = Object.entries(signed?.hashes ?? {});
  return Object.fromEntries(
    all.slice(0, MOST_HASHES).map(([name, value]) => [name.slice(0, 128), value.slice(0, 128)]),
  );
}

function unknownHashes(signed: SignedTarget): string {
  const names = Object.keys(shownHashes(signed));
  return `it is listed with hashes that wheelseal does not know: ${names.join(', ') || 'none'}`;
}

function verdictOf(
  verdict: Verdict,
  target: string,
  signed: SignedTarget | undefined,
  because: string,
): FileVerdict {
  return { verdict, target, role: signed?.role, hashes: shownHashes(signed), because };
}
