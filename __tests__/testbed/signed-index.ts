// A package index's TUF metadata in the layout of RSTUF (repository-service-tuf): `targets` delegates to hash bins by
// TAP 15, one online key signs all but root, snapshot and timestamp list versions only, files are named by version.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { startService } from './http-service.ts';
import type { Answer, Service, ServiceOptions } from './http-service.ts';
import { instant } from './trust-documents.ts';

/** What a target's metadata says. */
export interface TargetEntry {
  readonly length: number;
  readonly hashes: Readonly<Record<string, string>>;
}

/** What an operator, or who has the online key, does to a repository. `pin` and `omit` change what the snapshot lists. */
export type Command =
  | { readonly do: 'sign'; readonly targets: Readonly<Record<string, TargetEntry>> }
  | { readonly do: 'remove'; readonly targets: readonly string[] }
  | { readonly do: 'expire'; readonly role: string }
  | { readonly do: 'pin'; readonly role: string; readonly version: number }
  | { readonly do: 'omit'; readonly role: string }
  | { readonly do: 'rotate' }
  | { readonly do: 'half-sign-root' };

/** Carries out commands; each answers with the files that it wrote, by name. The first call is `begin`. */
export interface RepositoryMaker {
  begin(bits: number): Promise<Readonly<Record<string, string>>>;
  carryOut(command: Command): Promise<Readonly<Record<string, string>>>;
}

/** A served repository that may change while clients read it. */
export interface SignedIndex extends Service {
  /** The first root, which a client would carry. */
  readonly root: Buffer;
  /** Every file by its name; may be changed to tamper with it. */
  readonly files: Map<string, Buffer>;
  carryOut(command: Command): Promise<void>;
  /** The files that a command would write, without serving them. */
  made(command: Command): Promise<Readonly<Record<string, string>>>;
  /** Signs for what are said to be these files' bytes. */
  sign(targets: Readonly<Record<string, Uint8Array | TargetEntry>>): Promise<void>;
  /** The bin that a target belongs to (TAP 15). */
  binOf(target: string): string;
  /** Flips one bit in the middle of a file. */
  tamper(file: string): void;
}

/** Length and hashes of bytes as RSTUF's users post them. */
export function entryOf(bytes: Uint8Array): TargetEntry {
  return { length: bytes.length, hashes: { sha256: createHash('sha256').update(bytes).digest('hex') } };
}

/** Serves a repository with 2^bits bins. */
export async function startSignedIndex(
  bits: number,
  maker: RepositoryMaker = createMaker(),
  options: ServiceOptions = {},
): Promise<SignedIndex> {
  const files = new Map<string, Buffer>();
  const store = (made: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(made)) files.set(name, Buffer.from(text));
  };
  store(await maker.begin(bits));
  const service = await startService((request): Answer => {
    const { authorization, cookie } = request.headers;
    // What is for the index's upload is for nobody else.
    if (authorization !== undefined || cookie !== undefined) return { status: 400, body: 'no credentials' };
    const file = files.get(decodeURIComponent(request.url.pathname).slice(1));
    if (request.method !== 'GET' || file === undefined) return { status: 404, body: 'not found' };
    if (request.headers['accept-encoding'] !== 'gzip') return { status: 200, body: file };
    return { status: 200, body: gzipSync(file), headers: { 'content-encoding': 'gzip' } };
  }, options);
  const carryOut = async (command: Command): Promise<void> => store(await maker.carryOut(command));
  return {
    ...service,
    files,
    root: fileOf(files, '1.root.json'),
    carryOut,
    made: async (command) => maker.carryOut(command),
    sign: async (targets) => {
      const entries = Object.entries(targets).map(([path, value]) => [
        path,
        value instanceof Uint8Array ? entryOf(value) : value,
      ]);
      await carryOut({ do: 'sign', targets: Object.fromEntries(entries) });
    },
    binOf: (target) => binOf(target, bits),
    tamper: (name) => {
      const bytes = Buffer.from(fileOf(files, name));
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      files.set(name, bytes);
    },
  };
}

function binOf(target: string, bits: number): string {
  const number = createHash('sha256').update(target).digest().readUInt32BE() >>> (32 - bits);
  return binName(number, bits);
}

function binName(number: number, bits: number): string {
  const digits = (2 ** bits - 1).toString(16).length;
  return `bins-${number.toString(16).padStart(digits, '0')}`;
}

/** Beginnings of the hashes that belong to a bin, in whole digits. */
function prefixesOf(number: number, bits: number): string[] {
  const digits = Math.ceil(bits / 4);
  const each = 2 ** (digits * 4 - bits);
  return Array.from({ length: each }, (_, index) =>
    (number * each + index).toString(16).padStart(digits, '0'),
  );
}

function fileOf(files: ReadonlyMap<string, Buffer>, name: string): Buffer {
  const file = files.get(name);
  if (file === undefined) throw new Error(`the repository has no file ${name}`);
  return file;
}

interface Signer {
  readonly id: string;
  readonly key: object;
  sign(text: string): { keyid: string; sig: string };
}

function createSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const key = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: raw.toString('hex') } };
  const id = createHash('sha256').update(canonical(key)).digest('hex');
  return {
    id,
    key,
    sign: (text) => ({ keyid: id, sig: sign(null, Buffer.from(text), privateKey).toString('hex') }),
  };
}

/** OLPC's canonical JSON, which signatures are of (TUF specification, section 4.2). */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
    return `{${entries.map(([name, inner]) => `${canonical(name)}:${canonical(inner)}`).join(',')}}`;
  }
  return typeof value === 'string' ? `"${value.replace(/["\\]/g, String.raw`\$&`)}"` : String(value);
}

