import type { Attestation } from '../../attestations/attestation.ts';
import type { DistributionIdentity } from '../../distributions/distribution.ts';
import type { Asking } from '../query/asking.ts';
import type { PackageIndex } from '../package-index.ts';
import type { ListedFile } from '../query/project-page.ts';
import { isOfServedStatement, isServed, publisherName } from '../query/provenance.ts';
import { integrityUrl, listRelease, readProvenance } from '../query/queries.ts';
import type { ReleaseFile } from '../query/queries.ts';

/** A file that should be on the index, and the attestations that were sent with it. */
export interface Expected {
  readonly distribution: DistributionIdentity;
  readonly attestations: readonly Attestation[];
}

/** What the index shows: `false` where it contradicts what was sent, `null` where it didn't show it in time. */
export interface Confirmation {
  readonly confirmed: boolean | null;
  /** Where the index serves the file. */
  readonly url?: string;
  /** Whom the index names as the publisher of its attestations. */
  readonly publisher?: string;
  /** Why not, without the file's name, for a warning or an error. */
  readonly message?: string;
}

/** A file that is not settled yet. */
export interface Watched extends Expected {
  /** Answers in which the file was there and its attestations were not. */
  missing: number;
  /** What the last round lacked, for the message when time is up. */
  lacking: string;
}

/** One round of questions about all files that are not settled. */
export interface Round {
  readonly index: PackageIndex;
  readonly asking: Asking;
  /** Releases of this round by project and version: one request each. */
  readonly releases: Map<string, Promise<readonly ReleaseFile[]>>;
}

/** What the index serves for the attestations that were sent with a file. */
interface Served {
  readonly state: 'the-very-ones' | 'of-an-earlier-upload' | 'others-or-none';
  readonly publisher?: string;
}

/** Answers without provenance after which it is taken for absent: one edge may be behind, not three answers. */
const MISSING_ANSWERS = 3;

/** What is certain about a file that the project page may list; undefined while nothing is. */
export async function look(
  file: Watched,
  listed: readonly ListedFile[],
  round: Round,
): Promise<Confirmation | undefined> {
  const { distribution, attestations } = file;
  const { title } = round.index;
  const shown = listed.find(({ name }) => name === distribution.name);
  if (shown === undefined) return undefined;
  const { url } = shown;
  const hashes = [shown.sha256, await secondHash(distribution, shown, round)];
  const other = hashes.find((hash) => hash !== undefined && hash !== distribution.sha256);
  if (other !== undefined) {
    const message = `${title} has other bytes than were sent (SHA-256 there ${other}, here ${distribution.sha256})`;
    return { confirmed: false, url, message };
  }
  if (hashes.includes(undefined)) {
    file.lacking = `${title} lists it without its SHA-256 so far`;
    return undefined;
  }
  if (attestations.length === 0) return { confirmed: true, url };
  const { state, publisher } = await served(file, shown, round);
  const named = publisher === undefined ? {} : { publisher };
  if (state === 'the-very-ones') return { confirmed: true, url, ...named };
  file.missing += 1;
  file.lacking = LACKING[state](title);
  if (file.missing < MISSING_ANSWERS) return undefined;
  // The index took that one and checked it; that this run's was dropped harms nobody.
  if (state === 'of-an-earlier-upload') return { confirmed: null, url, ...named, message: file.lacking };
  return { confirmed: false, url, message: `${file.lacking}; none can be added to it any more` };
}

const LACKING = {
  'of-an-earlier-upload': (title: string) =>
    `${title} serves an attestation of the same statement from an earlier upload, not the one that was sent now`,
  'others-or-none': (title: string) => `${title} lists it, but not with the attestation that was sent`,
} as const;

/** By the JSON API where there is one; else the project page's own has to do. */
async function secondHash(
  distribution: DistributionIdentity,
  shown: ListedFile,
  { index, asking, releases }: Round,
): Promise<string | undefined> {
  if (index.apiUrl === undefined) return shown.sha256;
  const { name, project, version } = distribution;
  const key = `${project} ${version}`;
  const release = releases.get(key) ?? listRelease(index, project, version, asking);
  releases.set(key, release);
  return (await release).find((file) => file.name === name)?.sha256;
}

async function served(
  { distribution, attestations }: Watched,
  shown: ListedFile,
  { index, asking }: Round,
): Promise<Served> {
  const url = integrityUrl(index, distribution) ?? shown.provenanceUrl;
  const provenance = url === undefined ? undefined : await readProvenance(index, url, asking);
  if (provenance === undefined) return { state: 'others-or-none' };
  const publisher = publisherName(provenance);
  if (attestations.every((sent) => isServed(sent, provenance))) return { state: 'the-very-ones', publisher };
  if (!attestations.every((sent) => isOfServedStatement(sent, provenance)))
    return { state: 'others-or-none' };
  return { state: 'of-an-earlier-upload', publisher };
}
