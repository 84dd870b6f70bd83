import { ALL_PLATFORMS, MOST_FILES, platformsOf } from './earlier-release.ts';
import { parseFilename, versionOf, type DistributionFilename } from './filename.ts';
import { compareVersions, parseVersion, releaseVersion, type Version } from './version.ts';

/** A file as an index lists it. */
interface EarlierFile {
  readonly name: string;
  /** PEP 592. */
  readonly yanked: boolean | string;
}

/** The release that another one is compared with. */
interface LastRelease<F extends EarlierFile> {
  readonly version: string;
  readonly files: readonly F[];
}

/**
 * The newest release of a project before a version, of files that are not yanked; a pre-release only before another one (PEP 440).
 * Undefined where there is none.
 */
export function lastRelease<F extends EarlierFile>(
  project: string,
  version: string,
  listed: readonly F[],
): LastRelease<F> | undefined {
  const own = parseVersion(version);
  if (own === undefined) return undefined;
  const kept = listed.slice(-MOST_FILES).flatMap((file) => {
    const text = file.yanked === false ? versionOf(file.name, project) : undefined;
    return text === undefined ? [] : [{ file, text }];
  });
  // Files of equal versions are of one release (PEP 440).
  const byRelease = Map.groupBy(kept, ({ text }) => releaseVersion(text));
  const before = [...byRelease.values()].flatMap((all) => {
    const text = all[0]?.text;
    const parsed = text === undefined ? undefined : parseVersion(text);
    if (text === undefined || parsed === undefined || compareVersions(parsed, own) >= 0) return [];
    if (isPreRelease(parsed) && !isPreRelease(own)) return [];
    return [{ version: text, parsed, files: all.map(({ file }) => file) }];
  });
  const [newest] = before.toSorted((one, other) => compareVersions(other.parsed, one.parsed));
  return newest && { version: newest.version, files: newest.files };
}

function isPreRelease({ pre, dev }: Version): boolean {
  return pre !== undefined || dev !== undefined;
}

/**
 * The files of an earlier release that correspond to these, by these names: the sdist, or the wheel of the same tags, or else the one
 * for the same platform that is likest to it, or for any platform.
 */
export function counterparts<F extends EarlierFile>(
  names: readonly string[],
  earlier: readonly F[],
): ReadonlyMap<string, F> {
  const candidates = earlier.flatMap((file) => {
    const traits = traitsOf(file.name);
    return traits === undefined ? [] : [{ file, traits }];
  });
  return new Map(
    names.flatMap((name): [string, F][] => {
      const own = traitsOf(name);
      if (own === undefined) return [];
      const likest = candidates.reduce<{ readonly file?: F; readonly likeness: number }>(
        (best, { file, traits }) => {
          const likeness = likenessOf(own, traits);
          return likeness > 0 && likeness >= best.likeness ? { file, likeness } : best;
        },
        { likeness: 0 },
      );
      return likest.file === undefined ? [] : [[name, likest.file]];
    }),
  );
}

interface Traits {
  readonly kind: DistributionFilename['kind'];
  readonly pythons: ReadonlySet<string>;
  readonly abis: ReadonlySet<string>;
  /** As tags have them. */
  readonly tagged: ReadonlySet<string>;
  readonly platforms: ReadonlySet<string>;
}

function traitsOf(name: string): Traits | undefined {
  const file = parseFilename(name);
  if ('fault' in file) return undefined;
  const { kind, tags } = file;
  return {
    kind,
    pythons: new Set(tags.map(({ python }) => python)),
    abis: new Set(tags.map(({ abi }) => abi)),
    tagged: new Set(tags.map(({ platform }) => platform)),
    platforms: platformsOf([file]),
  };
}

function likenessOf(one: Traits, other: Traits): number {
  if (one.kind !== other.kind) return 0;
  if (one.kind === 'sdist') return 1;
  if (!overlap(one.platforms, other.platforms)) {
    // A project may begin, or cease, to build for each platform.
    return one.platforms.has(ALL_PLATFORMS) || other.platforms.has(ALL_PLATFORMS) ? 1 : 0;
  }
  const shared = (part: 'pythons' | 'abis' | 'tagged'): number => Number(overlap(one[part], other[part]));
  return 2 + shared('tagged') + 2 * shared('pythons') + 4 * shared('abis');
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((each) => other.has(each));
}
