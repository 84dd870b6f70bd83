// What runs before anything else: whether this Node can run the rest.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { removeRuns, runAction } from '../testbed/run-action.ts';

const run = promisify(execFile);
const FIRST = fileURLToPath(new URL('../../scripts/first-file.mjs', import.meta.url));

/** What a runner starts for the audit. */
const AUDIT = fileURLToPath(new URL('../../dist/audit.mjs', import.meta.url));

/** The first file alone, told that it runs under another version. */
function runUnder(version: string, file = FIRST): Promise<{ stdout: string }> {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' })`;
  return run(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, file]);
}

describe('the first file', () => {
  it.each(['16.20.2', '20.20.2', '22.22.0', '23.11.1', '24.3.0'])(
    'under Node %s says what is needed',
    async (version) => {
      await expect(runUnder(version)).rejects.toMatchObject({
        code: 1,
        stdout: expect.stringMatching(
          new RegExp(
            `^::error::wheelseal needs Node 24\\.4; this runner ran it with ${version.replaceAll('.', '\\.')}\\.%0A.*\\n$`,
          ),
        ),
      });
    },
  );

  it.each(['24.4.0', '24.21.0', '26.0.0'])('under Node %s goes on to the rest', async (version) => {
    await expect(runUnder(version)).rejects.toMatchObject({ stderr: expect.stringContaining('main.mjs') });
  });
});

describe('the first file of the audit', () => {
  it('says the same under an old Node', async () => {
    await expect(runUnder('20.20.2', AUDIT)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^::error::wheelseal needs Node 24\.4; /),
    });
  });

  it('goes on to the audit under a new one', async () => {
    await expect(runUnder('24.4.0', AUDIT)).rejects.toMatchObject({
      stdout: expect.stringContaining('projects: name one project per line'),
    });
  });
});

describe('the start', () => {
  afterAll(removeRuns);

  // 25 ms and 6 MB of a start: an import of node:http by any part of the bundle loads it.
  it("does not load Node's own fetch", async () => {
    const tell = `process.once('exit', () => {
      const fetch = process.moduleLoadList.filter((name) => name.includes('deps/undici'));
      process.getBuiltinModule('node:fs').writeSync(1, 'loaded ' + process.moduleLoadList.length + ' ' + fetch + '\\n');
    })`;
    const { log } = await runAction({
      inputs: {},
      environment: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tell)}` },
    });
    expect(log).toMatch(/^loaded \d+ $/m);
  });
});
