// The check of an index's own TUF metadata against repositories that python-tuf made, with the faults that its keys can
// sign; and the repositories of the testbed before python-tuf's client.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BYTES, CASES, NAME } from '../integration/index-tuf/index-tuf-cases.ts';
import { entryOf, startSignedIndex } from '../testbed/signed-index.ts';
import type { Command, SignedIndex } from '../testbed/signed-index.ts';
import { startPythonTuf, type PythonTuf } from './index-tuf/python-tuf.ts';

let python: PythonTuf;

beforeAll(() => {
  python = startPythonTuf();
});
afterAll(() => python.close());

describe('what is said of a repository of python-tuf', () => {
  it.each(CASES)('$title', async ({ expectVerdict }) => expectVerdict(() => python.createMaker()));
});

describe('what python-tuf says of a repository of the testbed', () => {
  async function verdictAfter(spoil: (index: SignedIndex) => Promise<void> | void): Promise<unknown> {
    const index = await startSignedIndex(4);
    try {
      await index.sign({ [NAME]: BYTES });
      await spoil(index);
      return await python.look(index.url, index.root, NAME);
    } finally {
      await index.close();
    }
  }

  it('signed, with later roots too', async () => {
    const signed = { signed: entryOf(BYTES) };
    expect(await verdictAfter(() => undefined)).toEqual(signed);
    expect(await verdictAfter(async (index) => index.carryOut({ do: 'rotate' }))).toEqual(signed);
  });

  it('nothing, once it was removed', async () => {
    const removed = verdictAfter(async (index) => index.carryOut({ do: 'remove', targets: [NAME] }));
    expect(await removed).toEqual({ signed: null });
  });

  it.each<[string, (index: SignedIndex) => Command]>([
    ['ExpiredMetadataError', () => ({ do: 'expire', role: 'timestamp' })],
    ['ExpiredMetadataError', () => ({ do: 'expire', role: 'snapshot' })],
    ['ExpiredMetadataError', () => ({ do: 'expire', role: 'targets' })],
    ['ExpiredMetadataError', (index) => ({ do: 'expire', role: index.binOf(NAME) })],
    ['RepositoryError', (index) => ({ do: 'omit', role: index.binOf(NAME) })],
    ['UnsignedMetadataError', () => ({ do: 'half-sign-root' })],
  ])('%s where ours refuses', async (refused, command) => {
    expect(await verdictAfter(async (index) => index.carryOut(command(index)))).toMatchObject({ refused });
  });
});
