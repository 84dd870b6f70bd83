// A repository's attestation store, as its list of the attestations of one digest shows it: bundles in the answer, or packed at a
// signed address of another host, which takes no token. https://docs.github.com/rest/repos/attestations#list-attestations
import { type Answer, Refusal, type Service, type ServiceRequest, startService } from './http-service.ts';
import { packSnappy } from './snappy.ts';

/** How one attestation is kept. */
export interface Keeping {
  /** In the list itself, or at an address of the other host; `at` may be any address. */
  readonly where?: 'list' | 'blobs' | { readonly at: string };
  /** What the other host has instead of the packed bundle. */
  readonly packed?: Buffer;
}

export interface AttestationStore {
  /** The other host. */
  readonly blobs: Service;
  /** Of the requests to it, the names of their headers and the values of `authorization`. */
  readonly seenByBlobs: readonly (string | undefined)[];
  /** Attestations on a page of a list. */
  pageSize: number;
  /** Keeps a bundle for each of its subjects, and for these digests (hex). */
  keep(bundle: object, keeping?: Keeping, digests?: readonly string[]): void;
  list(request: ServiceRequest, digest: string, url: string): Answer;
}

interface Kept {
  readonly digests: readonly string[];
  readonly predicateType: string;
  readonly listed: object;
}

/** Kinds that the list names by a word. */
const WORDS: ReadonlyMap<string, RegExp> = new Map([
  ['provenance', /^https:\/\/slsa\.dev\/provenance\//],
  ['sbom', /^https:\/\/(?:spdx\.dev|cyclonedx\.org)\//],
]);

/** @param authorization what the API takes */
export async function startAttestationStore(authorization: string): Promise<AttestationStore> {
  const kept: Kept[] = [];
  const packed: Buffer[] = [];
  const seen: (string | undefined)[] = [];
  const blobs = await startService(({ url, headers }) => {
    seen.push(headers.authorization);
    const body = packed[Number(url.pathname.slice('/bundle/'.length))];
    if (headers.authorization !== undefined || url.searchParams.get('sig') !== 'read') {
      return { status: 403, body: { message: 'AuthenticationFailed' } };
    }
    if (body === undefined) return { status: 404 };
    return { status: 200, headers: { 'content-type': 'application/x-snappy' }, body };
  });
  const store: AttestationStore = {
    blobs,
    seenByBlobs: seen,
    pageSize: 30,
    keep: (bundle, { where = 'list', packed: instead } = {}, digests = digestsOf(bundle)) => {
      if (where === 'blobs') packed.push(instead ?? packSnappy(Buffer.from(JSON.stringify(bundle))));
      const own = `${blobs.url}/bundle/${packed.length - 1}?sig=read`;
      const listed =
        where === 'list'
          ? { repository_id: 1001, bundle }
          : { repository_id: 1001, bundle: null, bundle_url: where === 'blobs' ? own : where.at };
      kept.push({ digests, predicateType: String(statementOf(bundle)['predicateType']), listed });
    },
    list: ({ method, url, headers }, digest, base) => {
      if (method !== 'GET') throw new Refusal({ status: 404, body: { message: 'Not Found' } });
      if (headers.authorization !== authorization) {
        throw new Refusal({ status: 403, body: { message: 'Resource not accessible by integration' } });
      }
      const [, hex] = /^sha256:([0-9a-f]{64})$/.exec(digest) ?? [];
      if (hex === undefined) throw new Refusal({ status: 422, body: { message: 'Invalid digest' } });
      const type = url.searchParams.get('predicate_type') ?? '';
      const isWanted = (one: string): boolean => WORDS.get(type)?.test(one) ?? (type === '' || type === one);
      const found = kept.filter(
        ({ digests, predicateType }) => digests.includes(hex) && isWanted(predicateType),
      );
      if (found.length === 0) return { status: 404, body: { message: 'Not Found' } };
      const after = Number(url.searchParams.get('after') ?? 0);
      const size = Math.min(store.pageSize, Number(url.searchParams.get('per_page') ?? 30));
      const next = new URL(`${base}${url.pathname}${url.search}`);
      next.searchParams.set('after', String(after + size));
      const link = after + size < found.length ? { link: `<${next.href}>; rel="next"` } : {};
      const attestations = found.slice(after, after + size).map(({ listed }) => listed);
      return { status: 200, headers: link, body: { attestations } };
    },
  };
  return store;
}

function statementOf(bundle: object): Record<string, unknown> {
  const payload: unknown = Reflect.get(Object(Reflect.get(bundle, 'dsseEnvelope')), 'payload');
  return JSON.parse(Buffer.from(String(payload), 'base64').toString());
}

function digestsOf(bundle: object): readonly string[] {
  const subjects: unknown = statementOf(bundle)['subject'];
  return (Array.isArray(subjects) ? subjects : []).map((subject: unknown) =>
    String(Reflect.get(Object(Reflect.get(Object(subject), 'digest')), 'sha256')),
  );
}
