import { compareText } from '../ground/compare-text.ts';
import type { Distribution } from './distribution.ts';
import { tagText } from './filename.ts';
import type { DistributionFilename } from './filename.ts';
import { againstIndex, broken } from './finding.ts';
import type { DistributionFault, Finding } from './finding.ts';
import { compareVersions, parseVersion, releaseVersion } from './version.ts';

/** What became of one candidate: a distribution, or only what is wrong with it. */
export interface ReadFile {
  /** As it can be printed. */
  readonly name: string;
  /** From the workspace, as messages name the file where several have its name. */
  readonly path: string;
  readonly findings: readonly Finding[];
  /** Absent where the name is not that of a distribution. */
  readonly filename?: DistributionFilename;
  /** Absent where the file could not be read. */
  readonly sha256?: string;
  readonly distribution?: Omit<Distribution, 'findings'>;
}

/** A finding and the path of the file that it is about. */
interface FileFinding {
  readonly path: string;
  readonly finding: Finding;
}

/** Faults that only show when files are seen together: one distribution spelled twice, two sdists of a release. */
export function checkTogether(read: readonly ReadFile[]): readonly FileFinding[] {
  const named = read.flatMap((file) =>
    file.filename === undefined ? [] : [{ ...file, filename: file.filename }],
  );
  const twice = repeated(named, (file) => identityOf(file.filename)).map(([first, second]): FileFinding => {
    const message = `is the same distribution as ${first.name} (${first.path}, ${second.path}); an index can have only one`;
    const hint = `Remove ${first.path} or ${second.path}, or exclude one of them with a line of packages-dir that starts with \`!\`.`;
    return { path: second.path, finding: broken(message, hint) };
  });
  const sdists = named.filter(({ filename }) => filename.kind === 'sdist');
  const several = repeated(sdists, (file) => releaseOf(file.filename)).map(([first, second]): FileFinding => {
    const message = `is a second sdist of the release, besides ${first.name}`;
    return {
      path: second.path,
      finding: againstIndex(
        message,
        'Only one sdist may be uploaded per release.',
        'Exclude one of the two with a line of packages-dir that starts with `!`.',
      ),
    };
  });
  const reported = new Set(twice.map(({ path }) => path));
  return [...twice, ...several.filter(({ path }) => !reported.has(path))];
}

/** Strict set equality with the hashes that the build said: different files, files too many, files missing. */
export function checkExpectedHashes(
  read: readonly ReadFile[],
  expected: ReadonlyMap<string, string> | undefined,
): DistributionFault[] {
  if (expected === undefined) return [];
  const present = new Set(read.map((file) => file.name));
  const missing = [...expected.keys()]
    .filter((name) => !present.has(name))
    .map((name) => error(name, 'is listed in expected-hashes, but does not exist'));
  const found = read.flatMap((file) => {
    const hash = expected.get(file.name);
    if (hash === undefined) return [error(file.name, 'is not listed in expected-hashes')];
    if (file.sha256 === undefined || file.sha256 === hash) return [];
    return [
      error(
        file.name,
        `has SHA-256 ${file.sha256}, but expected-hashes lists ${hash}: this is not the file that was built`,
      ),
    ];
  });
  return [...missing, ...found];
}

/** Order of publishing: project, version, wheels before the sdist, name. */
export function byRelease(one: Distribution, other: Distribution): number {
  return (
    compareText(one.project, other.project) ||
    compareVersionTexts(one.version, other.version) ||
    compareText(one.version, other.version) ||
    Number(one.kind === 'sdist') - Number(other.kind === 'sdist') ||
    compareText(one.name, other.name)
  );
}

function compareVersionTexts(one: string, other: string): number {
  const [first, second] = [parseVersion(one), parseVersion(other)];
  return first === undefined || second === undefined ? 0 : compareVersions(first, second);
}

function repeated<T>(items: readonly T[], keyOf: (item: T) => string): [first: T, second: T][] {
  const firsts = new Map<string, T>();
  return items.flatMap((item) => {
    const first = firsts.get(keyOf(item));
    if (first === undefined) firsts.set(keyOf(item), item);
    return first === undefined ? [] : [[first, item]];
  });
}

/** The same for all names that an index can have one file under. */
export function identityOf(filename: DistributionFilename): string {
  const tags = filename.tags.map(tagText).toSorted();
  return [filename.kind, releaseOf(filename), filename.build ?? '', tags.join('.')].join(' ');
}

function releaseOf(filename: DistributionFilename): string {
  return `${filename.project} ${releaseVersion(filename.version)}`;
}

function error(name: string, message: string): DistributionFault {
  const hint =
    'Download the files from the build job again: `expected-hashes` must list exactly the files of `packages-dir`.';
  return { name, severity: 'error', message, hint };
}
