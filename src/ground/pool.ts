/** How many pieces of work may run side by side: a number, or a function that is read again whenever one has ended. */
type Width = number | (() => number);

/**
 * Does work for each item, at most `width` at once, beginning in the order of the items. Where one throws, no further one
 * begins, those under way come to their end, and the first error is thrown.
 * @param stopped called before each begins: after true no further one begins
 */
export async function pool<T>(
  items: Iterable<T>,
  width: Width,
  work: (item: T) => Promise<void>,
  stopped: () => boolean = () => false,
): Promise<void> {
  const widthNow = typeof width === 'number' ? (): number => width : width;
  const running = new Set<Promise<void>>();
  const errors: unknown[] = [];
  // One promise for all that wait: a race would leave a reaction at each of hundreds under way, each time one of them ends.
  let oneEnded = Promise.withResolvers<void>();
  for (const item of items) {
    while (running.size > 0 && running.size >= widthNow()) await oneEnded.promise;
    if (errors.length > 0 || stopped()) break;
    const one = work(item)
      .catch((error: unknown) => void errors.push(error))
      .finally(() => {
        running.delete(one);
        oneEnded.resolve();
        oneEnded = Promise.withResolvers<void>();
      });
    running.add(one);
  }
  await Promise.all(running);
  if (errors.length > 0) throw errors[0];
}

/** What `work` makes of each item, in the order of the items, at most `width` at once. @throws the first error, as `pool` does */
export async function mapPool<T, R>(
  items: readonly T[],
  width: Width,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  await pool(items.entries(), width, async ([place, item]) => {
    results[place] = await work(item);
  });
  return results;
}
