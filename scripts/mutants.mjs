// npm run mutants: changes one condition, bound or check of src/ at a time, and looks whether a test fails. Each mutant is tried
// in a copy of the tracked files, by those tests that reach its file, the nearest first: the unit tests of its room, the integration
// tests of its room, whole runs. Prints the mutants that no test noticed; exits 1 where more than one in ten survives.
//   npm run mutants -- [--count 60] [--seed 1] [--skip 0] [--tests unit,room,runs] [--no-baseline] [PATH ...]   PATH: a file or folder of src/
// Batches of other seeds go on where one ended, and --skip goes on where one was cut off; --no-baseline leaves out the run without a
// mutant, where the tests are known to pass.
import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');
/** Milliseconds after which the tests of one step are given up: a mutant that makes them hang is noticed. */
const PATIENCE = 5 * 60_000;

/** The folders of tests that try a mutant of a room, one step after the other. */
const STEPS = {
  unit: (room) => [`unit/${room}`],
  room: (room) => [`integration/${room}`],
  // Of whole runs those in one process: a copy has no bundle.
  runs: () => ['integration/stages', 'integration/audit'],
};

/** What becomes of a line of code: each turns one match into something that must make a difference. */
const OPERATORS = [
  [
    'condition negated',
    /\bif \((?=.)(.*)\) (?=\{$|return|throw|continue|break)/g,
    (_, test) => `if (!(${test})) `,
  ],
  ['check dropped', /^(\s*)if \(.*\) (?:throw|return)\b.*;$/g, () => ''],
  [
    'bound moved',
    / (<|<=|>|>=) (?=[\w(.-])/g,
    (_, sign) => ` ${{ '<': '<=', '<=': '<', '>': '>=', '>=': '>' }[sign]} `,
  ],
  ['equality negated', / (===|!==) /g, (_, sign) => (sign === '===' ? ' !== ' : ' === ')],
  ['and for or', / (&&|\|\|) /g, (_, sign) => (sign === '&&' ? ' || ' : ' && ')],
  ['every for some', /\.(every|some)\(/g, (_, name) => (name === 'every' ? '.some(' : '.every(')],
  ['number changed', /(?<![\w.'])([1-9]\d{0,2})(?![\w.'])/g, (_, digits) => String(Number(digits) + 1)],
  ['filter dropped', /\.filter\(\([^()]*\) => [^()]*\)/g, () => ''],
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    skip: { type: 'string', default: '0' },
    tests: { type: 'string', default: 'unit,room,runs' },
    baseline: { type: 'boolean', default: true },
  },
});

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32). */
function numbersFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
}

/** Lines that are code of a function: no comments, imports, types or messages. */
function isCode(line) {
  return !/^\s*(?:\/?\*|\/\/|import|export (?:type|interface)|readonly |\||')/.test(line);
}

function mutantsOf(path) {
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (!isCode(line)) return [];
    return OPERATORS.flatMap(([title, pattern, change]) =>
      [...line.matchAll(pattern)].map((match) => {
        const changed = change(...match);
        const mutant = line.slice(0, match.index) + changed + line.slice(match.index + match[0].length);
        return { path, line: index + 1, title, before: line, after: mutant };
      }),
    ).filter(({ before, after }) => before !== after);
  });
}

function chosen(paths, count, random) {
  const byFile = paths.map((path) => mutantsOf(path)).filter((mutants) => mutants.length > 0);
  const picked = [];
  // One of each file in turn, so that a long file does not take them all.
  while (picked.length < count && byFile.some((mutants) => mutants.length > 0)) {
    const mutants = byFile[Math.floor(random() * byFile.length)];
    if (mutants.length > 0) picked.push(...mutants.splice(Math.floor(random() * mutants.length), 1));
  }
  return picked;
}

