import { isPerFile, templateFault } from '../index-tuf/target-template.ts';
import { pair, type InputReader } from './input-reader.ts';
import { addressFault } from './tuf-inputs.ts';

/** Which TUF metadata of the index (PEP 458) is checked, as the inputs name it. */
export interface IndexTufInput {
  /** Base of the metadata files; https, or http on loopback. */
  readonly url: string;
  /** A trusted root: path, or the JSON itself. */
  readonly root: string;
  /** Template of target paths. */
  readonly target: string;
  /** Targets are files, not pages of projects. */
  readonly perFile: boolean;
  /** What is not signed for in time fails the run. */
  readonly require: boolean;
}

/** Reads the `index-tuf-*` inputs; undefined where no URL is given. What is wrong joins the faults. */
export function readIndexTuf(read: InputReader, faults: string[]): IndexTufInput | undefined {
  const target = read.text('index-tuf-target');
  const require = read.flag('index-tuf-require');
  const given = pair(read, faults, 'index-tuf-url', 'index-tuf-root');
  if (require && read.optional('index-tuf-url') === undefined) {
    faults.push('index-tuf-require needs index-tuf-url too');
  }
  if (given === undefined) return undefined;
  const [url, root] = given;
  const fault = addressFault(url);
  // The value itself is left out: it may hold a credential.
  if (fault !== undefined) faults.push(`index-tuf-url: ${fault}`);
  const wrong = templateFault(target);
  if (wrong !== undefined) faults.push(`index-tuf-target: ${JSON.stringify(target)}: ${wrong}`);
  return { url, root, target, perFile: isPerFile(target), require };
}
