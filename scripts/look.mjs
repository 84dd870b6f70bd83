// npm run look [-- FOLDER]: draws the job summaries of real runs as GitHub does (cmark-gfm, its style sheet, Mermaid) in Chromium,
// at the widths of a desk and of a phone, into FOLDER. Debian: apt-get install chromium cmark-gfm.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const source = join(root, '__tests__', 'look');
const modules = join(source, 'browser');
const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
const home = process.env.WHEELSEAL_LOOK_HOME || join(cache, 'wheelseal-look');

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error) console.error(`${command}: ${error.message}`);
  return status ?? 1;
}

function install() {
  mkdirSync(home, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(modules, file), join(home, file));
  if (existsSync(join(home, 'node_modules', 'mermaid'))) return 0;
  return run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: home });
}

const missing = ['chromium', 'cmark-gfm'].filter((tool) => spawnSync(tool, ['--version']).error);
if (missing.length > 0) {
  console.error(`Not installed: ${missing.join(', ')}. On Debian: apt-get install chromium cmark-gfm`);
  process.exitCode = 2;
} else {
  const args = ['--disable-warning=ExperimentalWarning', join(source, 'look.ts'), ...process.argv.slice(2)];
  process.exitCode =
    install() || run(process.execPath, args, { env: { ...process.env, WHEELSEAL_LOOK_HOME: home } });
}