function copyOfProject() {
  const copy = mkdtempSync(join(tmpdir(), 'wheelseal-mutants-'));
  for (const path of git('ls-files').filter((each) => !each.startsWith('dist/'))) {
    mkdirSync(join(copy, dirname(path)), { recursive: true });
    cpSync(join(root, path), join(copy, path));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  return copy;
}

/** The room of a file of src/: its folder, or the name of a file beside the folders. */
function roomOf(path) {
  return path.split('/')[1].replace(/\.ts$/, '');
}

/** Tests that start a process of their own with one of these files, which no import shows. */
function testsNaming(paths, folders) {
  return git('ls-files', ...folders).filter((test) => {
    const text = readFileSync(join(root, test), 'utf8');
    return paths.some((path) => text.includes(`/${path}'`));
  });
}

/** How the tests of one step end that reach these files: `passed`, `failed` or `hung`, and the first test that failed. */
function outcomeOf(copy, paths, step) {
  const folders = [...new Set(paths.map(roomOf))].flatMap((room) => STEPS[step](room));
  const found = [...new Set(folders)]
    .map((folder) => join('__tests__', folder))
    .filter((folder) => existsSync(join(copy, folder)));
  // A file beside the folders has its unit test beside them, too.
  if (found.length === 0 && step === 'unit') found.push(join('__tests__', 'unit'));
  if (found.length === 0) return Promise.resolve({ end: 'passed', test: '' });
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const flags = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', jest];
  // The import graph leads from a test to what it reaches: support and testbed are part of it.
  const roots = [...found, 'src', '__tests__/support', '__tests__/testbed'].flatMap((folder) => [
    '--roots',
    folder,
  ]);
  const args = [...flags, '--bail', '--silent', '--passWithNoTests', '--forceExit', ...roots];
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        ...args,
        '--findRelatedTests',
        ...[...paths, ...testsNaming(paths, found)].map((path) => join(copy, path)),
      ],
      { cwd: copy, stdio: ['ignore', 'ignore', 'pipe'], timeout: PATIENCE * paths.length },
    );
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      const [, test = ''] = /^\s*● (.+)$/m.exec(said) ?? [];
      resolve({ end: code === null ? 'hung' : code === 0 ? 'passed' : 'failed', test });
    });
  });
}

/** How the first step that does not pass ends, and its test; undefined where all pass. */
async function tryTests(copy, paths) {
  for (const step of values.tests.split(',')) {
    const { end, test } = await outcomeOf(copy, paths, step);
    if (end !== 'passed') return { end: `${end} ${step}`, test };
  }
  return undefined;
}

async function main() {
  const wanted = positionals.length === 0 ? ['src'] : positionals;
  const files = git('ls-files', ...wanted).filter((path) => /^src\/.*\.ts$/.test(path));
  const all = chosen(files, Number(values.count), numbersFrom(Number(values.seed)));
  const mutants = all.slice(Number(values.skip));
  const copy = copyOfProject();
  const survivors = [];
  try {
    const paths = [...new Set(mutants.map(({ path }) => path))];
    const without = values.baseline ? await tryTests(copy, paths) : undefined;
    if (without !== undefined) {
      console.log(`The tests fail without a mutant (${without.test}): nothing can be said of mutants.`);
      return 1;
    }
    for (const mutant of mutants) {
      const lines = readFileSync(join(copy, mutant.path), 'utf8').split('\n');
      writeFileSync(join(copy, mutant.path), lines.with(mutant.line - 1, mutant.after).join('\n'));
      const noticed = await tryTests(copy, [mutant.path]);
      writeFileSync(join(copy, mutant.path), lines.join('\n'));
      const { path, line, title, before, after } = mutant;
      const end = (noticed?.end ?? 'SURVIVED').padEnd(11);
      console.log(`${end}  ${path}:${line}  ${title}${noticed === undefined ? '' : `: ${noticed.test}`}`);
      if (noticed === undefined) {
        console.log(`  - ${before.trim()}\n  + ${after.trim()}`);
        survivors.push(mutant);
      }
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  console.log(`\n${mutants.length - survivors.length} of ${mutants.length} mutants were noticed`);
  return survivors.length * 10 > mutants.length ? 1 : 0;
}

process.exitCode = await main();
