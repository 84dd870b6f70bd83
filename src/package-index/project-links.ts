import type { CoreMetadata } from '../distributions/distribution.ts';

/** One address of a project's metadata, and whether PyPI will show it as verified. */
export interface ProjectLink {
  readonly label: string;
  readonly url: string;
  readonly verified: boolean;
}

/** Where PyPI's code looks for a project's own page, whatever host it runs on. */
const OWN_PAGES = [
  'https://pypi.org/project/',
  'https://pypi.org/p/',
  'https://pypi.python.org/project/',
  'https://pypi.python.org/p/',
  'https://python.org/pypi/',
];

/**
 * The addresses that PyPI will show beside a project, in the order of the metadata. It calls verified the project's own
 * page and, with Trusted Publishing, what lies under the publisher's repository (`OWNER/NAME`) or its GitHub Pages.
 * https://docs.pypi.org/project_metadata/#verified-details
 */
export function projectLinks(
  metadata: CoreMetadata,
  project: string,
  repository: string | undefined,
): readonly ProjectLink[] {
  const names = [...(metadata.get('name') ?? []), project];
  return addresses(metadata).map(({ label, url }) => ({
    label,
    url,
    verified: isOwnPage(url, names) || (repository !== undefined && isPublishers(url, repository)),
  }));
}

function addresses(metadata: CoreMetadata): readonly { readonly label: string; readonly url: string }[] {
  const single = [
    ['Homepage', 'home-page'],
    ['Download', 'download-url'],
  ].flatMap(([label = '', field = '']) => (metadata.get(field) ?? []).map((url) => ({ label, url })));
  const labelled = (metadata.get('project-url') ?? []).flatMap((value) => {
    const comma = value.indexOf(',');
    return comma < 0 ? [] : [{ label: value.slice(0, comma).trim(), url: value.slice(comma + 1).trim() }];
  });
  return [...single, ...labelled].filter(({ url }) => url !== '');
}

function isOwnPage(url: string, names: readonly string[]): boolean {
  return OWN_PAGES.some((page) => names.some((name) => url.replace(/\/$/, '') === `${page}${name}`));
}

/** Owner and name are compared in any case; `.git` stands for the repository itself, but for nothing below it. */
function isPublishers(url: string, repository: string): boolean {
  const [owner = '', name = ''] = repository.toLowerCase().split('/');
  const source = url.replace(/\/$/, '').replace(/\.git$/, '');
  return (
    isUnder(source, `https://github.com/${owner}/${name}`) ||
    isUnder(url, `https://${owner}.github.io/${name}`)
  );
}

/** Same scheme and authority, and a path that goes on at a `/` boundary, without what could lead out of it again. */
function isUnder(address: string, base: string): boolean {
  if (!URL.canParse(address) || /\\|%2e/i.test(address)) return false;
  const url = new URL(address);
  const { origin, pathname } = new URL(base);
  return url.origin === origin && `${url.pathname.toLowerCase()}/`.startsWith(`${pathname}/`);
}
