import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import type { KeyPairKeyObjectResult } from 'node:crypto';
import { SignJWT, createLocalJWKSet, exportJWK, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload } from 'jose';
import { startService } from './http-service.ts';
import type { Answer, Service, ServiceOptions, ServiceRequest } from './http-service.ts';

/** GitHub's issuer, as its tokens name it. */
export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';

/** A stand-in for GitHub's OIDC provider: what a job asks, and what relying parties read. */
export interface OidcIssuer extends Service {
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** `ACTIONS_ID_TOKEN_REQUEST_URL`. */
  readonly requestUrl: string;
  /** `ACTIONS_ID_TOKEN_REQUEST_TOKEN`. */
  readonly requestToken: string;
  /** Claims that the next tokens carry instead; null leaves one out. */
  claims: Record<string, string | null>;
  /** Seconds until the next tokens expire; 300 at first. */
  lifetime: number;
  /** Tokens given out, by audience. */
  readonly counts: Record<string, number>;
  jwks(): JSONWebKeySet;
  /** A token as the endpoint would give it, not counted. */
  token(audience: string): Promise<string>;
  /** The claims of a token that is signed, current and for this audience; throws for any other. */
  verify(jwt: string, audience: string): Promise<JWTPayload>;
}

/** Of all issuers of a process, which name it differently: making one takes longer than most tests. */
let rsaKey: KeyPairKeyObjectResult | undefined;

/** Starts the issuer, with an RS256 key of a fresh name. */
export async function startOidcIssuer(
  options: ServiceOptions & { readonly issuer?: string; readonly now?: () => Date } = {},
): Promise<OidcIssuer> {
  const { issuer = GITHUB_ISSUER, now = () => new Date() } = options;
  const { privateKey, publicKey } = (rsaKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const kid = randomUUID();
  const keys: JSONWebKeySet = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] };
  const keySet = createLocalJWKSet(keys);
  const counts: Record<string, number> = {};
  const requestToken = randomBytes(24).toString('base64url');

  const token = (audience: string): Promise<string> =>
    new SignJWT(claimsOf(issuer, audience, state, now()))
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
      .sign(privateKey);

  async function handle(request: ServiceRequest): Promise<Answer> {
    const { pathname, searchParams } = request.url;
    if (pathname === '/.well-known/openid-configuration')
      return { status: 200, body: discovery(issuer, service.url) };
    if (pathname === '/.well-known/jwks') return { status: 200, body: keys };
    if (pathname !== '/token' || request.method !== 'GET')
      return { status: 404, body: { message: 'Not Found' } };
    const [, bearer] = /^bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (bearer !== requestToken) return { status: 401, body: { message: 'Unauthorized' } };
    const audience = searchParams.get('audience') ?? 'https://github.com/octo';
    counts[audience] = (counts[audience] ?? 0) + 1;
    return { status: 200, body: { count: 1, value: await token(audience) } };
  }

  const service = await startService(handle, options);
  const state: OidcIssuer = {
    ...service,
    issuer,
    requestUrl: `${service.url}/token?api-version=2.0`,
    requestToken,
    claims: {},
    lifetime: 300,
    counts,
    jwks: () => keys,
    token,
    async verify(jwt, audience) {
      const { payload } = await jwtVerify(jwt, keySet, {
        issuer,
        audience,
        algorithms: ['RS256'],
        currentDate: now(),
        requiredClaims: ['exp', 'iat', 'sub'],
      });
      return payload;
    },
  };
  return state;
}

function discovery(issuer: string, url: string): object {
  return {
    issuer,
    jwks_uri: `${url}/.well-known/jwks`,
    subject_types_supported: ['public', 'pairwise'],
    response_types_supported: ['id_token'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  };
}

/** The claims of a tag's release in octo/demo, with the names and types that GitHub uses. */
function claimsOf(
  issuer: string,
  audience: string,
  { claims: given, lifetime }: Pick<OidcIssuer, 'claims' | 'lifetime'>,
  now: Date,
): JWTPayload {
  const seconds = Math.floor(now.getTime() / 1000);
  const repository = given['repository'] ?? 'octo/demo';
  const ref = given['ref'] ?? 'refs/tags/v1.0.0';
  const sha = given['sha'] ?? '1f'.repeat(20);
  const environment = given['environment'] ?? null;
  // Of a deployment of a commit, which has no ref, the workflow is the one at the commit.
  const workflow = `${repository}/.github/workflows/release.yml@${ref || sha}`;
  const claims: Record<string, string | number | null> = {
    jti: randomUUID(),
    sub: `repo:${repository}:${environment === null ? `ref:${ref}` : `environment:${environment}`}`,
    aud: audience,
    ref,
    sha,
    repository,
    repository_owner: repository.split('/')[0] ?? '',
    repository_owner_id: '2002',
    run_id: '42',
    run_number: '7',
    run_attempt: '1',
    repository_visibility: 'public',
    repository_id: '1001',
    actor_id: '3',
    actor: 'octocat',
    workflow: 'release',
    head_ref: '',
    base_ref: '',
    event_name: 'push',
    ref_protected: 'false',
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    workflow_ref: workflow,
    workflow_sha: sha,
    job_workflow_ref: workflow,
    job_workflow_sha: sha,
    runner_environment: 'github-hosted',
    iss: issuer,
    nbf: seconds - 300,
    exp: seconds + lifetime,
    iat: seconds,
    ...given,
  };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));
}
