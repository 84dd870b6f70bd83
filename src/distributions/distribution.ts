import type { FileContent } from '../platform/files.ts';
import type { Finding } from './finding.ts';

/** The two formats that indexes accept (PEP 427, PEP 517). */
export type DistributionKind = 'wheel' | 'sdist';

/**
 * Core metadata as the file has it: fields by their header name in lower case (`requires-dist`), each with its values in
 * order, text unmodified but for unfolded header lines; the body, or the Description header, as `description`.
 * https://packaging.python.org/en/latest/specifications/core-metadata/
 */
export type CoreMetadata = ReadonlyMap<string, readonly string[]>;

/** One wheel or sdist: what its name and its metadata say, and the bytes that are hashed, signed and uploaded. */
export interface Distribution {
  /** The file's name, exactly as it will be uploaded and signed. */
  readonly name: string;
  readonly path: string;
  /** The first line of `packages-dir` that names it, from 0: the order in which releases are uploaded. */
  readonly line: number;
  readonly kind: DistributionKind;
  /** Normalised project name (PEP 503). */
  readonly project: string;
  /** Normalised version (PEP 440). */
  readonly version: string;
  /** The upload form's `pyversion`: the wheel's Python tag as written (`py2.py3`), `source` for an sdist. */
  readonly pythonTag: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly metadata: CoreMetadata;
  readonly content: FileContent;
  /** What the index's rules say against it, and notes; they count only where it is to be uploaded (`faultsOfUploads`). */
  readonly findings: readonly Finding[];
  /** Whether the index may reject it for a platform tag that only a newer index accepts; it is uploaded late. */
  readonly doubtfulTag: boolean;
}

/** What a file name and its bytes are known by, without the file. */
export type DistributionIdentity = Pick<
  Distribution,
  'name' | 'kind' | 'project' | 'version' | 'size' | 'sha256'
>;
