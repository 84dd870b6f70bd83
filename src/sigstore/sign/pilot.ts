import { ActionError } from '../../errors.ts';

/**
 * Lets one entry go to a log before all others, where only an entry shows whose key signs it, and no more once the trusted root could not
 * verify one: an entry is public and permanent, so that only one is made that nobody can verify.
 */
export class Pilot {
  #proven: boolean;
  #claimed: boolean;
  #underWay: Promise<void> | undefined;
  /** Settles once the first entry is on its way, or can't be. */
  readonly #begun = Promise.withResolvers<void>();
  #refusal: Error | undefined;
  readonly #stopped = new AbortController();

  /** @param proven the log's key is known without an entry */
  constructor(proven: boolean) {
    this.#proven = proven;
    this.#claimed = proven;
    // Nobody may be waiting.
    this.#begun.promise.catch(() => undefined);
    if (proven) this.#begun.resolve();
  }

  /**
   * Prepares an entry. Where nothing is proven, the first one is prepared alone, and the others while the log has it: they wait for its
   * answer in any case, and would only hold it up before.
   * @param alone undefined where the entry came to nothing, and the others need not wait for it
   * @throws what kept the first entry from being sent, for all that waited for it
   */
  async prepare<T>(
    alone: () => Promise<T | undefined>,
    inCompany: () => Promise<T | undefined>,
    signal?: AbortSignal,
  ): Promise<T | undefined> {
    if (this.#claimed) {
      await waitFor(this.#begun.promise, signal);
      return inCompany();
    }
    this.#claimed = true;
    try {
      const prepared = await alone();
      if (prepared === undefined) this.#begun.resolve();
      return prepared;
    } catch (error) {
      this.#begun.reject(error);
      throw error;
    }
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
      this.#begun.reject(error);
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
      const sent = log();
      this.#begun.resolve();
      const answer = await sent;
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
