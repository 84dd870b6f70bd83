import type { DistributionIdentity } from '../../distributions/distribution.ts';
import type { PackageIndex } from '../package-index.ts';
import { minorVersionWarning } from './api-version.ts';
import type { ProjectPage } from './project-page.ts';

const LONGEST_REASON = 200;
const GIBIBYTE = 1024 ** 3;

/** Whether a file of a project's page is of a release, by its name. */
export type IsOfRelease = (filename: string, version: string) => boolean;

/** What is worth saying of a project before anything is signed, and keeps no file from being accepted for certain. Pure. */
export function projectWarnings(
  project: string,
  files: readonly DistributionIdentity[],
  page: ProjectPage,
  index: PackageIndex,
  isOfRelease: IsOfRelease,
): readonly string[] {
  const { title } = index;
  return [
    ...minorVersionWarning(page, title),
    ...quarantineWarning(project, page, title),
    ...yankedReleases(project, files, page, title, isOfRelease),
    ...sizeWarning(project, files, page, index),
  ];
}

/** An index lists no file of such a project (PEP 792), so it cannot be queried for existing files. */
function quarantineWarning(project: string, { status }: ProjectPage, title: string): readonly string[] {
  if (status !== 'quarantined') return [];
  return [
    `${project} is in quarantine on ${title}, which lists none of its files: nobody can install what is uploaded now, and it can't be confirmed.`,
  ];
}

/** A release is yanked as a whole (PEP 592), and what is added to it is yanked too. */
function yankedReleases(
  project: string,
  files: readonly DistributionIdentity[],
  page: ProjectPage,
  title: string,
  isOfRelease: IsOfRelease,
): readonly string[] {
  const versions = [...new Set(files.map(({ version }) => version))];
  return versions.flatMap((version) => {
    const yanked = page.files.find((file) => file.yanked !== false && isOfRelease(file.name, version));
    if (yanked === undefined) return [];
    const reason = typeof yanked.yanked === 'string' ? ` (${yanked.yanked.slice(0, LONGEST_REASON)})` : '';
    return [
      `${project} ${version} is yanked on ${title}${reason}: installers skip it unless exactly this version is requested.`,
    ];
  });
}

function sizeWarning(
  project: string,
  files: readonly DistributionIdentity[],
  page: ProjectPage,
  { title, projectSizeLimit = Infinity }: PackageIndex,
): readonly string[] {
  const there = new Set(page.files.map(({ name }) => name));
  const listed = page.files.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const added = files.reduce((sum, { name, size }) => sum + (there.has(name) ? 0 : size), 0);
  if (added === 0 || listed + added <= projectSizeLimit) return [];
  const total = ((listed + added) / GIBIBYTE).toFixed(1);
  return [
    `With these files ${project} has ${total} GiB on ${title}, which accepts ${projectSizeLimit / GIBIBYTE} GiB per project unless it raised the limit: it may reject the upload.`,
  ];
}
