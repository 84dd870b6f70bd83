import { describe, expect, it } from '@jest/globals';
import { ActionError } from '../../../src/errors.ts';
import { Pilot } from '../../../src/sigstore/sign/pilot.ts';

const REFUSAL = new ActionError('SIGNING_FAILED', 'the root has no key of it', '');
const holds = (): boolean => true;

/** What is under way at a log until its signal is aborted, as a service connection has it. */
async function waiting(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(new ActionError('CANCELLED', 'Cancelled while asking.', '', signal.reason));
  signal.addEventListener('abort', end);
  return promise;
}

describe('a log whose key is known', () => {
  it('takes all at once', async () => {
    const pilot = new Pilot(true);
    let together = 0;
    const both = Promise.withResolvers<void>();
    const send = async (): Promise<number> => {
      together += 1;
      if (together === 2) both.resolve();
      await both.promise;
      return together;
    };
    expect(await Promise.all([pilot.send(send, holds), pilot.send(send, holds)])).toEqual([2, 2]);
    expect(pilot.claim()).toBe(false);
  });

  it('takes nothing once it is stopped: neither what comes, nor what waits to be sent or sent again', async () => {
    const pilot = new Pilot(true);
    const running = new AbortController();
    const ended = Promise.allSettled([
      pilot.send(waiting, holds),
      pilot.send(waiting, holds, running.signal),
    ]);
    pilot.stop(REFUSAL);
    pilot.stop(new Error('later'));
    let sent = 0;
    const late = pilot.send(async () => Promise.resolve((sent += 1)), holds);
    await expect(late).rejects.toBe(REFUSAL);
    const refused = { status: 'rejected', reason: REFUSAL };
    expect([await ended, sent]).toEqual([[refused, refused], 0]);
  });

  it('says of what was cancelled before that it was', async () => {
    const pilot = new Pilot(true);
    const running = new AbortController();
    const ended = pilot.send(waiting, holds, running.signal);
    running.abort(new Error('SIGTERM'));
    pilot.stop(REFUSAL);
    await expect(ended).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('a log whose key only an entry shows', () => {
  it('takes one, and the others once that one proves it', async () => {
    const pilot = new Pilot(false);
    const order: string[] = [];
    const send = (name: string) => async () => Promise.resolve(order.push(`sent ${name}`));
    const prove = (name: string) => () => order.push(`proven ${name}`) > 0;
    expect([pilot.claim(), pilot.claim()]).toEqual([true, false]);
    await Promise.all(['a', 'b', 'c'].map(async (name) => pilot.send(send(name), prove(name))));
    expect(order).toEqual(['sent a', 'proven a', 'sent b', 'sent c']);
  });

  it('takes the next one alone where the first proves nothing', async () => {
    const pilot = new Pilot(false);
    const order: string[] = [];
    const send = (name: string) => async () => Promise.resolve(order.push(name));
    const results = ['late', 'good', 'rest'].map(async (name) =>
      pilot.send(send(name), () => name === 'good'),
    );
    await Promise.all(results);
    expect(order).toEqual(['late', 'good', 'rest']);
  });

  it('takes no other where the first proves that none will be verified', async () => {
    const pilot = new Pilot(false);
    let sent = 0;
    const send = async () => Promise.resolve((sent += 1));
    const refuse = (): boolean => {
      pilot.stop(REFUSAL);
      throw REFUSAL;
    };
    const ended = await Promise.allSettled([1, 2, 3].map(async () => pilot.send(send, refuse)));
    expect(ended.map((each) => each.status === 'rejected' && each.reason)).toEqual([
      REFUSAL,
      REFUSAL,
      REFUSAL,
    ]);
    expect(sent).toBe(1);
  });
});
