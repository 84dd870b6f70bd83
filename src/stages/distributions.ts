import type { Distribution } from '../distributions/distribution.ts';
import { parseExpectedHashes } from '../distributions/expected-hashes.ts';
import { readDistributions } from '../distributions/read.ts';
import { ActionError } from '../errors.ts';
import { readableSize } from '../report/quantities.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Run } from '../run.ts';

/** Finds, hashes and reads the distributions, and says which they are. */
export async function findDistributions({
  inputs,
  index,
  platform,
  ledger,
}: Run): Promise<readonly Distribution[]> {
  const { log } = platform.runner;
  const hashes = expectedHashesOf(inputs);
  const { packages, verifyMetadata } = inputs;
  const request = { packages, verifyMetadata, rules: index.kind, expectedHashes: hashes };
  const found = await readDistributions(request, platform.files);
  platform.runner.keepVisible(found.distributions.map(({ name }) => name));
  ledger.found(found.distributions);
  for (const { name, kind, size, sha256 } of found.distributions) {
    log.info(`${name}  ${kind}, ${readableSize(size)}, SHA-256 ${sha256}`);
  }
  for (const { name, message } of found.warnings) log.warning(`${name}: ${message}`);
  const ignored = found.ignored.map(({ name, reason }) => `${name} (${reason})`);
  if (ignored.length > 0) log.notice(`Left alone: ${ignored.join(', ')}`);
  if (found.idleExclusions.length > 0)
    log.notice(`Lines of packages-dir that exclude nothing: ${found.idleExclusions.join(', ')}`);
  return found.distributions;
}

/** The input `expected-hashes`, by file name; undefined where it is not given. @throws {ActionError} INPUT_INVALID */
export function expectedHashesOf({ expectedHashes }: Inputs): ReadonlyMap<string, string> | undefined {
  const hashes = expectedHashes === undefined ? undefined : parseExpectedHashes(expectedHashes);
  if (hashes === undefined || !('fault' in hashes)) return hashes;
  throw new ActionError(
    'INPUT_INVALID',
    `expected-hashes: ${hashes.fault}`,
    'Give the output of `sha256sum`, or the base64 of it.',
  );
}
