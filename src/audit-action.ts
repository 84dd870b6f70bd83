import { findings } from './audit/findings.ts';
import { notProven } from './audit/notices.ts';
import { rememberAnswers } from './audit/remembered-answers.ts';
import type { EndedAudit } from './audit/report.ts';
import { filesAfter } from './audit/state.ts';
import { withHeartbeat } from './ground/heartbeat.ts';
import type { Platform } from './platform/platform.ts';
import type { AuditRun } from './stages/audit/audit-run.ts';
import { fetchLastAudit, storeAudit } from './stages/audit/last-audit.ts';
import { proofsWith } from './stages/audit/proofs.ts';
import { queryReleases } from './stages/audit/query-releases.ts';
import { readAuditInputs } from './stages/audit/read-audit-inputs.ts';
import { loadAuditTrust } from './stages/audit/trusted-root.ts';
import { unreadError } from './stages/audit/unread.ts';

/** One audit, from inputs to findings. It changes nothing but the artifact of its own run. */
export async function audit(given: Platform, cancelled: AbortSignal): Promise<EndedAudit> {
  const platform = withHeartbeat(given);
  const { log } = platform.runner;
  const run: AuditRun = { ...readAuditInputs(platform.runner), platform, cancelled };
  const { inputs, signers, index } = run;
  const { requiredSince } = inputs;

  const [last, trust] = await log.group('Last audit and trusted root', () =>
    Promise.all([fetchLastAudit(run), loadAuditTrust(run)]),
  );
  const { prove, proven } = proofsWith(trust, last?.proven ?? new Map());
  const http = rememberAnswers(platform.http, last?.answers ?? new Map());
  const seen = await log.group(`What ${index.title} serves`, () =>
    queryReleases(prove, { ...run, platform: { ...platform, http } }),
  );
  const { projects, unread } = seen;
  const found = findings({ projects, signers, requiredSince, last: last?.files });
  for (const { kind, message } of found) log.info(`${kind}: ${message}`);
  const notices = notProven(projects, requiredSince);
  for (const notice of notices) log.notice(notice);
  await storeAudit(
    {
      at: platform.clock.now().toISOString(),
      index: index.simpleUrl ?? inputs.index,
      files: filesAfter(projects, last?.files, run.projects),
      proven,
      answers: http.answers(),
    },
    run,
  );
  const record = { index, projects, findings: found, notices, lastAudit: last?.at };
  return { record, error: unreadError(unread, index) };
}
