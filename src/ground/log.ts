/** How much an annotation weighs: `permanent` where it says what was made public or is permanently recorded in public logs. */
type Weight = 'ordinary' | 'permanent';

/** Lines for the person who reads the job's log. Foreign text is defused and secrets are redacted on the way out. */
export interface Log {
  info(line: string): void;
  /** Seen only with the runner's debug logging. */
  debug(line: string): void;
  notice(message: string, title?: string, weight?: Weight): void;
  warning(message: string, title?: string, weight?: Weight): void;
  error(message: string, title?: string): void;
  /**
   * Folds the lines of one stage under a heading; without lines there is no group.
   * @param last the line that ends the others
   */
  group<T>(heading: string, work: () => Promise<T>, last?: () => string): Promise<T>;
}
