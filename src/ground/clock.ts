/** What a sleep is for, in the words of the log. */
export interface Awaiting {
  readonly what: string;
  /** When waiting for it ends; with this sleep where absent. */
  readonly until?: Date | undefined;
}

/** Time and randomness, as arguments: nothing else in src/ reads either. */
export interface Clock {
  now(): Date;
  /**
   * Resolves after so many milliseconds; rejects with the signal's reason when aborted before.
   * @param awaited a long sleep without it is silent in the log
   */
  sleep(milliseconds: number, signal?: AbortSignal, awaited?: Awaiting): Promise<void>;
  /** From 0 (inclusive) to 1 (exclusive), for jitter only. */
  random(): number;
}
