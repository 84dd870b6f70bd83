import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it, jest } from '@jest/globals';

jest.setTimeout(120_000);

const run = promisify(execFile);
const REDACTION = new URL('../../../src/platform/redaction.ts', import.meta.url).href;
const CANARY = 'fury_T0ken-/+=&|<`"canary_0123';

/** Milliseconds of processor time that redaction takes for each of the pieces, repeated to so many characters. */
async function timesOf(pieces: readonly string[], characters: number): Promise<readonly number[]> {
  const script = `
    const { Redaction } = await import(${JSON.stringify(REDACTION)});
    const redaction = new Redaction();
    const secrets = [${JSON.stringify(CANARY)}, 'a'.repeat(4000), 'e30.'.repeat(500) + 'x'];
    for (const secret of secrets) redaction.add(secret, ['__token__']);
    const times = ${JSON.stringify(pieces)}.map((piece) => {
      const text = piece.repeat(${characters} / piece.length);
      const before = process.cpuUsage();
      redaction.redact(text);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    console.log(JSON.stringify(times));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  const times: unknown = JSON.parse(stdout);
  return Array.isArray(times) ? times.map(Number) : [];
}

describe('redaction of a long text', () => {
  const pieces = [
    '%25',
    '%2525',
    '&lt;',
    '&#37;',
    '&',
    ';',
    '\\',
    '\\u0025',
    'a',
    `${'a'.repeat(15)}b`,
    CANARY,
    '[',
  ];

  it('takes less than a second for a million characters, and for two million no more than three times that', async () => {
    const slow = async (): Promise<readonly string[]> => {
      const one = await timesOf(pieces, 1e6);
      const two = await timesOf(pieces, 2e6);
      expect([one.length, two.length]).toEqual([pieces.length, pieces.length]);
      // What takes no time at all is measured as anything.
      return pieces.filter((_, place) => {
        const [first = Infinity, second = Infinity] = [one[place], two[place]];
        return first >= 1000 || second >= Math.max(300, first * 3);
      });
    };
    const found = await slow();
    expect(found.length > 0 ? await slow() : []).toEqual([]);
  });
});
