import type { MadeAttestation } from '../attestations/attestation.ts';
import type { Explanation } from '../errors.ts';
import type { Redact } from '../ground/redacted-text.ts';
import type { PackageIndex, ServedAttestations } from '../package-index/package-index.ts';
import type { FileRecord, RunRecord } from '../records.ts';

type ReleaseDifference = RunRecord['releaseDiff'][number];

/**
 * What a run has come to, without its secrets: every text in it that others may have written, an index above all. The words of our own
 * (states, kinds, codes) and the files' names stay, which later steps read; `Runner.keepVisible` says where those are a secret.
 */
export function redactedRecord(run: RunRecord, redact: Redact): RunRecord {
  const { index, sigstore, notAttestedBecause, attestationsDirectory, indexTuf } = run;
  return {
    ...run,
    index: index && redactedIndex(index, redact),
    sigstore: redactedOrAbsent(sigstore, redact),
    files: run.files.map((file) => redactedFile(file, redact)),
    decisions: run.decisions.map(redact),
    notAttestedBecause: redactedOrAbsent(notAttestedBecause, redact),
    attestationsDirectory: redactedOrAbsent(attestationsDirectory, redact),
    kept: run.kept.map((kept) => ({
      ...kept,
      name: redact(kept.name),
      error: redactedOrAbsent(kept.error, redact),
    })),
    indexTuf: indexTuf && {
      ...indexTuf,
      versions: indexTuf.versions && { ...indexTuf.versions, expires: redact(indexTuf.versions.expires) },
      error: indexTuf.error && new Error(redact(indexTuf.error.message)),
    },
    releaseDiff: run.releaseDiff.map((difference) => redactedDifference(difference, redact)),
    authorization: run.authorization.map((each) => ({ ...each, because: redact(each.because) })),
    projectLinks: run.projectLinks.map((link) => ({
      ...link,
      label: redact(link.label),
      url: redact(link.url),
    })),
    stages: run.stages.map((stage) => ({ ...stage, heading: redact(stage.heading) })),
  };
}

/** The index had the names in it, and the texts of metadata. */
function redactedDifference(difference: ReleaseDifference, redact: Redact): ReleaseDifference {
  return {
    ...difference,
    since: redact(difference.since),
    files: difference.files.map(({ members, ...file }) => ({
      ...file,
      since: redact(file.since),
      members: members && {
        added: members.added.map(redact),
        removed: members.removed.map(redact),
        changed: members.changed.map(redact),
      },
    })),
    novelties: difference.novelties.map((novelty) => ({ ...novelty, what: redact(novelty.what) })),
    metadata: difference.metadata.map(({ field, name, before, now }) => ({
      field,
      name: redact(name),
      before: redactedOrAbsent(before, redact),
      now: redactedOrAbsent(now, redact),
    })),
    lostPlatforms: difference.lostPlatforms.map(redact),
  };
}

/** An error's text without secrets; its code stays. */
export function redactedExplanation(explanation: Explanation, redact: Redact): Explanation {
  const { message, causes, hint } = explanation;
  return { ...explanation, message: redact(message), causes: causes.map(redact), hint: redact(hint) };
}

function redactedIndex(index: PackageIndex, redact: Redact): PackageIndex {
  const { title, uploadUrl, simpleUrl, apiUrl, audience } = index;
  return {
    ...index,
    title: redact(title),
    uploadUrl: redact(uploadUrl),
    simpleUrl: redactedOrAbsent(simpleUrl, redact),
    apiUrl: redactedOrAbsent(apiUrl, redact),
    audience: redactedOrAbsent(audience, redact),
  };
}

function redactedFile(file: FileRecord, redact: Redact): FileRecord {
  const { url, served, unconfirmed, indexTuf, error } = file;
  return {
    ...file,
    url: redactedOrAbsent(url, redact),
    served: served && redactedServed(served, redact),
    unconfirmed: unconfirmed && { ...unconfirmed, because: redact(unconfirmed.because) },
    attestations: file.attestations.map((made) => redactedAttestation(made, redact)),
    indexTuf: indexTuf && {
      ...indexTuf,
      target: redact(indexTuf.target),
      role: redactedOrAbsent(indexTuf.role, redact),
      hashes: Object.fromEntries(
        Object.entries(indexTuf.hashes).map(([name, value]) => [redact(name), redact(value)]),
      ),
      because: redact(indexTuf.because),
    },
    error: error && redactedExplanation(error, redact),
  };
}

function redactedServed(served: ServedAttestations, redact: Redact): ServedAttestations {
  switch (served.kind) {
    case 'seen':
    case 'others':
      return { ...served, publisher: redact(served.publisher) };
    case 'unknown':
      return { ...served, because: redact(served.because) };
    case 'none':
      return served;
  }
}

/** As the report has it; the attestation or bundle itself is no longer valid with a byte of it changed. */
function redactedAttestation(made: MadeAttestation, redact: Redact): MadeAttestation {
  const { signedBy } = made;
  return {
    ...made,
    ...(made.form === 'attestation' && { logUrl: redactedOrAbsent(made.logUrl, redact) }),
    predicateType: redact(made.predicateType),
    path: redactedOrAbsent(made.path, redact),
    signedBy: {
      ...signedBy,
      repository: redact(signedBy.repository),
      workflow: redact(signedBy.workflow),
      commit: redact(signedBy.commit),
    },
  };
}

function redactedOrAbsent(text: string | undefined, redact: Redact): string | undefined {
  return text === undefined ? undefined : redact(text);
}
