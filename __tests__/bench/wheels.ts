import { randomBytes } from 'node:crypto';
import { makeWheel, type MadeFile } from '../testbed/make-distributions.ts';

/** Wheels of one release, told apart by their build tags, each with so many bytes that don't compress. */
export function makeWheels(count: number, bytes: number): readonly MadeFile[] {
  return Array.from({ length: count }, (_, index) =>
    makeWheel({
      name: 'demo',
      version: '1.0',
      tags: `${index + 1}-py3-none-any`,
      files: { 'demo/data.bin': randomBytes(bytes) },
    }),
  );
}

/** Files of a workspace whose `dist` holds the wheels. */
export function inDist(wheels: readonly MadeFile[]): Record<string, Uint8Array> {
  return Object.fromEntries(wheels.map(({ name, bytes }) => [`dist/${name}`, bytes]));
}
