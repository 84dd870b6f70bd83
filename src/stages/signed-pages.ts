import { messageOf, TransportError } from '../errors.ts';
import type { ReadPage } from '../index-tuf/judge-files.ts';
import { authorizationFor, type Credentials } from '../package-index/credentials.ts';
import { isUnreadable, versionText } from '../package-index/query/api-version.ts';
import { parseProjectPage } from '../package-index/query/project-page.ts';
import type { Platform } from '../platform/platform.ts';
import type { Run } from '../run.ts';

const DEADLINE = 30_000;

/**
 * Reads pages of projects as their bytes are signed: HTML (PEP 503), not compressed, and nothing longer than what is
 * signed. Credentials go to the origin of the upload alone.
 */
export function pageReader(
  credentials: Credentials | undefined,
  {
    index,
    platform,
    cancelled,
  }: Pick<Run, 'index' | 'cancelled'> & { readonly platform: Pick<Platform, 'http'> },
): ReadPage {
  return async (project, maximumBytes) => {
    const url = `${index.simpleUrl ?? ''}${encodeURIComponent(project)}/`;
    try {
      const answer = await platform.http.request({
        method: 'GET',
        url,
        purpose: `page of ${project} as ${index.title} signs it`,
        headers: {
          accept: 'text/html',
          'cache-control': 'no-cache',
          ...authorizationFor(credentials, url, index.uploadUrl),
        },
        deadline: DEADLINE,
        maximumBytes,
        signal: cancelled,
      });
      if (answer.status !== 200) return `its page answered ${answer.status} (${url})`;
      const page = parseProjectPage('text/html', answer.body.toString('utf8'), url);
      if (page !== undefined && isUnreadable(page.apiVersion))
        return `its page is of ${versionText(page.apiVersion)}, which this version of wheelseal does not read (${url})`;
      const files = new Map(page?.files.map(({ name, sha256 }) => [name, sha256 ?? '']));
      return { bytes: answer.body, sha256Of: (name) => files.get(name) };
    } catch (error) {
      cancelled.throwIfAborted();
      if (!(error instanceof TransportError)) throw error;
      return error.failure === 'too-large'
        ? 'the index serves another page than the one that it signed'
        : messageOf(error);
    }
  };
}
