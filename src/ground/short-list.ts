/** Names in one line of text. */
const NAMES = 5;

/** The first of some names for one line of text, and how many more there are. */
export function shortList(names: readonly string[], most = NAMES, separator = ', '): string {
  const shown = names.slice(0, most).join(separator);
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
