import type { Distribution } from '../distributions/distribution.ts';
import { ActionError, messageOf } from '../errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Files } from '../platform/files.ts';
import type { Platform } from '../platform/platform.ts';

/** Folders of the default's name that are tried; each user of a machine leaves one at the most. */
const FOLDERS = 9;
/** A file that is written to find out whether one can be, and removed. */
const PROBE = '.wheelseal-probe';

/**
 * Where a run that writes nothing looks for attestations: an absolute path, of the default one that which a run of the job would write to.
 */
export async function existingAttestationsDirectory(
  inputs: Pick<Inputs, 'attestationsDirectory'>,
  { files, runner }: Pick<Platform, 'files' | 'runner'>,
): Promise<string> {
  const first = attestationsDirectory(inputs, { files, runner });
  if (inputs.attestationsDirectory !== undefined) return first;
  for (const directory of namesOf(first)) {
    // One that does not exist is made by the run that needs it.
    const isThere = await files.list(directory).then(
      (entries) => entries !== undefined,
      () => true,
    );
    if (isThere && (await writeFailure(directory, PROBE, files)) === undefined) return directory;
  }
  return first;
}

function namesOf(first: string): readonly string[] {
  return Array.from({ length: FOLDERS }, (_, place) => (place === 0 ? first : `${first}-${place + 1}`));
}

function attestationsDirectory(
  { attestationsDirectory: given }: Pick<Inputs, 'attestationsDirectory'>,
  { files, runner }: Pick<Platform, 'files' | 'runner'>,
): string {
  return files.resolve(given ?? `${runner.temporaryDirectory}/wheelseal-attestations`);
}

/**
 * The folder that attestations are written to, proved to be writable with names as long as these: a log entry is permanent, so this is
 * found out before. Of the default one, which a container job of another user may have left unusable, the first that can be used.
 * @throws {ActionError} INPUT_INVALID, DISTRIBUTION_INVALID
 */
export async function openAttestationsDirectory(
  inputs: Pick<Inputs, 'attestationsDirectory'>,
  distributions: readonly Pick<Distribution, 'name'>[],
  { files, runner }: Pick<Platform, 'files' | 'runner'>,
): Promise<string> {
  const first = attestationsDirectory(inputs, { files, runner });
  const directory =
    inputs.attestationsDirectory === undefined ? await firstUsable(first, { files, runner }) : first;
  await refuseUnwritable(directory, files);
  await refuseLongNames(directory, distributions, files);
  return directory;
}

async function firstUsable(
  first: string,
  { files, runner }: Pick<Platform, 'files' | 'runner'>,
): Promise<string> {
  for (const directory of namesOf(first)) {
    const failure = await writeFailure(directory, PROBE, files);
    if (failure !== undefined) continue;
    if (directory !== first) {
      runner.log.notice(
        `Attestations are written to ${directory}: ${first} belongs to another user of this machine.`,
      );
    }
    return directory;
  }
  return first;
}

async function refuseUnwritable(directory: string, files: Files): Promise<void> {
  const failure = await writeFailure(directory, PROBE, files);
  if (failure === undefined) return;
  throw new ActionError(
    'INPUT_INVALID',
    `attestations-dir: ${directory} can't be written to: ${messageOf(failure)}`,
    'Set attestations-dir to a directory that this job may write to, or remove the input.',
    failure,
  );
}

/** File systems have room for 255 bytes in a name, some for fewer. */
async function refuseLongNames(
  directory: string,
  distributions: readonly Pick<Distribution, 'name'>[],
  files: Files,
): Promise<void> {
  const { PUBLISH_KIND } = await import('../attestations/files.ts');
  // No other ending is longer.
  const { suffix } = PUBLISH_KIND;
  const lengthOf = (name: string): number => Buffer.byteLength(`${name}${suffix}`);
  const [longest] = distributions.toSorted((one, other) => lengthOf(other.name) - lengthOf(one.name));
  if (longest === undefined) return;
  const probe = PROBE.padEnd(lengthOf(longest.name), 'x');
  const failure = await writeFailure(directory, probe, files);
  if (failure === undefined) return;
  throw new ActionError(
    'DISTRIBUTION_INVALID',
    `${longest.name}: its name leaves no room for that of its attestation, which has ${suffix} at its end: ${messageOf(failure)}`,
    'Give the file a shorter name, or publish it with `attestations: never`.',
    failure,
  );
}

async function writeFailure(directory: string, name: string, files: Files): Promise<unknown> {
  const probe = `${directory}/${name}`;
  try {
    await files.writeAtomically(probe, '');
    await files.remove(probe);
    return undefined;
  } catch (error) {
    return error;
  }
}
