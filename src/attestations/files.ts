import { dirname, join } from 'node:path';
import type { Bundle } from '@sigstore/bundle';
import type { Distribution } from '../distributions/distribution.ts';
import { ActionError, messageOf } from '../errors.ts';
import { hiddenName } from '../ground/hidden-name.ts';
import type { Files } from '../platform/files.ts';
import { parseAttestation, serializeBundle } from './attestation-json.ts';
import type { Attestation } from './attestation.ts';
import { PUBLISH_PREDICATE_TYPE, SLSA_PREDICATE_TYPE } from './statement.ts';

/** One of the attestations that may lie beside a distribution: the ending of its name, what it must state, what it is called. */
export interface AttestationKind {
  readonly suffix: string;
  readonly predicateType: string;
  readonly title: string;
  /** Endings of its Sigstore bundle, and of the same as one line under the name by which OpenSSF Scorecard finds provenance. */
  readonly bundles: readonly [json: string, lines: string];
}

export const PUBLISH_KIND: AttestationKind = {
  suffix: '.publish.attestation',
  predicateType: PUBLISH_PREDICATE_TYPE,
  title: 'attestation',
  bundles: ['.sigstore.json', '.intoto.jsonl'],
};
export const SLSA_KIND: AttestationKind = {
  suffix: '.slsa.attestation',
  predicateType: SLSA_PREDICATE_TYPE,
  title: 'build provenance',
  bundles: ['.slsa.sigstore.json', '.slsa.intoto.jsonl'],
};

/** In the order in which they are listed and sent. */
export const ATTESTATION_KINDS: readonly AttestationKind[] = [PUBLISH_KIND, SLSA_KIND];

/** Every file that the attestations' folder may have of a distribution; the last is one that a killed run did not come to verify. */
export function attestationFiles(distribution: string): readonly string[] {
  return ATTESTATION_KINDS.flatMap((kind) => [
    `${distribution}${kind.suffix}`,
    ...bundleNames(distribution, kind),
    unverifiedName(distribution, kind),
  ]);
}

const UNVERIFIED = '.unverified';

/** Whether a file of this name may be one of those, of any distribution. */
export function isAttestationFile(name: string): boolean {
  const endings = ATTESTATION_KINDS.flatMap(({ suffix, bundles }) => [suffix, ...bundles, UNVERIFIED]);
  return endings.some((ending) => name.endsWith(ending));
}

/** The Sigstore bundle of an attestation, and the same as one line under the name by which OpenSSF Scorecard finds provenance. */
export function bundleNames(
  distribution: string,
  { bundles: [json, lines] }: AttestationKind,
): readonly [json: string, lines: string] {
  return [`${distribution}${json}`, `${distribution}${lines}`];
}

/** Where an attestation is until it is verified. */
export function unverifiedName(distribution: string, { suffix }: AttestationKind): string {
  return hiddenName(`${distribution}${suffix}`, UNVERIFIED);
}

/** An attestation that was there before this run, parsed and not yet checked. */
interface FoundAttestation {
  readonly path: string;
  readonly attestation: Attestation;
}

/** Bytes of a file beyond which it is no attestation; a real one has about 6,000. */
export const MAXIMUM_BYTES = 256 * 1024;

/**
 * The attestations of one kind that are there: beside the distribution, then in the attestations' folder. The second is read only
 * where the first was not enough.
 * @throws {ActionError} ATTESTATION_INVALID, naming the file
 */
export async function* findAttestations(
  distribution: Pick<Distribution, 'name' | 'path'>,
  kind: AttestationKind,
  directory: string,
  files: Files,
): AsyncGenerator<FoundAttestation> {
  for (const folder of [dirname(distribution.path), directory]) {
    const path = join(folder, `${distribution.name}${kind.suffix}`);
    const bytes = await readBytes(path, files);
    if (bytes !== undefined) yield { path, attestation: parseAt(path, bytes) };
  }
}

/** Writes the Sigstore bundle under both its names, each all or nothing. @throws {Error} of the file system */
export async function writeBundle(
  directory: string,
  name: string,
  kind: AttestationKind,
  bundle: Bundle,
  files: Files,
): Promise<void> {
  const text = serializeBundle(bundle);
  const [json, lines] = bundleNames(name, kind);
  await files.writeAtomically(join(directory, json), text);
  await files.writeAtomically(join(directory, lines), `${text}\n`);
}

/** The bytes of an attestation's Sigstore bundle; undefined where there is none. @throws {ActionError} ATTESTATION_INVALID where it can't be read */
export async function readBundle(
  directory: string,
  name: string,
  kind: AttestationKind,
  files: Files,
): Promise<Buffer | undefined> {
  return readBytes(join(directory, bundleNames(name, kind)[0]), files);
}

const REMEDY = 'Remove the file, or set `existing-attestations: replace`.';

async function readBytes(path: string, files: Files): Promise<Buffer | undefined> {
  try {
    return await files.readSmall(path, MAXIMUM_BYTES);
  } catch (error) {
    throw new ActionError(
      'ATTESTATION_INVALID',
      `${path} cannot be read: ${messageOf(error)}`,
      REMEDY,
      error,
    );
  }
}

function parseAt(path: string, bytes: Buffer): Attestation {
  try {
    return parseAttestation(bytes);
  } catch (error) {
    throw faultOf(path, error);
  }
}

/** What is wrong with an attestation that was there before, with the file's path. */
export function faultOf(path: string, error: unknown): ActionError {
  return new ActionError(
    'ATTESTATION_INVALID',
    `${path}: ${messageOf(error)}`,
    REMEDY,
    error instanceof ActionError ? error.cause : error,
  );
}

/** Writes to a disk, which may fail; undefined then. @throws what is no answer of the system */
export async function unlessRefused<T>(
  write: () => Promise<T>,
  refused?: (error: Error) => void,
): Promise<T | undefined> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Error) || typeof Reflect.get(error, 'syscall') !== 'string') throw error;
    refused?.(error);
    return undefined;
  }
}
