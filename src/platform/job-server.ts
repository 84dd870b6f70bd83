/** The server whose workflow a job belongs to, as far as it decides what the job can have. */
export interface JobServer {
  /** Its host, with the port where the address has one. */
  readonly host: string;
  /** `github` is github.com and ghe.com; `act` runs GitHub's workflows on a developer's machine. */
  readonly kind: 'github' | 'ghes' | 'gitea' | 'forgejo' | 'act';
}

/**
 * The server that a job's environment describes. Forgejo's runner sets Gitea's variable too, and act the address of github.com.
 * https://docs.github.com/actions/reference/workflows-and-actions/variables
 */
export function readServer(environment: Readonly<Record<string, string | undefined>>): JobServer {
  const address = environment['GITHUB_SERVER_URL'] || 'https://github.com';
  const host = URL.parse(address)?.host || address;
  const says = (name: string): boolean => environment[name]?.toLowerCase() === 'true';
  if (says('FORGEJO_ACTIONS')) return { host, kind: 'forgejo' };
  if (says('GITEA_ACTIONS')) return { host, kind: 'gitea' };
  if (says('ACT')) return { host, kind: 'act' };
  // As GitHub's own clients recognise GitHub Enterprise Server: @actions/artifact, isGhes.
  const ofGitHub = host === 'github.com' || /\.(?:ghe\.com|localhost(?::\d+)?)$/.test(host);
  return { host, kind: ofGitHub ? 'github' : 'ghes' };
}
