import { get, unlessUnavailable } from './queries.ts';
import { withDeadline } from './query-context.ts';
import { refused } from './query-failures.ts';
import type { Unknown } from './queries.ts';
import type { QueryContext } from './query-context.ts';

/** The classifiers that an index accepts, or why they are not known. */
type KnownClassifiers = { readonly kind: 'known'; readonly names: ReadonlySet<string> } | Unknown;

/** Milliseconds: nothing fails for want of the list. */
const PATIENCE = 20_000;
/** Every list has this one: an answer without it is no list. */
const ALWAYS_LISTED = 'Programming Language :: Python';

/** The list that every Warehouse publishes of the classifiers that it accepts, deprecated ones left out. */
export async function queryClassifiers(apiUrl: string, context: QueryContext): Promise<KnownClassifiers> {
  const { index } = context;
  const url = `${apiUrl}/pypi?%3Aaction=list_classifiers`;
  const bounded = withDeadline(context, PATIENCE);
  return unlessUnavailable(context, async () => {
    const answer = await get(url, 'text/plain', `classifiers that ${index.title} accepts`, bounded);
    if (answer.status !== 200) throw refused(context, url, answer);
    const lines = answer.body.toString('utf8').split('\n');
    const names = new Set(lines.map((line) => line.replace(/\r$/, '')).filter((line) => line !== ''));
    return names.has(ALWAYS_LISTED)
      ? { kind: 'known', names }
      : { kind: 'unknown', because: `its list has no '${ALWAYS_LISTED}'` };
  });
}
