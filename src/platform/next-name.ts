import { parse } from 'node:path';
import { errorCode } from './error-code.ts';
import type { Files } from './files.ts';

/** Names that are tried; each user of a machine leaves one at the most. */
const NAMES = 3;

/**
 * Writes a file, under its next name (`report-2.json`) where another user of the machine left one that can't be replaced, and returns
 * its path. @throws what the disk says of anything else
 */
export async function writeUnderNextName(
  path: string,
  text: string,
  files: Pick<Files, 'writeAtomically'>,
): Promise<string> {
  const { dir, name, ext } = parse(path);
  for (let number = 1; ; number += 1) {
    const target = number === 1 ? path : `${dir}/${name}-${number}${ext}`;
    try {
      await files.writeAtomically(target, text);
      return target;
    } catch (error) {
      const code = errorCode(error);
      if (number === NAMES || (code !== 'EPERM' && code !== 'EACCES')) throw error;
    }
  }
}
