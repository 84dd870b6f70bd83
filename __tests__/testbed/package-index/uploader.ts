import { normalizedName, Refusal, statusOf, timeOf, type IndexState, type IssuedToken } from './types.ts';

/** Who uploads. */
export type Uploader =
  { kind: 'publisher'; token: IssuedToken } | { kind: 'user'; projects: string[] | undefined };

/** Whose token an Authorization header carries; every failure is 403. */
export function authenticate(state: IndexState, authorization: string | undefined): Uploader {
  const see = `See ${state.url}/help/#invalid-auth for more information.`;
  const unknown = new Refusal(403, `Invalid or non-existent authentication information. ${see}`);
  const [scheme = '', value = ''] = (authorization ?? '').split(' ');
  let token = value.trim();
  if (scheme.toLowerCase() === 'basic') {
    const pair = Buffer.from(value, 'base64').toString('utf8');
    const colon = pair.indexOf(':');
    if (pair.slice(0, colon) !== '__token__' && state.options.generic !== true) {
      throw new Refusal(
        403,
        'Username/Password authentication is no longer supported. Migrate to API Tokens or Trusted Publishers ' +
          `instead. See ${state.url}/help/#apitoken and ${state.url}/help/#trusted-publishers`,
      );
    }
    token = pair.slice(colon + 1).trim();
  } else if (scheme.toLowerCase() !== 'bearer' && scheme.toLowerCase() !== 'token') throw unknown;
  const issued = state.issued.find((entry) => entry.token === token);
  if (issued !== undefined) {
    if (issued.expiresAt <= timeOf(state.options))
      throw new Refusal(403, 'Invalid API Token: token is expired');
    return { kind: 'publisher', token: issued };
  }
  const apiToken = state.options.apiTokens?.[token];
  if (apiToken === undefined) throw unknown;
  return { kind: 'user', projects: apiToken.projects };
}

/** Whether the token reaches the project of the metadata. */
export function authorize(state: IndexState, uploader: Uploader, project: string): void {
  const name = normalizedName(project);
  const status = statusOf(state.options, name);
  // Warehouse lets people upload to a project in quarantine, and publishers not; to an archived one nobody.
  if (status === 'archived' || (status === 'quarantined' && uploader.kind === 'publisher')) {
    const see = `See ${state.url}/help/#project-name for more information.`;
    throw new Refusal(403, `The given token isn't allowed to upload to project '${project}'. ${see}`);
  }
  if (uploader.kind === 'user') {
    const allowed = uploader.projects?.map(normalizedName);
    if (allowed === undefined || allowed.includes(name)) return;
    throw new Refusal(403, `Invalid API Token: project-scoped token is not valid for project: '${project}'`);
  }
  if (!state.projects.has(name)) {
    throw new Refusal(
      400,
      'Non-user identities cannot create new projects. This was probably caused by successfully using a pending ' +
        "publisher but specifying the project name incorrectly (either in the publisher or in your project's " +
        'metadata). Please ensure that both match. See: https://docs.pypi.org/trusted-publishers/troubleshooting/',
    );
  }
  if (uploader.token.projects.includes(name)) return;
  throw new Refusal(403, `Invalid API Token: OIDC scoped token is not valid for project '${project}'`);
}
