import { describe, it } from '@jest/globals';
import { createMaker } from '../testbed/signed-index.ts';
import { CASES } from './index-tuf-cases.ts';

describe('what is said of a repository of the testbed', () => {
  it.each(CASES)('$title', async ({ expectVerdict }) => expectVerdict(createMaker));
});
