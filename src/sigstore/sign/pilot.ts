/**
 * Lets one entry go to a log before all others, where only an entry shows whose key signs it, and no more once the trusted root could not
 * verify one: an entry is public and permanent, so that only one is made that nobody can verify.
 */
export class Pilot {
  #proven: boolean;
  #claimed: boolean;
  #underWay: Promise<void> | undefined;
  #refusal: Error | undefined;

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

  /** Ends all that has not been sent yet. */
  stop(refusal: Error): void {
    this.#refusal ??= refusal;
  }

  /**
   * Sends an entry; where nothing is proven yet, alone, and proves it.
   * @param prove whether the answer proves that others will be verified; throws where it proves that they won't
   * @throws what the first entry failed of, for all that waited for it
   */
  async send<T>(log: () => Promise<T>, prove: (answer: T) => boolean): Promise<T> {
    while (!this.#proven && this.#underWay !== undefined) await this.#underWay;
    if (this.#refusal !== undefined) throw this.#refusal;
    return this.#proven ? log() : this.#lead(log, prove);
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
