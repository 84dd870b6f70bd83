import { faultsOfUploads, invalidDistributions } from '../../src/distributions/finding.ts';
import { readDistributions } from '../../src/distributions/read.ts';
import type { ReadDistributions, ReadRequest } from '../../src/distributions/read.ts';
import type { Files } from '../../src/platform/files.ts';

/** Reads distributions as a run does whose index has none of them: all of the index's rules count. */
export async function readForUpload(request: ReadRequest, files: Files): Promise<ReadDistributions> {
  const read = await readDistributions(request, files);
  const faults = faultsOfUploads(read.distributions, request.index);
  const errors = faults.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw invalidDistributions(errors);
  return { ...read, warnings: [...read.warnings, ...faults] };
}
