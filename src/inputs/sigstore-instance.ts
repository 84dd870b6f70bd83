import { ActionError, messageOf } from '../errors.ts';
import type { SigstoreInput } from './inputs.ts';
import type { Files } from '../platform/files.ts';
import type { SigstoreInstance } from '../sigstore/instances.ts';

/**
 * Reads the files that the sigstore inputs name; JSON given directly is used as it is.
 * @param server host that the job is on
 */
export async function readInstance(
  input: SigstoreInput,
  files: Files,
  server: string,
): Promise<SigstoreInstance> {
  switch (input.kind) {
    case 'public-good':
    case 'staging':
      return { ...input, kind: input.kind };
    case 'github':
      return { ...input, kind: input.kind, server };
    case 'tuf':
      return {
        ...input,
        root: await readDocument('sigstore-tuf-root', input.root, files),
        signingConfig:
          input.signingConfig === undefined
            ? undefined
            : await readDocument('sigstore-signing-config', input.signingConfig, files),
      };
    case 'files':
      return {
        ...input,
        trustedRoot: await readDocument('sigstore-trusted-root', input.trustedRoot, files),
        signingConfig: await readDocument('sigstore-signing-config', input.signingConfig, files),
      };
  }
}

const MAXIMUM_BYTES = 4 * 1024 * 1024;

/** A document that an input names by its path, or is. @throws {ActionError} INPUT_INVALID */
export async function readDocument(name: string, value: string, files: Files): Promise<Buffer> {
  if (value.startsWith('{')) return Buffer.from(value);
  const hint = 'Set it to the path of the file, or to the JSON itself.';
  return withoutByteOrderMark(await readNamedFile(name, value, hint, files));
}

/** The whole of a file of at most 4 MiB that an input names by its path. @throws {ActionError} INPUT_INVALID */
export async function readNamedFile(
  name: string,
  value: string,
  hint: string,
  files: Files,
): Promise<Buffer> {
  const path = files.resolve(value);
  const bytes = await files.readSmall(path, MAXIMUM_BYTES).catch((error: unknown) => {
    throw new ActionError('INPUT_INVALID', `${name}: ${messageOf(error)}`, hint, error);
  });
  if (bytes !== undefined) return bytes;
  throw new ActionError('INPUT_INVALID', `${name}: ${path} does not exist`, hint);
}

// Windows PowerShell writes one; JSON has none (RFC 8259 section 8.1).
function withoutByteOrderMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? bytes.subarray(3) : bytes;
}
