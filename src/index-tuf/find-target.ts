import { createHash } from 'node:crypto';
import type { Targets } from '@tufjs/models';

/** What signed metadata says of one target. */
export interface SignedTarget {
  /** The role that lists it. */
  readonly role: string;
  /** Bytes. */
  readonly length: number;
  /** Hex by the algorithm's name. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** Roles that are visited for one target, as in tuf-js. */
const MOST_ROLES = 32;

/** The first role that lists a target: preorder, depth first, until a terminating delegation (TUF specification, section 5.6.7). */
export async function findTarget(
  target: string,
  role: (name: string, parent: string) => Promise<Targets>,
): Promise<SignedTarget | undefined> {
  const visited = new Set<string>();
  const toVisit = [{ name: 'targets', parent: 'root' }];
  while (visited.size <= MOST_ROLES) {
    const next = toVisit.pop();
    if (next === undefined) return undefined;
    const { name, parent } = next;
    if (visited.has(name)) continue;
    const { targets, delegations } = await role(name, parent);
    const found = Object.hasOwn(targets, target) ? targets[target] : undefined;
    if (found !== undefined) return { role: name, length: found.length, hashes: found.hashes };
    visited.add(name);
    const children: { name: string; parent: string }[] = [];
    for (const child of rolesFor(target, delegations)) {
      children.push({ name: child.role, parent: name });
      if (!child.terminating) continue;
      toVisit.length = 0;
      break;
    }
    for (const child of children.toReversed()) toVisit.push(child);
  }
  return undefined;
}

interface Delegated {
  readonly role: string;
  readonly terminating: boolean;
}

/** By hash prefixes here: the library hashes the path anew for each of PEP 458's 16,384 bins. */
function* rolesFor(target: string, delegations: Targets['delegations']): Iterable<Delegated> {
  if (delegations?.roles === undefined) return yield* delegations?.rolesForTarget(target) ?? [];
  const hash = createHash('sha256').update(target).digest('hex');
  for (const role of Object.values(delegations.roles)) {
    const { name, terminating, pathHashPrefixes } = role;
    const listed = pathHashPrefixes?.some((prefix) => hash.startsWith(prefix));
    if (listed ?? role.isDelegatedPath(target)) yield { role: name, terminating };
  }
}
