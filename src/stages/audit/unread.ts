import { ActionError } from '../../errors.ts';
import type { PackageIndex } from '../../package-index/package-index.ts';

/** What could not be audited, and why: such an audit is not clean. */
export interface Unread {
  /** A project or a file. */
  readonly what: string;
  readonly error: ActionError;
}

/** Listed one by one in the error. */
const SHOWN = 20;

/** One error for all that could not be read; undefined where everything could. */
export function unreadError(unread: readonly Unread[], { title }: PackageIndex): ActionError | undefined {
  const [first] = unread;
  if (first === undefined) return undefined;
  const lines = unread.slice(0, SHOWN).map(({ what, error }) => `- ${what}: ${error.message}`);
  if (unread.length > SHOWN) lines.push(`- and ${unread.length - SHOWN} more`);
  return new ActionError(
    first.error.code,
    `${unread.length} of what ${title} serves could not be audited:\n${lines.join('\n')}`,
    first.error,
    first.error.cause,
  );
}
