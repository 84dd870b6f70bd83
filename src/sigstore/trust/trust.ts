import { createHash } from 'node:crypto';
import type { SigningConfig } from '@sigstore/protobuf-specs';
import { Updater } from 'tuf-js';
import { ActionError, messageOf } from '../../errors.ts';
import type { RequestPlatform } from '../../ground/request.ts';
import { withoutSlashesAtEnd } from '../../ground/url-text.ts';
import type { Platform } from '../../platform/platform.ts';
import { embeddedRepository, githubServices } from '../instances.ts';
import type { GithubInstance, LoggedInstance, SigstoreInstance, TufRepository } from '../instances.ts';
import { makeModelsLinear } from '../library-workarounds/linear-tuf-models.ts';
import { readSigningConfig } from './signing-config.ts';
import { trustFailure } from './trust-failure.ts';
import { readTrustedRoot } from './trusted-root.ts';
import type { TrustedRoot } from './trusted-root.ts';
import { TufFetcher } from './tuf-fetcher.ts';

/** What one run trusts: keys and chains to verify with, services to sign with. */
export interface Trust {
  readonly trustedRoot: TrustedRoot;
  readonly signingConfig: SigningConfig;
  /** The opt-in config that offers Rekor v2, where it was wished for and the instance has one. */
  readonly rekorV2SigningConfig: SigningConfig | undefined;
  /** Learns all of it anew. @throws {ActionError} TRUST_UNAVAILABLE */
  refresh(): Promise<Trust>;
}

/** What else is fetched. */
interface TrustWishes {
  /** The opt-in config; what is wrong with it is no fault of a run that does not use it. */
  readonly rekorV2: boolean;
  /** Called once the metadata of the first trust is verified, before what it names is fetched. */
  readonly onVerified?: () => void;
}

/** What learning trust takes of the machine. */
export type TrustPlatform = RequestPlatform &
  Pick<Platform, 'files'> & {
    /** Ends it when nobody waits for it any more. */
    readonly signal?: AbortSignal;
  };

type Target = (name: string) => Promise<Buffer | undefined>;

const MAXIMUM_TARGET = 5_000_000;
const SIGNING_CONFIG = 'signing_config.v0.2.json';

/**
 * Learns the trust of an instance that has a signing config: afresh through TUF into a private folder of the run (a cache in HOME could be planted
 * by an earlier job), or from two files.
 * @param embedded the repository of each named instance
 * @throws {ActionError} TRUST_UNAVAILABLE naming the URL and why.
 */
export async function loadTrust(
  instance: LoggedInstance,
  wishes: TrustWishes,
  platform: TrustPlatform,
  embedded: typeof embeddedRepository = embeddedRepository,
): Promise<Trust> {
  if (instance.kind !== 'files') {
    const repository = repositoryOf(instance, embedded);
    return loadThroughTuf(repository, fetching(repository, wishes), platform);
  }
  const given = new Map([
    ['trusted_root.json', instance.trustedRoot],
    [SIGNING_CONFIG, instance.signingConfig],
  ]);
  const trust: Trust = {
    ...(await trustOf('the given files', wishes, (name) => Promise.resolve(given.get(name)))),
    refresh: () => Promise.resolve(trust),
  };
  return trust;
}

/** What one run trusts of an instance whose services are known without a signing config. */
type RootTrust = Pick<Trust, 'trustedRoot'>;

/**
 * Learns the trusted root of GitHub's instance, through its TUF repository as `loadTrust` does.
 * @throws {ActionError} TRUST_UNAVAILABLE naming the URL and why.
 */
export async function loadGithubTrust(
  instance: GithubInstance,
  onVerified: (() => void) | undefined,
  platform: TrustPlatform,
  embedded: typeof embeddedRepository = embeddedRepository,
): Promise<RootTrust> {
  const name = githubServices(instance).trustedRoot;
  const read: Fetching<RootTrust>['read'] = async (source, target) => ({
    trustedRoot: parse(source, name, await target(name), readTrustedRoot),
  });
  const repository = repositoryOf(instance, embedded);
  return loadThroughTuf(repository, { read, ...(onVerified !== undefined && { onVerified }) }, platform);
}

/** A TUF repository, and what is known of the instance without it. */
interface Repository extends TufRepository {
  /** In place of the repository's own. */
  readonly signingConfig?: Buffer | undefined;
  /** A public instance's, at another address. */
  readonly isMirror: boolean;
}

function repositoryOf(
  instance: Exclude<SigstoreInstance, { readonly kind: 'files' }>,
  embedded: typeof embeddedRepository,
): Repository {
  if (instance.kind === 'tuf') return { ...instance, isMirror: false };
  const { url, root } = embedded(instance.kind);
  return { url: instance.mirror ?? url, root, isMirror: instance.mirror !== undefined };
}

