import { note } from '../finding.ts';
import type { Finding } from '../finding.ts';

/** What is wrong with a member's path: a place outside the archive, on any system, or characters that hide. */
export function pathFault(path: string): string | undefined {
  if (/\p{Cc}/u.test(path)) return 'has control characters in its name';
  if (path === '' || /^[/\\]|^[A-Za-z]:/.test(path)) return 'is not a relative path';
  return path.split(/[/\\]/).includes('..') ? 'points outside the archive' : undefined;
}

/** Where a member is unpacked to on every system: without empty and `.` segments. */
export function unpackedPath(path: string): string {
  return segments(path, '/').join('/');
}

/**
 * One form of all paths that some system unpacks to the same place: Windows separates by backslashes, drops dots and spaces that
 * end a name and ignores case, as macOS does, which also ignores how letters are composed.
 */
export function foldedPath(path: string): string {
  return segments(path, /[/\\]/)
    .map((segment) => segment.replace(/(?<![. ])[. ]+$/, ''))
    .join('/')
    .normalize('NFC')
    .toLowerCase();
}

/** A member whose path means another place on Windows than elsewhere, which PyPI accepts. */
export function checkSeparators(paths: Iterable<string>): Finding[] {
  const [first] = [...paths].filter((path) => path.includes('\\'));
  return first === undefined
    ? []
    : [
        note(
          `'${first}' has a backslash in its name: Windows unpacks it into a folder, other systems do not`,
        ),
      ];
}

function segments(path: string, separator: string | RegExp): string[] {
  return path.split(separator).filter((segment) => segment !== '' && segment !== '.');
}
