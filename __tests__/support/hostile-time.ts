import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import type { Measured, Subject } from './hostile-time-child.ts';

const MEGABYTE = 1024 * 1024;
/** Milliseconds that a megabyte may block the process for. */
const BOUND = 1000;
const GROWTH = 3;
/** Below this many milliseconds, growth is the noise of the machine. */
const NOISE = 100;
/** Megabytes of young objects before they are collected: what a collection copies would look like growth. */
const ROOMY = ['--min-semi-space-size=128', '--max-semi-space-size=128'];
/** Milliseconds below which a delay is as good as none. */
const NOTHING = 30;
/** Of each size. */
const MEASUREMENTS = 3;
/** Milliseconds after which a child is taken to be hung. */
const PATIENCE = 40_000;

/**
 * Expects that a function of foreign text blocks the process for less than a second at 1 MB of its worst input, and at
 * 2 MB for at most three times as long, or at 4 MB for at most three times as long as at 2: a collection that only the
 * second megabyte sets off is no growth, the square grows both times. One retry, since other processes share the machine.
 * The function runs in a child process and is measured by the delay of that process's event loop, the least of a few
 * runs; it may refuse its input.
 * `module`: a path below src/; `worst`: the function's arguments, with about so many bytes of input.
 */
export async function expectBounded(
  module: string,
  name: string,
  worst: (bytes: number) => readonly unknown[],
): Promise<void> {
  const first = await measureGrowth(module, name, worst);
  const measured = isBounded(first) ? first : await measureGrowth(module, name, worst);
  expect({ name, ...measured, bounded: isBounded(measured) }).toEqual({ name, ...measured, bounded: true });
}

/** At 1, 2 and 4 MB. */
interface Growth {
  readonly one: Measured;
  readonly two: Measured;
  /** Only where two megabytes took too long. */
  readonly four?: Measured;
}

function isBounded({ one, two, four }: Growth): boolean {
  const failed = [one, two, four].some((each) => each?.error === 'RangeError');
  return !failed && one.delay < BOUND && (isLinear(one, two) || (four !== undefined && isLinear(two, four)));
}

function isLinear(one: Measured, double: Measured): boolean {
  return double.delay <= limitOf(one);
}

function limitOf({ delay }: Measured): number {
  return Math.max(delay * GROWTH, NOISE);
}

async function measureGrowth(
  module: string,
  name: string,
  worst: (bytes: number) => readonly unknown[],
): Promise<Growth> {
  const measureAt = async (megabytes: number, measurements: number, enough: number): Promise<Measured> =>
    measure({ module, name, arguments: worst(megabytes * MEGABYTE), measurements, enough });
  const first = await measureAt(1, MEASUREMENTS, BOUND);
  if (first.delay >= BOUND) return { one: first, two: first };
  const second = await measureAt(2, 1, NOISE);
  // Below the noise nothing hangs on how little a megabyte takes; above it, on the least of all measurements.
  if (second.delay <= NOISE) return { one: first, two: second };
  const one = first.delay <= NOTHING ? first : least(first, await measureAt(1, MEASUREMENTS - 1, NOTHING));
  if (isLinear(one, second)) return { one, two: second };
  const two = least(second, await measureAt(2, MEASUREMENTS - 1, limitOf(one)));
  if (isLinear(one, two)) return { one, two };
  return { one, two, four: await measureAt(4, MEASUREMENTS, limitOf(two)) };
}

function least(one: Measured, other: Measured): Measured {
  return other.delay < one.delay ? other : one;
}

let idle: ChildProcess | undefined;

/** Takes the child that is idle, or a new one: one that hung is ended, and its state would be no other's. */
async function measure(subject: Subject): Promise<Measured> {
  const child =
    idle ??
    fork(fileURLToPath(new URL('hostile-time-child.ts', import.meta.url)), {
      execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc', ...ROOMY],
      serialization: 'advanced',
    });
  idle = undefined;
  child.ref();
  child.channel?.ref();
  const hung = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  try {
    const measured = await new Promise<Measured>((resolve, reject) => {
      child.once('message', (answer: Measured) => resolve(answer));
      child.once('error', reject);
      child.once('exit', () => resolve({ delay: PATIENCE, error: 'hung' }));
      child.send(subject);
    });
    if (measured.error !== 'hung') idle = child;
    return measured;
  } finally {
    clearTimeout(hung);
    child.removeAllListeners();
    // An idle child keeps no test running, and ends with the process that started it.
    child.unref();
    child.channel?.unref();
  }
}
