import { parseFilename } from '../distributions/filename.ts';
import { messageOf } from '../errors.ts';
import { isPublished } from '../records.ts';
import { queryCredentials, type CredentialSource } from '../package-index/credentials.ts';
import {
  describeReleaseProvenance,
  readReleaseProvenance,
  type ReleaseQuery,
} from '../package-index/confirm/release-provenance.ts';
import type { Release } from '../package-index/upload/publish.ts';
import type { QueryContext } from '../package-index/query/queries.ts';
import type { Run } from '../run.ts';

/**
 * Looks at every release that was published to, files of other runs included: an index calls a release attested where
 * all of its files are. What isn't certain about this run's own files was said before; such a release is left alone.
 * @param publishers of this run's files, by name, as the index named them
 */
export async function tellWholeReleases(
  releases: readonly Release[],
  publishers: ReadonlyMap<string, string>,
  source: CredentialSource,
  { index, platform: { http, clock, runner }, ledger, cancelled }: Run,
): Promise<void> {
  if (index.simpleUrl === undefined || (!index.takesAttestations && publishers.size === 0)) return;
  const uncertain = new Set(
    ledger
      .files()
      .filter((file) => isPublished(file) && file.confirmed !== true)
      .map(({ name }) => name),
  );
  for (const { project, version, distributions } of releases) {
    if (distributions.some(({ name }) => uncertain.has(name))) continue;
    const includes = (filename: string): boolean => isOfRelease(filename, project, version);
    const query: ReleaseQuery = { project, version, includes, publishers };
    try {
      const credentials = await queryCredentials(source, index);
      const platform = { http, clock, log: runner.log };
      const context: QueryContext = { index, platform, credentials, once: true, signal: cancelled };
      const { text, warns } = describeReleaseProvenance(await readReleaseProvenance(query, context), index);
      ledger.decided(text);
      if (warns) runner.log.warning(text);
      else runner.log.info(text);
    } catch (error) {
      cancelled.throwIfAborted();
      runner.log.info(`${project} ${version}: the whole release could not be looked at: ${messageOf(error)}`);
    }
  }
}

function isOfRelease(filename: string, project: string, version: string): boolean {
  const parsed = parseFilename(filename);
  return !('fault' in parsed) && parsed.project === project && parsed.version === version;
}
