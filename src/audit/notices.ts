import type { AuditedProject } from './audited.ts';

/** The projects that an audit proves nothing for, a sentence each: none of their files is attested, and none has to be. */
export function notProven(
  projects: readonly AuditedProject[],
  requiredSince: string | undefined,
): readonly string[] {
  if (requiredSince !== undefined) return [];
  return projects
    .filter(
      ({ exists, status, listed }) =>
        exists && status !== 'quarantined' && listed.every(({ attested }) => !attested),
    )
    .map(
      ({ name }) =>
        `No file of ${name} has an attestation, so the audit proves nothing for it. Publish with attestations, or set require-attestations-since.`,
    );
}
