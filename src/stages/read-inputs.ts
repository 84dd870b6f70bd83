import { parseExpectedHashes, readExpectedHashes } from '../distributions/expected-hashes.ts';
import { ActionError } from '../errors.ts';
import { INPUT_DEFAULTS } from '../inputs/input-reader.ts';
import { parseInputs, type Inputs } from '../inputs/inputs.ts';
import { readNamedFile } from '../inputs/sigstore-instance.ts';
import { describeUnreadSettings } from '../inputs/uploader-settings.ts';
import { describeIndex, simpleBase } from '../package-index/hosts.ts';
import type { Platform } from '../platform/platform.ts';
import type { Run } from '../run.ts';

/**
 * What the user wants, what the index is that it goes to, and the hashes that files must have.
 * @throws {ActionError} INPUT_INVALID with every fault
 */
export async function readInputs({
  runner,
  files,
}: Pick<Platform, 'runner' | 'files'>): Promise<Pick<Run, 'inputs' | 'index' | 'expectedHashes'>> {
  const raw = runner.inputs();
  const hashes = await expectedHashesOf(raw['expected-hashes'], files);
  const inputs = parseInputs(
    raw,
    (value) => runner.secret(value),
    (parsed) => [...refusedInputs(parsed), ...(hashes instanceof ActionError ? [hashes] : [])],
  );
  for (const notice of inputs.notices) runner.log.notice(notice);
  const unread = describeUnreadSettings(runner.uploaderSettings, {
    index: inputs.repositoryUrl !== INPUT_DEFAULTS['repository-url'],
    password: inputs.credentials !== undefined,
  });
  if (unread !== undefined) runner.log[unread.level](unread.text);
  return {
    inputs,
    index: describeIndex(inputs.repositoryUrl, inputs.indexKind, inputs.checkUrl),
    expectedHashes: hashes instanceof ActionError ? undefined : hashes,
  };
}

/** The input `expected-hashes`, by file name; undefined where it is not given; INPUT_INVALID as a value, to be thrown with others. */
async function expectedHashesOf(
  text: string | undefined,
  files: Platform['files'],
): Promise<ReadonlyMap<string, string> | ActionError | undefined> {
  if (text === undefined) return undefined;
  const hint = 'Set it to the output of `sha256sum`, its base64, or the path of a file with it.';
  const invalid = (fault: string) => new ActionError('INPUT_INVALID', `expected-hashes: ${fault}`, hint);
  const parsed = parseExpectedHashes(text);
  if ('fault' in parsed) return invalid(parsed.fault);
  if (!('path' in parsed)) return parsed;
  try {
    const what = "expected-hashes: line 1 is neither 'HASH  name' nor the path of a file";
    const hashes = readExpectedHashes(await readNamedFile(what, parsed.path, hint, files));
    return 'fault' in hashes ? invalid(`${parsed.path}: ${hashes.fault}`) : hashes;
  } catch (error) {
    if (error instanceof ActionError) return error;
    throw error;
  }
}

/** What the stages would refuse of the inputs, all of it, before the first of them begins. */
function refusedInputs({ repositoryUrl, indexKind, checkUrl }: Inputs): readonly ActionError[] {
  const uses = [
    () => describeIndex(repositoryUrl, indexKind, undefined),
    () => checkUrl === undefined || simpleBase(checkUrl),
  ];
  return uses.flatMap((use) => refusalOf(use) ?? []);
}

function refusalOf(use: () => unknown): ActionError | undefined {
  try {
    use();
    return undefined;
  } catch (error) {
    if (error instanceof ActionError) return error;
    throw error;
  }
}
