import type { AttestRequest } from '../attestations/attest.ts';
import type { MadeAttestation } from '../attestations/attestation.ts';
import type { BuildRun } from '../attestations/build-provenance.ts';
import { expectedSigner, publicSubject } from './expected-signer.ts';
import type { Distribution } from '../distributions/distribution.ts';
import { openAttestationsDirectory } from './attestations-directory.ts';
import { fetchKept, storeAsArtifact } from './store-attestations.ts';
import type { Plan } from '../plan.ts';
import type { Signing } from './prepare-signing.ts';
import { countProgress } from '../report/progress.ts';
import { counted } from '../report/quantities.ts';
import { provenanceSigner, storedProvenance } from './stored-provenance.ts';
import { NO_ATTESTATIONS, type Attestations, type Run } from '../run.ts';
import type { CertificateFacts } from '../sigstore/trust/certificate.ts';
import type { Signer } from '../sigstore/sign/signer.ts';

/**
 * Adopts or makes the attestations of all files that are to be published, each verified and written the moment it is complete, and
 * stores them as an artifact, on failure and cancellation too.
 */
export async function attestAll(plan: Plan, signing: Signing, run: Run): Promise<Attestations> {
  const { inputs, platform, ledger, cancelled } = run;
  const { log } = platform.runner;
  // Loaded only where something is signed: a third of the code.
  const { attest, keptAttestations } = await import('../attestations/attest.ts');
  const directory = await openAttestationsDirectory(inputs, plan.toPublish, platform);
  ledger.attestationsIn(directory);
  if (!signing.send) ledger.keepsAttestations();
  const published = publishedBefore(plan, run);
  const earlier = await fetchKept([...plan.toPublish, ...published], directory, run);
  const request = await requestFor(plan.toPublish, signing, directory, run);
  const kept = await keptAttestations(published, request, { files: platform.files, log });
  const made = new Map<string, readonly MadeAttestation[]>();
  const sizes = plan.toPublish.map(() => 0);
  const count = countProgress('signed', sizes, { clock: platform.clock, log, sends: false });
  const onMade = ({ name }: Distribution, attestations: readonly MadeAttestation[]): void => {
    made.set(name, attestations);
    ledger.attested(name, attestations);
    for (const line of attestations.map(attestedLine)) log.info(`${name}: ${line}`);
    if (attestations.some(({ adopted }) => !adopted)) count(0);
  };
  const onFailed = (distribution: Distribution, error: unknown): void =>
    ledger.failed(distribution.name, error);
  try {
    const attestations = await attest(request, { files: platform.files, log }, onMade, onFailed, cancelled);
    logEntries(attestations, run);
    return { made: attestations, sent: signing.send ? acceptable(attestations) : NO_ATTESTATIONS.sent };
  } finally {
    await storeAsArtifact(plan, { made, kept }, directory, earlier, run);
  }
}

/** Files whose attestations an earlier attempt may have stored: the artifact of this one has them too, since it replaces that one. */
function publishedBefore({ files }: Plan, { inputs }: Run): readonly Distribution[] {
  if (inputs.artifactName === undefined || inputs.existingAttestations === 'replace') return [];
  return files.flatMap(({ action, distribution }) => (action === 'already-there' ? [distribution] : []));
}

/** What is to be made, of which files, and what the identity of this job lets them say. */
async function requestFor(
  distributions: readonly Distribution[],
  signing: Signing,
  directory: string,
  run: Run,
): Promise<AttestRequest> {
  const [policy, { publicDomain }] = await Promise.all([
    import('../attestations/policy.ts'),
    import('../sigstore/instances.ts'),
  ]);
  const { inputs, platform } = run;
  const { identity, instance, provenance, trust, verifiableRekor } = signing;
  if (provenance !== undefined) announceProvenance(provenance, run);
  const isPrivate = publicDomain(instance) === undefined;
  const expected = expectedSigner(identity.claims, isPrivate ? platform.runner.job.serverUrl : undefined);
  const stored =
    inputs.slsaProvenance === 'stored'
      ? storedProvenance(provenanceSigner(identity.claims, expected.privateServer), run)
      : undefined;
  const checkIdentity = (certificate: CertificateFacts): void => {
    policy.checkSigner(certificate, expected);
    if (!isPrivate) policy.checkSubject(certificate, publicSubject(identity.claims));
  };
  return {
    distributions,
    directory,
    existing: inputs.existingAttestations,
    bundles: inputs.bundles,
    expected,
    verifiableRekor,
    trustedRoot: trust.trustedRoot,
    provenance,
    provenanceSigner: stored?.signer,
    stored,
    proof: instance === 'github' ? 'timestamp' : 'log',
    signer: async () => openSigner(signing, checkIdentity, run),
  };
}

function announceProvenance({ runId }: BuildRun, { platform, ledger }: Run): void {
  const line = `Each file also gets the build provenance (SLSA v1) of this workflow run, ${runId}: of the run that publishes, which need not have built the file.`;
  ledger.decided(line);
  platform.runner.log.info(line);
}

/** As an index accepts them: those with an entry in a log. */
function acceptable(made: Attestations['made']): Attestations['sent'] {
  return new Map(
    [...made].map(([name, attestations]) => [
      name,
      attestations.flatMap((each) => (each.form === 'attestation' ? [each.attestation] : [])),
    ]),
  );
}

/** A dry run that signs has done something permanent, and reports it. */
function logEntries(attestations: Attestations['made'], { inputs, platform }: Run): void {
  const signed = [...attestations.values()].map(
    (made) => made.filter(({ adopted, form }) => !adopted && form === 'attestation').length,
  );
  const files = signed.filter((count) => count > 0).length;
  const entries = signed.reduce((sum, count) => sum + count, 0);
  if (inputs.dryRun === 'sign' && files > 0) {
    const what = entries === 1 ? 'one log entry is' : `${entries} log entries are`;
    platform.runner.log.notice(
      `Signed ${counted(files, 'file')}: ${what} now permanently recorded in the transparency log.`,
      'Dry run',
      'permanent',
    );
  }
}

function attestedLine(made: MadeAttestation): string {
  const { adopted, path, predicateType } = made;
  const kind = predicateType.split('/').slice(-2).join('/');
  const written = path === undefined ? 'not written' : 'written';
  const proof =
    made.form === 'bundle'
      ? 'a Sigstore bundle without a log entry'
      : `entry ${made.logIndex} of a Rekor v${made.rekorVersion} log`;
  return `${adopted ? 'adopted' : 'signed'}, verified and ${written} (${kind}, ${proof})`;
}

async function openSigner(
  signing: Signing,
  checkIdentity: (certificate: CertificateFacts) => void,
  { inputs, platform }: Run,
): Promise<Signer> {
  const { identity, audience, trust } = signing;
  const { trustedRoot } = trust;
  const request = { identityToken: () => identity.token(audience), checkIdentity, platform, trustedRoot };
  if (signing.instance === 'github') {
    const { createTimestampedSigner } = await import('../sigstore/sign/timestamped-signer.ts');
    return createTimestampedSigner({ ...request, services: signing.services });
  }
  const { createSigner } = await import('../sigstore/sign/signer.ts');
  const { services } = signing;
  const refresh = async () => {
    const renewed = await signing.refresh();
    return { services: renewed.services, trustedRoot: renewed.trust.trustedRoot };
  };
  return createSigner({ ...request, services, timestampV1: inputs.bundles, refresh });
}
