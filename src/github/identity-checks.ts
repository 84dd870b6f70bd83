import type { Claims } from './claims.ts';

/** Something about a job's identity that an index or a verifier will mind. */
export interface IdentityConcern {
  readonly severity: 'stops-run' | 'stops-attestations' | 'warns';
  readonly message: string;
  readonly hint: string;
}

/** Events whose workflows run with the repository's rights on what strangers wrote. */
const RISKY_EVENTS: readonly string[] = ['pull_request', 'workflow_run', 'issue_comment'];

/** Whether a run that these events caused may publish; also of a run that needs no identity. */
export function checkTrigger(events: readonly string[]): readonly IdentityConcern[] {
  if (events.includes('pull_request_target')) {
    return [
      concern(
        'stops-run',
        'This run was triggered by `pull_request_target`: it has the rights of your repository and may run code from strangers. PyPI rejects such runs.',
        'Publish from `release`, a tag `push` or `workflow_dispatch`.',
      ),
    ];
  }
  const risky = events.find((event) => RISKY_EVENTS.includes(event));
  if (risky === undefined) return [];
  return [
    concern(
      'warns',
      `This run was triggered by \`${risky}\`, which people other than your maintainers can trigger.`,
      'Publish from `release`, a tag `push` or `workflow_dispatch`, in an environment with required reviewers.',
    ),
  ];
}

/** Whether a public Fulcio gives a certificate for these claims: it does not where one that its template names is absent. */
export function checkTemplate({ absent }: Claims): IdentityConcern | undefined {
  if (absent.length === 0) return undefined;
  return concern(
    'stops-attestations',
    `This job's identity token has no ${absent.length === 1 ? 'claim' : 'claims'} ${absent.join(', ')}, and Sigstore's public instances issue no certificate without ${absent.length === 1 ? 'it' : 'them'}.`,
    'Run the job on github.com, use a private Sigstore instance that needs no such claim, or set `attestations: never`.',
  );
}

/** Milliseconds that a clock may differ: trust, certificates and upload tokens are judged by it. */
const SKEW = 60_000;

/** Whether this machine's clock agrees with the issuer's. */
export function checkClock(issued: Date | undefined, now: Date): readonly IdentityConcern[] {
  if (issued === undefined || Math.abs(issued.getTime() - now.getTime()) <= SKEW) return [];
  return [
    concern(
      'warns',
      `This machine's clock shows ${now.toISOString()}; GitHub's showed ${issued.toISOString()} just before.`,
      "Set this machine's clock: with a wrong time, certificates, trust metadata and tokens look expired or not valid yet.",
    ),
  ];
}

function concern(severity: IdentityConcern['severity'], message: string, hint: string): IdentityConcern {
  return { severity, message, hint };
}
