import { mapPool } from '../../ground/pool.ts';
import { get, unlessUnavailable } from './queries.ts';
import { withDeadline } from './query-context.ts';
import type { Unknown } from './queries.ts';
import type { QueryContext } from './query-context.ts';

/** Whether an index has a project, as far as that is certain. */
export type Reach = { readonly kind: 'exists' } | { readonly kind: 'absent' } | Unknown;

/** Milliseconds between two answers that a project does not exist, and for all queries of one project. */
const [APART, PATIENCE] = [5000, 30_000];
const PROJECTS_AT_ONCE = 16;

/**
 * Whether projects that were missing exist now. An edge keeps an answer for each spelling of a name by itself, so each query is under a
 * spelling that was not used before: Warehouse redirects to the normalised name of a project that exists, and answers 404 for one that
 * does not. Only 404 for two spellings, five seconds apart, is certain; an index that knows one spelling is recognised by the normalised name,
 * and by a project that it is known to have.
 * @param existing a project that the index has, if one is known
 */
export async function queryReach(
  projects: readonly string[],
  existing: string | undefined,
  context: QueryContext,
): Promise<ReadonlyMap<string, Reach>> {
  const found = await mapPool(projects, PROJECTS_AT_ONCE, async (project): Promise<[string, Reach]> => [
    project,
    await reachOf(project, context),
  ]);
  const isCertain = found.every(([, { kind }]) => kind !== 'absent') || (await redirects(existing, context));
  const because = `${context.index.title} does not redirect from other spellings of a name`;
  return new Map(
    found.map(([project, reach]) => [
      project,
      reach.kind === 'absent' && !isCertain ? { kind: 'unknown', because } : reach,
    ]),
  );
}

/** Whether the index redirects from another spelling of a project that it has; taken for granted where none is known. */
async function redirects(existing: string | undefined, context: QueryContext): Promise<boolean> {
  const [spelling] = existing === undefined ? [] : otherSpellings(existing, context.platform.clock.random());
  if (spelling === undefined) return true;
  const reach = await unlessUnavailable(context, async () =>
    readStatus(await statusOf(spelling, bounded(context))),
  );
  return reach.kind === 'exists';
}

async function reachOf(project: string, given: QueryContext): Promise<Reach> {
  const { clock } = given.platform;
  const context = bounded(given);
  const spellings = otherSpellings(project, clock.random());
  const [first, second] = spellings;
  if (first === undefined || second === undefined)
    return { kind: 'unknown', because: `its name can't be spelled in another way` };
  return unlessUnavailable(given, async () => {
    const early = readStatus(await statusOf(first, context));
    if (early.kind !== 'absent') return early;
    await clock.sleep(APART, given.signal);
    const late = readStatus(await statusOf(second, context));
    return late.kind === 'absent' ? readStatus(await statusOf(project, context)) : late;
  });
}

function bounded(context: QueryContext): QueryContext {
  return { ...withDeadline(context, PATIENCE), once: true };
}

async function statusOf(spelling: string, context: QueryContext): Promise<number> {
  const { simpleUrl, title } = context.index;
  const url = `${simpleUrl ?? ''}${encodeURIComponent(spelling)}/`;
  const answer = await get(url, 'text/html', `whether ${title} has ${spelling}`, context);
  return answer.status;
}

function readStatus(status: number): Reach {
  if (status === 404) return { kind: 'absent' };
  if (status === 200 || (status >= 300 && status < 400)) return { kind: 'exists' };
  return { kind: 'unknown', because: `the query was answered with ${status}` };
}

/** As many digits of a spelling's number as numbers have room for. */
const MOST_PLACES = 30;

/**
 * Two spellings of a normalised name (PEP 503) that are not it and differ from each other, which of all is up to `random`; fewer where
 * there are fewer. Pure.
 */
export function otherSpellings(name: string, random: number): readonly string[] {
  const variants = name.split('').map((character): readonly string[] => {
    if (character === '-') return ['-', '_', '.'];
    return /[a-z]/.test(character) ? [character, character.toUpperCase()] : [character];
  });
  const varied = variants.flatMap(({ length }, place) => (length > 1 ? [place] : [])).slice(0, MOST_PLACES);
  const total = varied.reduce((product, place) => product * (variants[place]?.length ?? 1), 1);
  // Number 0 is the name itself.
  const first = Math.floor(random * (total - 1));
  const numbers = [first, (first + 1) % Math.max(1, total - 1)].map((number) => number + 1);
  return [...new Set(numbers)].slice(0, total - 1).map((number) => spellingOf(number, variants, varied));
}

function spellingOf(
  number: number,
  variants: readonly (readonly string[])[],
  varied: readonly number[],
): string {
  let rest = number;
  return variants
    .map((choices, place) => {
      if (!varied.includes(place)) return choices[0] ?? '';
      const choice = choices[rest % choices.length] ?? '';
      rest = Math.floor(rest / choices.length);
      return choice;
    })
    .join('');
}
