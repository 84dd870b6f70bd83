/** A line of the job's page, above its log. `permanent`: of what was made public or is permanently recorded in public logs. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title: string | undefined;
  readonly permanent: boolean;
}

/** Annotations of one run: GitHub shows ten of a step, and a page of more than a few is not read. */
export const MOST_ANNOTATIONS = 5;
/** Places that are kept for what comes later and weighs more: one for the error, two for what is permanent. */
const [FOR_ERROR, FOR_PERMANENT] = [1, 2];

/** How many annotations of each weight were shown so far. */
export interface ShownAnnotations {
  readonly errors: number;
  readonly permanent: number;
  readonly others: number;
}

/** Whether an annotation may be shown at once, without taking the place of one that weighs more and may still come. */
export function hasRoom({ level, permanent }: Annotation, shown: ShownAnnotations): boolean {
  const used = shown.errors + shown.permanent + shown.others;
  if (level === 'error') return used < MOST_ANNOTATIONS;
  const errorPlaces = Math.max(0, FOR_ERROR - shown.errors);
  if (permanent) return used < MOST_ANNOTATIONS - errorPlaces;
  const permanentPlaces = Math.max(0, FOR_PERMANENT - shown.permanent);
  return used < MOST_ANNOTATIONS - errorPlaces - permanentPlaces;
}

/** Of those that were held back, which are shown at the end of the run, errors first, and which stand in the summary only. */
export function chooseAnnotations(
  held: readonly Annotation[],
  places: number,
): { readonly shown: readonly Annotation[]; readonly left: readonly Annotation[] } {
  const ranked = held.toSorted((one, other) => rankOf(one) - rankOf(other));
  const room = Math.max(0, places);
  return { shown: ranked.slice(0, room), left: ranked.slice(room) };
}

function rankOf({ level, permanent }: Annotation): number {
  if (level === 'error') return 0;
  if (permanent) return 1;
  return level === 'warning' ? 2 : 3;
}
