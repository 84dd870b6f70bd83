import { ActionError } from '../../errors.ts';

/**
 * Lets one entry go to a log before all others, where only an entry shows whose key signs it, and no more once the trusted root could not
 * verify one: an entry is public and permanent, so that only one is made that nobody can verify.
 */
export class Pilot {
  #proven: boolean;
  #claimed: boolean;
  #underWay: Promise<void> | undefined;
  #refusal: Error | undefined;
  readonly #stopped = new AbortController();

  /** @param proven the log's key is known without an entry */
  constructor(proven: boolean) {
    this.#proven = proven;
    this.#claimed = proven;
  }

  /** Whether the caller is the one that need not wait for company: true once, where nothing is proven. */
  claim(): boolean {
    const claimed = this.#claimed;
    this.#claimed = true;
    return !claimed;
  }

  /** Ends all that has not been sent yet, or is about to be sent again. */
  stop(refusal: Error): void {
    this.#refusal ??= refusal;
    this.#stopped.abort(this.#refusal);
  }

  /**
   * Sends an entry; where nothing is proven yet, alone, and proves it.
   * @param log starts no attempt once its signal is aborted
   * @param prove whether the answer proves that others will be verified; throws where it proves that they won't
   * @throws what the first entry failed of, for all that waited for it; why nothing new is sent; CANCELLED
   */
  async send<T>(
    log: (signal: AbortSignal) => Promise<T>,
    prove: (answer: T) => boolean,
    signal?: AbortSignal,
  ): Promise<T> {
    while (!this.#proven && this.#underWay !== undefined) await waitFor(this.#underWay, signal);
    const stopped = this.#stopped.signal;
    const either = signal === undefined ? stopped : AbortSignal.any([signal, stopped]);
    const send = async (): Promise<T> => log(either);
    try {
      if (this.#refusal !== undefined) throw this.#refusal;
      return await (this.#proven ? send() : this.#lead(send, prove));
    } catch (error) {
      const wasStopped =
        error instanceof ActionError && error.code === 'CANCELLED' && signal?.aborted !== true;
      throw wasStopped && this.#refusal !== undefined ? this.#refusal : error;
    }
  }

  async #lead<T>(log: () => Promise<T>, prove: (answer: T) => boolean): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // Nobody may be waiting.
    promise.catch(() => undefined);
    this.#underWay = promise;
    try {
      const answer = await log();
      this.#proven = prove(answer);
      resolve();
      return answer;
    } catch (error) {
      reject(error);
      throw error;
    } finally {
      this.#underWay = undefined;
    }
  }
}

/** Waits for the first entry. What it failed of is not why those end that were cancelled meanwhile. */
async function waitFor(first: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  try {
    await first;
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
}
