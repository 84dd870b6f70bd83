/** Why a text is not a list of hashes. */
export interface ExpectedHashesFault {
  readonly fault: string;
}

/** UTF-16 units; systems take no longer ones. */
const longestPath = 4096;
const hashLine = /^\\?([0-9A-Fa-f]{64}) [ *]?(.+)$/;

/** The path of a file with the list. */
export interface ExpectedHashesFile {
  readonly path: string;
}

/**
 * Reads lines of `sha256sum` output (`HASH  name`, `HASH *name`), else the base64 of them: lower-case hex by file name, without the
 * folders that a line may name before it. One line that is neither is a path.
 */
export function parseExpectedHashes(
  text: string,
): ReadonlyMap<string, string> | ExpectedHashesFault | ExpectedHashesFile {
  const given = linesOf(text);
  const unpacked = given.some((line) => hashLine.test(line)) ? given : unpack(text);
  if (unpacked !== undefined) return hashesOf(unpacked);
  const [path, ...others] = given;
  const isPath = path !== undefined && others.length === 0 && path.length <= longestPath;
  return isPath ? { path } : hashesOf(given);
}

/** Reads what a file of `sha256sum` output says. */
export function hashesOf(lines: readonly string[]): ReadonlyMap<string, string> | ExpectedHashesFault {
  if (lines.length === 0) return { fault: 'has no line' };
  const hashes = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    const [, hash, path] = hashLine.exec(line) ?? [];
    const name = path?.split(/[/\\]/).at(-1) ?? '';
    if (hash === undefined || name === '')
      return { fault: `line ${index + 1} is not 'HASH  name': ${line.slice(0, 120)}` };
    const known = hashes.get(name);
    if (known !== undefined && known !== hash.toLowerCase())
      return { fault: `names ${name} twice, with different hashes` };
    hashes.set(name, hash.toLowerCase());
  }
  return hashes;
}

/** The lines in a text's base64; undefined where no hash is among them. */
function unpack(text: string): readonly string[] | undefined {
  const packed = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(packed)) return undefined;
  const lines = linesOf(Buffer.from(packed, 'base64').toString('utf8'));
  return lines.some((line) => hashLine.test(line)) ? lines : undefined;
}

/** Lines that are not empty, without the spaces around them. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
