import { createHash, randomUUID } from 'node:crypto';

/** Bytes of one name in a folder, on every file system of a runner. */
const LONGEST_NAME = 255;
const HASH_DIGITS = 16;
const TEMPORARY = /^\.(.+)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/** A new name for a file until it has all its bytes and gets this one: it contains that name, or its hash where the name has no room. */
export function temporaryName(name: string): string {
  const readable = `.${name}.${randomUUID()}.tmp`;
  return Buffer.byteLength(readable) <= LONGEST_NAME ? readable : `.${hashOf(name)}.${randomUUID()}.tmp`;
}

/** Which of these files' temporary name this is; undefined where it is none's. */
export function finalName(temporary: string, names: readonly string[]): string | undefined {
  const [, of] = TEMPORARY.exec(temporary) ?? [];
  return of === undefined
    ? undefined
    : names.find((name) => name === of || (of.length === HASH_DIGITS && hashOf(name) === of));
}

function hashOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, HASH_DIGITS);
}
