import { spawn } from 'node:child_process';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';

const CHILD = fileURLToPath(new URL('./event-loop-child.ts', import.meta.url));
const SOURCES = new URL('../../src/', import.meta.url);
const MEGABYTE = 1e6;
/** Milliseconds that a megabyte may take, and below which times say nothing of how they grow. */
const [BOUND, NOISE] = [1000, 100];

/** What reads foreign text: an export of a file below src/, and its arguments for so many bytes, which travel as JSON. */
export interface Reader {
  readonly file: string;
  readonly name: string;
  readonly args: (bytes: number) => readonly unknown[];
}

/**
 * Holds a reader of foreign text to its bound: in a process of its own, a megabyte keeps the event loop from turning for less
 * than a second, and two for at most three times as long as one. Once more where it fails, since a busy machine is slow.
 */
export async function expectBounded(reader: Reader): Promise<void> {
  try {
    await expectBoundedOnce(reader);
  } catch {
    await expectBoundedOnce(reader);
  }
}

async function expectBoundedOnce(reader: Reader): Promise<void> {
  const one = await blockedFor(reader, MEGABYTE);
  expect(one).toBeLessThan(BOUND);
  const two = await blockedFor(reader, 2 * MEGABYTE);
  expect(two).toBeLessThan(3 * Math.max(one, NOISE));
}

/** Milliseconds; gives up after ten seconds. */
async function blockedFor({ file, name, args }: Reader, bytes: number): Promise<number> {
  const options = ['--disable-warning=ExperimentalWarning', CHILD, new URL(file, SOURCES).href, name];
  const child = spawn(process.execPath, options, {
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: 10 * BOUND,
  });
  child.stdin.end(JSON.stringify(args(bytes)));
  const milliseconds: unknown = await json(child.stdout).catch(() => undefined);
  return typeof milliseconds === 'number' ? milliseconds : Number.POSITIVE_INFINITY;
}

/** A piece over and over, as long as asked for. */
export function repeated(piece: string): (bytes: number) => string {
  return (bytes) => piece.repeat(Math.ceil(bytes / piece.length));
}
