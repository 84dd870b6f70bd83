import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './error-code.ts';

/**
 * Makes a folder and those above it, all of this mode; one that exists stays as it is. Level by level, because Node's recursive mkdir
 * never returns where the system answers ENOENT below a folder that exists, as Linux does in /proc.
 * @throws {Error} of the system
 */
export async function makeDirectory(path: string, mode = 0o777): Promise<void> {
  const parent = dirname(path);
  try {
    await makeLevel(path, mode);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || parent === path) throw error;
    await makeDirectory(parent, mode);
    await makeLevel(path, mode);
  }
}

/** Systems refuse a folder that exists, above all a root, in words of many kinds. */
async function makeLevel(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    const exists = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!exists) throw error;
  }
}
