import { parseFilename } from '../distributions/filename.ts';
import { identityOf } from '../distributions/release-checks.ts';
import type { NamedPublisher } from '../package-index/query/provenance.ts';
import { workflowFile } from '../package-index/publisher-policy.ts';
import type { ProvenAttestation, ProvenSigner } from '../attestations/prove.ts';
import type { AllowedSigners, AuditedFile, AuditedProject, KnownFile, LastAudit } from './audited.ts';
import { mustBeAttested, timeOf } from './scope.ts';

/** What an audit can find, the worst first. */
export const FINDING_KINDS = [
  'other-bytes',
  'other-repository',
  'other-file',
  'attestation-invalid',
  'not-attested',
  'other-workflow',
  'vanished',
  'provenance-changed',
  'quarantined',
  'project-missing',
  'yanked',
] as const;

/** One of these kinds. */
type FindingKind = (typeof FINDING_KINDS)[number];

/** One thing that is not as it should be. */
export interface Finding {
  readonly kind: FindingKind;
  readonly project: string;
  /** Undefined where it is of the project as a whole. */
  readonly file: string | undefined;
  readonly url: string | undefined;
  /** A sentence that names the file. */
  readonly message: string;
}

/** What findings are made of. */
export interface AuditValues {
  readonly projects: readonly AuditedProject[];
  readonly signers: AllowedSigners;
  /** The version from which on each file must have an attestation; undefined: the first attested release. */
  readonly requiredSince: string | undefined;
  /** Undefined where there is none that is known. */
  readonly last: LastAudit | undefined;
}

/** All that is not as it should be, the worst first. One finding for what is wrong with one file's attestations. */
export function findings({ projects, ...terms }: AuditValues): readonly Finding[] {
  const all = projects.flatMap((project) => ofProject(project, terms));
  return all.toSorted(worstFirst);
}

function worstFirst(one: Pick<Finding, 'kind'>, other: Pick<Finding, 'kind'>): number {
  return FINDING_KINDS.indexOf(one.kind) - FINDING_KINDS.indexOf(other.kind);
}

type Terms = Omit<AuditValues, 'projects'>;

function ofProject(project: AuditedProject, terms: Terms): readonly Finding[] {
  const known = terms.last?.get(project.name);
  const whole = { project: project.name, file: undefined, url: undefined };
  if (!project.exists) {
    return [
      { ...whole, kind: 'project-missing', message: `${project.name}: the index has no such project.` },
    ];
  }
  if (project.status === 'quarantined') {
    const message = `${project.name}: the project is in quarantine, and the index lists none of its files.`;
    return [{ ...whole, kind: 'quarantined', message }];
  }
  const required = mustBeAttested(project.listed, terms.requiredSince, known);
  return [
    ...project.files.flatMap((file) => ofFile(project.name, file, required(file), terms)),
    ...project.files.flatMap((file) => yankedSince(project.name, file, known?.get(file.name))),
    ...vanished(project, known),
    ...changedProvenance(project, known, terms.signers),
  ];
}

function ofFile(
  project: string,
  file: AuditedFile,
  required: boolean,
  { signers, last }: Terms,
): readonly Finding[] {
  const fault =
    otherBytes(file, last?.get(project)?.get(file.name)) ??
    firstOf(file.attestations.map((each) => attestationFault(file, each, signers))) ??
    missing(file, required);
  return fault === undefined ? [] : [{ ...fault, project, file: file.name, url: file.url }];
}

type Fault = Pick<Finding, 'kind' | 'message'>;

function otherBytes(
  { name, sha256, downloaded }: AuditedFile,
  known: KnownFile | undefined,
): Fault | undefined {
  if (downloaded !== undefined && sha256 !== undefined && downloaded !== sha256) {
    const message = `${name}: the index serves a different file than it lists (SHA-256 served ${downloaded}, listed ${sha256}).`;
    return { kind: 'other-bytes', message };
  }
  const before = known?.sha256;
  const now = sha256 ?? downloaded;
  if (before === undefined || now === undefined || before === now) return undefined;
  const message = `${name}: the index has a different file than at the last audit (SHA-256 then ${before}, now ${now}).`;
  return { kind: 'other-bytes', message };
}

/** The worst of a file's faults. */
function firstOf(faults: readonly (Fault | undefined)[]): Fault | undefined {
  return faults.filter((fault) => fault !== undefined).toSorted(worstFirst)[0];
}

function attestationFault(
  file: AuditedFile,
  outcome: AuditedFile['attestations'][number],
  signers: AllowedSigners,
): Fault | undefined {
  const { name } = file;
  if (outcome.kind === 'refused') {
    return {
      kind: 'attestation-invalid',
      message: `${name}: its attestation does not verify: ${outcome.because}`,
    };
  }
  const { subject, signer } = outcome.proven;
  if (!isSameFile(subject.name, name)) {
    return {
      kind: 'other-file',
      message: `${name}: its attestation is for another file, ${subject.name}, signed by ${signerName(signer)}.`,
    };
  }
  const bytes = file.downloaded ?? file.sha256;
  if (bytes !== undefined && subject.sha256 !== bytes) {
    return {
      kind: 'other-bytes',
      message: `${name}: its attestation is for different content (SHA-256 attested ${subject.sha256}, on the index ${bytes}).`,
    };
  }
  return signerFault(name, signer, signers) ?? namedOther(name, signer, outcome.publisher);
}

