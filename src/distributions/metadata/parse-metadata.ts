import type { CoreMetadata } from '../distribution.ts';
import { Unreadable, note } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { decodedUtf8, pythonStrip } from './python-text.ts';

/** Bytes of a member with metadata of any kind that is read. */
export const maximumMetadata = 8 * 1024 * 1024;

/** Core metadata, and what was odd about its text. */
interface ParsedMetadata {
  readonly metadata: CoreMetadata;
  readonly findings: readonly Finding[];
}

interface Header {
  readonly name: string;
  readonly lines: string[];
}

/** Fields whose line breaks mean something; of all others a folded value is one line (RFC 5322, 2.2.3). */
const fieldsOfManyLines = new Set(['description', 'license']);

/**
 * Parses METADATA or PKG-INFO: UTF-8, header fields, and a body that is kept as it is. Values that stand for none (empty,
 * or `UNKNOWN`, which distutils wrote) are left out, as they are never sent and PyPI deletes them.
 * https://packaging.python.org/en/latest/specifications/core-metadata/ @throws {Unreadable} where it is not UTF-8.
 */
export function parseMetadata(bytes: Uint8Array): ParsedMetadata {
  const text = decodedUtf8(bytes);
  if (text === undefined) throw new Unreadable('the metadata is not UTF-8');
  const { headers, body, strayLine } = split(text);
  const metadata = new Map<string, string[]>();
  for (const header of headers) append(metadata, header.name, unfolded(header));
  append(metadata, 'description', body);
  const findings = strayLine === undefined ? [] : [strayFinding(strayLine)];
  return { metadata, findings };
}

/** Core metadata as a file or an index has it; undefined where it is none. */
export function tryParseMetadata(bytes: Uint8Array): CoreMetadata | undefined {
  try {
    return parseMetadata(bytes).metadata;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** Headers end at the first empty line, or, as in Python's parser, at the first line that is none. */
function split(text: string): { headers: Header[]; body: string; strayLine: number | undefined } {
  const headers: Header[] = [];
  const lineEnd = /\r\n|\r|\n/g;
  let position = 0;
  for (let number = 1; position < text.length; number += 1) {
    lineEnd.lastIndex = position;
    const match = lineEnd.exec(text);
    const line = text.slice(position, match?.index ?? text.length);
    const next = match === null ? text.length : lineEnd.lastIndex;
    if (line === '') return { headers, body: text.slice(next), strayLine: undefined };
    const previous = headers.at(-1);
    const field = /^([!-9;-~]+):[ \t]*(.*)$/su.exec(line);
    if (/^[ \t]/.test(line) && previous !== undefined) previous.lines.push(line);
    else if (field !== null) headers.push({ name: (field[1] ?? '').toLowerCase(), lines: [field[2] ?? ''] });
    else return { headers, body: text.slice(position), strayLine: number };
    position = next;
  }
  return { headers, body: '', strayLine: undefined };
}

/** Line breaks of a description are marked by seven spaces and a bar, or (distutils) by eight spaces. */
function unfolded(header: Header): string {
  const [first = '', ...rest] = header.lines;
  if (rest.length === 0) return first;
  if (fieldsOfManyLines.has(header.name)) {
    const barred = rest.every((line) => /^ {7}\|/.test(line));
    return [first, ...rest.map((line) => line.replace(barred ? /^ {7}\|/ : /^(?: {1,8}|\t)/, ''))].join('\n');
  }
  return [first, ...rest.map((line) => line.trim())].filter((line) => line !== '').join(' ');
}

function append(metadata: Map<string, string[]>, field: string, value: string): void {
  const stripped = pythonStrip(value);
  if (stripped === '' || stripped === 'UNKNOWN') return;
  // Spaces around a version belong to no version (PEP 440, appendix B), and other indexes reject them.
  const kept = field === 'version' ? stripped : value;
  const values = metadata.get(field);
  if (values === undefined) metadata.set(field, [kept]);
  else values.push(kept);
}

function strayFinding(line: number): Finding {
  return note(
    `line ${line} of the metadata is not a header field; all from there on is read as the description`,
  );
}
