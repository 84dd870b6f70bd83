/** Shorter values are left to the runner's own mask: taken out of every text, they would make it unreadable. */
const SHORTEST_REDACTED = 4;
const SHORTEST_PART = 16;

/**
 * Every form in which a secret may appear in a text: itself, its lines, the parts of a token, percent-encoded, in JSON, and as the
 * credentials of basic authentication (RFC 7617 §2).
 */
export function formsOf(value: string, users: readonly string[]): readonly string[] {
  const basic = users.flatMap((user) => {
    const bytes = Buffer.from(`${user}:${value}`);
    return [bytes.toString('base64'), bytes.toString('base64url')];
  });
  const parts = [...value.split('.'), ...value.split(/\r?\n/)].filter((part) => part.length >= SHORTEST_PART);
  const encoded = [encodeURIComponent(value.toWellFormed()), JSON.stringify(value).slice(1, -1)];
  return [...new Set([value, ...parts, ...encoded, ...basic])].filter((form) => form.trim() !== '');
}

/** The secrets of one run, and texts without them. */
export class Redaction {
  #forms: readonly string[] = [];

  /** Adds forms; gives back those that are new. */
  add(forms: readonly string[]): readonly string[] {
    const fresh = forms.filter((form) => !this.#forms.includes(form));
    // Longest first: a part of a token must not break up the token.
    this.#forms = [...this.#forms, ...fresh].toSorted((left, right) => right.length - left.length);
    return fresh;
  }

  redact(text: string): string {
    return this.#forms
      .filter((form) => form.length >= SHORTEST_REDACTED)
      .reduce((redacted, form) => redacted.replaceAll(form, () => '***'), text);
  }
}
