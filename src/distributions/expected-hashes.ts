/** Why a text is not a list of hashes. */
interface ExpectedHashesFault {
  readonly fault: string;
}

/** UTF-16 units; systems accept no longer ones. */
const longestPath = 4096;
// GNU coreutils, "md5sum invocation": a backslash before the line says that the name has escapes; `--tag` puts the hash last.
const hashLine = /^(?<escaped>\\?)(?<hash>[0-9A-Fa-f]{64}) [ *]?(?<path>.+)$/;
const taggedLine = /^(?<escaped>\\?)SHA256 \((?<path>.+)\) = (?<hash>[0-9A-Fa-f]{64})$/;
const escapes: Readonly<Record<string, string>> = { '\\\\': '\\', '\\n': '\n', '\\r': '\r' };

/** The path of a file with the list. */
interface ExpectedHashesFile {
  readonly path: string;
}

/**
 * Reads lines of `sha256sum` output (`HASH  name`, `HASH *name`, `SHA256 (name) = HASH`), else the base64 of them: lower-case hex by
 * file name, without the folders that a line may name before it. One line that is neither is a path.
 */
export function parseExpectedHashes(
  text: string,
): ReadonlyMap<string, string> | ExpectedHashesFault | ExpectedHashesFile {
  const given = linesOf(text);
  const list = listedIn(given);
  if (list !== undefined) return hashesOf(list);
  const [path, ...others] = given;
  const isPath = path !== undefined && others.length === 0 && path.length <= longestPath;
  return isPath ? { path } : hashesOf(given);
}

/** Reads the content of a file with such lines, or with the base64 of them, in UTF-8 or UTF-16. */
export function readExpectedHashes(bytes: Uint8Array): ReadonlyMap<string, string> | ExpectedHashesFault {
  const lines = linesOf(decode(bytes));
  return hashesOf(listedIn(lines) ?? lines);
}

/** The lines themselves or those in their base64; undefined where no hash is among either. */
function listedIn(lines: readonly string[]): readonly string[] | undefined {
  if (lines.some(isListed)) return lines;
  const packed = lines.join('').replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(packed)) return undefined;
  const unpacked = linesOf(decode(Buffer.from(packed, 'base64')));
  return unpacked.some(isListed) ? unpacked : undefined;
}

function isListed(line: string): boolean {
  return hashLine.test(line) || taggedLine.test(line);
}

function hashesOf(lines: readonly string[]): ReadonlyMap<string, string> | ExpectedHashesFault {
  if (lines.length === 0) return { fault: 'is empty' };
  const hashes = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    const { hash, name } = partsOf(line) ?? {};
    if (hash === undefined || name === undefined)
      return { fault: `line ${index + 1} is not 'HASH  name': ${line.slice(0, 120)}` };
    const known = hashes.get(name);
    if (known !== undefined && known !== hash) return { fault: `names ${name} twice, with different hashes` };
    hashes.set(name, hash);
  }
  return hashes;
}

function partsOf(line: string): { readonly hash: string; readonly name: string } | undefined {
  const { hash, path, escaped } = (hashLine.exec(line) ?? taggedLine.exec(line))?.groups ?? {};
  if (hash === undefined || path === undefined) return undefined;
  const written = escaped === '' ? path : path.replace(/\\[\\nr]/g, (escape) => escapes[escape] ?? escape);
  const name = written.split(/[/\\]/).at(-1);
  return name === undefined || name === '' ? undefined : { hash: hash.toLowerCase(), name };
}

// PowerShell 5 writes UTF-16 with a byte order mark, and its [Text.Encoding]::Unicode bytes without one. A list begins with ASCII.
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0))
    return new TextDecoder('utf-16le').decode(bytes);
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0))
    return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

/** Lines that are not empty and no comment, without spaces and byte order marks around them. */
function linesOf(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
