import type { TarMember } from './tar.ts';

/** Links of a tar archive, by the segments of their path. */
export interface LinkTree {
  readonly below: Map<string, LinkTree>;
  /** The segments of the path that it leads to; undefined of what is no link. */
  link: readonly string[] | undefined;
}

/** Whether a member is a link of either kind. */
export function isLink({ type }: TarMember): boolean {
  return type === '1' || type === '2';
}

/** A tree without links. */
export function emptyLinkTree(): LinkTree {
  return { below: new Map(), link: undefined };
}

/** The path that a link leads to, from the root of the archive, by its segments. */
export function targetOf({ type, link }: TarMember, segments: readonly string[]): readonly string[] {
  const target = type === '2' ? segments.slice(0, -1) : [];
  for (const segment of link.split('/')) {
    if (segment === '..') target.pop();
    else if (segment !== '' && segment !== '.') target.push(segment);
  }
  return target;
}

/** Adds a link, by its path and the one that it leads to. */
export function addLink(links: LinkTree, segments: readonly string[], target: readonly string[]): void {
  let folder = links;
  for (const segment of segments) folder = subfolder(folder, segment);
  folder.link = target;
}

/** Where a file is unpacked to whose name, or a folder of which, is a link that came before: one path for each such link. */
export function* throughLinks(links: LinkTree, segments: readonly string[]): Generator<string> {
  let folder: LinkTree | undefined = links;
  for (const [place, segment] of segments.entries()) {
    folder = folder.below.get(segment);
    if (folder === undefined) return;
    if (folder.link !== undefined) yield [...folder.link, ...segments.slice(place + 1)].join('/');
  }
}

/** What is wrong with a link: it may point anywhere below the archive's top folder (PEP 706). */
export function linkFault(member: TarMember, segments: readonly string[]): string | undefined {
  const { link } = member;
  if (link.startsWith('/') || /^[A-Za-z]:/.test(link)) return 'is a link to an absolute path';
  return lowestDepth(member, segments) < 0 ? 'is a link to outside the archive' : undefined;
}

/** Whether a link leaves the folder that is unpacked: pip leaves the top folder out, and refuses such a link. */
export function leavesTop(member: TarMember, segments: readonly string[]): boolean {
  if (member.type === '2') return lowestDepth(member, segments) < 1;
  return targetOf(member, segments)[0] !== segments[0];
}

/** How many folders below the root of the archive a link leads on its way, at least. */
function lowestDepth({ type, link }: TarMember, segments: readonly string[]): number {
  let depth = type === '2' ? segments.length - 1 : 0;
  let lowest = depth;
  for (const segment of link.split('/')) {
    if (segment === '..') depth -= 1;
    else if (segment !== '' && segment !== '.') depth += 1;
    lowest = Math.min(lowest, depth);
  }
  return lowest;
}

function subfolder({ below }: LinkTree, name: string): LinkTree {
  const known = below.get(name) ?? emptyLinkTree();
  below.set(name, known);
  return known;
}
