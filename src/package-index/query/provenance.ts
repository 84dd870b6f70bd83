import { asArray, asObject, asString } from '../../ground/json.ts';
import type { Attestation } from '../../attestations/attestation.ts';
import type { KnownPublisher } from '../package-index.ts';

/** The parts of an attestation that an index must give back, base64 as it stands; the rest may be re-serialised. */
export interface ServedAttestation {
  readonly certificate: string;
  readonly statement: string;
  readonly signature: string;
}

/** What an index serves about one file: who published it, and the attestations (PEP 740, provenance object). */
export interface Provenance {
  readonly publishers: readonly { readonly kind: string; readonly claims: ReadonlyMap<string, unknown> }[];
  readonly attestations: readonly ServedAttestation[];
}

/** Reads a provenance object; undefined where it isn't one of version 1. */
export function parseProvenance(value: unknown): Provenance | undefined {
  const provenance = asObject(value);
  if (provenance?.get('version') !== 1 || !Array.isArray(provenance.get('attestation_bundles')))
    return undefined;
  const bundles = asArray(provenance.get('attestation_bundles')).map((bundle) => asObject(bundle));
  return {
    publishers: bundles.flatMap((bundle) => {
      const claims = asObject(bundle?.get('publisher'));
      return claims === undefined ? [] : [{ kind: asString(claims.get('kind')) ?? '', claims }];
    }),
    attestations: bundles.flatMap((bundle) =>
      asArray(bundle?.get('attestations')).flatMap(servedAttestation),
    ),
  };
}

/** The GitHub repository and workflow that a provenance names; undefined where it names none. */
export function publisherOf(provenance: Provenance, project: string): KnownPublisher | undefined {
  for (const { kind, claims } of provenance.publishers) {
    const repository = asString(claims.get('repository'));
    const workflow = asString(claims.get('workflow'));
    if (kind.toLowerCase() !== 'github' || repository === undefined || workflow === undefined) continue;
    return { project, repository, workflow, environment: asString(claims.get('environment')) || undefined };
  }
  return undefined;
}

/** The publisher of a provenance in a few words: its kind, repository and workflow, as far as it names them. */
export function publisherName({ publishers }: Provenance): string {
  const names = publishers.map(({ kind, claims }) => {
    const place = asString(claims.get('repository')) ?? asString(claims.get('email'));
    const workflow = asString(claims.get('workflow')) ?? asString(claims.get('workflow_filepath'));
    return [kind, place, workflow].filter((part) => part !== undefined && part !== '').join(' ');
  });
  return [...new Set(names)].filter((name) => name !== '').join(', ') || 'a publisher that is not named';
}

/** Whether an attestation is served that states the same of the same bytes as one that was sent, signed by whom it may. */
export function isOfServedStatement(sent: Attestation, provenance: Provenance): boolean {
  return provenance.attestations.some(({ statement }) => sameBytes(statement, sent.envelope.statement));
}

/** Whether an attestation that was sent is the very one that is served: certificate, statement and signature, decoded. */
export function isServed(sent: Attestation, provenance: Provenance): boolean {
  return provenance.attestations.some(
    (served) =>
      sameBytes(served.certificate, sent.verification_material.certificate) &&
      sameBytes(served.statement, sent.envelope.statement) &&
      sameBytes(served.signature, sent.envelope.signature),
  );
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

function sameBytes(one: string, other: string): boolean {
  return Buffer.from(one, 'base64').equals(Buffer.from(other, 'base64'));
}
