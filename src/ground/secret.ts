/** A value that must not be seen: prints as `***` wherever text or JSON is made of it. */
export class Secret {
  readonly #value: string;

  /** Only the runner makes secrets (`Runner.secret`), because it masks them first. */
  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Every call is a place to review. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***';
  }
}
