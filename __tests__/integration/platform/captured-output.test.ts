import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const MODULE = new URL('../../../src/platform/captured-output.ts', import.meta.url).href;

/** What a process prints of its own and at the debug log, on both streams. */
function printed(script: string) {
  const code = `
    const { captureOutput } = await import(${JSON.stringify(MODULE)});
    const output = captureOutput([process.stdout, process.stderr]);
    output.logTo({ debug: (line) => output.write('debug: ' + JSON.stringify(line) + '\\n') });
    ${script}`;
  return run(process.execPath, ['--input-type=module', '--eval', code]);
}

describe('what dependencies print', () => {
  it('T19: goes to the debug log line by line, on either stream', async () => {
    const { stdout, stderr } = await printed(`
      console.log('::error::planted\\n::add-path::/evil');
      process.stdout.write(Buffer.from('::debug::said by a library'));
      console.error('to the other stream');
      output.write('ours\\n');`);
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toEqual([
      'debug: "planted"',
      'debug: "::add-path::/evil"',
      'debug: "said by a library"',
      'debug: "to the other stream"',
      'ours',
    ]);
  });

  it('does so for warnings of Node about them', async () => {
    const { stdout, stderr } = await printed(`
      new Buffer(1);
      process.emitWarning('old', 'DeprecationWarning', 'DEP9999');
      await new Promise((resolve) => setImmediate(resolve));`);
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^debug: "DeprecationWarning: .*Buffer\(\).*\ndebug: "DeprecationWarning: old"\n$/,
    );
  });

  it('is written before a process that waits for it ends', async () => {
    const { stdout } = await printed(`
      output.write('x'.repeat(100000) + '\\n');
      process.stdout.write('', () => process.exit(0));`);
    expect(stdout).toHaveLength(100_001);
  });

  it('calls back whoever waits for it', async () => {
    const waiting = printed(`process.stdout.write('', 'utf8', () => process.exit(7));`);
    await expect(waiting).rejects.toMatchObject({ code: 7 });
  });
});
