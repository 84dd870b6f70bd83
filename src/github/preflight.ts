import type { ErrorCode } from '../errors.ts';
import type { JobFacts } from '../platform/runner.ts';
import type { Claims } from './claims.ts';

/** Something about a job's identity that an index or a verifier will mind. */
export interface Finding {
  readonly code: Extract<ErrorCode, 'IDENTITY_UNSUITABLE'>;
  readonly severity: 'stops-run' | 'stops-attestations' | 'warns';
  readonly message: string;
  readonly hint: string;
}

/** What an identity is looked at for. */
export interface IdentityContext {
  readonly index: { readonly kind: 'pypi' | 'generic'; readonly title: string };
  /** Attestations are to be made. */
  readonly attesting: boolean;
  readonly job: JobFacts;
}

/** The issuer of github.com's tokens; the only one of GitHub's that PyPI knows (warehouse#17700). */
export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';

/** Events whose workflows run with the repository's rights on what strangers wrote. */
const RISKY_EVENTS: readonly string[] = ['pull_request', 'workflow_run', 'issue_comment'];

/** What index and verifiers will refuse of this identity, before anything was sent to them; the worst first. */
export function checkIdentity(claims: Claims, context: IdentityContext): readonly Finding[] {
  return [
    ...checkTrigger([claims.event_name, context.job.eventName]),
    ...(context.index.kind === 'pypi'
      ? [...checkIssuer(claims, context), ...checkWorkflow(claims, context)]
      : []),
  ];
}

/** Whether a run that these events caused may publish; also of a run that needs no identity. */
export function checkTrigger(events: readonly string[]): readonly Finding[] {
  if (events.includes('pull_request_target')) {
    return [
      finding(
        'stops-run',
        'This run was triggered by `pull_request_target`: it has your rights and may run what a stranger wrote. PyPI refuses such runs.',
        'Publish from `release`, a tag `push` or `workflow_dispatch`.',
      ),
    ];
  }
  const risky = events.find((event) => RISKY_EVENTS.includes(event));
  if (risky === undefined) return [];
  return [
    finding(
      'warns',
      `This run was triggered by \`${risky}\`, which others than your maintainers can cause.`,
      'Publish from `release`, a tag `push` or `workflow_dispatch`, in an environment with required reviewers.',
    ),
  ];
}

/** Milliseconds that a clock may differ: trust, certificates and upload tokens are judged by it. */
const SKEW = 60_000;

/** Whether this machine's clock agrees with the issuer's. */
export function checkClock(issued: Date | undefined, now: Date): readonly Finding[] {
  if (issued === undefined || Math.abs(issued.getTime() - now.getTime()) <= SKEW) return [];
  return [
    finding(
      'warns',
      `This machine's clock says ${now.toISOString()}, GitHub's said ${issued.toISOString()} just before.`,
      "Set this machine's clock: certificates, trust metadata and tokens look expired, or not valid yet, by a wrong one.",
    ),
  ];
}

function checkIssuer(claims: Claims, { index, attesting }: IdentityContext): Finding[] {
  if (claims.iss === GITHUB_ISSUER) return [];
  const [what, hint] = claims.iss.startsWith(`${GITHUB_ISSUER}/`)
    ? ['an enterprise with an issuer of its own', 'Have the enterprise use the default issuer again']
    : ['another server than github.com', 'Publish from a repository on github.com'];
  return [
    finding(
      attesting ? 'stops-attestations' : 'warns',
      `This job's identity was issued by ${claims.iss}, ${what}; ${index.title} takes neither Trusted Publishing nor attestations of it.`,
      `${hint}, or use an API token with \`attestations: never\`.`,
    ),
  ];
}

function checkWorkflow(claims: Claims, { index, attesting }: IdentityContext): Finding[] {
  if (claims.job_workflow_ref === claims.workflow_ref) return [];
  const findings: Finding[] = [];
  if (attesting) {
    findings.push(
      finding(
        'stops-attestations',
        `This job is defined in the reusable workflow ${claims.job_workflow_ref}, called by ${claims.workflow_ref}; ${index.title} refuses the attestations of reusable workflows.`,
        'Move the publishing job into the top-level workflow, and register that one as the Trusted Publisher.',
      ),
    );
  }
  if (!claims.job_workflow_ref.toLowerCase().startsWith(`${claims.repository.toLowerCase()}/`)) {
    findings.push(
      finding(
        'warns',
        `This job is defined in another repository (${claims.job_workflow_ref}); ${index.title} refuses Trusted Publishing from there.`,
        `Move the publishing job into a workflow of ${claims.repository}, or use an API token.`,
      ),
    );
  }
  return findings;
}

function finding(severity: Finding['severity'], message: string, hint: string): Finding {
  return { code: 'IDENTITY_UNSUITABLE', severity, message, hint };
}
