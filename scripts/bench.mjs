// npm run bench [-- startup sign upload many far plan index-tuf audit]: measures dist/ against the embedded testbed, signing against Sigstore's own servers
// too, and prints Markdown tables. What a bench compares with it installs, once. A goal that does not hold is told, not
// failed; the exit code is not 0 where a bench could not run.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const BENCHES = ['startup', 'sign', 'upload', 'many', 'far', 'plan', 'index-tuf', 'audit'];

/** Runs one bench in its own process, so that none inherits another's memory; whether it ran to its end. */
function run(name, folder) {
  return new Promise((resolve, reject) => {
    const file = join(root, '__tests__', 'bench', `${name}.ts`);
    const args = ['--disable-warning=ExperimentalWarning', file];
    const env = { ...process.env, TMPDIR: folder };
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env });
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
}

async function bench(names) {
  const unknown = names.filter((name) => !BENCHES.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no bench ${unknown.join(', ')}; there are ${BENCHES.join(', ')}.`);
    return 2;
  }
  if (!existsSync(join(root, 'dist', 'index.mjs'))) {
    console.error('There is no dist/index.mjs: run `npm run build` first.');
    return 2;
  }
  const [{ model } = { model: 'unknown processor' }] = cpus();
  console.log(`Node ${process.version}, ${process.platform}, ${cpus().length} × ${model}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'wheelseal-bench-'));
  const failed = [];
  try {
    for (const name of names.length > 0 ? names : BENCHES) if (!(await run(name, folder))) failed.push(name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (failed.length > 0) console.error(`Could not run: ${failed.join(', ')}`);
  return failed.length > 0 ? 1 : 0;
}

process.exitCode = await bench(process.argv.slice(2));
