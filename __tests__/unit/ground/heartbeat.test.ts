import { describe, expect, it } from '@jest/globals';
import type { Http, HttpAnswer, HttpRequest } from '../../../src/ground/http.ts';
import { withHeartbeat } from '../../../src/ground/heartbeat.ts';
import type { Log } from '../../../src/ground/log.ts';
import { retry } from '../../../src/ground/retry.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const START = new Date('2026-01-01T12:00:00Z');
const ANSWER: HttpAnswer = { status: 200, statusText: '', headers: {}, body: Buffer.alloc(0) };

interface Bench {
  readonly lines: string[];
  readonly log: Log;
  readonly machine: ReturnType<typeof withHeartbeat<Parameters<typeof withHeartbeat>[0]>>;
}

/** A machine whose requests are answered after so many milliseconds by their path, once a body was read chunk by chunk, 80 s each. */
function bench(): Bench {
  const lines: string[] = [];
  const clock = virtualClock(START);
  const write = (line: string): void => void lines.push(`${clock.now().toISOString().slice(11, 19)} ${line}`);
  const group: Log['group'] = async (_, work) => work();
  const log = { info: write, debug: () => undefined, notice: write, warning: write, error: write, group };
  const request = async ({ url, body }: HttpRequest): Promise<HttpAnswer> => {
    if (typeof body === 'object' && 'chunks' in body) {
      for await (const _ of body.chunks()) await clock.sleep(80_000);
    }
    await clock.sleep(Number(new URL(url).pathname.slice(1)));
    return ANSWER;
  };
  const machine = withHeartbeat({ clock, http: { request }, runner: { log } });
  return { lines, log: machine.runner.log, machine };
}

const asking = (milliseconds: number, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url: `https://index.example/${milliseconds}?token=secret`,
  purpose: 'list of files',
  deadline: 900_000,
  maximumBytes: 1,
  ...more,
});

describe('the heartbeat', () => {
  it('names a request that hangs, each minute, with the time at which it is given up', async () => {
    const { machine, lines } = bench();
    await machine.http.request(asking(150_000));
    expect(lines).toEqual([
      '12:01:00 Still waiting after 1 min: list of files at index.example; until 12:15:00 UTC.',
      '12:02:00 Still waiting after 2 min: list of files at index.example; until 12:15:00 UTC.',
    ]);
  });

  it('says nothing of what takes less than a minute, however much of it there is', async () => {
    const { machine, lines } = bench();
    await Promise.all(Array.from({ length: 50 }, async () => machine.http.request(asking(59_000))));
    await machine.http.request(asking(10));
    // What comes after work without requests is not what was waited for.
    const { clock } = machine;
    await clock.sleep(120_000);
    await machine.http.request(asking(59_000));
    expect(lines).toEqual([]);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])(
    'follows what begins %i turns after the last wait was answered',
    async (turns) => {
      const lines: string[] = [];
      const write = (line: string): void => void lines.push(line);
      const group: Log['group'] = async (_, work) => work();
      const log = { info: write, debug: () => undefined, notice: write, warning: write, error: write, group };
      const answered = Promise.withResolvers<HttpAnswer>();
      const http: Http = { request: async () => answered.promise };
      const machine = withHeartbeat({ clock: virtualClock(START), http, runner: { log } });
      const first = machine.http.request(asking(1));
      const next = async (): Promise<void> => {
        await answered.promise;
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        await machine.clock.sleep(61_000, undefined, { what: 'a long time' });
      };
      const second = next();
      answered.resolve(ANSWER);
      await Promise.all([first, second]);
      expect(lines).toEqual(['Still waiting after 1 min: a long time; until 12:01:01 UTC.']);
    },
  );

  it('says one line of many that wait, of the oldest', async () => {
    const { machine, lines } = bench();
    const first = machine.http.request(asking(100_000, { purpose: 'timestamp' }));
    await machine.clock.sleep(5000);
    await Promise.all([first, machine.http.request(asking(100_000)), machine.http.request(asking(100_000))]);
    expect(lines).toEqual([
      '12:01:00 Still waiting after 1 min: timestamp at index.example, and 2 more; until 12:15:00 UTC.',
    ]);
  });

  it('says how much of a body was sent, and until when it may stand still', async () => {
    const { machine, lines } = bench();
    const chunks = async function* (): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      for (let chunk = 0; chunk < 3; chunk += 1) yield new Uint8Array(1_500_000);
    };
    const body = { length: 4_500_000, chunks };
    await machine.http.request(asking(40_000, { purpose: 'upload of demo', body, idleDeadline: 120_000 }));
    expect(lines).toEqual([
      '12:01:00 Still waiting after 1 min: upload of demo at index.example, 1.5 of 4.5 MB sent; until 12:02:00 UTC.',
      '12:02:00 Still waiting after 2 min: upload of demo at index.example, 3.0 of 4.5 MB sent; until 12:03:20 UTC.',
      '12:03:00 Still waiting after 3 min: upload of demo at index.example, 4.5 of 4.5 MB sent; until 12:17:40 UTC.',
      '12:04:00 Still waiting after 4 min: upload of demo at index.example, 4.5 of 4.5 MB sent; until 12:17:40 UTC.',
    ]);
  });

  it('names a long wait for another attempt, and why', async () => {
    const { machine, lines } = bench();
    const budget = { total: 900_000, firstDelay: 1000, maximumDelay: 1000 };
    await retry(
      async (number) =>
        Promise.resolve(
          number === 1
            ? { kind: 'again', error: new Error('PyPI answered HTTP 503.'), after: 150_000 }
            : { kind: 'done', value: undefined },
        ),
      budget,
      machine,
    );
    expect(lines).toEqual([
      '12:01:00 Still waiting after 1 min: the next attempt (PyPI answered HTTP 503); until 12:02:30 UTC.',
      '12:02:00 Still waiting after 2 min: the next attempt (PyPI answered HTTP 503); until 12:02:30 UTC.',
    ]);
  });

  it('takes short waits that follow each other for one, until there is news', async () => {
    const { machine, lines, log } = bench();
    const until = new Date('2026-01-01T12:05:00Z');
    for (let round = 1; round <= 11; round += 1) {
      if (round === 7) log.info('a file is signed for');
      await machine.clock.sleep(15_000, undefined, { what: 'the index to sign', until });
    }
    expect(lines).toEqual([
      '12:01:00 Still waiting after 1 min: the index to sign; until 12:05:00 UTC.',
      '12:01:30 a file is signed for',
      '12:02:30 Still waiting after 1 min: the index to sign; until 12:05:00 UTC.',
    ]);
  });

  it('says nothing of a sleep that nobody waits for', async () => {
    const { machine, lines } = bench();
    await machine.clock.sleep(600_000);
    expect(lines).toEqual([]);
  });

  it('ends with what failed', async () => {
    const { machine, lines } = bench();
    const failed = machine.http.request(asking(1, { url: 'no address' }));
    await expect(failed).rejects.toThrow('Invalid URL');
    await machine.clock.sleep(600_000);
    expect(lines).toEqual([]);
  });
});
