import { ActionError } from '../errors.ts';
import { parseInputs, type Inputs } from '../inputs/inputs.ts';
import { describeIndex, simpleBase } from '../package-index/hosts.ts';
import type { PackageIndex } from '../package-index/package-index.ts';
import type { Platform } from '../platform/platform.ts';
import { expectedHashesOf } from './distributions.ts';

/** What the user wants, and what the index is that it goes to. @throws {ActionError} INPUT_INVALID with every fault */
export function readInputs({ runner }: Pick<Platform, 'runner'>): {
  readonly inputs: Inputs;
  readonly index: PackageIndex;
} {
  const inputs = parseInputs(runner.inputs(), (value) => runner.secret(value), refusedInputs);
  for (const notice of inputs.notices) runner.log.notice(notice);
  return { inputs, index: describeIndex(inputs.repositoryUrl, inputs.indexKind, inputs.checkUrl) };
}

/** What the stages would refuse of the inputs, all of it, before the first of them begins. */
function refusedInputs(inputs: Inputs): readonly ActionError[] {
  const { repositoryUrl, indexKind, checkUrl } = inputs;
  const uses = [
    () => describeIndex(repositoryUrl, indexKind, undefined),
    () => checkUrl === undefined || simpleBase(checkUrl),
    () => expectedHashesOf(inputs),
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
