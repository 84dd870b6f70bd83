import type { Distribution } from '../distributions/distribution.ts';
import { ActionError, messageOf, runAgain } from '../errors.ts';
import type { Files } from '../platform/files.ts';
import { reasonLines, type Reason } from '../ground/group-reasons.ts';
import type { Log } from '../ground/log.ts';
import { pool } from '../ground/pool.ts';
import type { Signer } from '../sigstore/sign/signer.ts';
import { adoptAttestations } from './adopt.ts';
import type { AttestationTerms } from './adopt.ts';
import type { MadeAttestation } from './attestation.ts';
import { buildProvenance } from './build-provenance.ts';
import { ATTESTATION_KINDS, PUBLISH_KIND, SLSA_KIND } from './files.ts';
import type { AttestationKind } from './files.ts';
import { keepLogged } from './logged-attestation.ts';
import type { SigningDisk } from './logged-attestation.ts';
import { removePending } from './pending-attestation.ts';
import { provenanceStatement, publishStatement } from './statement.ts';
import { adoptBundles, keepTimestamped } from './timestamped-bundle.ts';
import { fetchProvenance } from './stored-provenance.ts';
import type { StoredProvenance } from './stored-provenance.ts';

/** What attestations are made of, with what, and where they go. */
export interface AttestRequest extends AttestationTerms {
  /** What proves the time of a signature: an entry in a log, or RFC 3161 timestamps alone where the instance has no log. */
  readonly proof: 'log' | 'timestamp';
  /** Where build provenance of another job is; undefined where none is wanted. */
  readonly stored?: StoredProvenance | undefined;
  /** Those that need attestations, in the order of the results. */
  readonly distributions: readonly Distribution[];
  /** Use what is there already, or sign anew. */
  readonly existing: 'adopt' | 'replace';
  /** Called once, and only when something must be signed. */
  readonly signer: () => Promise<Signer>;
}

interface AttestPlatform {
  readonly files: Files;
  readonly log: Log;
}

/** One attestation that each distribution gets. */
interface Wanted {
  readonly kind: AttestationKind;
  readonly statement: (distribution: Pick<Distribution, 'name' | 'sha256'>) => Buffer;
}

/** A distribution, and what it has not got. */
interface Unsigned {
  readonly distribution: Distribution;
  readonly lacking: readonly Wanted[];
}

interface SigningTerms extends AttestRequest, AttestPlatform {
  /** What the disk refused so far: one warning in the end is for all files. */
  readonly unwritten: Reason[];
}

/** Called with all that a distribution has; where its other attestation failed, before that is said. */
type OnMade = (distribution: Distribution, made: readonly MadeAttestation[]) => void;
type OnFailed = (distribution: Distribution, error: unknown) => void;

interface Failure {
  readonly distribution: Distribution;
  readonly error: unknown;
}

/**
 * The attestations of all distributions by file name, in their order: adopted where they are there and fit, the others
 * signed side by side. Each is verified and on disk when it is complete; after a failure no new one is begun, and those in
 * flight are finished and kept.
 * @throws {ActionError} ATTESTATION_INVALID for what can't be adopted, before anything is signed; else the first failure
 */
