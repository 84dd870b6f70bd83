import { join } from 'node:path';
import { MAXIMUM_STATE, parseState, serializeState, STATE_FILE, type AuditState } from '../../audit/state.ts';
import { readZip } from '../../distributions/archives/zip.ts';
import { messageOf } from '../../errors.ts';
import { fetchLastArtifact } from '../../github/last-artifact.ts';
import type { AuditRun } from './audit-run.ts';

/** Bytes of the artifact, which is compressed. */
const MAXIMUM_ARTIFACT = 32 * 1024 * 1024;

/**
 * What the last audit of this branch left in its artifact; undefined where there is none, or it can't be had: an audit without it
 * finds all but what differs from the last one.
 */
export async function fetchLastAudit({
  inputs,
  index,
  platform,
  cancelled,
}: AuditRun): Promise<AuditState | undefined> {
  const { runner, files } = platform;
  const { job, log } = runner;
  const branch = /@refs\/heads\/(.+)$/.exec(job.workflowRef)?.[1];
  if (inputs.githubToken === undefined || branch === undefined || job.server.kind !== 'github') {
    log.info('No last audit: the job has no github-token, or runs on no branch of a repository on GitHub.');
    return undefined;
  }
  const wanted = {
    apiUrl: runner.githubApiUrl,
    repository: job.repository,
    branch,
    runId: job.runId,
    name: inputs.artifactName,
    authorization: runner.secret(`Bearer ${inputs.githubToken.reveal()}`),
    maximumBytes: MAXIMUM_ARTIFACT,
  };
  try {
    const zip = await fetchLastArtifact(wanted, platform, cancelled);
    const bytes = zip && (await memberOf(zip, join(files.privateDirectory, 'last-audit.zip'), files));
    const state = bytes && parseState(bytes, index.simpleUrl ?? inputs.index);
    log.info(
      state === undefined
        ? `No last audit: no earlier run of ${branch} has the artifact ${inputs.artifactName} for this index.`
        : `Last audit: ${state.at}.`,
    );
    return state;
  } catch (error) {
    cancelled.throwIfAborted();
    log.warning(
      `The last audit could not be read, so vanished files are not found: ${messageOf(error)}. In a private repository the job needs \`actions: read\`.`,
    );
    return undefined;
  }
}

async function memberOf(
  zip: Buffer,
  path: string,
  files: AuditRun['platform']['files'],
): Promise<Buffer | undefined> {
  await files.writeAtomically(path, zip);
  const content = await files.open(path);
  try {
    return await (await readZip(content)).read(STATE_FILE, MAXIMUM_STATE);
  } finally {
    await content.close();
  }
}

/** Stores what the next audit needs as the artifact of this run. One that can't be stored makes no audit fail. */
export async function storeAudit(state: AuditState, { inputs, platform }: AuditRun): Promise<void> {
  const { artifacts, files, runner } = platform;
  const folder = join(files.privateDirectory, 'audit');
  const path = join(folder, STATE_FILE);
  try {
    await files.writeAtomically(path, serializeState(state));
    const id = await artifacts.store(inputs.artifactName, folder, [path]);
    runner.log.info(`Stored for the next audit as the artifact ${inputs.artifactName} (id ${id}).`);
  } catch (error) {
    runner.log.warning(
      `The artifact ${inputs.artifactName} could not be stored, so the next audit cannot find files that vanish until then: ${messageOf(error)}`,
    );
  }
}
