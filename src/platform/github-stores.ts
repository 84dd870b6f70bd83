import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../errors.ts';
import type { Secret } from '../ground/secret.ts';
import type { JobServer } from './job-server.ts';

/** The artifacts of the workflow run that this job belongs to. */
export interface WorkflowArtifacts {
  /** Stores files of one folder. @throws {Error} where the runner has no artifact service, or it fails */
  store(name: string, directory: string, paths: readonly string[]): Promise<ArtifactAnswer>;
  /**
   * Brings the newest artifact of this name, of earlier attempts too, into a folder that has nothing else, and unpacks nothing.
   * @returns undefined where there is none @throws {Error} where the service fails
   */
  download(name: string, directory: string, maximumBytes: number): Promise<ExistingArtifact | undefined>;
  /** Deletes the newest artifact of this name. @throws {Error} where there is none, or the service fails */
  remove(name: string): Promise<void>;
}

/** The path of its zip file, or its size where that is beyond the bound. */
type ExistingArtifact = { readonly path: string } | { readonly tooLarge: number };

/**
 * The id of what was stored, or the service's refusal where a job of the run has used the name: it must be unique in the run.
 * https://github.com/actions/upload-artifact#not-uploading-to-the-same-artifact
 */
type ArtifactAnswer = { readonly id: number } | { readonly conflict: string };

/**
 * The artifact service of GitHub Actions. Its client is loaded when it is first used: a fifth of the code. On another server it is not:
 * it would refuse in words about itself and github.com.
 */
export function createWorkflowArtifacts(server: JobServer): WorkflowArtifacts {
  if (!hasGitHubsServices(server)) {
    const message = `${server.host} is neither github.com nor ghe.com; store the output attestations-dir with an upload-artifact action that ${server.host} supports`;
    const refuse = (): Promise<never> => Promise.reject(new Error(message));
    return { store: refuse, download: () => Promise.resolve(undefined), remove: refuse };
  }
  return {
    store: async (name, directory, paths) => {
      const { client } = await loadClient();
      try {
        const { id } = await client.uploadArtifact(name, [...paths], directory);
        if (id === undefined) throw new Error('the artifact service returned no id');
        return { id };
      } catch (error) {
        if (isConflict(error)) return { conflict: messageOf(error) };
        throw error;
      }
    },
    download: async (name, directory, maximumBytes) => {
      const { client, ArtifactNotFoundError } = await loadClient();
      try {
        const { artifact } = await client.getArtifact(name);
        if (artifact.size > maximumBytes) return { tooLarge: artifact.size };
        await client.downloadArtifact(artifact.id, { path: directory, skipDecompress: true });
        // The service chose its name.
        const [file, ...others] = await readdir(directory);
        if (file === undefined || others.length > 0) throw new Error('it did not come as one file');
        return { path: join(directory, file) };
      } catch (error) {
        if (error instanceof ArtifactNotFoundError) return undefined;
        throw error;
      }
    },
    remove: async (name) => {
      const { client } = await loadClient();
      await client.deleteArtifact(name);
    },
  };
}

async function loadClient() {
  const { ArtifactNotFoundError, DefaultArtifactClient } = await import('@actions/artifact');
  return { client: new DefaultArtifactClient(), ArtifactNotFoundError };
}

/** The service's answer to a name that the run has already; the client only words it. */
function isConflict(error: unknown): boolean {
  return error instanceof Error && error.message.includes('(409)');
}

/** GitHub's attestation store of one repository. https://docs.github.com/rest/repos/attestations */
export interface RepositoryAttestations {
  /** Stores one Sigstore bundle. @returns its id @throws {Error} with the status and what GitHub says */
  store(bundle: object, token: Secret): Promise<number>;
}

/** @param repository `OWNER/NAME`, as the job's environment has it */
export function createRepositoryAttestations(repository: string, server: JobServer): RepositoryAttestations {
  if (!hasGitHubsServices(server)) {
    const message = `only github.com and ghe.com have an attestation store, and this job runs on ${server.host}`;
    return { store: () => Promise.reject(new Error(message)) };
  }
  const [owner = '', repo = ''] = repository.split('/');
  return {
    store: async (bundle, token) => {
      const { getOctokit } = await import('@actions/github');
      const { data } = await getOctokit(token.reveal()).request('POST /repos/{owner}/{repo}/attestations', {
        owner,
        repo,
        bundle: { ...bundle },
      });
      if (data.id === undefined) throw new Error('GitHub returned no id');
      return data.id;
    },
  };
}

function hasGitHubsServices({ kind }: JobServer): boolean {
  return kind === 'github' || kind === 'act';
}
