// Stand-ins for what GitHub keeps beside a workflow run: the artifact service (Twirp, and a blob store that speaks enough of
// Azure's), and the attestation store of a repository (POST /repos/{owner}/{repo}/attestations, and the list of those of a digest).
import { createHash, randomUUID } from 'node:crypto';
import { type Answer, Refusal, type Service, type ServiceRequest, startService } from './http-service.ts';
import { parseStrictly } from './github-bundle.ts';
import { type AttestationStore, startAttestationStore } from './attestation-store.ts';

const RESULTS = '/twirp/github.actions.results.api.v1.ArtifactService/';

/** Of the workflow run that an artifact is of, as the REST API tells it. */
export interface ArtifactRun {
  readonly id: number;
  readonly repository_id: number;
  readonly head_repository_id: number;
  readonly head_branch: string;
}

interface StoredArtifact {
  readonly of: ArtifactRun;
  readonly id: number;
  readonly name: string;
  readonly job: string;
  blob: Buffer;
  finalized: boolean;
}

export interface GithubServices {
  /** Artifacts that are complete, by name: their zip files. */
  artifacts(): ReadonlyMap<string, Buffer>;
  /** An artifact of the run that another job stored, whatever it is, in place of one of this name. */
  plant(name: string, bytes: Buffer, of?: ArtifactRun): void;
  /** Of the jobs that store here; a test may begin another run. */
  run: ArtifactRun;
  /** Whether the token may read artifacts of other runs. */
  mayReadActions: boolean;
  /** The bundles in the attestation store, as they were sent. */
  readonly bundles: readonly object[];
  readonly service: Service;
  /** The attestations that jobs of the repository stored. */
  readonly attestations: AttestationStore;
  /** Answers to downloads: a file of this `content-disposition` instead of a zip. */
  disposition: string | undefined;
  /** What the job of one attempt has in its environment; every job has its own id. */
  environment(): Record<string, string>;
  /** The token that the attestation store takes. */
  readonly token: string;
  close(): Promise<void>;
}

function members(body: Buffer): ReadonlyMap<string, unknown> {
  const value: unknown = JSON.parse(body.toString());
  return new Map<string, unknown>(Object.entries(Object(value)));
}

function refused(status: number, code: string, msg: string): Refusal {
  return new Refusal({ status, body: { code, msg } });
}

