import { asArray, asObject, asString, tryParseJson, type JsonObject } from '../../ground/json.ts';
import type { Attestation } from '../../attestations/attestation.ts';
import type { KnownPublisher } from '../package-index.ts';
import type { PublisherFields } from '../publisher-policy.ts';

/** The parts of an attestation that an index must give back, base64 as it stands; the rest may be re-serialised. */
interface ServedAttestation {
  readonly certificate: string;
  readonly statement: string;
  readonly signature: string;
}

/** Attestations, and who published them: members that PEP 740 leaves to the kind of publisher. */
interface Bundle {
  /** Undefined where it is no object. */
  readonly publisher: JsonObject | undefined;
  readonly attestations: readonly ServedAttestation[];
  /** The same, whole and as they were served, with those that have not even these parts. */
  readonly served: readonly unknown[];
}

/** Whom an index names as a publisher, as far as it does (PEP 740 leaves that to the kind of publisher). */
export interface NamedPublisher {
  /** In lower case. */
  readonly kind: string | undefined;
  /** `OWNER/NAME`. */
  readonly repository: string | undefined;
  /** File name. */
  readonly workflow: string | undefined;
}

/** What an index serves about one file (PEP 740, provenance object). */
export interface Provenance {
  readonly bundles: readonly Bundle[];
}

/** Reads a provenance object; undefined where it isn't one of version 1. */
export function parseProvenance(value: unknown): Provenance | undefined {
  const provenance = asObject(value);
  const bundles = provenance?.get('attestation_bundles');
  if (provenance?.get('version') !== 1 || !Array.isArray(bundles)) return undefined;
  return {
    bundles: bundles.map((each) => {
      const bundle = asObject(each);
      return {
        publisher: asObject(bundle?.get('publisher')),
        attestations: asArray(bundle?.get('attestations')).flatMap(servedAttestation),
        served: asArray(bundle?.get('attestations')),
      };
    }),
  };
}

/** The GitHub repository and workflow that a provenance names; undefined where it names none. */
export function githubPublisher({ bundles }: Provenance, project: string): KnownPublisher | undefined {
  for (const { publisher } of bundles) {
    const repository = asString(publisher?.get('repository'));
    const workflow = asString(publisher?.get('workflow'));
    const isNamed = kindOf(publisher) === 'github' && repository !== undefined && workflow !== undefined;
    if (!isNamed) continue;
    const environment = asString(publisher?.get('environment')) || undefined;
    return { project, repository, workflow, environment };
  }
  return undefined;
}

/** A publisher as PyPI tells them apart (warehouse/attestations/models.py, publisher_source); the environment is no part of it. */
export interface PublisherSource {
  /** As served: `GitHub`, `GitLab`, `Google`. */
  readonly kind: string;
  /** Repository, or the address of a service account. */
  readonly identity: string;
  /** File name; undefined for a kind that has none. */
  readonly workflow: string | undefined;
}

/** All publishers of a provenance; undefined where one can't be told from others. */
export function publisherSources({ bundles }: Provenance): readonly PublisherSource[] | undefined {
  const sources = bundles.flatMap(({ publisher }): readonly PublisherSource[] => {
    const text = (field: string): string | undefined => asString(publisher?.get(field)) || undefined;
    const [kind, identity] = [text('kind'), text('repository') ?? text('email')];
    if (kind === undefined || identity === undefined) return [];
    return [{ kind, identity, workflow: text('workflow') ?? text('workflow_filepath') }];
  });
  return sources.length < bundles.length ? undefined : sources;
}

/** The attestations of a provenance as they were served, each with the publisher that the index names for it. */
export function servedAttestations({
  bundles,
}: Provenance): readonly { readonly served: unknown; readonly publisher: NamedPublisher }[] {
  return bundles.flatMap(({ publisher, served }) => {
    const named = {
      kind: kindOf(publisher),
      repository: asString(publisher?.get('repository')),
      workflow: asString(publisher?.get('workflow')),
    };
    return served.map((each) => ({ served: each, publisher: named }));
  });
}

/** Characters of a name that an index chose, and names, that are shown at most. */
const [LONGEST_NAME, MOST_NAMES] = [100, 3];

