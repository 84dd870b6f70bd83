import { readServer } from './job-server.ts';

/**
 * Address of the folder of documents in the repository and at the ref that the running action came from. On a server other than
 * github.com an action may come from github.com as well, so its repository counts as one of that server only where its owner is the
 * workflow's own. Undefined where the runner does not say (a local action), and on servers that show files at other addresses.
 * https://docs.github.com/actions/reference/workflows-and-actions/variables
 */
export function readDocuments(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const repository = environment['GITHUB_ACTION_REPOSITORY'] ?? '';
  const ref = environment['GITHUB_ACTION_REF'] ?? '';
  const { host, kind } = readServer(environment);
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || ref === '' || kind === 'gitea' || kind === 'forgejo') {
    return undefined;
  }
  if (host !== 'github.com' && ownerOf(repository) !== ownerOf(environment['GITHUB_REPOSITORY'] ?? '')) {
    return undefined;
  }
  const at = ref.split('/').map(encodeURIComponent).join('/');
  return `https://${host}/${repository}/blob/${at}/docs/`;
}

function ownerOf(repository: string): string {
  return repository.split('/', 1).join('').toLowerCase();
}
