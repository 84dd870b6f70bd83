/** What a log signs about itself (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** Extension lines, each without its newline. */
  readonly extensions?: readonly string[];
}

/** Who signs a note (C2SP signed-note). */
export interface NoteSigner {
  readonly name: string;
  /** The first four bytes of the key ID. */
  readonly keyHint: Buffer;
  sign(text: Buffer): Buffer;
}

/** The checkpoint as a signed note. */
export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): string {
  const { origin, size, root, extensions = [] } = checkpoint;
  const lines = [origin, String(size), root.toString('base64'), ...extensions];
  const text = `${lines.join('\n')}\n`;
  const signature = Buffer.concat([signer.keyHint, signer.sign(Buffer.from(text))]);
  return `${text}\n\u2014 ${signer.name} ${signature.toString('base64')}\n`;
}
