import { createHash } from 'node:crypto';

/** Bytes of one name in a folder, on every file system of a runner. */
const LONGEST_NAME = 255;
const HASH_DIGITS = 16;

/** A hidden name for what is not yet the file of that name: with that name in it, or its hash where the name leaves no room for more. */
export function hiddenName(name: string, ending: string): string {
  const readable = `.${name}${ending}`;
  return Buffer.byteLength(readable) <= LONGEST_NAME ? readable : `.${hashOf(name)}${ending}`;
}

/** Whether a hidden name with this between its dot and its ending is one of the file of that name. */
export function isHiddenNameOf(name: string, between: string): boolean {
  return between === name || (between.length === HASH_DIGITS && hashOf(name) === between);
}

function hashOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, HASH_DIGITS);
}
