import { describe, expect, it } from '@jest/globals';
import { Ledger } from '../../../src/ledger.ts';
import { stage } from '../../../src/stages/stage.ts';

function runWith(cancelled: AbortSignal) {
  const lines: string[] = [];
  const add = (line: string): void => void lines.push(line);
  const log = {
    debug: add,
    info: add,
    notice: add,
    warning: add,
    error: add,
    group: async <T>(heading: string, work: () => Promise<T>, last?: () => string): Promise<T> => {
      add(heading);
      const result = await work();
      if (last !== undefined) add(last());
      return result;
    },
  };
  const platform = { clock: { now: () => new Date(0) }, runner: { log } };
  return { lines, ledger: new Ledger(), platform, cancelled };
}

describe('stage', () => {
  it('says what it is and how long it took', async () => {
    const given = runWith(new AbortController().signal);
    expect(await stage('Upload', given, async () => 7)).toBe(7);
    expect(given.lines).toEqual(['Upload', 'Took 0 ms.']);
    expect(given.ledger.snapshot(new Date(0)).stages.map(({ heading }) => heading)).toEqual(['Upload']);
  });

  it('does not begin once the run is cancelled', async () => {
    const reason = new Error('cancelled');
    const given = runWith(AbortSignal.abort(reason));
    let begun = false;
    const work = async (): Promise<void> => void (begun = true);
    await expect(stage('Upload', given, work)).rejects.toBe(reason);
    expect([begun, given.lines, given.ledger.snapshot(new Date(0)).stages]).toEqual([false, [], []]);
  });
});
