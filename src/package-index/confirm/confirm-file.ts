import type { Attestation } from '../../attestations/attestation.ts';
import type { DistributionIdentity } from '../../distributions/distribution.ts';
import { messageOf } from '../../errors.ts';
import { begin } from '../../ground/begin.ts';
import { bareUrl } from '../../ground/url-text.ts';
import type { ServedAttestations, Unconfirmed } from '../package-index.ts';
import type { PublisherFields } from '../publisher-policy.ts';
import type { ListedFile } from '../query/project-page.ts';
import { isOfServedStatement, isServed, otherPublisher, publisherNames } from '../query/provenance.ts';
import type { Provenance } from '../query/provenance.ts';
import { listRelease, queryProvenance } from '../query/queries.ts';
import type { ProvenanceReply, ReleaseFile } from '../query/queries.ts';
import type { QueryContext } from '../query/query-context.ts';

/** A file that should be on the index, and the attestations that were sent with it. */
export interface Expected {
  readonly distribution: DistributionIdentity;
  readonly attestations: readonly Attestation[];
  /** This run's upload brought it; false where the index had it already. */
  readonly uploaded: boolean;
}

/** What the index shows: `false` where it contradicts what was sent, `null` where it didn't show all of it in time. */
export interface Confirmation {
  readonly confirmed: boolean | null;
  /** Where the index serves the file. */
  readonly url?: string | undefined;
  /** What it says of the attestations that were sent; undefined where none were. */
  readonly attestations?: ServedAttestations | undefined;
  /** Where `confirmed` is `null`: why. */
  readonly unconfirmed?: Unconfirmed | undefined;
  /** Why not, or what is odd, without the file's name. */
  readonly message?: string | undefined;
}

/** A file that is not settled yet. */
export interface Watched extends Expected {
  /** Answers of one kind about its attestations, one after the other; the last one's time in milliseconds. */
  answers: { readonly kind: Doubt; readonly count: number; readonly last: number };
  /** What the last round lacked, for the message when time is up. */
  lacking: Unconfirmed;
  /** A round has ended. */
  queried: boolean;
  /** Where the index serves it, once it does. */
  url: string | undefined;
}

/** One round of queries about all files of a project that are not settled. */
export interface Round {
  readonly context: QueryContext;
  /** Who this job is to the index. */
  readonly publisher: PublisherFields | undefined;
  /** The project page. */
  readonly listed: ReadonlyMap<string, ListedFile>;
  /** Releases of this round by version: one request each. */
  readonly releases: Map<string, Promise<readonly ReleaseFile[]>>;
  /** Whether time is up. */
  readonly isOver: () => boolean;
}

/** What keeps the attestations that were sent from being confirmed, where the index answered. */
type Doubt = 'none' | 'others' | 'some' | 'earlier' | 'refused';

/** Answers, so many milliseconds apart, after which a doubt is a fact: one edge may be behind, not three answers. */
export const [ANSWERS, APART] = [3, 10_000];

/** What is certain about a file after one more query; undefined while nothing is. */
export async function confirmFile(file: Watched, round: Round): Promise<Confirmation | undefined> {
  const { index, signal } = round.context;
  const shown = round.listed.get(file.distribution.name);
  if (shown === undefined) {
    file.lacking = { kind: 'unlisted', because: `${index.title} does not list it` };
    return undefined;
  }
  file.url = bareUrl(shown.url);
  try {
    const reply = begin(() => queryProvenanceOf(file, shown, round));
    const second = await secondHash(file.distribution, shown, round);
    const hashes = [shown.sha256, second];
    const other = hashes.find((hash) => hash !== undefined && hash !== file.distribution.sha256);
    if (other !== undefined) {
      const message = `${index.title} has a different file than was uploaded (SHA-256 on the index ${other}, here ${file.distribution.sha256})`;
      return contradicted(file, { kind: 'unknown', because: message }, message);
    }
    if (!hashes.includes(undefined)) return confirmAttestations(file, await reply, round);
    if (second === undefined && hasNoHashes(round)) {
      const because = `${index.title} lists it without a SHA-256, so that its content cannot be compared`;
      return notConfirmed(file, { kind: 'unknown', because }, { kind: 'unhashed', because });
    }
    file.lacking =
      shown.sha256 === undefined
        ? { kind: 'unhashed', because: `${index.title} lists it without a SHA-256` }
        : {
            kind: 'unreleased',
            because: `${index.title} lists it with the uploaded SHA-256, but its JSON API does not yet`,
          };
  } catch (error) {
    signal?.throwIfAborted();
    unanswered(file, error, round.isOver());
  }
  return undefined;
}

/** An index that has a hash of no file on the page will have none of this one. */
function hasNoHashes({ listed }: Round): boolean {
  return [...listed.values()].every(({ sha256 }) => sha256 === undefined);
}

/** The next round queries again; when time is up this is the reason, unless it is only that time was up. */
export function unanswered(file: Watched, error: unknown, isOver: boolean): void {
  if (file.queried && isOver) return;
  file.lacking = { kind: 'unavailable', because: messageOf(error) };
}