const DAY_MS = 86_400_000;
const expiry = (days: number): string => instant(new Date(Date.now() + days * DAY_MS));

/**
 * How targets are delegated: RSTUF's bins by TAP 15, or PEP 458's own, a role `bins` that lists each bin with the hash
 * prefixes of its paths.
 */
export type Layout = 'rstuf' | 'pep458';

/** Makes repositories in this process. */
export function createMaker(layout: Layout = 'rstuf'): RepositoryMaker {
  let rootKey = createSigner();
  const online = createSigner();
  const content = new Map<string, Map<string, TargetEntry>>();
  const versions = new Map([['root', 0]]);
  const meta: Record<string, { version: number }> = {};
  let bits = 0;
  let out: Record<string, string> = {};

  const write = (role: string, days: number, fields: object, signers: readonly Signer[]): void => {
    const version = (versions.get(role) ?? 0) + 1;
    versions.set(role, version);
    const type = role.startsWith('bins') ? 'targets' : role;
    const signed = { _type: type, spec_version: '1.0.31', version, expires: expiry(days), ...fields };
    const text = canonical(signed);
    const document = { signatures: signers.map((signer) => signer.sign(text)), signed };
    out[role === 'timestamp' ? 'timestamp.json' : `${version}.${role}.json`] = JSON.stringify(document);
  };
  const role = (...signers: readonly Signer[]) => ({ keyids: signers.map(({ id }) => id), threshold: 1 });
  const keysOf = (...signers: readonly Signer[]) =>
    Object.fromEntries(signers.map(({ id, key }) => [id, key]));
  const writeRoot = (signers: readonly Signer[], rootRole: object = role(rootKey)): void => {
    const others = { targets: role(online), snapshot: role(online), timestamp: role(online) };
    const keys = keysOf(...signers, rootKey, online);
    write('root', 365, { consistent_snapshot: true, keys, roles: { root: rootRole, ...others } }, signers);
  };
  const writeBin = (name: string, days: number): void => {
    write(name, days, { targets: Object.fromEntries(content.get(name) ?? []) }, [online]);
    meta[`${name}.json`] = { version: versions.get(name) ?? 0 };
  };
  const writeDelegator = (name: string, days: number, delegated: object): void => {
    write(name, days, { targets: {}, delegations: { keys: keysOf(online), ...delegated } }, [online]);
    meta[`${name}.json`] = { version: versions.get(name) ?? 0 };
  };
  const writeTargets = (days: number): void => {
    if (layout === 'rstuf') {
      const bins = { ...role(online), bit_length: bits, name_prefix: 'bins' };
      return writeDelegator('targets', days, { succinct_roles: bins });
    }
    const paths = ['*', '*/*', '*/*/*', '*/*/*/*'];
    const all = { ...role(online), name: 'bins', terminating: false, paths };
    writeDelegator('targets', days, { roles: [all] });
    const roles = Array.from({ length: 2 ** bits }, (_, number) => ({
      ...role(online),
      name: binName(number, bits),
      terminating: false,
      path_hash_prefixes: prefixesOf(number, bits),
    }));
    writeDelegator('bins', days, { roles });
  };
  const writeSnapshot = (days: number): void => write('snapshot', days, { meta: { ...meta } }, [online]);
  const writeTimestamp = (days: number): void => {
    const snapshot = { version: versions.get('snapshot') ?? 0 };
    write('timestamp', days, { meta: { 'snapshot.json': snapshot } }, [online]);
  };
  const change = (path: string, entry: TargetEntry | undefined): string => {
    const name = binOf(path, bits);
    const bin = content.get(name) ?? new Map<string, TargetEntry>();
    content.set(name, bin);
    if (entry === undefined) bin.delete(path);
    else bin.set(path, entry);
    return name;
  };
  const publish = (): void => {
    writeSnapshot(1);
    writeTimestamp(1);
  };

  function carryOut(command: Command): void {
    switch (command.do) {
      case 'sign': {
        const bins = Object.entries(command.targets).map(([path, entry]) => change(path, entry));
        for (const name of new Set(bins)) writeBin(name, 1);
        return publish();
      }
      case 'remove':
        for (const name of new Set(command.targets.map((path) => change(path, undefined)))) writeBin(name, 1);
        return publish();
      case 'expire':
        if (command.role === 'targets') writeTargets(-1);
        if (command.role.startsWith('bins-')) writeBin(command.role, -1);
        if (command.role !== 'timestamp') writeSnapshot(command.role === 'snapshot' ? -1 : 1);
        return writeTimestamp(command.role === 'timestamp' ? -1 : 1);
      case 'pin':
        meta[`${command.role}.json`] = { version: command.version };
        return publish();
      case 'omit':
        delete meta[`${command.role}.json`];
        return publish();
      case 'rotate': {
        const old = rootKey;
        rootKey = createSigner();
        return writeRoot([old, rootKey]);
      }
      case 'half-sign-root': {
        const second = createSigner();
        const both = { keyids: [rootKey.id, second.id], threshold: 2 };
        return writeRoot([rootKey], both);
      }
    }
  }

  return {
    begin: async (number) => {
      bits = number;
      writeRoot([rootKey]);
      for (let index = 0; index < 2 ** bits; index += 1) writeBin(binName(index, bits), 1);
      writeTargets(365);
      publish();
      return out;
    },
    carryOut: async (command) => {
      out = {};
      carryOut(command);
      return out;
    },
  };
}
