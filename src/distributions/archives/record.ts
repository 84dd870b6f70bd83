import { shortList } from '../../ground/short-list.ts';
import { againstIndex, note } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { decodedUtf8, pythonLineEnds } from '../metadata/python-text.ts';

const REBUILD = 'Build the wheel again with a current build backend, which writes RECORD anew.';

const shown = 5;
/** Python's `csv` reads no longer ones. */
const maximumField = 131_072;
/** Hashes that RECORD may have: those of Python's hashlib from SHA-256 on. */
const hashNames: ReadonlyMap<string, string> = new Map(
  ['sha256', 'sha384', 'sha512'].map((name) => [name, name]),
);

/** What PyPI does where RECORD and members differ (warehouse/forklift/legacy.py, August 2026): it accepts the file. */
const MAILED = '; PyPI warns about it by email, and has announced that it will reject such wheels';

/**
 * Compares RECORD with the members of its wheel; the signatures of RECORD are not listed in it.
 * https://packaging.python.org/en/latest/specifications/recording-installed-packages/#the-record-file
 */
export function checkRecord(bytes: Uint8Array, members: Iterable<string>, information: string): Finding[] {
  const record = decodedUtf8(bytes);
  const answer = `Wheel does not contain the required RECORD file: ${information}/RECORD`;
  if (record === undefined) return [againstIndex('RECORD is not UTF-8', answer, REBUILD)];
  const exempt = new Set([`${information}/RECORD.jws`, `${information}/RECORD.p7s`]);
  const present = new Set([...members].filter((path) => !/[/\\]$/.test(path) && !exempt.has(path)));
  const { rows, hasEmptyLine } = parseRows(record);
  const tooLong = rows.flat().some((field) => field.length > maximumField);
  return [
    ...(tooLong
      ? [againstIndex(`RECORD has a field of more than ${maximumField} characters`, answer, REBUILD)]
      : []),
    ...checkPaths(new Set(rows.map(([path = '']) => path)), present, exempt),
    ...(hasEmptyLine ? [againstIndex('RECORD has an empty line', '500 Internal Server Error', REBUILD)] : []),
    ...checkHashes(rows, present, information),
  ];
}

/** What RECORD says of a member's content. */
export interface RecordedHash {
  readonly algorithm: string;
  /** Without padding. */
  readonly base64url: string;
}

/** The hashes of RECORD by the path of their member; none where it can't be read. */
export function recordedHashes(bytes: Uint8Array): ReadonlyMap<string, RecordedHash> {
  const hashes = new Map<string, RecordedHash>();
  for (const [path = '', hash = ''] of parseRows(decodedUtf8(bytes) ?? '').rows) {
    const [name = '', digest = ''] = hash.split('=');
    const algorithm = hashNames.get(name.toLowerCase());
    if (algorithm !== undefined && digest !== '') hashes.set(path, { algorithm, base64url: digest });
  }
  return hashes;
}

function checkPaths(
  listed: ReadonlySet<string>,
  present: ReadonlySet<string>,
  exempt: ReadonlySet<string>,
): Finding[] {
  const missing = [...present].filter((path) => !listed.has(path));
  const absent = [...listed].filter((path) => !present.has(path) && !exempt.has(path));
  const signatures = [...listed].filter((path) => exempt.has(path));
  return [
    ...(missing.length === 0
      ? []
      : [note(`RECORD does not list ${quotedPaths(missing)}${MAILED}${inData(missing)}`)]),
    ...(absent.length === 0
      ? []
      : [note(`RECORD lists ${quotedPaths(absent)}, which the wheel does not have${MAILED}`)]),
    ...(signatures.length === 0
      ? []
      : [note(`RECORD lists ${quotedPaths(signatures)}, which sign it and cannot be listed in it${MAILED}`)]),
  ];
}

function checkHashes(
  rows: readonly (readonly string[])[],
  present: ReadonlySet<string>,
  information: string,
): Finding[] {
  const unhashed = rows.filter(
    ([path = '', hash = '']) => hash === '' && path !== `${information}/RECORD` && present.has(path),
  );
  if (unhashed.length === 0) return [];
  return [note(`RECORD has no hash of ${quotedPaths(unhashed.map(([path = '']) => path))}`)];
}

/** What RECORD lists, with each path as members have it: Windows writes backslashes. */
interface Rows {
  readonly rows: readonly (readonly string[])[];
  /** PyPI's code does not expect the empty row that Python's `csv` gives for it (warehouse/utils/wheel.py). */
  readonly hasEmptyLine: boolean;
}

/** Rows as Python's `csv` reads them of the lines of a text; a stray quote is a character as any other. */
function parseRows(record: string): Rows {
  const text = record.replace(pythonLineEnds, '\n');
  const rows: string[][] = [];
  let hasEmptyLine = false;
  let position = 0;
  while (position < text.length) {
    if (text[position] === '\n') {
      hasEmptyLine = true;
      position += 1;
      continue;
    }
    const row: string[] = [];
    let cell: Cell;
    do {
      cell = cellAt(text, position);
      row.push(row.length === 0 ? cell.value.replaceAll('\\', '/') : cell.value);
      position = cell.end + 1;
    } while (text[cell.end] === ',');
    rows.push(row);
  }
  return { rows, hasEmptyLine };
}

interface Cell {
  readonly value: string;
  /** Where the comma or line break behind it is, or the end of the text. */
  readonly end: number;
}

function cellAt(text: string, start: number): Cell {
  if (text[start] !== '"') return plainCell(text, start);
  let quote = text.indexOf('"', start + 1);
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  const inside = text.slice(start + 1, quote < 0 ? undefined : quote).replaceAll('""', '"');
  const behind = plainCell(text, quote < 0 ? text.length : quote + 1);
  return { value: inside + behind.value, end: behind.end };
}

function plainCell(text: string, start: number): Cell {
  const stop = /[,\n]/g;
  stop.lastIndex = start;
  const end = stop.exec(text)?.index ?? text.length;
  return { value: text.slice(start, end), end };
}

/** uv looks up in RECORD what it moves out of `.data`. */
function inData(missing: readonly string[]): string {
  const [first] = missing.filter((path) => /^[^/]+\.data\//.test(path));
  return first === undefined ? '' : `; uv can't install a wheel whose RECORD does not list '${first}'`;
}

/** Some paths, quoted, and how many more there are. */
export function quotedPaths(paths: readonly string[]): string {
  return shortList(
    paths.map((path) => `'${path}'`),
    shown,
  );
}