/** By the JSON API where there is one; else the project page's own has to do. */
async function secondHash(
  { name, project, version }: DistributionIdentity,
  shown: ListedFile,
  { context, releases }: Round,
): Promise<string | undefined> {
  if (context.index.apiUrl === undefined) return shown.sha256;
  const release = releases.get(version) ?? listRelease(project, version, context);
  releases.set(version, release);
  return (await release).find((file) => file.name === name)?.sha256;
}

/** Undefined where no attestations were sent. */
async function queryProvenanceOf(
  { distribution, attestations }: Expected,
  shown: ListedFile,
  { context }: Round,
): Promise<ProvenanceReply | undefined> {
  return attestations.length === 0 ? undefined : queryProvenance(distribution, shown, context);
}

function confirmAttestations(
  file: Watched,
  reply: ProvenanceReply | undefined,
  { context, publisher }: Round,
): Confirmation | undefined {
  const { url } = file;
  const { title } = context.index;
  if (reply === undefined) return { confirmed: true, url };
  switch (reply.kind) {
    case 'none':
      return doubted(file, 'none', context, { kind: 'none' });
    case 'refused':
      return doubted(file, 'refused', context, { kind: 'unknown', because: reply.because });
    case 'silent':
      return notConfirmed(file, { ...reply, kind: 'unknown' }, { kind: 'silent', because: reply.because });
    case 'served':
  }
  const { provenance } = reply;
  const names = publisherNames(provenance);
  const other = publisher && otherPublisher(provenance, publisher);
  const message = other && anotherPublisher(title, other, publisher);
  if (message !== undefined && file.uploaded) {
    return contradicted(file, { kind: 'others', publisher: names }, message);
  }
  const state = compareWithSent(file, provenance);
  if (state === 'the-very-ones') {
    return { confirmed: true, url, attestations: { kind: 'seen', publisher: names }, message };
  }
  return doubted(file, state, context, { kind: state === 'earlier' ? 'seen' : 'others', publisher: names });
}

function compareWithSent(
  { attestations }: Expected,
  provenance: Provenance,
): 'the-very-ones' | 'earlier' | 'some' | 'others' {
  if (attestations.every((sent) => isServed(sent, provenance))) return 'the-very-ones';
  const stated = attestations.filter((sent) => isOfServedStatement(sent, provenance)).length;
  if (stated === attestations.length) return 'earlier';
  return stated > 0 ? 'some' : 'others';
}

/** Counts an answer that raises a doubt; of the third the doubt is certain. */
function doubted(
  file: Watched,
  kind: Doubt,
  { index, platform }: QueryContext,
  attestations: ServedAttestations,
): Confirmation | undefined {
  const now = platform.clock.now().getTime();
  const { answers } = file;
  file.lacking = lackingOf(kind, index.title, attestations);
  const goesOn = answers.count > 0 && answers.kind === kind;
  if (goesOn && now - answers.last < APART) return undefined;
  file.answers = { kind, count: goesOn ? answers.count + 1 : 1, last: now };
  if (file.answers.count < ANSWERS) return undefined;
  switch (kind) {
    case 'none':
    case 'some':
    case 'others':
      return contradicted(file, attestations, `${file.lacking.because}; none can be added any more`);
    case 'earlier':
    // The index took that one and checked it; that this run's was dropped harms nobody.
    case 'refused':
      return notConfirmed(file, attestations, file.lacking);
  }
}

function contradicted(
  { url, attestations: sent }: Watched,
  attestations: ServedAttestations,
  message: string,
): Confirmation {
  return { confirmed: false, url, attestations: sent.length > 0 ? attestations : undefined, message };
}

/** Not confirmed, and not contradicted. */
function notConfirmed(
  { url, attestations: sent }: Watched,
  attestations: ServedAttestations,
  unconfirmed: Unconfirmed,
): Confirmation {
  const served = sent.length > 0 ? attestations : undefined;
  return { confirmed: null, url, attestations: served, unconfirmed, message: unconfirmed.because };
}

function lackingOf(kind: Doubt, title: string, attestations: ServedAttestations): Unconfirmed {
  switch (kind) {
    case 'earlier':
      return {
        kind,
        because: `${title} serves an attestation of the same statement from an earlier upload, not the one that was sent now`,
      };
    case 'some':
      return {
        kind: 'unattested',
        because: `${title} lists it, but not with all attestations that were sent`,
      };
    case 'none':
    case 'others':
      return {
        kind: 'unattested',
        because: `${title} lists it, but not with the attestation that was uploaded`,
      };
    case 'refused':
      return {
        kind,
        because: `the attestation could not be confirmed: ${attestations.kind === 'unknown' ? attestations.because : ''}`,
      };
  }
}

function anotherPublisher(
  title: string,
  other: string,
  { owner, repositoryName, workflow }: PublisherFields,
): string {
  return `${title} names another publisher for it, ${other}; this job is GitHub ${owner}/${repositoryName} ${workflow}`;
}
