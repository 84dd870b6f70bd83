import type { DistributionIdentity } from '../../distributions/distribution.ts';
import { messageOf } from '../../errors.ts';
import type { ServedAttestations } from '../package-index.ts';
import type { ListedFile } from './project-page.ts';
import { isOfBytes, publisherNames } from './provenance.ts';
import { queryProvenance } from './queries.ts';
import { withDeadline } from './query-context.ts';
import type { ProvenanceReply } from './queries.ts';
import type { QueryContext } from './query-context.ts';

/** Milliseconds for all of a project's files: none is published or rejected for what they say. */
const PATIENCE = 60_000;

/** What the index says of the attestations of a file that it has with these bytes. */
export type QueryAttestations = (
  distribution: DistributionIdentity,
  listed: ListedFile,
) => Promise<ServedAttestations>;

/**
 * Queries for the attestations of existing files. After one that could not be answered no further one begins: the others
 * would wait as long.
 */
export function attestationQueries(context: QueryContext): QueryAttestations {
  const { signal } = context;
  const bounded = withDeadline(context, PATIENCE);
  let failure: ServedAttestations | undefined;
  return async (distribution, listed) => {
    if (failure !== undefined) return failure;
    try {
      return servedOf(distribution, await queryProvenance(distribution, listed, bounded));
    } catch (error) {
      signal?.throwIfAborted();
      failure = { kind: 'unknown', because: messageOf(error) };
      return failure;
    }
  };
}

function servedOf({ sha256 }: DistributionIdentity, reply: ProvenanceReply): ServedAttestations {
  switch (reply.kind) {
    case 'none':
      return reply;
    case 'refused':
    case 'silent':
      return { kind: 'unknown', because: reply.because };
    case 'served': {
      const publisher = publisherNames(reply.provenance);
      return { kind: isOfBytes(sha256, reply.provenance) ? 'seen' : 'others', publisher };
    }
  }
}
