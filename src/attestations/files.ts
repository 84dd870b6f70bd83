import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Bundle } from '@sigstore/bundle';
import type { Distribution } from '../distributions/distribution.ts';
import { ActionError, messageOf } from '../errors.ts';
import type { Files } from '../platform/files.ts';
import { parseAttestation, serializeBundle } from './attestation-json.ts';
import type { Attestation } from './attestation.ts';
import { PUBLISH_PREDICATE_TYPE, SLSA_PREDICATE_TYPE } from './statement.ts';

/** The attestations that may lie beside a distribution: their names' endings, and what they must state. */
export const ATTESTATION_KINDS = [
  { suffix: '.publish.attestation', predicateType: PUBLISH_PREDICATE_TYPE },
  { suffix: '.slsa.attestation', predicateType: SLSA_PREDICATE_TYPE },
] as const;

/** Every file that the attestations' folder may have of a distribution; the last is one that a killed run did not come to verify. */
export function attestationFiles(distribution: string): readonly string[] {
  return [
    ...ATTESTATION_KINDS.map(({ suffix }) => `${distribution}${suffix}`),
    ...bundleNames(distribution),
    unverifiedName(distribution),
  ];
}

/** The Sigstore bundle of a distribution, and the same as one line under the name by which OpenSSF Scorecard finds provenance. */
export function bundleNames(distribution: string): readonly [json: string, lines: string] {
  return [`${distribution}.sigstore.json`, `${distribution}.intoto.jsonl`];
}

/** Where an attestation is until it is verified; a hash stands for a name that leaves no room for more. */
export function unverifiedName(distribution: string): string {
  const readable = `.${distribution}${ATTESTATION_KINDS[0].suffix}.unverified`;
  if (Buffer.byteLength(readable) <= LONGEST_NAME) return readable;
  return `.${createHash('sha256').update(distribution).digest('hex').slice(0, 16)}.unverified`;
}

export type AttestationKind = (typeof ATTESTATION_KINDS)[number];

/** An attestation that was there before this run, parsed and not yet checked. */
export interface FoundAttestation {
  readonly path: string;
  readonly kind: AttestationKind;
  readonly attestation: Attestation;
}

/** Bytes of one name in a folder, on every file system of a runner. */
const LONGEST_NAME = 255;

/** Bytes of a file beyond which it is no attestation; a real one has about 6,000. */
export const MAXIMUM_BYTES = 256 * 1024;

/**
 * The attestation of one kind beside the distribution, else in the attestations' folder; undefined where there is none.
 * @throws {ActionError} ATTESTATION_INVALID, naming the file
 */
export async function findAttestation(
  distribution: Pick<Distribution, 'name' | 'path'>,
  kind: AttestationKind,
  directory: string,
  files: Files,
): Promise<FoundAttestation | undefined> {
  for (const folder of [dirname(distribution.path), directory]) {
    const path = join(folder, `${distribution.name}${kind.suffix}`);
    const bytes = await readBytes(path, files);
    if (bytes !== undefined) return { path, kind, attestation: parseAt(path, bytes) };
  }
  return undefined;
}

/** Writes the Sigstore bundle under both its names, each all or nothing. @throws {Error} of the file system */
export async function writeBundle(
  directory: string,
  name: string,
  bundle: Bundle,
  files: Files,
): Promise<void> {
  const text = serializeBundle(bundle);
  const [json, lines] = bundleNames(name);
  await files.writeAtomically(join(directory, json), text);
  await files.writeAtomically(join(directory, lines), `${text}\n`);
}

/** The bytes of `<file>.sigstore.json`; undefined where there is none. @throws {ActionError} ATTESTATION_INVALID where it can't be read */
export async function readBundle(directory: string, name: string, files: Files): Promise<Buffer | undefined> {
  return readBytes(join(directory, bundleNames(name)[0]), files);
}

async function readBytes(path: string, files: Files): Promise<Buffer | undefined> {
  try {
    return await files.readSmall(path, MAXIMUM_BYTES);
  } catch (error) {
    throw new ActionError(
      'ATTESTATION_INVALID',
      `${path} cannot be read: ${messageOf(error)}`,
      'Remove the file, or set existing-attestations to replace.',
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
    'Remove the file, or set existing-attestations to replace.',
    error instanceof ActionError ? error.cause : error,
  );
}