/** The publishers of a provenance in a few words: kind, repository and workflow, as far as it names them. */
export function publisherNames({ bundles }: Provenance): string {
  const names = new Set(bundles.map(({ publisher }) => nameOf(publisher)).filter((name) => name !== ''));
  const shown = [...names].slice(0, MOST_NAMES);
  if (names.size > MOST_NAMES) shown.push(`${names.size - MOST_NAMES} more`);
  return shown.join(', ') || 'a publisher that is not named';
}

/**
 * A publisher of a provenance that can't be this job's, in a few words: of another kind, repository (in any case) or
 * workflow. Undefined where there is none; what is not named is no difference.
 */
export function otherPublisher(
  { bundles }: Provenance,
  { owner, repositoryName, workflow }: PublisherFields,
): string | undefined {
  const repository = `${owner}/${repositoryName}`.toLowerCase();
  const other = bundles.find(
    ({ publisher }) =>
      differs(kindOf(publisher), 'github') ||
      differs(asString(publisher?.get('repository'))?.toLowerCase(), repository) ||
      differs(asString(publisher?.get('workflow')), workflow),
  );
  return other && nameOf(other.publisher);
}

/**
 * Whether an attestation is served that states the same of the same bytes as one that was sent, signed by whom it may. The predicate
 * may differ: that of build provenance names the attempt of the run.
 */
export function isOfServedStatement(sent: Attestation, provenance: Provenance): boolean {
  const own = sent.envelope.statement;
  return attestationsOf(provenance).some(
    ({ statement }) => sameBytes(statement, own) || isSameButForPredicate(statement, own),
  );
}

function isSameButForPredicate(one: string, other: string): boolean {
  const [left, right] = [one, other].map(readStatement);
  if (left === undefined || right === undefined) return false;
  const isSame = (field: string): boolean =>
    JSON.stringify(left.get(field)) === JSON.stringify(right.get(field));
  return ['_type', 'subject', 'predicateType'].every(isSame);
}

function readStatement(base64: string): JsonObject | undefined {
  return asObject(tryParseJson(Buffer.from(base64, 'base64')));
}

/** Whether an attestation that was sent is the very one that is served: certificate, statement and signature, decoded. */
export function isServed(sent: Attestation, provenance: Provenance): boolean {
  return attestationsOf(provenance).some(
    (served) =>
      sameBytes(served.certificate, sent.verification_material.certificate) &&
      sameBytes(served.statement, sent.envelope.statement) &&
      sameBytes(served.signature, sent.envelope.signature),
  );
}

/** Whether an attestation is served that names these bytes as its subject (in-toto Statement v1). */
export function isOfBytes(sha256: string, provenance: Provenance): boolean {
  return attestationsOf(provenance).some(({ statement }) => {
    return asArray(readStatement(statement)?.get('subject')).some(
      (subject) => asObject(asObject(subject)?.get('digest'))?.get('sha256') === sha256,
    );
  });
}

function attestationsOf({ bundles }: Provenance): readonly ServedAttestation[] {
  return bundles.flatMap(({ attestations }) => attestations);
}

function servedAttestation(value: unknown): ServedAttestation[] {
  const attestation = asObject(value);
  const certificate = asString(asObject(attestation?.get('verification_material'))?.get('certificate'));
  const envelope = asObject(attestation?.get('envelope'));
  const statement = asString(envelope?.get('statement'));
  const signature = asString(envelope?.get('signature'));
  if (certificate === undefined || statement === undefined || signature === undefined) return [];
  return [{ certificate, statement, signature }];
}

function kindOf(publisher: JsonObject | undefined): string | undefined {
  return asString(publisher?.get('kind'))?.toLowerCase();
}

function differs(named: string | undefined, own: string): boolean {
  return named !== undefined && named !== '' && named !== own;
}

function nameOf(publisher: JsonObject | undefined): string {
  const place = asString(publisher?.get('repository')) ?? asString(publisher?.get('email'));
  const workflow = asString(publisher?.get('workflow')) ?? asString(publisher?.get('workflow_filepath'));
  return [asString(publisher?.get('kind')), place, workflow]
    .filter((part) => part !== undefined && part !== '')
    .map((part = '') => (part.length > LONGEST_NAME ? `${part.slice(0, LONGEST_NAME)}…` : part))
    .join(' ');
}

function sameBytes(one: string, other: string): boolean {
  return Buffer.from(one, 'base64').equals(Buffer.from(other, 'base64'));
}
