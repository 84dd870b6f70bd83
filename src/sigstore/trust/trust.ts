import { createHash } from 'node:crypto';
import type { SigningConfig } from '@sigstore/protobuf-specs';
import { Updater } from 'tuf-js';
import { ActionError, messageOf } from '../../errors.ts';
import type { RequestPlatform } from '../../ground/request.ts';
import type { Platform } from '../../platform/platform.ts';
import { publicRepository } from '../instances.ts';
import type { SigstoreInstance, TufRepository } from '../instances.ts';
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
 * Learns the trust of an instance: afresh through TUF into a private folder of the run (a cache in HOME could be planted
 * by an earlier job), or from two files.
 * @param embedded the repository of each public instance
 * @throws {ActionError} TRUST_UNAVAILABLE naming the URL and why.
 */
export async function loadTrust(
  instance: SigstoreInstance,
  wishes: TrustWishes,
  platform: TrustPlatform,
  embedded: typeof publicRepository = publicRepository,
): Promise<Trust> {
  if (instance.kind !== 'files') {
    return loadThroughTuf(repositoryOf(instance, embedded), wishes, platform);
  }
  const given = new Map([
    ['trusted_root.json', instance.trustedRoot],
    [SIGNING_CONFIG, instance.signingConfig],
  ]);
  return trustOf('the given files', wishes, (name) => Promise.resolve(given.get(name)));
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
  embedded: typeof publicRepository,
): Repository {
  if (instance.kind === 'tuf') return { ...instance, isMirror: false };
  const { url, root } = embedded(instance.kind);
  return { url: instance.mirror ?? url, root, isMirror: instance.mirror !== undefined };
}

async function loadThroughTuf(
  repository: Repository,
  wishes: TrustWishes,
  platform: TrustPlatform,
): Promise<Trust> {
  const { url, root } = repository;
  const folder = `tuf-${createHash('sha256').update(url).digest('hex').slice(0, 16)}`;
  const directory = `${platform.files.privateDirectory}/${folder}`;
  await platform.files.writeAtomically(`${directory}/root.json`, root);
  return update(repository, directory, wishes, platform);
}

/** A later update begins with the metadata of the one before, so that going back is noticed. */
async function update(
  repository: Repository,
  directory: string,
  wishes: TrustWishes,
  platform: TrustPlatform,
): Promise<Trust> {
  const { files, clock } = platform;
  const { url, signingConfig, isMirror } = repository;
  makeModelsLinear();
  const fetcher = new TufFetcher(platform, directory);
  const base = url.replace(/\/+$/, '');
  try {
    const updater = new Updater({
      metadataDir: directory,
      metadataBaseUrl: base,
      targetBaseUrl: `${base}/targets`,
      fetcher,
    });
    await updater.refresh();
    wishes.onVerified?.();
    // A config that was given is the only one.
    const wished = signingConfig === undefined ? wishes : { rekorV2: false };
    const trust = await trustOf(base, wished, async (name) => {
      if (name === SIGNING_CONFIG && signingConfig !== undefined) return signingConfig;
      const info = await updater.getTargetInfo(name);
      if (info === undefined) return undefined;
      if (info.length > MAXIMUM_TARGET) throw new Error(`${name} of ${info.length} bytes exceeds its limit`);
      const path = await updater.downloadTarget(info, `${directory}/target-${name}`);
      return files.readSmall(path, MAXIMUM_TARGET);
    });
    const { rekorV2 } = wishes;
    return { ...trust, refresh: () => update(repository, directory, { rekorV2 }, platform) };
  } catch (error) {
    if (error instanceof ActionError) throw error;
    const failure = trustFailure(base, error, fetcher.last, clock.now());
    if (!isMirror) throw failure;
    const hint = `${failure.hint} If this is a private instance, add \`sigstore-tuf-root\`.`;
    throw new ActionError(failure.code, failure.message, { hint, rerun: failure.rerun }, failure.cause);
  }
}

/** One target after the other: a second connection takes longer than a second answer. */
async function trustOf(source: string, { rekorV2 }: TrustWishes, target: Target): Promise<Trust> {
  const trustedRoot = parse(source, 'trusted_root.json', await target('trusted_root.json'), readTrustedRoot);
  const signingConfig = parse(source, SIGNING_CONFIG, await target(SIGNING_CONFIG), readSigningConfig);
  const optional = 'signing_config_rekor_v2.v0.2.json';
  const bytes = rekorV2 ? await target(optional) : undefined;
  const rekorV2SigningConfig = bytes && parse(source, optional, bytes, readSigningConfig);
  const trust: Trust = {
    trustedRoot,
    signingConfig,
    rekorV2SigningConfig,
    refresh: () => Promise.resolve(trust),
  };
  return trust;
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
