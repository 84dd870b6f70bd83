import { randomUUID } from 'node:crypto';
import { hiddenName, isHiddenNameOf } from '../ground/hidden-name.ts';

const TEMPORARY = /^\.(.+)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/** A new name for a file until it has all its bytes and gets this one. */
export function temporaryName(name: string): string {
  return hiddenName(name, `.${randomUUID()}.tmp`);
}

/** Which of these files' temporary name this is; undefined where it is none's. */
export function finalName(temporary: string, names: readonly string[]): string | undefined {
  const [, between] = TEMPORARY.exec(temporary) ?? [];
  return between === undefined ? undefined : names.find((name) => isHiddenNameOf(name, between));
}
