import type { JobServer } from '../platform/job-server.ts';
import type { JobFacts } from '../platform/runner.ts';

/** Why a job has no address to request tokens at, and what to do about it. */
interface IdentityObstacle {
  /** A clause without a full stop. */
  readonly because: string;
  readonly hint: string;
  /** The hint beside another one on `password`, where the two differ. */
  readonly hintForTrustedPublishing?: string;
  /** Whether such a job can be given secrets, so a `password` instead. */
  readonly hasSecrets: boolean;
}

const PERMISSION =
  '`permissions: {id-token: write}` to this job (and `contents: read` if it checks out a private repository); a reusable workflow needs it in the calling job too.';

/** What keeps a job from getting identity tokens, where the runner gave it no address to request them at. */
export function identityObstacle({ runId, server, fromFork, actor }: JobFacts): IdentityObstacle {
  if (runId === '') {
    return {
      because: 'this job does not run on GitHub Actions',
      hint: 'Run it as a GitHub Actions job, or use `password` with `attestations: never`.',
      hasSecrets: true,
    };
  }
  if (server.kind !== 'github') return serverWithoutTokens(server, server.kind);
  if (fromFork) {
    return {
      because: 'GitHub issues no identity token to pull requests from forks',
      hint: 'Publish from a release, a tag or a push to your own repository: pull requests from forks get neither identity tokens nor secrets.',
      hasSecrets: false,
    };
  }
  if (actor === 'dependabot[bot]') {
    return {
      because: 'GitHub issues no identity token to runs that Dependabot started',
      hint: "Skip the job with `if: github.actor != 'dependabot[bot]'`: such runs get neither identity tokens nor Actions secrets.",
      hasSecrets: false,
    };
  }
  return {
    because: 'this job has no `id-token: write` permission',
    hint: `Add ${PERMISSION}`,
    hintForTrustedPublishing: `To use Trusted Publishing, add ${PERMISSION}`,
    hasSecrets: true,
  };
}

const SERVERS = { ghes: 'GitHub Enterprise Server', gitea: 'Gitea', forgejo: 'Forgejo' } as const;

// Whether such a server can issue tokens at all is unknown; that nobody but a private instance accepts them is not.
function serverWithoutTokens(
  { host }: JobServer,
  kind: Exclude<JobServer['kind'], 'github'>,
): IdentityObstacle {
  if (kind === 'act') {
    return {
      because: 'act issues no identity tokens',
      hint: 'Run it on GitHub to publish with Trusted Publishing or to sign. Under act, `dry-run: plan` and an API token in `password` with `attestations: never` work.',
      hasSecrets: true,
    };
  }
  return {
    because: `${host} (${SERVERS[kind]}) issued no identity token`,
    hint: `Publish with an API token in \`password\`, and with \`attestations: never\`. PyPI and the public Sigstore accept no identity tokens of ${host}; only a private Sigstore instance that trusts this server can sign here.`,
    hasSecrets: true,
  };
}
