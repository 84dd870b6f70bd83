import type { Distribution } from '../distributions/distribution.ts';
import { readDistributions } from '../distributions/read.ts';
import { named, reasonLines } from '../ground/group-reasons.ts';
import { readableSize } from '../report/quantities.ts';
import type { Run } from '../run.ts';

/** Finds, hashes and reads the distributions, and logs them. */
export async function findDistributions({
  inputs,
  expectedHashes,
  index,
  platform,
  ledger,
}: Run): Promise<readonly Distribution[]> {
  const { log } = platform.runner;
  const { packages, verifyMetadata } = inputs;
  const request = { packages, verifyMetadata, index, expectedHashes };
  const found = await readDistributions(request, platform.files);
  platform.runner.keepVisible(found.distributions.map(({ name }) => name));
  ledger.found(found.distributions);
  const lines = found.distributions.map(
    ({ name, kind, size, sha256 }) => `${name}  ${kind}, ${readableSize(size)}, SHA-256 ${sha256}`,
  );
  log.info(lines.join('\n'));
  for (const line of reasonLines(found.warnings.map(named))) log.warning(line);
  const ignored = found.ignored.map(({ name, reason }) => `${name} (${reason})`);
  if (ignored.length > 0) log.notice(`Ignored files: ${ignored.join(', ')}`);
  if (found.idleExclusions.length > 0)
    log.notice(`Exclusions in packages-dir that match nothing: ${found.idleExclusions.join(', ')}`);
  return found.distributions;
}
