/** Time and randomness, as arguments: nothing else in src/ reads either. */
export interface Clock {
  now(): Date;
  /** Resolves after so many milliseconds; rejects with the signal's reason when aborted before. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** From 0 (inclusive) to 1 (exclusive), for jitter only. */
  random(): number;
}
