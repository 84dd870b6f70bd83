import type { SignedTarget } from './find-target.ts';
import type { MetadataVersions } from './trusted-metadata.ts';

/** What the index's metadata says of one file. */
export type Verdict = 'signed' | 'not-yet' | 'mismatch' | 'unsupported';

/** A verdict, and what it rests on. */
export interface FileVerdict {
  readonly verdict: Verdict;
  /** The target path that was requested: the file's, or its project page's. */
  readonly target: string;
  /** The role that lists it; undefined where none does. */
  readonly role: string | undefined;
  /** As the metadata has them. */
  readonly hashes: SignedTarget['hashes'];
  /** Why it is not `signed`, as the end of a sentence; empty where it is. */
  readonly because: string;
}

/** What came of one check, or of waiting. */
export interface IndexTufOutcome {
  /** The worst of its files', or why there is none for all of them. */
  readonly status: Verdict | 'refused' | 'unreachable';
  /** By file name. */
  readonly files: ReadonlyMap<string, FileVerdict>;
  /** Of the last view that was had. */
  readonly versions: MetadataVersions | undefined;
  /** Why metadata was refused or not reached. */
  readonly error: Error | undefined;
}
