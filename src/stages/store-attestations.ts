import { basename, join } from 'node:path';
import type { MadeAttestation } from '../attestations/attestation.ts';
import { readZip } from '../distributions/archives/zip.ts';
import type { Distribution } from '../distributions/distribution.ts';
import { quoted } from '../distributions/finding.ts';
import {
  MAXIMUM_ARTIFACT,
  presentFiles,
  storeArtifact,
  takeFromArtifact,
  takenBy,
  type OthersIn,
} from '../github/artifact.ts';
import { storeFailure } from '../github/store-failure.ts';
import { pool } from '../ground/pool.ts';
import type { Plan } from '../plan.ts';
import type { Platform } from '../platform/platform.ts';
import { counted } from '../report/quantities.ts';
import type { Attestations, Run } from '../run.ts';

/** Bundles sent to the attestation store at a time; GitHub limits requests that create content. */
const AT_ONCE = 4;
/** Milliseconds that one of these services may take; an artifact is only a help, and is waited for half as long. */
const DEADLINE = 60_000;
const FETCH_DEADLINE = 30_000;

/** What is known of the artifact that an earlier attempt may have stored. */
interface EarlierArtifact {
  /**
   * Why nothing can be stored under this name, where its artifact is certainly none of attestations. A later attempt could store a second
   * one beside it, and jobs that want the first would get the newest.
   */
  readonly unusable?: string | undefined;
  /** Why it could not be read. */
  readonly unread?: string;
}

/** Brings the attestations that an earlier attempt of this run stored as an artifact. Without them they are signed anew. */
export async function fetchKept(
  distributions: readonly Distribution[],
  directory: string,
  { inputs, platform, cancelled }: Run,
): Promise<EarlierArtifact> {
  const { artifactName, existingAttestations } = inputs;
  if (artifactName === undefined || existingAttestations === 'replace') return {};
  const { artifacts, files, runner } = platform;
  const { attestationFiles, ATTESTATION_KINDS, bundleNames, isAttestationFile } =
    await import('../attestations/files.ts');
  const withBundles = inputs.bundles || inputs.sigstore.kind === 'github';
  const names = distributions.flatMap(({ name }) => {
    const bundles = ATTESTATION_KINDS.flatMap((kind) => bundleNames(name, kind));
    return attestationFiles(name).filter((file) => withBundles || !bundles.includes(file));
  });
  try {
    const folder = join(files.privateDirectory, 'artifact');
    const download = artifacts.download(artifactName, folder, MAXIMUM_ARTIFACT);
    const found = await inTime(`the artifact ${artifactName}`, download, FETCH_DEADLINE, platform, cancelled);
    if (found === undefined) return {};
    if ('tooLarge' in found)
      return { unusable: takenBy(`${found.tooLarge} bytes, more than this job stores`) };
    const { members, taken } = await takeFromArtifact(found.path, names, directory, files, readZip);
    if (taken.length > 0)
      runner.log.info(`${counted(taken.length, 'file')} of the artifact ${artifactName}.`);
    const others = named(members.filter((member) => !isAttestationFile(member)));
    return { unusable: others && takenBy(others) };
  } catch (error) {
    cancelled.throwIfAborted();
    const { why, hint } = await storeFailure(error, runner.artifactServiceUrl, platform, cancelled);
    const unread = `The artifact ${artifactName} of an earlier attempt could not be read: ${why}`;
    return { unread: hint === undefined ? unread : `${unread}. ${hint}` };
  }
}

/** By file name: what this run made or adopted, and what an earlier attempt made of files that are published since. */
interface Stored {
  readonly made: Attestations['made'];
  readonly kept: Attestations['made'];
}

/**
 * Stores what was signed as an artifact, whatever happened, and before the first upload: it must not be lost with the runner. A
 * store that fails is a warning and a field of the report, since nothing that is published depends on it.
 * @param earlier where it could not be read and none can be stored either, the second says enough
 */
export async function storeAsArtifact(
  plan: Plan,
  { made, kept }: Stored,
  directory: string,
  { unusable, unread }: EarlierArtifact,
  { inputs, platform, ledger, cancelled }: Run,
): Promise<void> {
  const name = inputs.artifactName;
  if (name === undefined) return;
  const { attestationFiles } = await import('../attestations/files.ts');
  const ours = new Set(plan.files.flatMap(({ distribution }) => attestationFiles(distribution.name)));
  const { log, artifactServiceUrl } = platform.runner;
  const notStored = (why: string, remedy = ''): void => {
    ledger.keptIn({ store: 'artifact', name, kept: 0, error: why });
    log.warning(`The attestations could not be stored as the artifact ${name}: ${why}${remedy}`);
  };
  try {
    const present = async (attestations: Attestations['made']) =>
      presentFiles(await namesToStore(attestations, inputs.bundles), directory, platform.files);
    const own = await present(new Map(plan.toPublish.map((file) => [file.name, made.get(file.name) ?? []])));
    if (own.length === 0) {
      if (unread !== undefined) log.warning(unread);
      return;
    }
    const paths = [...own, ...(await present(kept))];
    const tools = { ...platform, openZip: readZip };
    const store = () => storeArtifact({ name, directory, paths }, othersBeside(ours), tools);
    const stored =
      unusable === undefined
        ? await inTime(`the artifact ${name}`, store(), DEADLINE, platform)
        : { taken: unusable };
    if ('taken' in stored) {
      const remedy = `. Nothing was replaced. Choose another \`artifact-name\`, one per job in a matrix. The attestations are in ${directory}.`;
      notStored(stored.taken, remedy);
      return;
    }
    ledger.keptIn({ store: 'artifact', name, kept: made.size + kept.size, error: undefined });
    if (unread !== undefined) log.warning(unread);
    log.info(`Attestations stored as the artifact ${name} (id ${stored.id}).`);
  } catch (error) {
    const { why, hint } = await storeFailure(error, artifactServiceUrl, platform, cancelled);
    notStored(why, hint === undefined ? '' : `. ${hint} The attestations are in ${directory}.`);
  }
}

