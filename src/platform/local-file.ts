import { fstatSync, type BigIntStats } from 'node:fs';
import { constants, lstat, open, type FileHandle } from 'node:fs/promises';
import { errorCode } from './error-code.ts';
import type { FileContent, FilePart } from './files.ts';

/** Files that keep their descriptor from hash to upload; further ones are opened again and compared. */
const DESCRIPTORS_KEPT = 256;
// Of what is kept, larger pieces are faster, and leave more memory behind that is freed late: this much was the best of both for 1 GiB.
const CHUNK_BYTES = { kept: 160 * 1024, passing: 256 * 1024 } as const;
// O_NONBLOCK: opening a pipe that took the file's place since lstat must not wait for a writer.
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Opens regular files, and keeps count of the descriptors held. */
export class FileOpener {
  readonly #open = new Set<LocalFile>();
  #kept = 0;

  /** @throws {Error} for links, folders, devices, pipes, and what can't be read. */
  async open(path: string): Promise<FileContent & { readonly names: number }> {
    const { handle, facts } = await openRegular(path);
    const keep = this.#kept < DESCRIPTORS_KEPT;
    if (keep) this.#kept += 1;
    const file = new LocalFile(path, facts, { handle, keep }, () => {
      this.#open.delete(file);
      if (keep) this.#kept -= 1;
    });
    this.#open.add(file);
    return file;
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#open].map((file) => file.close()));
  }
}

class LocalFile implements FileContent {
  readonly size: number;
  /** Names that the file has on its volume. */
  readonly names: number;
  readonly #path: string;
  readonly #facts: BigIntStats;
  readonly #onClose: () => void;
  /** Without it, the descriptor is closed after the first read. */
  readonly #keep: boolean;
  #handle: FileHandle | undefined;
  #closed = false;

  constructor(
    path: string,
    facts: BigIntStats,
    { handle, keep }: { readonly handle: FileHandle; readonly keep: boolean },
    onClose: () => void,
  ) {
    this.size = Number(facts.size);
    this.names = Number(facts.nlink);
    this.#path = path;
    this.#facts = facts;
    this.#handle = handle;
    this.#keep = keep;
    this.#onClose = onClose;
  }

  async read(position: number, length: number): Promise<Buffer> {
    const { handle, release } = await this.#borrow();
    try {
      const bytes = await this.#fill(handle, position, length).catch((error: unknown) => {
        // What can't be read may be a folder by now.
        this.#compare(handle);
        throw error;
      });
      this.#compare(handle);
      return bytes;
    } finally {
      await release();
    }
  }

  async *chunks(lifetime: 'kept' | 'passing' = 'kept', part?: FilePart): AsyncGenerator<Buffer> {
    const { handle, release } = await this.#borrow();
    const { start, end } = part ?? { start: 0, end: this.size };
    const step = Math.min(CHUNK_BYTES[lifetime], Math.max(end - start, 1));
    // New buffers for each chunk are freed by the tens of megabytes only.
    const buffers = lifetime === 'passing' ? [0, 1].map(() => Buffer.allocUnsafe(step)) : [];
    const fill = (position: number): Promise<Buffer> =>
      this.#fill(handle, position, Math.min(step, end - position), buffers[((position - start) / step) % 2]);
    let ahead: Promise<Buffer> | undefined;
    try {
      this.#compare(handle);
      for (let position = start; position < end; position += step) {
        const bytes = await (ahead ?? fill(position));
        const next = position + step;
        // Read while the one before is hashed and sent; a failure is reported when its turn comes.
        ahead = next < end ? fill(next) : undefined;
        ahead?.catch(() => {});
        // Compared before the last bytes are handed out: whoever streams them has not finished yet.
        if (ahead === undefined) this.#compare(handle);
        yield bytes;
      }
    } finally {
      // The descriptor is not closed under a read that nobody waits for any more.
      await ahead?.catch(() => {});
      await release();
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#onClose();
    await this.#handle?.close();
    this.#handle = undefined;
  }

  /** What was opened again is another file until `#compare` has seen it. */
  async #borrow(): Promise<{ handle: FileHandle; release: () => Promise<void> }> {
    if (this.#closed) throw new Error(`${this.#path} was read after it was closed`);
    if (this.#keep && this.#handle !== undefined) return { handle: this.#handle, release: async () => {} };
    const handle = this.#handle ?? (await this.#reopen());
    this.#handle = undefined;
    return { handle, release: () => handle.close() };
  }

  async #reopen(): Promise<FileHandle> {
    try {
      return await open(this.#path, FLAGS);
    } catch (error) {
      // A link has taken the file's place.
      throw errorCode(error) === 'ELOOP' ? changed(this.#path) : error;
    }
  }

  async #fill(handle: FileHandle, position: number, length: number, into?: Buffer): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.size - position));
    const bytes = into?.subarray(0, wanted) ?? Buffer.allocUnsafe(wanted);
    for (let filled = 0; filled < wanted;) {
      const { bytesRead } = await handle.read(bytes, filled, wanted - filled, position + filled);
      if (bytesRead === 0) throw changed(this.#path);
      filled += bytesRead;
    }
    return bytes;
  }

  // Of an open file the system knows it without waiting; queried through the pool of threads it costs ten times as much.
  #compare(handle: FileHandle): void {
    if (!isSame(fstatSync(handle.fd, { bigint: true }), this.#facts)) throw changed(this.#path);
  }
}

// By lstat first, for a clear answer and for Windows, which has no O_NOFOLLOW; then the open file must be the same one.
async function openRegular(path: string): Promise<{ handle: FileHandle; facts: BigIntStats }> {
  const before = await lstat(path, { bigint: true });
  if (!before.isFile()) throw new Error(`${path} is ${kindOf(before)}, not a regular file`);
  const handle = await open(path, FLAGS);
  try {
    const facts = fstatSync(handle.fd, { bigint: true });
    // Windows numbers a volume differently in lstat and fstat.
    if (!facts.isFile() || !isSame(facts, { ...before, dev: facts.dev })) throw changed(path);
    return { handle, facts };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

type Sameness = Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs'>;

function isSame(left: Sameness, right: Sameness): boolean {
  return (
    left.dev === right.dev &&
    left.ino === right.ino &&
    left.size === right.size &&
    left.mtimeNs === right.mtimeNs
  );
}

function kindOf(facts: BigIntStats): string {
  if (facts.isSymbolicLink()) return 'a symbolic link';
  if (facts.isDirectory()) return 'a folder';
  if (facts.isFIFO()) return 'a pipe';
  return 'a device or socket';
}

function changed(path: string): Error {
  return new Error(`${path} was changed while it was being read`);
}
