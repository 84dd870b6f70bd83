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

describe('what is prepared for a log whose key only an entry shows', () => {
  /** Prepares and sends an entry, as a signature does; undefined where its preparation came to nothing. */
  const sign = async (
    pilot: Pilot,
    order: string[],
    name: string,
    prepare: () => Promise<string | undefined>,
    signal?: AbortSignal,
  ): Promise<string | undefined> => {
    const noting = (how: string) => async () => {
      order.push(`${how} ${name}`);
      return prepare();
    };
    const prepared = await pilot.prepare(noting('alone'), noting('in company'), signal);
    if (prepared === undefined) return undefined;
    return pilot.send(async () => Promise.resolve(`${order.push(`sent ${name}`)}`), holds, signal);
  };
  const ready = async (): Promise<string> => Promise.resolve('');

  it('is one entry until that is sent, then all others beside its answer', async () => {
    const pilot = new Pilot(false);
    const order: string[] = [];
    const answered = Promise.withResolvers<string>();
    const first = pilot.prepare(ready, ready).then(async () =>
      pilot.send(async () => {
        order.push('sent a');
        return answered.promise;
      }, holds),
    );
    const others = ['b', 'c'].map(async (name) =>
      sign(pilot, order, name, async () => {
        if (name === 'c') answered.resolve('');
        return Promise.resolve('');
      }),
    );
    await Promise.all([first, ...others]);
    expect(order).toEqual(['sent a', 'in company b', 'in company c', 'sent b', 'sent c']);
  });

  it('goes on without the one of which nothing came', async () => {
    const pilot = new Pilot(false);
    const order: string[] = [];
    const first = sign(pilot, order, 'a', async () => Promise.resolve(undefined));
    await Promise.all([first, sign(pilot, order, 'b', ready)]);
    expect(order).toEqual(['alone a', 'in company b', 'sent b']);
  });

  it.each([
    ['could not be prepared', async (): Promise<string> => Promise.reject(REFUSAL), false],
    ['may not be sent any more', ready, true],
  ])('is nothing more where the first %s', async (_, prepare, isStopped) => {
    const pilot = new Pilot(false);
    const order: string[] = [];
    const first = sign(pilot, order, 'a', prepare);
    if (isStopped) pilot.stop(REFUSAL);
    const ended = await Promise.allSettled([first, sign(pilot, order, 'b', ready)]);
    expect(ended.map((each) => each.status === 'rejected' && each.reason)).toEqual([REFUSAL, REFUSAL]);
    expect(order).toEqual(['alone a']);
  });

  it('is in company at once where the key is known', async () => {
    const order: string[] = [];
    await sign(new Pilot(true), order, 'a', ready);
    expect(order).toEqual(['in company a', 'sent a']);
  });
});
