/** The bytes of one regular file, opened once without following links: the same bytes at every read, or an error. */
export interface FileContent {
  readonly size: number;
  /** Exactly `length` bytes from `position`; fewer only at the end of the file. */
  read(position: number, length: number): Promise<Buffer>;
  /**
   * All bytes from start to end, or those of a part; a chunk that is `passing` holds its bytes only until the next one is requested.
   * @throws {Error} where the file is not what was opened first.
   */
  chunks(lifetime?: 'kept' | 'passing', part?: FilePart): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** Bytes of a file, from `start` up to `end`. */
export interface FilePart {
  readonly start: number;
  readonly end: number;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly path: string;
  /** By lstat: a link is `other`, whatever it points to. */
  readonly kind: 'file' | 'directory' | 'other';
}

/** What a process that was killed left of a file that it was writing. */
export interface Half {
  readonly path: string;
  /** The name that the file was to get. */
  readonly of: string;
}

export interface Files {
  /** Absolute path of the workspace that relative inputs start from. */
  readonly workspace: string;
  /** Absolute path of a private folder of this run (0700), removed at the end. */
  readonly privateDirectory: string;
  /** Absolute path of a path given relative to the workspace. */
  resolve(path: string): string;
  /** Entries of a folder, sorted by name; undefined where there is no such folder. */
  list(directory: string): Promise<readonly DirectoryEntry[] | undefined>;
  /**
   * Files and folders that a glob of the workspace matches (`*`, `?`, `[]`, `{,}`, `**`), sorted; links are not
   * followed. `onFolder` is called with each folder that is looked in.
   * @throws {ActionError} INPUT_INVALID where its braces stand for more than a thousand patterns
   */
  glob(pattern: string, onFolder?: (directory: string) => void): Promise<readonly DirectoryEntry[]>;
  /** Whether a glob would match a path if case, spelling of letters and slashes, or one letter were different. */
  isNearMiss(pattern: string, path: string): boolean;
  /**
   * The one path of what is there, by which it is known however it was written: links followed, and spelled as on the disk. Where
   * nothing is there, the absolute path.
   */
  realPath(path: string): Promise<string>;
  /** @throws {Error} for links of both kinds, folders, devices, pipes, and what can't be read. */
  open(path: string): Promise<FileContent>;
  /** The whole of a small file; undefined where there is none. @throws {Error} beyond `maximumBytes`. */
  readSmall(path: string, maximumBytes: number): Promise<Buffer | undefined>;
  /** Writes all or nothing (0600, folder 0700), replacing what is there. */
  writeAtomically(path: string, bytes: Uint8Array | string): Promise<void>;
  /** What is left in a folder of writes to these files that were not finished; it may be whole. */
  halves(directory: string, names: readonly string[]): Promise<readonly Half[]>;
  /** Gives a file another name in one step, replacing what is there. */
  move(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
}
