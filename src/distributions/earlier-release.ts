import { parseFilename, type DistributionFilename } from './filename.ts';
import { compareVersions, parseVersion, releaseVersion } from './version.ts';

/** Files of a project that are compared at most; the newest are listed last on its page. */
export const MOST_FILES = 20_000;

/**
 * What a release lacks that the newest release before it has: wheels at all, or wheels of a platform. One line, or
 * undefined where it lacks nothing of the kind. Pure.
 * @param files names of all files of the project, those on the index and those to be uploaded
 */
export function lacksOfEarlierRelease(
  project: string,
  version: string,
  files: readonly string[],
): string | undefined {
  const parsed = files.slice(-MOST_FILES).flatMap((name) => {
    const file = parseFilename(name);
    return 'fault' in file || file.project !== project ? [] : [file];
  });
  // Files of equal versions are of one release (PEP 440).
  const byRelease = Map.groupBy(parsed, (file) => releaseVersion(file.version));
  const versions = [...byRelease.values()].flatMap(([first]) => first?.version ?? []);
  const before = versionBefore(version, versions);
  if (before === undefined) return undefined;
  const platformsIn = (text: string) => platformsOf(byRelease.get(releaseVersion(text)) ?? []);
  const own = platformsIn(version);
  const missing = [...platformsIn(before)].filter((platform) => !own.has(platform));
  if (missing.length === 0) return undefined;
  const what = own.size === 0 ? 'has no wheel' : `has no wheel for ${missing.join(', ')}`;
  return `${project} ${version} ${what}; ${before} has.`;
}

function versionBefore(version: string, versions: readonly string[]): string | undefined {
  const own = parseVersion(version);
  const others = versions.flatMap((text) => {
    const parsed = parseVersion(text);
    return parsed !== undefined && own !== undefined && compareVersions(parsed, own) < 0
      ? [{ text, parsed }]
      : [];
  });
  return others.toSorted((one, other) => compareVersions(other.parsed, one.parsed))[0]?.text;
}

/** How the tag `any` reads after *no wheel for*. */
export const ALL_PLATFORMS = 'all platforms (any)';

/** Operating systems and architectures that wheels are for: versions of macOS and of C libraries come and go. */
export function platformsOf(files: readonly DistributionFilename[]): ReadonlySet<string> {
  return new Set(files.flatMap(({ kind, tags }) => (kind === 'wheel' ? tags.map(familyOf) : [])));
}

function familyOf({ platform }: { readonly platform: string }): string {
  if (platform === 'any') return ALL_PLATFORMS;
  const macos = /^macosx_\d+_\d+_(\w+)$/.exec(platform)?.[1];
  if (macos !== undefined) return `macOS ${macos}`;
  const linux = /^(many|musl)linux(?:1|2010|2014|_\d+_\d+)_(\w+)$/.exec(platform);
  if (linux === null) return platform;
  return `${linux[1] === 'musl' ? 'Linux with musl' : 'Linux'} ${linux[2]}`;
}