export async function startGithubServices(repository = 'octo/demo'): Promise<GithubServices> {
  const run = randomUUID();
  const token = `ghs_${randomUUID().replaceAll('-', '')}`;
  const stored: StoredArtifact[] = [];
  const blocks = new Map<string, Buffer>();
  const bundles: object[] = [];
  let jobs = 0;
  let ids = 0;
  const nextId = (): number => {
    ids += 1;
    return ids;
  };

  const tokenOf = (job: string): string =>
    ['{}', JSON.stringify({ scp: `Actions.Results:${run}:${job}` }), 'signature']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');

  const isOfRun = (artifact: StoredArtifact): boolean => artifact.of.id === services.run.id;

  function find(name: unknown): StoredArtifact | undefined {
    return stored.findLast((each) => each.name === name && each.finalized && isOfRun(each));
  }

  function call(method: string, body: ReadonlyMap<string, unknown>, job: string): object {
    const name = String(body.get('name'));
    switch (method) {
      case 'CreateArtifact': {
        // Whichever job of the run has it, and whether or not it was finalized: a name that is only reserved is in no list.
        if (stored.some((each) => each.name === name && isOfRun(each))) {
          throw refused(
            409,
            'already_exists',
            'an artifact with this name already exists on the workflow run',
          );
        }
        const id = nextId();
        stored.push({ id, name, job, blob: Buffer.alloc(0), finalized: false, of: services.run });
        return { ok: true, signed_upload_url: `${service.url}/blob/${id}?sig=upload` };
      }
      case 'FinalizeArtifact': {
        const artifact = stored.findLast((each) => each.name === name && each.job === job);
        const hash = Reflect.get(Object(body.get('hash')), 'value') ?? body.get('hash');
        const digest = `sha256:${createHash('sha256')
          .update(artifact?.blob ?? '')
          .digest('hex')}`;
        if (artifact === undefined || artifact.blob.length !== Number(body.get('size')) || hash !== digest) {
          throw refused(400, 'invalid_argument', 'size or hash is not that of the blob');
        }
        artifact.finalized = true;
        return { ok: true, artifact_id: String(artifact.id) };
      }
      case 'ListArtifacts': {
        const filter = Reflect.get(Object(body.get('name_filter')), 'value') ?? body.get('name_filter');
        const id = Reflect.get(Object(body.get('id_filter')), 'value') ?? body.get('id_filter');
        const found = stored.filter(
          (each) =>
            each.finalized &&
            isOfRun(each) &&
            (filter === undefined || filter === null || each.name === filter) &&
            (id === undefined || id === null || String(each.id) === id),
        );
        return {
          artifacts: found.map((each) => ({
            workflow_run_backend_id: run,
            workflow_job_run_backend_id: each.job,
            database_id: String(each.id),
            name: each.name,
            size: String(each.blob.length),
          })),
        };
      }
      case 'GetSignedArtifactURL': {
        const artifact = find(name);
        if (artifact === undefined) throw refused(404, 'not_found', 'no such artifact');
        const suffix = services.disposition === undefined ? '.zip' : '';
        return { signed_url: `${service.url}/blob/${artifact.id}${suffix}?sig=download` };
      }
      case 'DeleteArtifact': {
        const gone = find(name);
        if (gone === undefined) throw refused(404, 'not_found', 'no such artifact');
        stored.splice(stored.indexOf(gone), 1);
        return { ok: true, artifact_id: String(gone.id) };
      }
      default:
        throw refused(404, 'bad_route', method);
    }
  }

  function results({ url, headers, body }: ServiceRequest): Answer {
    const [, claims = ''] = (headers.authorization ?? '').split('.');
    const scope = String(members(Buffer.from(claims || 'e30', 'base64url')).get('scp'));
    const [kind, ofRun, job = ''] = scope.split(':');
    if (kind !== 'Actions.Results' || ofRun !== run) throw refused(401, 'unauthenticated', 'not of this run');
    return { status: 200, body: call(url.pathname.slice(RESULTS.length), members(body), job) };
  }

  function blob({ method, url, body }: ServiceRequest): Answer {
    const artifact = stored.find(({ id }) => id === Number.parseInt(url.pathname.slice('/blob/'.length), 10));
    if (artifact === undefined) throw new Refusal({ status: 404 });
    if (method === 'GET') {
      const headers =
        services.disposition === undefined
          ? { 'content-type': 'application/zip' }
          : { 'content-type': 'application/octet-stream', 'content-disposition': services.disposition };
      return { status: 200, headers, body: artifact.blob };
    }
    const block = url.searchParams.get('blockid');
    if (url.searchParams.get('comp') === 'block' && block !== null) {
      blocks.set(`${artifact.id} ${block}`, body);
    } else {
      const listed = [...body.toString().matchAll(/<(?:Latest|Uncommitted)>([^<]+)</g)];
      artifact.blob = Buffer.concat(
        listed.map(([, id]) => blocks.get(`${artifact.id} ${id}`) ?? Buffer.alloc(0)),
      );
    }
    return { status: 201, headers: { etag: '"0"', 'last-modified': new Date(0).toUTCString() } };
  }

  function attestations({ method, headers, body }: ServiceRequest): Answer {
    if (method !== 'POST') throw new Refusal({ status: 404, body: { message: 'Not Found' } });
    if (headers.authorization !== `token ${token}`) {
      throw new Refusal({ status: 403, body: { message: 'Resource not accessible by integration' } });
    }
    const fault = parseStrictly(members(body));
    if (typeof fault === 'string') throw new Refusal({ status: 422, body: { message: fault } });
    bundles.push(fault.bundle);
    store.keep(fault.bundle, { where: 'blobs' });
    return { status: 201, body: { id: bundles.length } };
  }

  /** https://docs.github.com/rest/actions/artifacts: the newest first, and a zip at a signed address. */
  function artifactsApi({ method, url, headers }: ServiceRequest): Answer {
    if (method !== 'GET') throw new Refusal({ status: 404, body: { message: 'Not Found' } });
    if (headers.authorization !== `Bearer ${token}`) {
      throw new Refusal({ status: 401, body: { message: 'Bad credentials' } });
    }
    if (!services.mayReadActions) {
      throw new Refusal({ status: 403, body: { message: 'Resource not accessible by integration' } });
    }
    const [, id] = /\/artifacts\/(\d+)\/zip$/.exec(url.pathname) ?? [];
    if (id !== undefined) {
      return { status: 302, headers: { location: `${service.url}/blob/${id}.zip?sig=download` } };
    }
    const found = stored.filter((each) => each.finalized && each.name === url.searchParams.get('name'));
    const artifacts = found.toReversed().map((each) => ({
      id: each.id,
      name: each.name,
      size_in_bytes: each.blob.length,
      expired: false,
      workflow_run: each.of,
    }));
    return { status: 200, body: { total_count: artifacts.length, artifacts } };
  }

  const store = await startAttestationStore(`Bearer ${token}`);
  const service = await startService((request) => {
    const { pathname } = request.url;
    const digest = `/repos/${repository}/attestations/`;
    if (pathname.startsWith(digest)) return store.list(request, pathname.slice(digest.length), service.url);
    if (pathname.startsWith(`/repos/${repository}/actions/artifacts`)) return artifactsApi(request);
    if (pathname.startsWith(RESULTS)) return results(request);
    if (pathname.startsWith('/blob/')) return blob(request);
    if (pathname === `/repos/${repository}/attestations`) return attestations(request);
    return { status: 404, body: { message: 'Not Found' } };
  });
  const services: GithubServices = {
    artifacts: () =>
      new Map(stored.filter(({ finalized }) => finalized).map(({ name, blob: zip }) => [name, zip])),
    plant: (name, bytes, of = services.run) => {
      const planted = { id: nextId(), name, job: 'job-0', blob: bytes, finalized: true, of };
      const place = stored.findIndex((each) => each.name === name && each.of.id === of.id);
      // A run has one of each name.
      stored.splice(place < 0 ? stored.length : place, place < 0 ? 0 : 1, planted);
    },
    run: { id: 42, repository_id: 1001, head_repository_id: 1001, head_branch: 'main' },
    mayReadActions: true,
    bundles,
    attestations: store,
    service,
    disposition: undefined,
    token,
    environment: () => {
      jobs += 1;
      return {
        ACTIONS_RUNTIME_TOKEN: tokenOf(`job-${jobs}`),
        ACTIONS_RESULTS_URL: `${service.url}/`,
        GITHUB_API_URL: service.url,
      };
    },
    close: async () => {
      await store.blobs.close();
      await service.close();
    },
  };
  return services;
}
