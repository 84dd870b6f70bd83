#!/usr/bin/env node
// A stand-in for GitHub's OIDC provider: the token endpoint that a job sees
// (ACTIONS_ID_TOKEN_REQUEST_URL), and the discovery and key pages that Fulcio
// reads to check a token. No dependencies, Node 18 or later.
//
//   GET  /token?audience=A          a token; needs "Authorization: bearer ..."
//        &claim.NAME=VALUE          ... with this claim (VALUE "null" removes it)
//        &lifetime=SECONDS          ... valid for so long (default 300)
//        &fail=STATUS, &delay=MS    ... or a failure, or late
//   GET  /stats                     how many tokens were asked for, by audience
//   POST /reset                     forget the counts and the overrides
//   POST /claims  {"NAME": VALUE}   override claims from now on (null removes)
//
// What is set in the request wins over /claims, and that over $OIDC_CLAIMS.
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

const HOST = '127.0.0.1';
const env = process.env;
const port = Number(env.OIDC_PORT ?? 9000);
const issuer = env.OIDC_ISSUER ?? `http://${HOST}:${port}`;
const bearer = env.OIDC_REQUEST_TOKEN;
const fromEnv = JSON.parse(env.OIDC_CLAIMS ?? '{}');

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const kid = randomUUID();
const jwk = { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };

let overrides = {};
let counts = {};

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function jwt(claims) {
  const body = `${encode({ typ: 'JWT', alg: 'RS256', kid })}.${encode(claims)}`;
  return `${body}.${sign('RSA-SHA256', Buffer.from(body), privateKey).toString('base64url')}`;
}

// The claims of a release in octo/demo, with the names and types GitHub uses.
function claimsFor(audience, query) {
  const given = { ...fromEnv, ...overrides };
  for (const [name, value] of query) {
    if (name.startsWith('claim.')) given[name.slice(6)] = value === 'null' ? null : value;
  }
  const now = Math.floor(Date.now() / 1000);
  const repository = given.repository ?? 'octo/demo';
  const ref = given.ref ?? 'refs/tags/v1.0.0';
  const sha = given.sha ?? '1f'.repeat(20);
  const owner = repository.split('/')[0];
  const workflow = `${repository}/.github/workflows/release.yml@${ref}`;
  const where = given.environment ? `environment:${given.environment}` : `ref:${ref}`;
  const claims = {
    jti: randomUUID(),
    sub: `repo:${repository}:${where}`,
    aud: audience,
    ref,
    sha,
    repository,
    repository_owner: owner,
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
    nbf: now - 300,
    exp: now + Number(query.get('lifetime') ?? 300),
    iat: now,
    ...given,
  };
  for (const [name, value] of Object.entries(claims)) if (value === null) delete claims[name];
  return claims;
}

async function readJson(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text || '{}');
}

async function answer(request, response) {
  const url = new URL(request.url, issuer);
  const reply = (status, value) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /.well-known/openid-configuration':
      return reply(200, {
        issuer,
        jwks_uri: `${issuer}/.well-known/jwks`,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/oauth-token`,
        subject_types_supported: ['public', 'pairwise'],
        response_types_supported: ['id_token'],
        id_token_signing_alg_values_supported: ['RS256'],
        scopes_supported: ['openid'],
      });
    case 'GET /.well-known/jwks':
      return reply(200, { keys: [jwk] });
    case 'GET /token': {
      const query = url.searchParams;
      const [, given] = /^bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
      if (!given || (bearer && given !== bearer)) return reply(401, { message: 'Unauthorized' });
      const audience = query.get('audience') ?? 'https://github.com/octo';
      counts[audience] = (counts[audience] ?? 0) + 1;
      if (query.has('delay')) await new Promise((done) => setTimeout(done, Number(query.get('delay'))));
      if (query.has('fail')) return reply(Number(query.get('fail')), { message: 'asked to fail' });
      return reply(200, { count: 1, value: jwt(claimsFor(audience, query)) });
    }
    case 'GET /stats':
      return reply(200, { tokens: counts, total: Object.values(counts).reduce((a, b) => a + b, 0) });
    case 'POST /reset':
      counts = {};
      overrides = {};
      return reply(200, {});
    case 'POST /claims':
      overrides = { ...overrides, ...(await readJson(request)) };
      return reply(200, overrides);
    default:
      return reply(404, { message: 'Not Found' });
  }
}

function handle(request, response) {
  answer(request, response).catch((error) => {
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ message: String(error) }));
  });
}

createServer(handle).listen(port, HOST);

// Under GitHub's own name the issuer must be https. Fulcio alone reaches it, by
// the proxy below, which knows that one name and goes nowhere else.
if (env.OIDC_TLS_PORT) {
  const tlsPort = Number(env.OIDC_TLS_PORT);
  createTlsServer(
    { cert: readFileSync(env.OIDC_TLS_CERT), key: readFileSync(env.OIDC_TLS_KEY) },
    handle,
  ).listen(tlsPort, HOST);
  const proxy = createServer((_, response) => response.writeHead(403).end());
  proxy.on('connect', (request, client, head) => {
    client.on('error', () => {});
    if (request.url !== `${new URL(issuer).hostname}:443`) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const upstream = connect(tlsPort, HOST, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
  });
  proxy.listen(Number(env.OIDC_PROXY_PORT), HOST);
}