/** What is read of a repository once its metadata is verified. */
interface Fetching<T> {
  readonly read: (source: string, target: Target) => Promise<T>;
  readonly onVerified?: () => void;
}

/** What was read, and the way to read it anew. */
type Fetched<T> = T & { refresh(): Promise<Fetched<T>> };

/** A config that was given is the only one. */
function fetching({ signingConfig }: Repository, wishes: TrustWishes): Fetching<Omit<Trust, 'refresh'>> {
  const { rekorV2, onVerified } = wishes;
  const read: Fetching<Omit<Trust, 'refresh'>>['read'] = async (source, target) =>
    signingConfig === undefined
      ? trustOf(source, { rekorV2 }, target)
      : trustOf(source, { rekorV2: false }, async (name) =>
          name === SIGNING_CONFIG ? signingConfig : target(name),
        );
  return { read, ...(onVerified !== undefined && { onVerified }) };
}

async function loadThroughTuf<T extends object>(
  repository: Repository,
  wanted: Fetching<T>,
  platform: TrustPlatform,
): Promise<Fetched<T>> {
  const { url, root } = repository;
  const folder = `tuf-${createHash('sha256').update(url).digest('hex').slice(0, 16)}`;
  const directory = `${platform.files.privateDirectory}/${folder}`;
  await platform.files.writeAtomically(`${directory}/root.json`, root);
  return update(repository, directory, wanted, platform);
}

/** A later update begins with the metadata of the one before, so that going back is noticed. */
async function update<T extends object>(
  repository: Repository,
  directory: string,
  { read, onVerified }: Fetching<T>,
  platform: TrustPlatform,
): Promise<Fetched<T>> {
  const { files, clock } = platform;
  const { url, isMirror } = repository;
  makeModelsLinear();
  const fetcher = new TufFetcher(platform, directory);
  const base = withoutSlashesAtEnd(url);
  try {
    const updater = new Updater({
      metadataDir: directory,
      metadataBaseUrl: base,
      targetBaseUrl: `${base}/targets`,
      fetcher,
    });
    await updater.refresh();
    onVerified?.();
    const fetched = await read(base, async (name) => {
      const info = await updater.getTargetInfo(name);
      if (info === undefined) return undefined;
      if (info.length > MAXIMUM_TARGET) throw new Error(`${name} of ${info.length} bytes exceeds its limit`);
      const path = await updater.downloadTarget(info, `${directory}/target-${name}`);
      return files.readSmall(path, MAXIMUM_TARGET);
    });
    return { ...fetched, refresh: () => update(repository, directory, { read }, platform) };
  } catch (error) {
    if (error instanceof ActionError) throw error;
    const failure = trustFailure(base, error, fetcher.last, clock.now());
    if (!isMirror) throw failure;
    const hint = `${failure.hint} If this is a private instance, add \`sigstore-tuf-root\`.`;
    throw new ActionError(failure.code, failure.message, { hint, rerun: failure.rerun }, failure.cause);
  }
}

/** One target after the other: a second connection takes longer than a second answer. */
async function trustOf(
  source: string,
  { rekorV2 }: TrustWishes,
  target: Target,
): Promise<Omit<Trust, 'refresh'>> {
  const trustedRoot = parse(source, 'trusted_root.json', await target('trusted_root.json'), readTrustedRoot);
  const signingConfig = parse(source, SIGNING_CONFIG, await target(SIGNING_CONFIG), readSigningConfig);
  const optional = 'signing_config_rekor_v2.v0.2.json';
  const bytes = rekorV2 ? await target(optional) : undefined;
  const rekorV2SigningConfig = bytes && parse(source, optional, bytes, readSigningConfig);
  return { trustedRoot, signingConfig, rekorV2SigningConfig };
}

function parse<T>(source: string, name: string, bytes: Buffer | undefined, read: (value: unknown) => T): T {
  const hint =
    'Check that the files or the TUF repository belong to a Sigstore instance, and that wheelseal is up to date.';
  if (bytes === undefined) {
    const wayOut =
      name === SIGNING_CONFIG
        ? 'Set `sigstore-signing-config` beside `sigstore-tuf-url` and `sigstore-tuf-root`, or `sigstore-trusted-root` and `sigstore-signing-config` without TUF.'
        : hint;
    throw new ActionError('TRUST_UNAVAILABLE', `${name} is missing in ${source}`, wayOut);
  }
  try {
    return read(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw new ActionError(
      'TRUST_UNAVAILABLE',
      `${name} of ${source} cannot be read: ${messageOf(error)}`,
      hint,
      error,
    );
  }
}

/** The trusted root in the bytes of a trusted_root.json that was given. @throws {ActionError} TRUST_UNAVAILABLE */
export function readGivenRoot(bytes: Buffer): TrustedRoot {
  return parse('the given file', 'trusted_root.json', bytes, readTrustedRoot);
}
