import { quotedPaths } from '../archives/record.ts';
import { broken } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { FoundSecret } from './scan.ts';

/** A secret in a member. */
export interface MemberSecret extends FoundSecret {
  readonly path: string;
}

const REMOVE =
  'Remove the secret, build again, and revoke it if the file was stored anywhere else, such as in an artifact. If it is a dummy value, set `scan-secrets: false`.';

/**
 * What is said against a distribution whose members have secrets: the member and the kind, never the value.
 * @param isNew whether the last release did not have a member; undefined where that is not known. A private key counts in a new one only: of
 * real archives one in thirty has some for its tests.
 */
export function secretFindings(
  secrets: readonly MemberSecret[],
  isNew: (path: string) => boolean | undefined,
): readonly Finding[] {
  const counted = secrets.filter(({ isKey, path }) => !isKey || isNew(path) === true);
  const groups = Map.groupBy(counted, ({ kind, encoding }) =>
    encoding === 'plain' ? kind : `${kind} in ${encoding}`,
  );
  return [...groups].map(([what, found]) => {
    const paths = [...new Set(found.map(({ path }) => path))];
    return broken(`${quotedPaths(paths)} ${paths.length === 1 ? 'contains' : 'contain'} ${what}`, REMOVE);
  });
}
