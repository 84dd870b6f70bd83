import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import {
  isRecord,
  jsonAnswer,
  normalizedName,
  timeOf,
  type Answer,
  type IndexState,
  type Publisher,
} from './types.ts';

type Claims = Record<string, unknown>;

/** A claim that does not fit any publisher. */
class InvalidPublisher extends Error {}

/** `GET /_/oidc/audience`. */
export function answerAudience(state: IndexState): Answer {
  return jsonAnswer(200, { audience: state.options.audience ?? 'testbed-index' });
}

/** `POST /_/oidc/mint-token`: identity token for upload token. */
export async function mintToken(state: IndexState, request: IncomingMessage): Promise<Answer> {
  state.mints += 1;
  const payload = parsePayload(await readText(request));
  if ('problem' in payload) return refused('invalid-payload', payload.problem);
  let claims: Claims;
  try {
    claims = await state.options.verifyToken(payload.token, state.options.audience ?? 'testbed-index');
    if (Array.isArray(claims['aud'])) return refused('invalid-token', 'malformed or invalid token');
  } catch {
    return refused('invalid-token', 'malformed or invalid token');
  }
  const pending = lookUp(state.options.publishers, claims, true);
  if (pending !== undefined) {
    const name = normalizedName(pending.project);
    if (state.projects.has(name)) {
      return refused('invalid-pending-publisher', 'valid token, but project already exists');
    }
    pending.pending = false;
    state.projects.set(name, pending.project);
  }
  try {
    return issue(state, claims);
  } catch (error) {
    if (!(error instanceof InvalidPublisher)) throw error;
    return refused('invalid-publisher', `valid token, but no corresponding publisher (${error.message})`);
  }
}

function issue(state: IndexState, claims: Claims): Answer {
  const publisher = lookUp(state.options.publishers, claims, false);
  if (publisher === undefined) throw new InvalidPublisher('Publisher with matching claims was not found');
  checkClaims(publisher, claims);
  const tokenId = text(claims['jti']);
  if (state.usedTokenIds.has(tokenId)) {
    return refused('invalid-reuse-token', 'invalid token: already used');
  }
  state.usedTokenIds.add(tokenId);
  const expiresAt = timeOf(state.options) + (state.options.tokenLifetime ?? 900) * 1000;
  const siblings = state.options.publishers.filter(
    (other) => other.pending !== true && isSame(other, publisher),
  );
  const projects = siblings.map((other) => normalizedName(other.project));
  const token = `pypi-${macaroon(projects.map(projectId), expiresAt).toString('base64url')}`;
  state.issued.push({ token, projects, publisher, expiresAt });
  return jsonAnswer(200, { success: true, token, expires: Math.floor(expiresAt / 1000) });
}

/** The publisher of these claims; one with a matching environment goes before one without. */
function lookUp(publishers: Publisher[], claims: Claims, pending: boolean): Publisher | undefined {
  const repository = text(claims['repository']).toLowerCase();
  const workflow = /([^/]+\.(?:yml|yaml))(?=@)/.exec(text(claims['job_workflow_ref']))?.[1];
  const environment = text(claims['environment']).toLowerCase();
  const fitting = publishers.filter(
    (publisher) =>
      (publisher.pending === true) === pending &&
      publisher.repository.toLowerCase() === repository &&
      publisher.workflow === workflow &&
      (publisher.repositoryOwnerId === undefined ||
        publisher.repositoryOwnerId === text(claims['repository_owner_id'])),
  );
  const specific = fitting.find(
    (publisher) => environment !== '' && publisher.environment?.toLowerCase() === environment,
  );
  return specific ?? fitting.find((publisher) => (publisher.environment ?? '') === '');
}

