import type { Secret } from './secret.ts';

/** GitHub's attestation store of one repository. https://docs.github.com/rest/repos/attestations */
export interface RepositoryAttestations {
  /** Stores one Sigstore bundle. @returns its id @throws {Error} with the status and what GitHub says */
  store(bundle: object, token: Secret): Promise<number>;
}

/** @param repository `OWNER/NAME`, as the job's environment has it */
export function createRepositoryAttestations(repository: string): RepositoryAttestations {
  const [owner = '', repo = ''] = repository.split('/');
  return {
    store: async (bundle, token) => {
      const { getOctokit } = await import('@actions/github');
      const { data } = await getOctokit(token.reveal()).request('POST /repos/{owner}/{repo}/attestations', {
        owner,
        repo,
        bundle: { ...bundle },
      });
      if (data.id === undefined) throw new Error('GitHub gave no id');
      return data.id;
    },
  };
}
