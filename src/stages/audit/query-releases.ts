import type { AttestationOutcome, AuditedFile, AuditedProject, VersionedFile } from '../../audit/audited.ts';
import { inScope } from '../../audit/scope.ts';
import { versionInName } from '../../distributions/filename.ts';
import { ActionError, runAgain } from '../../errors.ts';
import { mapPool } from '../../ground/pool.ts';
import { bareUrl } from '../../ground/url-text.ts';
import { minorVersionWarning } from '../../package-index/query/api-version.ts';
import { downloadedHash } from '../../package-index/query/download.ts';
import type { ListedFile, ProjectPage } from '../../package-index/query/project-page.ts';
import { servedAttestations, type NamedPublisher } from '../../package-index/query/provenance.ts';
import { listFiles } from '../../package-index/query/list-files.ts';
import { readProvenance } from '../../package-index/query/queries.ts';
import type { QueryContext } from '../../package-index/query/query-context.ts';
import { counted } from '../../report/quantities.ts';
import { AttestationFault } from '../../sigstore/attestation-fault.ts';
import type { AuditRun } from './audit-run.ts';
import type { Prove } from './proofs.ts';
import type { Unread } from './unread.ts';

/** All that an audit saw on the index. */
interface SeenReleases {
  readonly projects: readonly AuditedProject[];
  readonly unread: readonly Unread[];
}

const REMEDY = runAgain({ when: 'later', or: 'check `index`' });

const PROJECTS_AT_ONCE = 16;
const FILES_AT_ONCE = 32;
/** Their bytes are in memory. */
const DOWNLOADS_AT_ONCE = 2;

interface Page {
  readonly name: string;
  readonly page: ProjectPage;
}

/**
 * Reads the projects' pages and the provenance of each file in scope, and verifies it. What can't be read is named and left out:
 * the rest is still audited.
 */
export async function queryReleases(prove: Prove, run: AuditRun): Promise<SeenReleases> {
  const { projects, index, platform, cancelled } = run;
  const context: QueryContext = { index, platform, credentials: undefined, signal: cancelled };
  const pages = await mapPool(projects, PROJECTS_AT_ONCE, (name) =>
    reading(name, async (): Promise<Page> => ({ name, page: await listFiles(name, context) })),
  );
  const now = platform.clock.now();
  const found = pages.flatMap((page) => ('error' in page ? [] : [page]));
  const warnings = new Set(found.flatMap(({ page }) => minorVersionWarning(page, index.title)));
  for (const warning of warnings) platform.runner.log.warning(warning);
  const wanted = found.flatMap(({ name, page }) => {
    const listed = page.files.map(versionedFile);
    const selects = inScope(listed, run.inputs.since, now);
    return page.files.flatMap((file, place) => {
      const release = listed[place];
      return release !== undefined && selects(release) ? [{ project: name, file, release }] : [];
    });
  });
  const files = await mapPool(
    wanted,
    run.inputs.download ? DOWNLOADS_AT_ONCE : FILES_AT_ONCE,
    async ({ project, file, release }) => {
      const audited = await reading(file.name, () => auditFile(file, release, prove, context, run));
      return { project, audited };
    },
  );
  const unread = [...pages, ...files.map(({ audited }) => audited)].filter((each) => 'error' in each);
  const seen = found.map((each) => {
    const own = files.flatMap(({ project, audited }) =>
      project === each.name && !('error' in audited) ? [audited] : [],
    );
    return auditedProject(each, own);
  });
  for (const project of seen) platform.runner.log.info(lineOf(project));
  return { projects: seen, unread };
}

/** What the work gives, or why it could not be done. @throws what is no answer of the index */
async function reading<T extends object>(what: string, work: () => Promise<T>): Promise<T | Unread> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ActionError) || error.code === 'CANCELLED') throw error;
    return { what, error: new ActionError(error.code, error.message, REMEDY, error.cause) };
  }
}

async function auditFile(
  file: ListedFile,
  release: VersionedFile,
  prove: Prove,
  context: QueryContext,
  { inputs }: AuditRun,
): Promise<AuditedFile> {
  const reply =
    file.provenanceUrl === undefined ? undefined : await readProvenance(file.provenanceUrl, context);
  if (reply?.kind === 'refused' || reply?.kind === 'silent') {
    throw new ActionError('INDEX_UNAVAILABLE', `${file.name}: ${reply.because}`, REMEDY);
  }
  const served = reply?.kind === 'served' ? servedAttestations(reply.provenance) : [];
  const downloaded = inputs.download ? await downloadedHash(file, context) : undefined;
  if (file.sha256 === undefined && downloaded === undefined && served.length > 0) {
    throw new ActionError(
      'INDEX_UNAVAILABLE',
      `${file.name}: the index lists it without a SHA-256, so its attestation cannot be compared`,
      'Set `download: true`, which hashes what the index serves.',
    );
  }
  return {
    ...release,
    attestations: served.map((each) => outcomeOf(each.served, each.publisher, prove)),
    downloaded,
  };
}

function outcomeOf(served: unknown, publisher: NamedPublisher, prove: Prove): AttestationOutcome {
  try {
    return { kind: 'proven', proven: prove(served), publisher };
  } catch (error) {
    if (!(error instanceof AttestationFault)) throw error;
    return { kind: 'refused', because: `${error.check}: ${error.reason}` };
  }
}

function auditedProject({ name, page }: Page, files: readonly AuditedFile[]): AuditedProject {
  return {
    name,
    // The page of a project without files still has its versions or its status.
    exists: page.files.length > 0 || page.versions !== undefined || page.status !== undefined,
    status: page.status,
    listed: page.files.map(versionedFile),
    files,
  };
}

function versionedFile(file: ListedFile): VersionedFile {
  const { name, sha256, url, uploadedAt, yanked, provenanceUrl } = file;
  const attested = provenanceUrl !== undefined;
  return { name, version: versionInName(name), sha256, url: bareUrl(url), uploadedAt, attested, yanked };
}

function lineOf({ name, listed, files }: AuditedProject): string {
  const attested = files.filter(({ attestations }) => attestations.length > 0);
  return `${name}: ${counted(listed.length, 'file')} listed, ${files.length} audited, ${attested.length} attested.`;
}