function signerFault(name: string, signer: ProvenSigner, signers: AllowedSigners): Fault | undefined {
  const own = signers.repositories.some((repository) => isOf(signer, repository, signers));
  const allowed = signers.repositories.join(' or ');
  if (!own) {
    return {
      kind: 'other-repository',
      message: `${name}: signed by ${signerName(signer)}, not by a workflow of ${allowed}.`,
    };
  }
  const workflow = fileOf(signer);
  if (signers.workflows.length === 0 || signers.workflows.includes(workflow)) return undefined;
  return {
    kind: 'other-workflow',
    message: `${name}: signed by the workflow ${workflow} of ${signerName(signer)}, not by ${signers.workflows.join(' or ')}.`,
  };
}

/** The index itself says who published, and a verifier may go by that: it must be who signed. */
function namedOther(
  name: string,
  signer: ProvenSigner,
  { kind, repository, workflow }: NamedPublisher,
): Fault | undefined {
  const other = (what: string, named: string, signed: string): string =>
    `${name}: the index names the ${what} ${named} as its publisher, but ${signed} signed it.`;
  if (differs(kind, 'github')) {
    return { kind: 'other-repository', message: other('publisher', `${kind}`, signerName(signer)) };
  }
  const own = new URL(signer.repository).pathname.slice(1);
  if (differs(repository?.toLowerCase(), own.toLowerCase())) {
    return { kind: 'other-repository', message: other('repository', `${repository}`, own) };
  }
  if (!differs(workflow, fileOf(signer))) return undefined;
  return { kind: 'other-workflow', message: other('workflow', `${workflow}`, fileOf(signer)) };
}

function differs(named: string | undefined, own: string): boolean {
  return named !== undefined && named !== '' && named !== own;
}

/** GitHub accepts names of owners and repositories in any case. */
function isOf(signer: ProvenSigner, repository: string, { server, issuer }: AllowedSigners): boolean {
  const uri = `${server}/${repository}`.toLowerCase();
  return signer.repository.toLowerCase() === uri && (issuer === undefined || signer.issuer === issuer);
}

function fileOf({ workflow, repository }: ProvenSigner): string {
  return workflowFile(workflow.slice(repository.length + 1));
}

function signerName({ repository, subject, issuer }: ProvenSigner): string {
  if (repository !== '') return repository.replace(/^https:\/\/github\.com\//, '');
  return `${subject === '' ? 'a signer without a name' : subject} (${issuer})`;
}

/** Two spellings of one name are of one file: indexes have changed how they write projects and versions. */
function isSameFile(one: string, other: string): boolean {
  if (one === other) return true;
  const [left, right] = [parseFilename(one), parseFilename(other)];
  if ('fault' in left || 'fault' in right) return false;
  return identityOf(left) === identityOf(right);
}

function missing({ name, attestations }: AuditedFile, required: boolean): Fault | undefined {
  if (!required || attestations.length > 0) return undefined;
  return { kind: 'not-attested', message: `${name}: it has no attestation.` };
}

function yankedSince(project: string, file: AuditedFile, known: KnownFile | undefined): readonly Finding[] {
  const { name, url, yanked } = file;
  if (yanked === false || known?.yanked === true) return [];
  const reason = typeof yanked === 'string' ? `: ${yanked}` : '';
  return [{ kind: 'yanked', project, file: name, url, message: `${name}: it is yanked${reason}.` }];
}

function vanished(
  { name: project, listed }: AuditedProject,
  known: ReadonlyMap<string, KnownFile> | undefined,
): readonly Finding[] {
  const names = new Set(listed.map(({ name }) => name));
  return [...(known?.keys() ?? [])]
    .filter((name) => !names.has(name))
    .map((name) => ({
      kind: 'vanished',
      project,
      file: name,
      url: undefined,
      message: `${name}: the last audit found it, but the index no longer lists it.`,
    }));
}

/** The first file of each signer that no earlier release had; the signer of the first release is the beginning. */
function changedProvenance(
  { name: project, files }: AuditedProject,
  known: ReadonlyMap<string, KnownFile> | undefined,
  signers: AllowedSigners,
): readonly Finding[] {
  const proven = files.flatMap((file) =>
    file.attestations.flatMap((each) =>
      each.kind === 'proven' && attestationFault(file, each, signers) === undefined
        ? [{ file, proven: each.proven }]
        : [],
    ),
  );
  const inOrder = proven.toSorted((one, other) => momentOf(one) - momentOf(other));
  const first = inOrder[0];
  if (first === undefined) return [];
  const seen = new Set(
    inOrder
      .filter(({ file }) => file.version === first.file.version)
      .map(({ proven: { signer } }) => keyOf(signer)),
  );
  let before = first.proven.signer;
  const found: Finding[] = [];
  for (const {
    file,
    proven: { signer },
  } of inOrder) {
    const isNew = !seen.has(keyOf(signer));
    seen.add(keyOf(signer));
    if (isNew && known?.has(file.name) !== true) {
      const message = `${file.name}: signed by ${described(signer)}; earlier releases by ${described(before)}.`;
      found.push({ kind: 'provenance-changed', project, file: file.name, url: file.url, message });
    }
    before = signer;
  }
  return found;
}

function momentOf({
  file,
  proven,
}: {
  readonly file: AuditedFile;
  readonly proven: ProvenAttestation;
}): number {
  return timeOf(file) ?? Date.parse(proven.signedAt);
}

/** What stays the same from release to release: not the ref, nor the commit. */
function keyOf(signer: ProvenSigner): string {
  const { issuer, repository, repositoryId, ownerId } = signer;
  return JSON.stringify([issuer, repository.toLowerCase(), repositoryId, ownerId, fileOf(signer)]);
}

function described(signer: ProvenSigner): string {
  return `${fileOf(signer)} of ${signerName(signer)} (repository ${signer.repositoryId}, owner ${signer.ownerId})`;
}
