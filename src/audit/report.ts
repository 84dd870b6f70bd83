import { ERROR_TITLES, type ActionError, type Explanation } from '../errors.ts';
import type { Redact } from '../ground/redacted-text.ts';
import { failureText } from '../report/failure.ts';
import { cell, escapeMarkdown, link, table } from '../report/markdown.ts';
import { counted } from '../report/quantities.ts';
import type { AuditedProject } from './audited.ts';
import type { Finding } from './findings.ts';

/** What an audit has come to. */
interface AuditRecord {
  readonly index: { readonly title: string; readonly simpleUrl: string | undefined };
  readonly projects: readonly AuditedProject[];
  readonly findings: readonly Finding[];
  /** What the audit can't say, a sentence each. */
  readonly notices: readonly string[];
  /** When the audit was that this one is compared with, ISO 8601; undefined where there is none. */
  readonly lastAudit: string | undefined;
}

/** What an audit has come to, without its secrets: every text in it is of others. */
export function redactedAudit(record: AuditRecord, redact: Redact): AuditRecord {
  return {
    ...record,
    index: {
      title: redact(record.index.title),
      simpleUrl: record.index.simpleUrl === undefined ? undefined : redact(record.index.simpleUrl),
    },
    findings: record.findings.map((finding) => ({
      ...finding,
      url: finding.url === undefined ? undefined : redact(finding.url),
      message: redact(finding.message),
    })),
    notices: record.notices.map(redact),
  };
}

/** What an audit has found, and what kept it from auditing at all. */
export interface EndedAudit {
  readonly record: AuditRecord;
  /** Undefined where everything could be read. */
  readonly error: ActionError | undefined;
}

/** Everything that an audit says at its end, as data. */
export interface AuditReport {
  readonly exitCode: 0 | 1;
  /** Titles and texts of the annotations that are errors. */
  readonly errors: readonly { readonly title: string; readonly message: string }[];
  readonly outputs: ReadonlyMap<string, string>;
  readonly summary: string;
  /** JSON text of the report file. */
  readonly json: string;
}

/**
 * The report of an audit.
 * @param record undefined where it ended before it had seen anything; both without secrets
 * @param documents address of the documents; undefined where it is not known
 */
export function makeAuditReport(
  record: AuditRecord | undefined,
  failure: Explanation | undefined,
  documents: string | undefined,
): AuditReport {
  const found = record?.findings ?? [];
  // What was not seen is never clean, and what was found stays found.
  const result = found.length > 0 ? 'findings' : failure === undefined ? 'clean' : undefined;
  const rows = found.map(findingOutput);
  const outputs = new Map([['findings', findingsOutput(rows)]]);
  if (result !== undefined) outputs.set('result', result);
  const json = {
    result: result ?? null,
    findings: rows,
    index: record?.index.simpleUrl ?? null,
    lastAudit: record?.lastAudit ?? null,
    notices: record?.notices ?? [],
    projects: record?.projects.map(projectReport) ?? [],
    error:
      failure === undefined ? null : { code: failure.code, message: failure.message, hint: failure.hint },
  };
  return {
    exitCode: result === 'clean' ? 0 : 1,
    errors: [
      ...worst(found),
      ...(failure === undefined
        ? []
        : [{ title: ERROR_TITLES[failure.code], message: failureText(failure, documents) }]),
    ],
    outputs,
    summary: summaryOf(record, failure),
    json: `${JSON.stringify(json, null, 2)}\n`,
  };
}

/** The titles of findings, for people. */
const FINDING_TITLES = {
  'other-bytes': 'Different file',
  'other-repository': 'Signed by another repository',
  'other-file': 'Attestation for another file',
  'attestation-invalid': 'Invalid attestation',
  'not-attested': 'No attestation',
  'other-workflow': 'Signed by another workflow',
  vanished: 'File vanished',
  'provenance-changed': 'Provenance changed',
  quarantined: 'Project in quarantine',
  'project-missing': 'Project does not exist',
  yanked: 'File yanked',
} as const satisfies Record<Finding['kind'], string>;

/** One annotation, for the worst: a page of them would hide it. */
function worst(found: readonly Finding[]): AuditReport['errors'] {
  const [first, ...others] = found;
  if (first === undefined) return [];
  const more =
    others.length === 0 ? '' : `\n${counted(others.length, 'more finding')} in the log and the job summary.`;
  return [{ title: FINDING_TITLES[first.kind], message: `${first.message}${more}` }];
}

function findingOutput({ kind, project, file, url, message }: Finding) {
  return { kind, project, file: file ?? null, url: url ?? null, message };
}

/** Steps take outputs as environment variables, which Linux bounds at 128 KiB each: past that the worst remain. */
function findingsOutput(rows: readonly ReturnType<typeof findingOutput>[]): string {
  const kept: string[] = [];
  let bytes = 2;
  for (const row of rows) {
    const text = JSON.stringify(row);
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > 96 * 1024) break;
    kept.push(text);
  }
  return `[${kept.join(',')}]`;
}

function projectReport({ name, exists, status, listed, files }: AuditedProject) {
  return {
    name,
    exists,
    status: status ?? null,
    listed: listed.length,
    files: files.map(({ name: file, version, sha256, url, uploadedAt, yanked, attestations }) => ({
      name: file,
      version: version ?? null,
      sha256: sha256 ?? null,
      url,
      uploadedAt: uploadedAt ?? null,
      yanked,
      attestations,
    })),
  };
}

/** GitHub accepts a summary of 1 MiB; what else is in it needs little. */
const LIST_BYTES = 700 * 1024;

function summaryOf(record: AuditRecord | undefined, failure: Explanation | undefined): string {
  const blocks = [
    `## ${headingOf(record, failure)}`,
    record === undefined ? '' : findingList(record.findings),
    failure === undefined ? '' : escapeMarkdown(failureText(failure)).replaceAll('\n', '<br>'),
    record === undefined ? '' : projectTable(record),
    (record?.notices ?? []).map((notice) => `- ${escapeMarkdown(notice)}`).join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function headingOf(record: AuditRecord | undefined, failure: Explanation | undefined): string {
  const count = record?.findings.length ?? 0;
  if (count > 0) return `Audit: ${counted(count, 'finding')}`;
  return failure === undefined ? 'Audit: clean' : 'Audit: failed';
}

/** The worst first; hashes in a table would push all else out of a phone's page. */
function findingList(found: readonly Finding[]): string {
  if (found.length === 0) return '';
  const lines: string[] = [];
  let bytes = 0;
  for (const { kind, file, project, url, message } of found) {
    const name = file ?? project;
    const line = `- **${FINDING_TITLES[kind]}** ${link(name, url)}: ${cell(withoutName(message, name))}`;
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > LIST_BYTES) break;
    lines.push(line);
  }
  const left = found.length - lines.length;
  const all = lines.join('\n');
  return left === 0 ? all : `${all}\n\n… and ${left} more: the report file has all of them.`;
}

/** The link before it names the file. */
function withoutName(message: string, name: string): string {
  return message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message;
}

function projectTable({ projects, index }: AuditRecord): string {
  if (projects.length === 0) return '';
  const rows = projects.map(({ name, listed, files }) => [
    cell(name),
    String(listed.length),
    String(files.length),
    String(files.filter(({ attestations }) => attestations.length > 0).length),
  ]);
  return table([`Project on ${cell(index.title)}`, 'Listed', 'Audited', 'Attested'], 'lrrr', rows);
}
