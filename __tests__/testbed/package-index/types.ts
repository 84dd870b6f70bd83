/** A Trusted Publisher: one GitHub workflow that may upload to one project. */
export interface Publisher {
  project: string;
  /** `OWNER/NAME`, in the spelling that attestations must carry. */
  repository: string;
  /** File name below `.github/workflows/`. */
  workflow: string;
  environment?: string;
  repositoryOwnerId?: string;
  /** The project does not exist until this publisher's first token is minted. */
  pending?: boolean;
}

/** A user's API token; without `projects` it reaches all of them. */
export interface ApiToken {
  user: '__token__';
  projects?: string[];
}

/** How one request is made to fail. */
export interface Fault {
  /** `nth` counts the requests of this method and path, from 1. */
  match: (method: string, path: string, nth: number) => boolean;
  /** How often it strikes; without it, always. */
  times?: number;
  /**
   * `reset` cuts before reading, `cut` after the first piece of the body, `early` answers without reading the body and
   * closes, as proxies refuse what is too large, `hang` never answers, `truncate` cuts inside the body, `garbage` answers 200 with
   * bytes that are no JSON, `lose-answer` acts and then cuts, `status-line` writes `body` raw as reason phrase,
   * `bare-head` answers 500 as gunicorn writes it on Python 3.14.
   */
  kind:
    | 'status'
    | 'reset'
    | 'cut'
    | 'early'
    | 'hang'
    | 'truncate'
    | 'garbage'
    | 'lose-answer'
    | 'status-line'
    | 'bare-head';
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Where a file is looked for after its upload. */
export type Surface = 'simple' | 'json' | 'provenance';

/** Whether a project goes on, as the Simple API names it. */
export type ProjectStatus = 'active' | 'archived' | 'quarantined' | 'deprecated';

/** What start-up needs to know. */
export interface PackageIndexOptions {
  /** JSON of a Sigstore TrustedRoot, read at each verification. */
  trustedRoot: () => object;
  /** Checks an identity token for an audience and returns its claims; throws otherwise. */
  verifyToken: (jwt: string, audience: string) => Promise<Record<string, unknown>>;
  /** Read at each request, so a test may change it. */
  publishers: Publisher[];
  apiTokens?: Record<string, ApiToken>;
  /** Audience of its identity tokens; default `testbed-index`. */
  audience?: string;
  /** Issuer that certificates must name; default GitHub's. */
  issuer?: string;
  /** False, as PyPI today: a Rekor v2 entry is refused. True: `hashedrekord` 0.0.2 with `timestamps` is verified. */
  acceptsRekorV2?: boolean;
  /** Added to each answer, in milliseconds. */
  latencyMs?: number;
  /** Only uploads and the Simple API; the attestations field is refused. */
  generic?: boolean;
  /** Largest file in bytes; default 100 MB. */
  sizeLimit?: number;
  /** Status and reason for a file that it refuses although nothing is wrong with it; undefined for one that it takes. */
  refuses?: (filename: string) => readonly [status: number, reason: string] | undefined;
  /** Seconds that a minted token lives; default 900. */
  tokenLifetime?: number;
  /** Without an edge in front that keeps answers. */
  keepsNothing?: boolean;
  /** Uploads of one release that it bears at a time; a further one is answered 500, as Warehouse does. */
  uploadsAtOnce?: number;
  /** What it publishes as the classifiers that it accepts, and accepts; a few where not given. */
  classifiers?: readonly string[];
  /** True while the operator has attestations switched off: uploads drop them, and nobody is told of any. */
  attestationsDisabled?: () => boolean;
  /** PEP 792; `active` where not given. */
  projectStatus?: (project: string) => ProjectStatus;
  /** Whether a file's release is yanked, or why. */
  yanked?: (file: StoredFile) => boolean | string;
  /** Largest sum of a project's files in bytes; default 10 GiB. */
  projectSizeLimit?: number;
  /** False: its host of files answers a request for a part with the whole. */
  servesRanges?: boolean;
  /** Where its files are said to be, without a slash at the end; its own address where not given. */
  filesUrl?: string;
  /** The time that its tokens and files live in; the machine's where not given. */
  now?: () => Date;
}

/** Base64 strings of one stored attestation, as served again. */
export interface StoredAttestation {
  version: 1;
  verification_material: {
    certificate: string;
    transparency_entries: Record<string, unknown>[];
    timestamps?: string[];
  };
  envelope: { statement: string; signature: string };
}

/** The publisher as a provenance object names it. */
export interface ProvenancePublisher {
  claims: null;
  environment: string | null;
  kind: 'GitHub';
  repository: string;
  workflow: string;
}

/** A file that was accepted. */
export interface StoredFile {
  filename: string;
  /** Normalised project name. */
  project: string;
  /** Normalised version. */
  version: string;
  filetype: string;
  size: number;
  sha256: string;
  md5: string;
  blake2b256: string;
  /** Undefined where it was larger than 8 MiB. */
  content: Buffer | undefined;
  requiresPython: string | undefined;
  /** Form fields of the upload. */
  fields: Record<string, string[]>;
  uploadedAt: Date;
  publisher: ProvenancePublisher | undefined;
  attestations: StoredAttestation[];
}

/** One POST to the upload address and how it ended. */
export interface UploadRecord {
  filename: string;
  fields: Record<string, string[]>;
  at: Date;
  status: number;
  message: string;
  /** Uploads of its release that were under way when its form had come, itself included. */
  atOnce: number;
  /** Uploads that had ended when it began. */
  endedBefore: number;
}

/** A token from the mint address. */
export interface IssuedToken {
  token: string;
  /** Normalised project names. */
  projects: string[];
  publisher: Publisher;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** What handlers share: the whole content of the index. */
export interface IndexState {
  options: PackageIndexOptions;
  /** `http://127.0.0.1:PORT`. */
  url: string;
  /** Normalised name to the name as first spelled. */
  projects: Map<string, string>;
  files: StoredFile[];
  uploads: UploadRecord[];
  issued: IssuedToken[];
  usedTokenIds: Set<string>;
  mints: number;
  /** Uploads under way, by `project version`. */
  underWay: Map<string, number>;
  peakUploadsAtOnce: number;
  /** What the edge keeps, by path. */
  edge: Map<string, { answer: Answer; until: number }>;
  isVisible: (surface: Surface, file: StoredFile) => boolean;
}

/** What is sent back. */
export interface Answer {
  status: number;
  /** Reason phrase where it differs from the usual one. */
  reason?: string;
  headers?: Record<string, string>;
  body: string | Buffer;
}

/** A request that the index turns down, with Warehouse's text. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const CLASSIFIERS = [
  'Development Status :: 5 - Production/Stable',
  'License :: OSI Approved :: MIT License',
  'Programming Language :: Python',
  'Programming Language :: Python :: 3',
  'Typing :: Typed',
];

/** The classifiers that an index accepts. */
export function acceptedClassifiers({ classifiers }: PackageIndexOptions): readonly string[] {
  return classifiers ?? CLASSIFIERS;
}

/** Whether a project goes on. */
export function statusOf({ projectStatus }: PackageIndexOptions, project: string): ProjectStatus {
  return projectStatus?.(project) ?? 'active';
}

/** Milliseconds since 1970, as an index sees them. */
export function timeOf({ now }: Pick<PackageIndexOptions, 'now'>): number {
  return now === undefined ? Date.now() : now().getTime();
}

/** Whether a parsed JSON value is an object with keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON answer. */
export function jsonAnswer(status: number, value: unknown, type = 'application/json'): Answer {
  return { status, headers: { 'content-type': type }, body: JSON.stringify(value) };
}

/** PEP 503's normalised form of a project name. */
export function normalizedName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}
