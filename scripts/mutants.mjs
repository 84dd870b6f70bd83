// npm run mutants: changes one condition, bound or check of src/ at a time, and looks whether a test fails. Each mutant is tried
// in a copy of the tracked files. Prints the mutants that no test noticed; exits 1 where more than one in ten survives.
//   npm run mutants -- [--count 60] [--seed 1] [--tests unit,integration] [PATH ...]   PATH: a file or folder of src/
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');
/** Milliseconds after which a mutant that makes its tests hang counts as noticed. */
const PATIENCE = 5 * 60_000;

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
  options: {
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    tests: { type: 'string', default: 'unit,integration' },
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

/** Whether a test of those that reach one of the files fails, or takes longer than its patience. */
function fails(copy, paths) {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const flags = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', jest];
  const roots = values.tests.split(',').flatMap((folder) => ['--roots', join('__tests__', folder)]);
  const args = [...flags, '--bail', '--silent', '--passWithNoTests', ...roots, '--roots', 'src'];
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [...args, '--findRelatedTests', ...paths.map((path) => join(copy, path))],
      {
        cwd: copy,
        stdio: 'ignore',
        timeout: PATIENCE * paths.length,
      },
    );
    child.once('error', reject);
    child.once('close', (code) => resolve(code !== 0));
  });
}

async function main() {
  const wanted = positionals.length === 0 ? ['src'] : positionals;
  const paths = git('ls-files', ...wanted).filter((path) => /^src\/.*\.ts$/.test(path));
  const mutants = chosen(paths, Number(values.count), numbersFrom(Number(values.seed)));
  const copy = copyOfProject();
  const survivors = [];
  try {
    if (await fails(copy, [...new Set(mutants.map(({ path }) => path))])) {
      console.log('The tests fail without a mutant: nothing can be said of mutants.');
      return 1;
    }
    for (const mutant of mutants) {
      const lines = readFileSync(join(root, mutant.path), 'utf8').split('\n');
      writeFileSync(join(copy, mutant.path), lines.with(mutant.line - 1, mutant.after).join('\n'));
      const noticed = await fails(copy, [mutant.path]);
      writeFileSync(join(copy, mutant.path), lines.join('\n'));
      const { path, line, title, before, after } = mutant;
      console.log(`${noticed ? 'noticed ' : 'SURVIVED'}  ${path}:${line}  ${title}`);
      if (!noticed) {
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
