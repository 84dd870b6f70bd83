import type { Remedy } from '../errors.ts';
import type { CredentialSource } from './credentials.ts';
import type { PackageIndex } from './package-index.ts';

/** What a run authorizes its uploads with. */
type AuthorizedBy = CredentialSource['kind'];

/** What hints say of an index: its own name and pages, never another's, and the credential that the run used, never the other. */
export type HintedIndex = Pick<
  PackageIndex,
  'title' | 'statusPage' | 'limitsPage' | 'verifiesAgainst' | 'simpleUrl'
> & {
  readonly authorizedBy: AuthorizedBy;
};

/** One rejection that an index is known to answer with, and what to do about it. */
export interface RefusalRule {
  /** Of any status where it is absent. */
  readonly status?: number;
  readonly pattern: RegExp;
  /** A text alone is for what a change outside of the files mends. */
  readonly remedy: string | Remedy | ((index: HintedIndex) => string | Remedy);
  /** There is a file of this name already. */
  readonly nameTaken?: true;
}

/** One remedy for each credential: a reader needs the one that the run used. */
export function byCredential(
  remedies: Readonly<Record<AuthorizedBy, string | Remedy>>,
): (index: HintedIndex) => string | Remedy {
  return ({ authorizedBy }) => remedies[authorizedBy];
}
