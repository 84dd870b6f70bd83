// npm run look [-- FOLDER [DOCUMENT...]]: draws the job summaries of real runs, the README and the docs as GitHub does (cmark-gfm, its style
// sheet, Mermaid) in Chromium, light and dark, at the widths of a desktop and of a phone, into FOLDER; with documents, only those.
// npm run look -- --pictures: draws the pictures of the README anew. Debian: apt-get install chromium cmark-gfm.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  // Written at the end, into what `npm ci` removes first: what did not come whole, or is locked anew, comes again.
  const stamp = join(home, 'node_modules', 'installed');
  const wanted = readFileSync(join(modules, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 0;
  mkdirSync(home, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(modules, file), join(home, file));
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const status = run('npm', args, { cwd: home });
  if (status === 0) writeFileSync(stamp, wanted);
  return status;
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
