/** How many requests go out side by side; the others wait in the order they came. */
export class UploadTurns {
  readonly #waiting: (() => void)[] = [];
  #atOnce: number;
  #running = 0;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  get atOnce(): number {
    return this.#atOnce;
  }

  /** From now on one at a time; what is under way comes to its end. */
  oneByOne(): void {
    this.#atOnce = 1;
  }

  /** Does the work as soon as there is room for it. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    while (this.#running >= this.#atOnce) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}
