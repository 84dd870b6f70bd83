// npm run interop: installs real Sigstore servers, verifiers, act, the oldest Node, indexes, linters of workflows, a corpus of real
// distributions and the clients that post it (once, into $WHEELSEAL_INTEROP_HOME), starts the servers on loopback, and
// runs the tests of __tests__/interop and __tests__/e2e. Arguments go to jest.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const stackFolder = join(root, '__tests__', 'interop', 'real-sigstore');
// Everything, so that no test finds something to install; the first brings the pip that others fetch with.
const INSTALLED = [
  'interop/real-sigstore',
  'interop/corpus',
  'interop/indexes',
  'interop/linters',
  'interop/metadata',
  'interop/pairs',
  'interop/published',
  'bench',
];
const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
const home = process.env.WHEELSEAL_INTEROP_HOME || join(cache, 'wheelseal-interop');
const environment = { ...process.env, WHEELSEAL_INTEROP_HOME: home };

/** Runs a command to its end with this process's output; its exit code. */
function run(command, args, extra = {}) {
  return new Promise((resolve, reject) => {
    const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...environment, ...extra } };
    const child = spawn(command, args, options);
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

function stack(command, folder) {
  const python = join(home, 'venv', 'bin', 'python');
  return run(python, [join(stackFolder, 'stack.py'), command, '--run', folder]);
}

function jest(folder) {
  const args = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules'];
  args.push(join(root, 'node_modules', 'jest', 'bin', 'jest.js'), '--config', 'jest.interop.config.mjs');
  // Served for Linux on x64 alone; elsewhere the actions run on this process's Node.
  const oldestNode = join(home, 'oldest-node', 'node_modules', '.bin', 'node');
  return run(process.execPath, [...args, ...process.argv.slice(2)], {
    WHEELSEAL_INTEROP_STACK: join(folder, 'stack.json'),
    ...(existsSync(oldestNode) && { WHEELSEAL_NODE: oldestNode }),
  });
}

async function interop() {
  for (const folder of INSTALLED) {
    if ((await run('bash', [join(root, '__tests__', folder, 'install')])) !== 0) return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'wheelseal-interop-'));
  // An interrupted run must not leave servers behind: the children get the signal too, and `finally` does the rest.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
  try {
    if ((await stack('up', folder)) !== 0) return 1;
    return await jest(folder);
  } finally {
    await stack('down', folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await interop();
