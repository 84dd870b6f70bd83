/** Why a text is not a list of hashes. */
export interface ExpectedHashesFault {
  readonly fault: string;
}

const hashLine = /^\\?([0-9A-Fa-f]{64}) [ *]?(.+)$/;

/**
 * Reads lines of `sha256sum` output (`HASH  name`, `HASH *name`), or the base64 of them: lower-case hex by file name,
 * without the folders that a line may name before it.
 */
export function parseExpectedHashes(text: string): ReadonlyMap<string, string> | ExpectedHashesFault {
  const lines = linesOf(plain(text));
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

function plain(text: string): string {
  const packed = text.replace(/\s+/g, '');
  const looksPacked =
    /^[A-Za-z0-9+/_-]+={0,2}$/.test(packed) && !linesOf(text).some((line) => hashLine.test(line));
  return looksPacked ? Buffer.from(packed, 'base64').toString('utf8') : text;
}

function linesOf(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
