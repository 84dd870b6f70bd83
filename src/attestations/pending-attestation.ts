import { join } from 'node:path';
import type { Distribution } from '../distributions/distribution.ts';
import { ActionError, messageOf } from '../errors.ts';
import type { Files } from '../platform/files.ts';
import { parseAttestation, serializeAttestation } from './attestation-json.ts';
import type { Attestation } from './attestation.ts';
import { ATTESTATION_KINDS, attestationFiles, MAXIMUM_BYTES, unverifiedName } from './files.ts';
import type { AttestationKind } from './files.ts';

/** Where the attestation of one kind of a distribution lies. */
interface AttestationPlace {
  readonly directory: string;
  /** Of the distribution. */
  readonly name: string;
  readonly kind: AttestationKind;
}

/**
 * Keeps an attestation the moment its log entry is answered, before the time that its verification takes: a run that is killed in
 * between must not cost another entry. Nobody reads it but a later run, which verifies it.
 * @returns its path
 */
export async function keepUnverified(
  place: AttestationPlace,
  attestation: Attestation,
  files: Files,
): Promise<string> {
  const path = unverifiedPath(place);
  // Bytes, since the dash of a checkpoint makes the text take two bytes a character while it waits to be written.
  await files.writeAtomically(path, Buffer.from(serializeAttestation(attestation)));
  return path;
}

/** Calls a kept attestation verified, and returns its path: `<file>.publish.attestation` or `<file>.slsa.attestation`. */
export async function nameVerified(place: AttestationPlace, files: Files): Promise<string> {
  const path = verifiedPath(place);
  await files.move(unverifiedPath(place), path);
  return path;
}

/** Writes an attestation that is verified and was not kept before, and returns its path. */
export async function writeVerified(
  place: AttestationPlace,
  attestation: Attestation,
  files: Files,
): Promise<string> {
  const path = verifiedPath(place);
  await files.writeAtomically(path, Buffer.from(serializeAttestation(attestation)));
  return path;
}

/**
 * The attestation that a killed run kept for a distribution, or came to write whole, once `check` accepts it. Undefined where there is
 * none, or nothing that can be used: that was never anybody's but ours, and `removePending` removes it.
 */
export async function takeUpPending<T>(
  place: AttestationPlace,
  check: (attestation: Attestation) => T,
  files: Files,
): Promise<{ readonly attestation: Attestation; readonly path: string; readonly checked: T } | undefined> {
  const halves = await files.halves(place.directory, attestationFiles(place.name));
  for (const pending of [unverifiedPath(place), ...halves.map(({ path }) => path)]) {
    const attestation = await read(pending, files);
    if (attestation === undefined) continue;
    try {
      const checked = check(attestation);
      return { attestation, checked, path: await writeVerified(place, attestation, files) };
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
    }
  }
  return undefined;
}

/**
 * Removes what killed runs left for these distributions and nobody took up, and whatever else lies under the names that new ones get.
 * @throws {ActionError} ATTESTATION_INVALID for what can't be removed, such as a folder: nothing could be written there either
 */
export async function removePending(
  directory: string,
  distributions: readonly Pick<Distribution, 'name'>[],
  files: Files,
): Promise<void> {
  const names = distributions.map(({ name }) => name);
  const unverified = new Set(
    names.flatMap((name) => ATTESTATION_KINDS.map((kind) => unverifiedName(name, kind))),
  );
  const left = ((await files.list(directory)) ?? []).filter(({ name }) => unverified.has(name));
  const halves = await files.halves(directory, names.flatMap(attestationFiles));
  for (const { path } of [...left, ...halves]) {
    try {
      await files.remove(path);
    } catch (error) {
      throw new ActionError(
        'ATTESTATION_INVALID',
        `${path} can't be removed: ${messageOf(error)}`,
        'Remove it: wheelseal keeps an attestation under this name until it is verified.',
        error,
      );
    }
  }
}

/** What can't be read, a link for one, is no attestation that a run of ours kept. */
async function read(path: string, files: Files): Promise<Attestation | undefined> {
  try {
    const bytes = await files.readSmall(path, MAXIMUM_BYTES);
    return bytes && parseAttestation(bytes);
  } catch {
    return undefined;
  }
}

function unverifiedPath({ directory, name, kind }: AttestationPlace): string {
  return join(directory, unverifiedName(name, kind));
}

function verifiedPath({ directory, name, kind }: AttestationPlace): string {
  return join(directory, `${name}${kind.suffix}`);
}
