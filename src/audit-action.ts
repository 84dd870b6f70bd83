import { findings } from './audit/findings.ts';
import { notProven } from './audit/notices.ts';
import type { AuditRecord } from './audit/report.ts';
import type { ActionError } from './errors.ts';
import type { Platform } from './platform/platform.ts';
import type { AuditRun } from './stages/audit/audit-run.ts';
import { queryReleases } from './stages/audit/query-releases.ts';
import { readAuditInputs } from './stages/audit/read-audit-inputs.ts';
import { unreadError } from './stages/audit/unread.ts';
import { loadAuditTrust } from './stages/audit/trusted-root.ts';

/** What an audit has found, and what kept it from looking at all. */
export interface EndedAudit {
  readonly record: AuditRecord;
  /** Undefined where everything could be read. */
  readonly error: ActionError | undefined;
}

/** One audit, from inputs to findings. It changes nothing but the artifact of its own run. */
export async function audit(platform: Platform, cancelled: AbortSignal): Promise<EndedAudit> {
  const { log } = platform.runner;
  const run: AuditRun = { ...readAuditInputs(platform.runner), platform, cancelled };
  const { inputs, signers, index } = run;
  const seen = await log.group(`What ${index.title} serves`, async () =>
    queryReleases(await loadAuditTrust(run), run),
  );
  const { projects } = seen;
  const found = findings({ projects, signers, requiredSince: inputs.requiredSince, last: undefined });
  for (const { kind, message } of found) log.info(`${kind}: ${message}`);
  const notices = notProven(projects, inputs.requiredSince);
  for (const notice of notices) log.notice(notice);
  const record = { index, projects, findings: found, notices, lastAudit: undefined };
  return { record, error: unreadError(seen.unread, index) };
}
