import { ActionError } from '../errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { describeIndex, simpleBase } from '../package-index/hosts.ts';
import { expectedHashesOf } from './distributions.ts';

/** What the stages would refuse of the inputs, all of it, before the first of them begins. */
export function refusedInputs(inputs: Inputs): readonly ActionError[] {
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
