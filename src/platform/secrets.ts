import { OUTPUT_WORDS } from '../ground/output-words.ts';
import { tryParseJson } from '../ground/json.ts';
import type { GivenSecret } from './detect-secrets.ts';
import { commandData, withoutControls } from './escape-for-log.ts';
import { formsOf, Redaction } from './redaction.ts';
import type { Log } from '../ground/log.ts';
import { Secret } from '../ground/secret.ts';
import type { NamedSecret } from './runner.ts';

/** What the secrets of a run begin with. */
interface SecretsOptions {
  readonly given: readonly GivenSecret[];
  /** Names that the run shows whole. */
  readonly visible: readonly string[];
  /** With whom a secret may stand in basic credentials. */
  readonly users: readonly string[];
  /** Writes to standard output, where the runner reads which values it masks. */
  readonly write: (text: string) => void;
}

/** The secrets of one run: each is masked with the runner before its first use, and taken out of what leaves the process. */
export class Secrets {
  readonly #redaction = new Redaction();
  readonly #masked = new Set<string>();
  readonly #options: SecretsOptions;
  readonly #warned = new Set<string>();
  readonly #named = new Map<string, string>();

  constructor(options: SecretsOptions) {
    this.#options = options;
    this.#redaction.show([...OUTPUT_WORDS, ...options.visible]);
    this.#mask(options.given);
    for (const { value, name } of options.given) if (name !== undefined) this.#name(value, name);
  }

  /** Masks a value, and wraps it. */
  add(value: string): Secret {
    this.#mask([{ value, users: this.#options.users }]);
    this.#name(value, 'a token of this run');
    return new Secret(value);
  }

  /** Each once, by the name under which it was known first. */
  all(): readonly NamedSecret[] {
    return [...this.#named].map(([value, name]) => ({ name, secret: new Secret(value) }));
  }

  #name(value: string, name: string): void {
    if (!this.#named.has(value)) this.#named.set(value, name);
  }

  keepVisible(names: readonly string[]): void {
    this.#redaction.show(names);
  }

  /** A text without secrets. Of JSON each string by itself, so that it stays JSON. */
  redact(text: string): string {
    // Controls go first: one in the middle of a secret would hide it.
    const clean = withoutControls(text);
    const redacted = this.#redaction.redact(clean);
    if (redacted === clean || !/^[[{]/.test(clean)) return redacted;
    const json = tryParseJson(clean);
    return json === undefined
      ? redacted
      : JSON.stringify(this.#redactedJson(json), null, clean.includes('\n') ? 2 : 0);
  }

  /** Warns, once of each place, of the secrets that were given and can't be hidden. */
  warn(log: Pick<Log, 'warning'>): void {
    const { given } = this.#options;
    const shown = given.filter(({ value }) => !this.#redaction.hides(value));
    const places = new Set(
      shown.flatMap((secret) => secret.given ?? []).filter((place) => !this.#warned.has(place)),
    );
    if (places.size === 0) return;
    for (const place of places) this.#warned.add(place);
    log.warning(
      `The value of ${[...places].join(', ')} cannot be hidden from the log, the outputs and the job summary: it is very short, or part of a word or name that they contain anyway. Use a long random value.`,
    );
  }

  #mask(secrets: readonly Pick<GivenSecret, 'value' | 'users'>[]): void {
    const lines = secrets.flatMap(({ value, users }) => {
      this.#redaction.add(value, users);
      // The runner would take our own words out of the job's outputs.
      if (OUTPUT_WORDS.some((word) => word.includes(value.toLowerCase()))) return [];
      return formsOf(value, users).flatMap((form) => {
        if (this.#masked.has(form)) return [];
        this.#masked.add(form);
        return `::add-mask::${commandData(form)}\n`;
      });
    });
    if (lines.length > 0) this.#options.write(lines.join(''));
  }

  #redactedJson(value: unknown): unknown {
    if (typeof value === 'string') return this.#redaction.redact(withoutControls(value));
    if (Array.isArray(value)) return value.map((item) => this.#redactedJson(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#redactedJson(item)]));
  }
}