function checkClaims(publisher: Publisher, claims: Claims): void {
  const required = [
    'repository',
    'repository_owner',
    'repository_owner_id',
    'job_workflow_ref',
    'jti',
    'event_name',
  ];
  for (const name of [...required, 'ref', 'sha']) {
    if (claims[name] === undefined || claims[name] === null)
      throw new InvalidPublisher(`Missing claim '${name}'`);
  }
  if (text(claims['repository_owner']) !== publisher.repository.split('/')[0]) {
    throw new InvalidPublisher("Check failed for required claim 'repository_owner'");
  }
  if (claims['event_name'] === 'pull_request_target') {
    throw new InvalidPublisher(
      "Publishing from a workflow invoked by 'pull_request_target' is not supported.",
    );
  }
  const actual = text(claims['job_workflow_ref']);
  const expected = [text(claims['ref']), text(claims['sha'])]
    .filter((ref) => ref !== '')
    .map((ref) => `${publisher.repository}/.github/workflows/${publisher.workflow}@${ref}`)
    .toSorted();
  if (expected.length === 0) throw new InvalidPublisher('The ref and sha claims are empty');
  if (!expected.includes(actual)) {
    const list = expected.map((entry) => `'${entry}'`).join(', ');
    throw new InvalidPublisher(
      `The job_workflow_ref claim does not match, expecting one of [${list}], got '${actual}'`,
    );
  }
}

/** Warehouse knows projects by UUIDs. */
function projectId(project: string): string {
  const hex = createHash('sha256').update(project).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

/** A macaroon (libmacaroons, format 2) with Warehouse's caveats: the publisher, its projects, and the time. */
function macaroon(projects: readonly string[], expiresAt: number): Buffer {
  const seconds = Math.floor(expiresAt / 1000);
  const caveats = [
    [4, randomUUID(), { ref: '', sha: '' }],
    [2, projects],
    [0, seconds, seconds - 900],
  ];
  const end = Buffer.from([0]);
  return Buffer.concat([
    Buffer.from([2]),
    macaroonField(1, 'testbed'),
    macaroonField(2, randomUUID()),
    end,
    ...caveats.flatMap((caveat) => [macaroonField(2, JSON.stringify(caveat)), end]),
    end,
    macaroonField(6, randomBytes(32)),
  ]);
}

function macaroonField(type: number, value: string | Buffer): Buffer {
  const data = Buffer.from(value);
  const length: number[] = [];
  for (let rest = data.length; ; rest >>= 7) {
    length.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
    if (rest <= 0x7f) return Buffer.concat([Buffer.from([type, ...length]), data]);
  }
}

/** Warehouse refuses to register a second pending publisher of a repository, workflow and environment. */
export function checkPendingPublishers(publishers: readonly Publisher[]): void {
  const pending = publishers.filter((publisher) => publisher.pending === true);
  const twin = pending.find((one, place) => pending.slice(place + 1).some((other) => isSame(one, other)));
  if (twin !== undefined)
    throw new Error(`a second pending publisher of ${twin.repository} ${twin.workflow}`);
}

function isSame(left: Publisher, right: Publisher): boolean {
  return (
    left.repository === right.repository &&
    left.workflow === right.workflow &&
    (left.environment ?? '').toLowerCase() === (right.environment ?? '').toLowerCase()
  );
}

function parsePayload(body: string): { token: string } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return {
      problem: '1 validation error for TokenPayload\n  Invalid JSON: expected value at line 1 column 1',
    };
  }
  if (!isRecord(value) || !('token' in value)) {
    return { problem: '1 validation error for TokenPayload\ntoken\n  Field required [type=missing]' };
  }
  const token = value['token'];
  if (typeof token !== 'string' || Object.keys(value).length !== 1) {
    return {
      problem:
        '1 validation error for TokenPayload\ntoken\n  Input should be a valid string [type=string_type]',
    };
  }
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) ? { token } : { problem: 'malformed JWT' };
}

function refused(code: string, description: string): Answer {
  return jsonAnswer(422, { message: 'Token request failed', errors: [{ code, description }] });
}

function text(claim: unknown): string {
  return typeof claim === 'string' || typeof claim === 'number' ? String(claim) : '';
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
  return Buffer.concat(chunks).toString('utf8');
}
