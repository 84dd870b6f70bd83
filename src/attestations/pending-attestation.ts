import { join } from 'node:path';
import type { Distribution } from '../distributions/distribution.ts';
import { ActionError } from '../errors.ts';
import type { Files } from '../platform/files.ts';
import { parseAttestation, serializeAttestation } from './attestation-json.ts';
import type { Attestation } from './attestation.ts';
import { ATTESTATION_KINDS, attestationFiles, MAXIMUM_BYTES, unverifiedName } from './files.ts';

/** What `Files.writeAtomically` leaves behind where the process was killed in the middle. */
const TEMPORARY = /^\.(.+)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/**
 * Keeps an attestation the moment its log entry is answered, before the time that its verification takes: a run that is killed in
 * between must not cost another entry. Nobody reads it but a later run, which verifies it.
 * @returns its path
 */
export async function keepUnverified(
  directory: string,
  name: string,
  attestation: Attestation,
  files: Files,
): Promise<string> {
  const path = unverifiedPath(directory, name);
  // Bytes, since the dash of a checkpoint makes the text take two bytes a character while it waits to be written.
  await files.writeAtomically(path, Buffer.from(serializeAttestation(attestation)));
  return path;
}

/** Calls a kept attestation verified, and returns its path: `<file>.publish.attestation`. */
export async function nameVerified(directory: string, name: string, files: Files): Promise<string> {
  const path = join(directory, `${name}${ATTESTATION_KINDS[0].suffix}`);
  await files.move(unverifiedPath(directory, name), path);
  return path;
}

/**
 * The attestation that a killed run kept for a distribution, once `check` accepts it; one that can't be used is removed, since it
 * was never anybody's but ours. Undefined where there is none.
 */
export async function takeUpUnverified<T>(
  directory: string,
  name: string,
  check: (attestation: Attestation) => T,
  files: Files,
): Promise<{ readonly attestation: Attestation; readonly path: string; readonly checked: T } | undefined> {
  const kept = unverifiedPath(directory, name);
  try {
    const bytes = await files.readSmall(kept, MAXIMUM_BYTES);
    if (bytes === undefined) return undefined;
    const attestation = parseAttestation(bytes);
    const checked = check(attestation);
    return { attestation, checked, path: await nameVerified(directory, name, files) };
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    await files.remove(kept);
    return undefined;
  }
}

/** Removes the halves of files that a killed run left in the attestations' folder, for these distributions. */
export async function removeHalves(
  directory: string,
  distributions: readonly Pick<Distribution, 'name'>[],
  files: Files,
): Promise<void> {
  const names = new Set(distributions.flatMap(({ name }) => attestationFiles(name)));
  for (const { name, path, kind } of (await files.list(directory)) ?? []) {
    const [, whole = ''] = TEMPORARY.exec(name) ?? [];
    if (kind === 'file' && names.has(whole)) await files.remove(path);
  }
}

function unverifiedPath(directory: string, name: string): string {
  return join(directory, unverifiedName(name));
}
