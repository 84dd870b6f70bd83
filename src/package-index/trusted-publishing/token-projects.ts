import { asArray, tryParseJson } from '../../ground/json.ts';
import { readMacaroon } from '../../ground/macaroon.ts';

/** The projects that an upload token lists, each once: by their normalised names, or by ids that only the index knows. */
export interface TokenProjects {
  readonly by: 'name' | 'id';
  readonly projects: readonly string[];
}

/** Warehouse's caveats that list projects (warehouse/macaroons/caveats), by their number. */
const LISTS: ReadonlyMap<unknown, TokenProjects['by']> = new Map([
  [1, 'name'],
  [2, 'id'],
]);

/**
 * The projects that an upload token covers: a macaroon of Warehouse's, after `pypi-`, with one caveat that lists the projects of its
 * publisher. Undefined for any other token, and where its list is not understood to the end.
 */
export function projectsOfToken(token: string): TokenProjects | undefined {
  const encoded = /^pypi-([\w-]+)$/.exec(token)?.[1];
  const macaroon = encoded === undefined ? undefined : readMacaroon(Buffer.from(encoded, 'base64url'));
  const [list, ...more] = (macaroon?.caveats ?? []).flatMap(listOf);
  return more.length > 0 ? undefined : list && known(list);
}

/** The list in a caveat, if it has one. */
function listOf(caveat: Buffer): readonly { readonly by: TokenProjects['by']; readonly list: unknown }[] {
  const [kind, list] = asArray(tryParseJson(caveat));
  const by = LISTS.get(kind);
  return by === undefined ? [] : [{ by, list }];
}

function known({
  by,
  list,
}: {
  readonly by: TokenProjects['by'];
  readonly list: unknown;
}): TokenProjects | undefined {
  const all = asArray(list);
  const projects = all.filter((each) => typeof each === 'string');
  if (projects.length === 0 || projects.length !== all.length) return undefined;
  return { by, projects: [...new Set(projects)] };
}
