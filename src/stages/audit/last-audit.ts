import { join } from 'node:path';
import { MAXIMUM_STATE, parseState, serializeState, STATE_FILE, type AuditState } from '../../audit/state.ts';
import { readZip } from '../../distributions/archives/zip.ts';
import { messageOf } from '../../errors.ts';
import { storeArtifact, type OthersIn } from '../../github/artifact.ts';
import { fetchLastArtifact } from '../../github/last-artifact.ts';
import { othersBeside } from '../store-attestations.ts';
import type { AuditRun } from './audit-run.ts';

/** Bytes of the artifact, which is compressed. */
const MAXIMUM_ARTIFACT = 32 * 1024 * 1024;

/**
 * What the last audit of this branch left in its artifact; undefined where there is none, or it can't be fetched: an audit without it
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
export async function storeAudit(state: AuditState, run: AuditRun): Promise<void> {
  const { artifactName: name } = run.inputs;
  const { files, runner } = run.platform;
  const directory = join(files.privateDirectory, 'audit');
  const path = join(directory, STATE_FILE);
  const notStored = (why: string): void =>
    runner.log.warning(
      `The artifact ${name} could not be stored, so the next audit cannot find files that vanish until then: ${why}`,
    );
  try {
    await files.writeAtomically(path, serializeState(state));
    const tools = { ...run.platform, openZip: readZip };
    const stored = await storeArtifact({ name, directory, paths: [path] }, othersBesideAudit(run), tools);
    if ('taken' in stored) {
      notStored(
        `${stored.taken}. Nothing was replaced. Choose another \`artifact-name\`, one per job in a matrix.`,
      );
      return;
    }
    runner.log.info(`Stored for the next audit as the artifact ${name} (id ${stored.id}).`);
  } catch (error) {
    notStored(messageOf(error));
  }
}

/** What an artifact holds besides an earlier result of this audit. */
function othersBesideAudit({ projects, index, inputs }: AuditRun): OthersIn {
  const others = othersBeside(new Set([STATE_FILE]));
  return async (zip) => {
    const found = await others(zip);
    if (found !== undefined) return found;
    const bytes = await zip.read(STATE_FILE, MAXIMUM_STATE);
    const earlier = bytes && parseState(bytes, index.simpleUrl ?? inputs.index);
    const isOwn = earlier !== undefined && [...earlier.files.keys()].every((name) => projects.includes(name));
    return isOwn ? undefined : 'the result of another audit';
  };
}
