/** Takes the secrets of the run out of a text (`Runner.redact`). */
export type Redact = (text: string) => string;

/** The beginning of a text: at most so many UTF-16 units and an ellipsis, no character halved. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/**
 * What another party wrote, as a message quotes it: redacted as a whole, then cut, since a cut in the middle of a secret leaves a piece
 * that nothing recognises. A text that is changed on the way, such as HTML without its tags, is redacted before that too.
 * @param longest UTF-16 units
 */
export function redactedText(text: string, redact: Redact, longest: number): string {
  return cutText(redact(text).trim(), longest);
}
