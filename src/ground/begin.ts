/** Begins work early. Its failure counts only where its result is awaited, and is nobody's where it is not. */
export function begin<T>(work: () => Promise<T>): Promise<T> {
  const begun = work();
  begun.catch(() => {});
  return begun;
}
