// What this system's disk can make. Windows knows no pipes, few odd names, and links only for some users; macOS has no two names that
// differ in case.
import {
  closeSync,
  lstatSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';

/** Makes a symbolic link. @throws where the system makes none, even if it says that it did */
export function makeLink(target: string, path: string): void {
  symlinkSync(target, path);
  lstatSync(path);
}

/** Whether something can be made in a folder of its own. */
export function canMake(make: (folder: string) => void): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'wheelseal-can-'));
  try {
    make(folder);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const MAKES_LINKS = canMake((folder) => makeLink('target', join(folder, 'link')));

/** Whether another file may take the name of one that is open. */
export const REPLACES_OPEN_FILES = canMake((folder) => {
  for (const name of ['open', 'other']) writeFileSync(join(folder, name), '');
  const descriptor = openSync(join(folder, 'open'), 'r');
  try {
    renameSync(join(folder, 'other'), join(folder, 'open'));
  } finally {
    closeSync(descriptor);
  }
});

/**
 * The body of a test for what the system can make. Where it can't, the test counts all the same and is named: it holds that Linux is not
 * the one that can't.
 */
export function where(can: boolean, test: () => Promise<void>): () => Promise<void> {
  if (can) return test;
  return async () => {
    if (process.platform === 'linux') throw new Error('Linux must be able to make this');
    process.stderr.write(`not made on ${process.platform}: ${expect.getState().currentTestName}\n`);
  };
}
