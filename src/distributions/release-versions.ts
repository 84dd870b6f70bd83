import { normaliseProject } from '../ground/project-name.ts';
import { compareVersions, parseVersion, releaseVersion } from './version.ts';
import type { Version } from './version.ts';

/** What of a distribution says which release it belongs to. */
interface ReleaseOf {
  /** Normalised project name (PEP 503). */
  readonly project: string;
  /** Normalised version (PEP 440). */
  readonly version: string;
}

const longestTag = 255;

/** The tag that a workflow runs for, from `GITHUB_WORKFLOW_REF`; undefined where it runs for none. */
export function tagOf(workflowRef: string): string | undefined {
  const [, tag] = /@refs\/tags\/(.+)$/.exec(workflowRef) ?? [];
  return tag;
}

/**
 * Versions that don't belong together: two of one project in a run, and a tag that reads as another version than the
 * project's. The tag counts where it names a project of the run, or is bare and the run has one project; a bare tag of a
 * release speaks against development and local versions of all. Each line warns before signing, and stops nothing.
 */
export function checkReleaseVersions(
  releases: readonly ReleaseOf[],
  tag: string | undefined,
): readonly string[] {
  const projects = Map.groupBy(releases, ({ project }) => project);
  return [...projects].flatMap(([project, ofProject]) => {
    const versions = [
      ...new Map(ofProject.map(({ version }) => [releaseVersion(version), version])).values(),
    ];
    const tagged = tag === undefined ? undefined : taggedVersion(tag, project);
    const counts = tagged?.named === true || projects.size === 1;
    return [
      ...(versions.length > 1 ? [`${project} has several versions in this run: ${versions.join(', ')}`] : []),
      ...(tagged === undefined ? [] : checkTagged(project, versions, { ...tagged, counts })),
    ];
  });
}

function checkTagged(
  project: string,
  versions: readonly string[],
  { tag, version: tagged, counts }: Tagged & { readonly counts: boolean },
): readonly string[] {
  const parsed = versions.map((version) => ({ version, parsed: parseVersion(version) }));
  if (parsed.some((one) => one.parsed !== undefined && compareVersions(one.parsed, tagged) === 0)) return [];
  const isRelease = tagged.dev === undefined && tagged.local.length === 0;
  return parsed.slice(0, 1).flatMap(({ version, parsed: one }) => {
    if (isRelease && one !== undefined && (one.dev !== undefined || one.local.length > 0))
      return [
        `${project} ${version} is a development or local version, but the run is for the tag ${tag}: was it built from changed files, or without the tags?`,
      ];
    return counts ? [`${project} has version ${version}, but the run is for the tag ${tag}`] : [];
  });
}

interface Tagged {
  readonly tag: string;
  readonly version: Version;
  /** Whether the tag names the project. */
  readonly named: boolean;
}

/** The version that a tag gives a project: `name-1.2`, `name==1.2`, `name/v1.2`, `name@1.2`; `v1.2` names none. */
function taggedVersion(tag: string, project: string): Tagged | undefined {
  if (tag.length > longestTag) return undefined;
  for (const { index, 0: separator } of tag.matchAll(/==|[-_@/]/g)) {
    const name = tag.slice(0, index).split('/').at(-1) ?? '';
    const version = versionOf(tag.slice(index + separator.length));
    if (normaliseProject(name) === project && version !== undefined) return { tag, version, named: true };
  }
  const version = versionOf(tag);
  return version && { tag, version, named: false };
}

/** `v1` moves with each release and is none. */
function versionOf(text: string): Version | undefined {
  const version = parseVersion(text);
  return version !== undefined && (version.release.length > 1 || version.pre !== undefined)
    ? version
    : undefined;
}
