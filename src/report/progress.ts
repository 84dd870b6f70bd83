import type { Clock } from '../ground/clock.ts';
import { readableSize } from './quantities.ts';

/** How far work on many files has come. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What is sent, where the work sends files. */
  readonly bytes?: { readonly done: number; readonly total: number };
  /** Milliseconds since the work began. */
  readonly elapsed: number;
}

/** `120 of 250 signed`; with bytes, the rate so far and how long the rest takes at it. Pure. */
export function progressLine(verb: string, { done, total, bytes, elapsed }: Progress): string {
  const count = `${done} of ${total} ${verb}`;
  if (bytes === undefined || bytes.done === 0 || elapsed <= 0) return count;
  const rate = bytes.done / elapsed;
  const left = Math.max(0, bytes.total - bytes.done) / rate;
  return `${count}, ${readableSize(Math.round(rate * 1000))}/s, about ${remaining(left)} left`;
}

function remaining(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** Milliseconds between two lines; what ends sooner has none. */
const PAUSE = 10_000;

/** Counts files that are done, and says so every ten seconds at most, never of work that takes less and not of the last file. */
export function countProgress(
  verb: string,
  sizes: readonly number[],
  { clock, log, sends }: ProgressOutlet,
): (size: number) => void {
  const began = clock.now().getTime();
  const all = sizes.reduce((sum, size) => sum + size, 0);
  let [done, bytes, last] = [0, 0, began];
  return (size) => {
    done += 1;
    bytes += size;
    const now = clock.now().getTime();
    if (now - last < PAUSE || done === sizes.length) return;
    last = now;
    const sent = sends ? { bytes: { done: bytes, total: all } } : {};
    log.info(progressLine(verb, { done, total: sizes.length, elapsed: now - began, ...sent }));
  };
}

/** Where progress goes. */
interface ProgressOutlet {
  readonly clock: Pick<Clock, 'now'>;
  readonly log: { readonly info: (line: string) => void };
  /** Bytes are sent: rate and time left are shown. */
  readonly sends: boolean;
}