/** What was found and not verified is nothing of ours, and stays out; what was signed and not verified yet is called so by its name. */
async function namesToStore(all: Attestations['made'], bundles: boolean): Promise<readonly string[]> {
  const { ATTESTATION_KINDS, bundleNames, unverifiedName } = await import('../attestations/files.ts');
  return [...all].flatMap(([distribution, attestations]) =>
    ATTESTATION_KINDS.flatMap((kind) => {
      const one = attestations.find(({ predicateType }) => predicateType === kind.predicateType);
      const unverified = unverifiedName(distribution, kind);
      if (one === undefined) return [unverified];
      const bundle = bundles || one.form === 'bundle' ? bundleNames(distribution, kind) : [];
      if (one.form === 'bundle') return bundle;
      return [one.path === undefined ? unverified : basename(one.path), ...bundle];
    }),
  );
}

/** What an artifact holds besides these files. */
export function othersBeside(own: ReadonlySet<string>): OthersIn {
  return async ({ entries }) => {
    return named([...entries.keys()].filter((path) => !own.has(path)));
  };
}

function named([first, ...more]: readonly string[]): string | undefined {
  if (first === undefined) return undefined;
  return `other files (${quoted(first)}${more.length === 0 ? '' : ` and ${more.length} more`})`;
}

/** Stores the attestations of these distributions in the repository's attestation store. */
export async function storeInRepository(
  attestations: Attestations,
  distributions: readonly Distribution[],
  { inputs, platform, ledger, cancelled }: Run,
): Promise<void> {
  const { githubAttestations, githubToken, slsaProvenance } = inputs;
  const all = distributions.flatMap(({ name }) => attestations.made.get(name) ?? []);
  if (!githubAttestations || all.length === 0 || cancelled.aborted) return;
  const [{ bundleFromAttestation, bundleJson }, { SLSA_KIND }] = await Promise.all([
    import('../attestations/attestation-json.ts'),
    import('../attestations/files.ts'),
  ]);
  // What came from there is there.
  const isThere = ({ predicateType }: MadeAttestation): boolean =>
    slsaProvenance === 'stored' && predicateType === SLSA_KIND.predicateType;
  const made = all.filter((one) => !isThere(one));
  const bundleOf = (one: MadeAttestation): object =>
    one.form === 'bundle' ? one.bundle : bundleJson(bundleFromAttestation(one.attestation));
  let kept = 0;
  const send = async (one: MadeAttestation): Promise<void> => {
    if (githubToken === undefined) throw new Error('github-token is empty');
    const stored = platform.repositoryAttestations.store(bundleOf(one), githubToken);
    await inTime('the attestation store of the repository', stored, DEADLINE, platform);
    kept += 1;
  };
  const store = { store: 'github-attestations', name: platform.runner.job.repository } as const;
  try {
    await pool(made, AT_ONCE, send, () => cancelled.aborted);
    if (kept < made.length) throw new Error('the run was cancelled');
    platform.runner.log.info(`${counted(kept, 'attestation')} stored with the repository ${store.name}.`);
    ledger.keptIn({ ...store, kept, error: undefined });
  } catch (error) {
    const { log, job, githubApiUrl } = platform.runner;
    const { why, hint } = await storeFailure(error, githubApiUrl, platform, cancelled);
    const permission =
      job.server.kind === 'github' && !cancelled.aborted
        ? 'The job needs the permission `attestations: write`.'
        : '';
    ledger.keptIn({ ...store, kept, error: why });
    log.warning(
      `${counted(made.length - kept, 'attestation')} could not be stored with the repository ${store.name}: ${why}. ${hint ?? permission}`.trim(),
    );
  }
}

/**
 * The clients of these services wait for minutes, and a release must not.
 * @param cancelled where what is under way is of no use once the run is cancelled
 */
async function inTime<T>(
  what: string,
  work: Promise<T>,
  deadline: number,
  { clock }: Platform,
  cancelled?: AbortSignal,
): Promise<T> {
  const over = new AbortController();
  const ends = cancelled === undefined ? over.signal : AbortSignal.any([over.signal, cancelled]);
  const late = clock.sleep(deadline, ends, { what }).then((): never => {
    throw new Error(`no answer within ${deadline / 1000} s`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}
