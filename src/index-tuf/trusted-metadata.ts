import type { Targets } from '@tufjs/models';
import { refusalOf, UnreachableMetadata } from './failure.ts';
import { findTarget, type SignedTarget } from './find-target.ts';
import { makeModelsLinear } from '../sigstore/library-workarounds/linear-tuf-models.ts';
import { EqualVersionError, TrustedMetadataStore } from '../sigstore/library-workarounds/tuf-unexported.ts';
import type { ReadMetadata } from './metadata-source.ts';

/** The versions that one check is of. */
export interface MetadataVersions {
  readonly root: number;
  readonly timestamp: number;
  readonly snapshot: number;
  /** When the timestamp expires, as it says. */
  readonly expires: string;
}

/** One consistent view of a repository: all that is read from it comes from one snapshot. */
export interface TrustedView {
  readonly versions: MetadataVersions;
  /** @throws {RefusedMetadata} @throws {UnreachableMetadata} */
  find(target: string): Promise<SignedTarget | undefined>;
}

/** Bytes and numbers beyond which nothing is read, as tuf-js has them; they hold to 16,384 bins. */
const MOST = { roots: 256, root: 512_000, timestamp: 16_384, snapshot: 2e6, targets: 5e6 };

/**
 * A TUF client of one repository (TUF specification 1.0.34, section 5): fetches and remembers; tuf-js judges each file.
 * What was seen is kept in memory, so that going back is noticed within a run.
 */
export class TrustedMetadata {
  readonly #kept = new Map<string, Buffer>();
  #root: Buffer;

  /** @throws {RefusedMetadata} where the root is none, or is not signed by its own keys */
  constructor(root: Buffer) {
    makeModelsLinear();
    judged('the root that was given', false, () => new TrustedMetadataStore(root));
    this.#root = root;
  }

  /** Fetches and verifies the repository as it is now. @throws {RefusedMetadata} @throws {UnreachableMetadata} */
  async refresh(read: ReadMetadata): Promise<TrustedView> {
    const store = new TrustedMetadataStore(this.#root);
    await this.#followRoots(store, read);
    await this.#readTimestamp(store, read);
    await this.#readSnapshot(store, read);
    const roles = new Map<string, Promise<Targets>>();
    const role = (name: string, parent: string): Promise<Targets> => {
      const key = `${encodeURIComponent(parent)}/${encodeURIComponent(name)}`;
      const loading = roles.get(key) ?? this.#readTargets(store, name, parent, read);
      roles.set(key, loading);
      return loading;
    };
    await role('targets', 'root');
    return { versions: versionsOf(store), find: (target) => findTarget(target, role) };
  }

  async #followRoots(store: TrustedMetadataStore, read: ReadMetadata): Promise<void> {
    for (let count = 0; count < MOST.roots; count += 1) {
      const file = `${store.root.signed.version + 1}.root.json`;
      const bytes = await read(file, MOST.root);
      if (bytes === undefined) return;
      judged(file, false, () => store.updateRoot(bytes));
      this.#root = bytes;
    }
  }

  async #readTimestamp(store: TrustedMetadataStore, read: ReadMetadata): Promise<void> {
    const file = 'timestamp.json';
    const kept = this.#kept.get('timestamp');
    // An old one, expired or not, is what a new one must not be older than.
    if (kept !== undefined) succeeds(() => store.updateTimestamp(kept));
    const bytes = await fetched(read, file, MOST.timestamp);
    judged(file, false, () => {
      try {
        store.updateTimestamp(bytes);
        this.#kept.set('timestamp', bytes);
      } catch (error) {
        if (!(error instanceof EqualVersionError)) throw error;
      }
    });
  }

  async #readSnapshot(store: TrustedMetadataStore, read: ReadMetadata): Promise<void> {
    const kept = this.#kept.get('snapshot');
    if (kept !== undefined && succeeds(() => store.updateSnapshot(kept, true))) return;
    const { snapshotMeta } = judged('timestamp.json', false, () => loaded(store.timestamp)).signed;
    const file = fileOf('snapshot', snapshotMeta.version, store);
    const bytes = await fetched(read, file, atMost(MOST.snapshot, snapshotMeta.length));
    judged(file, false, () => store.updateSnapshot(bytes));
    this.#kept.set('snapshot', bytes);
  }

  async #readTargets(
    store: TrustedMetadataStore,
    role: string,
    parent: string,
    read: ReadMetadata,
  ): Promise<Targets> {
    const delegated = role !== 'targets';
    const kept = this.#kept.get(`targets ${role}`);
    if (kept === undefined || !succeeds(() => store.updateDelegatedTargets(kept, role, parent))) {
      const { meta } = judged('snapshot', false, () => loaded(store.snapshot)).signed;
      const listed = Object.hasOwn(meta, `${role}.json`) ? meta[`${role}.json`] : undefined;
      const file = fileOf(encodeURIComponent(role), listed?.version ?? 0, store);
      if (listed === undefined) throw refusalOf(new Error(`the snapshot has no ${role}.json`), file, false);
      const bytes = await fetched(read, file, atMost(MOST.targets, listed.length));
      judged(file, delegated, () => store.updateDelegatedTargets(bytes, role, parent));
      this.#kept.set(`targets ${role}`, bytes);
    }
    return judged(role, delegated, () => loaded(store.getRole(role))).signed;
  }
}

async function fetched(read: ReadMetadata, file: string, maximumBytes: number): Promise<Buffer> {
  const bytes = await read(file, maximumBytes);
  if (bytes !== undefined) return bytes;
  throw new UnreachableMetadata(`the repository has no ${file}`, { absent: true });
}

function fileOf(role: string, version: number, { root }: TrustedMetadataStore): string {
  return root.signed.consistentSnapshot ? `${version}.${role}.json` : `${role}.json`;
}

function atMost(limit: number, length: number | undefined): number {
  return Math.min(limit, length ?? limit);
}

function versionsOf({ root, timestamp, snapshot }: TrustedMetadataStore): MetadataVersions {
  const { version, expires } = loaded(timestamp).signed;
  return {
    root: root.signed.version,
    timestamp: version,
    snapshot: loaded(snapshot).signed.version,
    expires,
  };
}

function loaded<T>(metadata: T | undefined): T {
  if (metadata === undefined) throw new Error('metadata that was verified does not exist');
  return metadata;
}

function judged<T>(file: string, delegated: boolean, judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    throw refusalOf(error, file, delegated);
  }
}

function succeeds(judge: () => unknown): boolean {
  try {
    judge();
    return true;
  } catch {
    return false;
  }
}