export async function attest(
  request: AttestRequest,
  platform: AttestPlatform,
  onMade: OnMade,
  onFailed: OnFailed,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, readonly MadeAttestation[]>> {
  const { distributions } = request;
  const results = await alreadyThere(request, platform);
  const adopted = [...results.values()].flat().length;
  const wanted = wantedOf(request);
  const toSign: Unsigned[] = [];
  for (const distribution of distributions) {
    const found = results.get(distribution.name) ?? [];
    const lacking = wanted.filter(({ kind }) => !found.some((made) => isOf(kind, made)));
    if (lacking.length === 0) onMade(distribution, found);
    else toSign.push({ distribution, lacking });
  }
  const count = toSign.reduce((sum, { lacking }) => sum + lacking.length, 0);
  platform.log.info(`${adopted} attestations adopted, ${count} to sign.`);
  if (count === 0) return results;

  const signer = await request.signer();
  const unwritten: Reason[] = [];
  const terms = { ...request, ...platform, unwritten };
  const work = async ({ distribution, lacking }: Unsigned): Promise<void> => {
    const signing = lacking.map((one) => signOne(distribution, one, signer, terms, signal));
    const signed = await Promise.allSettled(signing);
    const made = signed.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    const all = inOrder([...made, ...(results.get(distribution.name) ?? [])]);
    results.set(distribution.name, all);
    if (made.length > 0) onMade(distribution, all);
    const failed = signed.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
  const failures = await sideBySide(toSign, signer, work, onFailed, signal);
  for (const line of reasonLines(unwritten)) platform.log.warning(line);
  const kept = [...results.values()].flat().filter(({ adopted: old }) => !old).length;
  throwFirst(
    failures,
    kept === 0
      ? `none of ${count} attestations was created`
      : `${kept} of ${count} attestations were created`,
    signal,
  );
  return results;
}

/**
 * The attestations that are there of files that need none any more, by file name: those that fit. Nothing is signed for what does not,
 * and the log says why the artifact lacks it.
 */
export async function keptAttestations(
  distributions: readonly Distribution[],
  request: AttestRequest,
  { files, log }: AttestPlatform,
): Promise<ReadonlyMap<string, readonly MadeAttestation[]>> {
  const kept = new Map<string, readonly MadeAttestation[]>();
  for (const distribution of distributions) {
    try {
      const found = await adopt({ ...request, distributions: [distribution] }, { files, log: UNSIGNED });
      for (const [name, made] of found) if (made.length > 0) kept.set(name, made);
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      log.info(`Left out of the artifact: ${error.message}`);
    }
  }
  return kept;
}

/** What is said of files that are signed anew is not true of those that are published. */
const UNSIGNED: Pick<Log, 'info'> = { info: () => undefined };

function wantedOf({ provenance }: AttestRequest): readonly Wanted[] {
  const publish: Wanted = {
    kind: PUBLISH_KIND,
    statement: ({ name, sha256 }) => publishStatement(name, sha256),
  };
  if (provenance === undefined) return [publish];
  const predicate = buildProvenance(provenance);
  const statement: Wanted['statement'] = ({ name, sha256 }) => provenanceStatement(name, sha256, predicate);
  return [publish, { kind: SLSA_KIND, statement }];
}

function isOf({ predicateType }: AttestationKind, made: Pick<MadeAttestation, 'predicateType'>): boolean {
  return made.predicateType === predicateType;
}

function inOrder(made: readonly MadeAttestation[]): readonly MadeAttestation[] {
  return ATTESTATION_KINDS.flatMap((kind) => made.filter((one) => isOf(kind, one)));
}

/** What can be adopted, by file name in the order of the distributions; nothing where all are to be signed anew. */
async function alreadyThere(
  request: AttestRequest,
  platform: AttestPlatform,
): Promise<Map<string, readonly MadeAttestation[]>> {
  const { distributions, directory, existing, stored } = request;
  const { files } = platform;
  const adopted = existing === 'adopt' ? await adopt(request, platform) : undefined;
  await removePending(directory, distributions, files);
  const found = new Map(distributions.map(({ name }) => [name, adopted?.get(name) ?? []]));
  if (stored === undefined) return found;
  const without = distributions.filter(
    ({ name }) => found.get(name)?.some((one) => isOf(SLSA_KIND, one)) !== true,
  );
  const provenance = await fetchProvenance(without, stored, request, platform);
  return new Map([...found].map(([name, made]) => [name, [...made, ...[provenance.get(name) ?? []].flat()]]));
}

async function adopt(
  request: AttestRequest,
  platform: { readonly files: Files; readonly log: Pick<Log, 'info'> },
): Promise<ReadonlyMap<string, readonly MadeAttestation[]>> {
  const { distributions, proof } = request;
  return proof === 'timestamp'
    ? adoptBundles(distributions, request, platform)
    : adoptAttestations(distributions, request, platform);
}

async function signOne(
  distribution: Distribution,
  wanted: Wanted,
  signer: Signer,
  terms: SigningTerms,
  signal?: AbortSignal,
): Promise<MadeAttestation> {
  const { name, sha256 } = distribution;
  const bundle = await signer.sign(wanted.statement({ name, sha256 }), signal);
  const signed = { name, sha256, kind: wanted.kind };
  const disk = { files: terms.files, refused: unwritable(terms) };
  return terms.proof === 'log'
    ? keepLogged(bundle, signed, signer, terms, disk)
    : keepTimestamped(bundle, signed, signer, terms, disk);
}

function unwritable({ directory, unwritten }: SigningTerms): SigningDisk['refused'] {
  return (name, what) =>
    ({ message: why }) => {
      const message = `${name}: wheelseal could not write its ${what} to ${directory}: ${why}`;
      unwritten.push({ name, message });
    };
}

/** Works on as many at once as the signer bears, until one fails; returns the failures in the order they happened. */
async function sideBySide(
  toSign: readonly Unsigned[],
  signer: Signer,
  work: (one: Unsigned) => Promise<void>,
  onFailed: OnFailed,
  signal?: AbortSignal,
): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  const workOn = async (one: Unsigned): Promise<void> => {
    const { distribution } = one;
    try {
      await work(one);
    } catch (error) {
      failures.push({ distribution, error });
      onFailed(distribution, error);
    }
  };
  const stopped = (): boolean => failures.length > 0 || signal?.aborted === true;
  await pool(toSign, () => signer.concurrency, workOn, stopped);
  return failures;
}

function throwFirst(failures: readonly Failure[], kept: string, signal?: AbortSignal): void {
  const [first] = failures;
  if (signal?.aborted) {
    throw new ActionError('CANCELLED', `Cancelled while signing: ${kept}.`, runAgain());
  }
  if (first === undefined) return;
  const { distribution, error } = first;
  if (!(error instanceof ActionError)) {
    throw new Error(`${distribution.name}: ${messageOf(error)} (${kept})`, { cause: error });
  }
  throw new ActionError(error.code, `${distribution.name}: ${error.message} (${kept})`, error, error.cause);
}
