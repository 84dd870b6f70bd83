import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import {
  Key,
  MetaFile,
  Metadata,
  Root,
  Signature,
  Snapshot,
  TargetFile,
  Targets,
  Timestamp,
} from '@tufjs/models';
import { startService } from './http-service.ts';
import type { Answer, Service, ServiceOptions } from './http-service.ts';
import { instant } from './trust-documents.ts';

const SPECIFICATION = '1.0.31';
const YEAR_MS = 365 * 86_400_000;

/** The top-level roles of a repository (TUF specification, section 2.1). */
export type Role = 'root' | 'targets' | 'snapshot' | 'timestamp';

/** A TUF repository with consistent snapshots, which may change while clients read it. */
export interface TufRepository extends Service {
  /** The first root, which a client would carry. */
  readonly rootJson: Buffer;
  /** Every file by its path, without a leading slash; may be changed to tamper with it. */
  readonly files: Map<string, Buffer>;
  /** Adds or replaces targets, in new versions of targets, snapshot and timestamp; objects become JSON. */
  publish(targets: Readonly<Record<string, object | Buffer>>): void;
  /** Publishes a new version of a role that expired yesterday, and what it takes to lead clients to it. */
  expire(role: Role): void;
  /** Publishes what leads clients from the newest version of a role back to its first one. */
  rollBack(role: 'snapshot' | 'targets'): void;
  /** Publishes a root with a new key, signed with the old one and the new one. */
  rotateRoot(): void;
  /** Flips one bit in the middle of a file. */
  tamper(path: string): void;
}

interface Signer {
  readonly key: Key;
  sign(data: Buffer): Signature;
}

/** Starts a repository with these targets. */
export async function startTufRepository(
  targets: Readonly<Record<string, object | Buffer>>,
  options: ServiceOptions & { readonly now?: () => Date } = {},
): Promise<TufRepository> {
  const { now = () => new Date() } = options;
  const files = new Map<string, Buffer>();
  const publisher = createPublisher(files, now);
  publisher.publish(targets);
  const rootJson = fileOf(files, '1.root.json');

  const service = await startService((request): Answer => {
    const file = files.get(decodeURIComponent(request.url.pathname).slice(1));
    if (request.method !== 'GET' || file === undefined) return { status: 404, body: 'not found' };
    return { status: 200, body: file };
  }, options);
  return {
    ...service,
    ...publisher,
    rootJson,
    files,
    tamper(path) {
      const bytes = Buffer.from(fileOf(files, path));
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      files.set(path, bytes);
    },
  };
}

function createPublisher(
  files: Map<string, Buffer>,
  now: () => Date,
): Pick<TufRepository, 'publish' | 'expire' | 'rollBack' | 'rotateRoot'> {
  const online = createSigner();
  const content = new Map<string, TargetFile>();
  const versions: Record<Role, number> = { root: 0, targets: 0, snapshot: 0, timestamp: 0 };
  let rootSigner = createSigner();

  const common = (role: Role, days: number): { version: number; specVersion: string; expires: string } => ({
    version: versions[role],
    specVersion: SPECIFICATION,
    expires: instant(new Date(now().getTime() + days * 86_400_000)),
  });

  function writeRoot(signers: readonly Signer[], days: number): void {
    versions.root += 1;
    const root = new Root({ ...common('root', days), consistentSnapshot: true });
    root.addKey(rootSigner.key, 'root');
    for (const role of ['targets', 'snapshot', 'timestamp']) root.addKey(online.key, role);
    files.set(`${versions.root}.root.json`, signed(root, signers));
  }

  function writeTargets(days: number): void {
    versions.targets += 1;
    const targets = new Targets({ ...common('targets', days), targets: Object.fromEntries(content) });
    files.set(`${versions.targets}.targets.json`, signed(targets, [online]));
  }

  function writeSnapshot(days: number): void {
    versions.snapshot += 1;
    const meta = { 'targets.json': new MetaFile({ version: versions.targets }) };
    files.set(
      `${versions.snapshot}.snapshot.json`,
      signed(new Snapshot({ ...common('snapshot', days), meta }), [online]),
    );
  }

  function writeTimestamp(days: number): void {
    versions.timestamp += 1;
    const snapshotMeta = new MetaFile({ version: versions.snapshot });
    files.set(
      'timestamp.json',
      signed(new Timestamp({ ...common('timestamp', days), snapshotMeta }), [online]),
    );
  }

  const year = YEAR_MS / 86_400_000;
  writeRoot([rootSigner], year);
  return {
    publish(targets) {
      for (const [path, value] of Object.entries(targets)) {
        const bytes = Buffer.isBuffer(value)
          ? value
          : Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        content.set(path, new TargetFile({ path, length: bytes.length, hashes: { sha256 } }));
        files.set(`targets/${sha256}.${path}`, bytes);
      }
      writeTargets(year);
      writeSnapshot(year);
      writeTimestamp(year);
    },
    expire(role) {
      const days = (other: Role): number => (other === role ? -1 : year);
      if (role === 'root') return writeRoot([rootSigner], -1);
      if (role === 'targets') writeTargets(days('targets'));
      if (role !== 'timestamp') writeSnapshot(days('snapshot'));
      writeTimestamp(days('timestamp'));
    },
    rollBack(role) {
      // A snapshot is written as the version after this one.
      versions[role] = role === 'targets' ? 1 : 0;
      writeSnapshot(year);
      writeTimestamp(year);
    },
    rotateRoot() {
      const old = rootSigner;
      rootSigner = createSigner();
      writeRoot([old, rootSigner], year);
    },
  };
}

function createSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = tufKey(publicKey);
  return {
    key,
    sign: (data) =>
      new Signature({ keyID: key.keyID, sig: sign('sha256', data, privateKey).toString('hex') }),
  };
}

/** A key under its ID: the hash of its canonical JSON (TUF specification, section 4.2). */
function tufKey(publicKey: KeyObject): Key {
  const keyVal = { public: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
  const json = `{"keytype":"ecdsa","keyval":{"public":"${keyVal.public}"},"scheme":"ecdsa-sha2-nistp256"}`;
  const keyID = createHash('sha256').update(json).digest('hex');
  return new Key({ keyID, keyType: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', keyVal });
}

function signed(content: Root | Targets | Snapshot | Timestamp, signers: readonly Signer[]): Buffer {
  const metadata = new Metadata<Root | Targets | Snapshot | Timestamp>(content);
  for (const signer of signers) metadata.sign((data) => signer.sign(data), true);
  return Buffer.from(JSON.stringify(metadata.toJSON(), undefined, 1));
}

function fileOf(files: ReadonlyMap<string, Buffer>, path: string): Buffer {
  const file = files.get(path);
  if (file === undefined) throw new Error(`the repository has no file ${path}`);
  return file;
}
