import type { Redact } from '../ground/redacted-text.ts';
import type { AuditRecord } from './report.ts';

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
