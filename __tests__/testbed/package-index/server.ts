import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { partOf } from './file-parts.ts';
import { startHttpService } from './http-service.ts';
import { answerRead, provenanceOf } from './read-api.ts';
import { answerAudience, checkPendingPublishers, mintToken } from './trusted-publishing.ts';
import type {
  Answer,
  Fault,
  IndexState,
  IssuedToken,
  PackageIndexOptions,
  StoredFile,
  Surface,
  UploadRecord,
} from './types.ts';
import { answerUpload } from './upload.ts';
import { acceptedClassifiers, normalizedName, timeOf } from './types.ts';

export type {
  ApiToken,
  Fault,
  IssuedToken,
  PackageIndexOptions,
  Publisher,
  StoredFile,
  Surface,
  UploadRecord,
} from './types.ts';

/** A running index. */
export interface TestPackageIndex {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly url: string;
  readonly uploadUrl: string;
  readonly simpleUrl: string;
  readonly uploads: UploadRecord[];
  readonly requests: { method: string; path: string; range?: string }[];
  /** The statuses of answers, in the order in which they were given. */
  readonly sent: number[];
  /** Add one to make matching requests fail. */
  readonly faults: Fault[];
  /** Tokens handed out by the mint address. */
  readonly tokens: IssuedToken[];
  /** Requests to the mint address, refused ones too. */
  readonly mints: number;
  /** Most uploads of one release that were under way at a time. */
  readonly peakUploadsAtOnce: number;
  /** When a stored file may be seen; `asked` counts from 1 how often this surface would have shown it. */
  visibleAfter: (surface: Surface, filename: string, asked: number) => boolean;
  files: (project: string) => StoredFile[];
  /** Puts files of another index there, as if they had been uploaded before. */
  store: (files: readonly StoredFile[]) => void;
  /** Takes a file away, as its owner can. */
  remove: (filename: string) => void;
  /** The provenance object as served, whatever `visibleAfter` says. */
  provenance: (filename: string) => Record<string, unknown> | undefined;
  close: () => Promise<void>;
}

/** Starts an index on loopback that answers as PyPI does. */
export async function startPackageIndex(options: PackageIndexOptions): Promise<TestPackageIndex> {
  checkPendingPublishers(options.publishers);
  const state = emptyState(options);
  const service = await startHttpService(async (request, path) => {
    await delay(options.latencyMs ?? 0);
    return route(state, request, path);
  });
  state.url = service.url;
  const asked = new Map<string, number>();
  const index: TestPackageIndex = {
    url: service.url,
    uploadUrl: `${service.url}/legacy/`,
    simpleUrl: `${service.url}/simple/`,
    uploads: state.uploads,
    requests: service.requests,
    sent: service.sent,
    faults: service.faults,
    tokens: state.issued,
    get mints() {
      return state.mints;
    },
    get peakUploadsAtOnce() {
      return state.peakUploadsAtOnce;
    },
    visibleAfter: () => true,
    files: (project) => state.files.filter((file) => file.project === normalizedName(project)),
    store: (files) => {
      state.files.push(...files);
      for (const { project } of files) state.projects.set(project, project);
    },
    remove: (filename) => {
      state.files = state.files.filter((file) => file.filename !== filename);
    },
    provenance: (filename) => {
      const file = state.files.find((candidate) => candidate.filename === filename);
      return file === undefined ? undefined : provenanceOf(file);
    },
    close: service.close,
  };
  state.isVisible = (surface, file) => {
    const key = `${surface} ${file.filename}`;
    const nth = (asked.get(key) ?? 0) + 1;
    asked.set(key, nth);
    return index.visibleAfter(surface, file.filename, nth);
  };
  return index;
}

function emptyState(options: PackageIndexOptions): IndexState {
  return {
    options,
    url: '',
    projects: new Map(),
    files: [],
    uploads: [],
    issued: [],
    usedTokenIds: new Set(),
    mints: 0,
    underWay: new Map(),
    edge: new Map(),
    peakUploadsAtOnce: 0,
    isVisible: () => true,
  };
}

/** A publisher that is not pending belongs to a project that exists. */
function registerProjects(state: IndexState): void {
  for (const { project, pending } of state.options.publishers) {
    const name = normalizedName(project);
    if (pending !== true && !state.projects.has(name)) state.projects.set(name, project);
  }
}

async function route(state: IndexState, request: IncomingMessage, target: string): Promise<Answer> {
  registerProjects(state);
  const [path = '/'] = target.split('?');
  const trusted = state.options.generic !== true;
  const mint = path === '/_/oidc/mint-token' || path === '/_/oidc/github/mint-token';
  if (request.method === 'POST') {
    if (path === '/legacy/') return answerUpload(state, request);
    if (trusted && mint) return mintToken(state, request);
    request.resume();
    if (path === '/legacy') {
      const reason =
        'An upload was attempted to /legacy but the expected upload URL is /legacy/ (with a trailing slash)';
      return { status: 308, reason, headers: { location: `${state.url}/legacy/` }, body: '' };
    }
    return { status: 405, body: 'Method Not Allowed' };
  }
  if (trusted && path === '/_/oidc/audience') return answerAudience(state);
  if (trusted && path === '/pypi') return answerClassifiers(state, target);
  if (path.startsWith('/legacy') || mint)
    return { status: 405, headers: { allow: 'POST' }, body: 'Method Not Allowed' };
  const read = () =>
    answerRead(state, path, request.headers.accept ?? '') ?? { status: 404, body: 'Not Found' };
  const hasEdge = trusted && state.options.keepsNothing !== true;
  const answer = hasEdge && path.startsWith('/simple/') ? throughEdge(state, path, read) : read();
  const { range } = request.headers;
  if (path.startsWith('/files/') && range !== undefined && state.options.servesRanges !== false) {
    return partOf(answer, range);
  }
  return unlessKnown(answer, request.headers['if-none-match']);
}

/** Milliseconds for which the edge keeps that there is no such page. What it keeps of a project is purged when that changes. */
const EDGE_KEEPS = 60_000;

/** What the edge in front of the Simple API answers: it keeps a 404 for each spelling by itself. */
function throughEdge(state: IndexState, path: string, read: () => Answer): Answer {
  const now = timeOf(state.options);
  const kept = state.edge.get(path);
  if (kept !== undefined && now < kept.until) return kept.answer;
  const answer = read();
  if (answer.status === 404) state.edge.set(path, { answer, until: now + EDGE_KEEPS });
  return answer;
}

/** With the ETag of what it has, or without a body for who has it already (RFC 9110 §13.1.2). */
function unlessKnown(answer: Answer, known: string | undefined): Answer {
  if (answer.status !== 200) return answer;
  const etag = `"${createHash('sha256').update(answer.body).digest('base64url')}"`;
  const headers = { ...answer.headers, etag };
  return known === etag ? { status: 304, headers, body: '' } : { ...answer, headers };
}

/** The list is an answer of the old interface, in plain text. */
function answerClassifiers({ options }: IndexState, target: string): Answer {
  const action = new URL(target, 'http://localhost').searchParams.get(':action');
  if (action !== 'list_classifiers') return { status: 404, body: 'Not Found' };
  const headers = { 'content-type': 'text/plain; charset=UTF-8' };
  return { status: 200, headers, body: acceptedClassifiers(options).join('\n') };
}
