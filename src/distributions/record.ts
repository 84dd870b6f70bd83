import { againstIndex, note } from './finding.ts';
import type { Finding } from './finding.ts';

const shown = 5;

/**
 * Compares RECORD with the members of its wheel; the signatures of RECORD are not listed in it.
 * https://packaging.python.org/en/latest/specifications/recording-installed-packages/#the-record-file
 */
export function checkRecord(record: string, members: Iterable<string>, information: string): Finding[] {
  const exempt = new Set([`${information}/RECORD.jws`, `${information}/RECORD.p7s`]);
  const present = new Set([...members].filter((path) => !path.endsWith('/') && !exempt.has(path)));
  const rows = parseRows(record)?.map(([path = '', ...rest]) => [path.replaceAll('\\', '/'), ...rest]);
  if (rows === undefined) return [againstIndex('RECORD is not comma-separated values')];
  const listed = new Set(rows.map(([path = '']) => path));
  const missing = [...present].filter((path) => !listed.has(path));
  const absent = [...listed].filter((path) => !present.has(path) && !exempt.has(path));
  const findings: Finding[] = [];
  const mailed = '; PyPI warns of it by e-mail and has announced to refuse it';
  if (missing.length > 0) findings.push(againstIndex(`RECORD does not list ${quoted(missing)}${mailed}`));
  if (absent.length > 0)
    findings.push(againstIndex(`RECORD lists ${quoted(absent)}, which the wheel does not have${mailed}`));
  const unhashed = rows.filter(
    ([path = '', hash = '']) => hash === '' && path !== `${information}/RECORD` && present.has(path),
  );
  if (unhashed.length > 0)
    findings.push(note(`RECORD has no hash of ${quoted(unhashed.map(([path = '']) => path))}`));
  return findings;
}

/** Fields of comma-separated values as in RFC 4180; undefined where a quote is left open. */
export function parseRows(text: string): string[][] | undefined {
  const rows: string[][] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y;
  let row: string[] = [];
  while (cell.lastIndex < text.length || row.length > 0) {
    const match = cell.exec(text);
    if (match === null) return undefined;
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    if (row.some((field) => field !== '')) rows.push(row);
    row = [];
    if (cell.lastIndex >= text.length) break;
  }
  return rows;
}

function quoted(paths: readonly string[]): string {
  const first = paths.slice(0, shown).map((path) => `'${path}'`);
  return paths.length > shown ? `${first.join(', ')} and ${paths.length - shown} more` : first.join(', ');
}
