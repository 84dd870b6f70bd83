// What users are told is what the code does: action.yml, the README's tables, the list of errors.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ERROR_CODES } from '../../src/errors.ts';
import { decideConsent } from '../../src/github/consent.ts';
import { someClaims } from '../support/sample-claims.ts';
import { FINDING_KINDS } from '../../src/audit/findings.ts';
import { AUDIT_INPUT_DEFAULTS } from '../../src/inputs/audit-inputs.ts';
import { failureText } from '../../src/report/failure.ts';
import { DEPRECATED_SPELLINGS, INPUT_DEFAULTS } from '../../src/inputs/input-reader.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

/** A property of a value that came out of a file. */
function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => Reflect.get(Object(inner), name), value);
}

const ACTION: unknown = parse(read('action.yml'));
const DECLARED = new Map(Object.entries(Object(at(ACTION, 'inputs'))));
const README = read('README.md');

/** The only default that is not a constant. */
const TOKEN_DEFAULT = '${{ github.token }}';

const expectedDefaults = new Map<string, string>(
  Object.entries(INPUT_DEFAULTS).map(([name, value]) => [
    name,
    name === 'github-token' ? TOKEN_DEFAULT : value,
  ]),
);

/** Rows of all tables under a heading, as cells. */
function tablesUnder(heading: string, document = README): readonly (readonly string[])[] {
  const section = document.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const tables = section.split(/\n\n/).filter((part) => part.startsWith('|'));
  return tables.flatMap((table) =>
    table
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map((row) =>
        row
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
  );
}

/** As GitHub names the headings of a document. */
const anchorsOf = (path: string): readonly string[] =>
  [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

/** The default that stands at the end of what an input means, which leaves a phone room for the meaning. */
/** A long default may say where a phone breaks it. */
const defaultIn = (meaning = ''): string =>
  /<br>Default: `([^`]+)`$/.exec(meaning.replaceAll('<wbr>', '').replaceAll(/<\/?code>/g, '`'))?.[1] ?? '';

const unquoted = (cell = ''): string => cell.replace(/^`(.*)`$/, '$1');

describe('action.yml', () => {
  it('declares the inputs that are parsed, with their defaults', () => {
    const current = [...DECLARED].filter(([name]) => !DEPRECATED_SPELLINGS.has(name));
    expect(new Map(current.map(([name, input]) => [name, at(input, 'default')]))).toEqual(expectedDefaults);
  });

  it('declares the deprecated spellings, without default and with what to write instead', () => {
    const old = [...DECLARED].filter(([name]) => !expectedDefaults.has(name));
    expect(old.map(([name]) => name).toSorted()).toEqual([...DEPRECATED_SPELLINGS.keys()].toSorted());
    for (const [name, input] of old) {
      expect(at(input, 'default')).toBeUndefined();
      expect(at(input, 'deprecationMessage')).toBe(`Use \`${DEPRECATED_SPELLINGS.get(name) ?? ''}\`.`);
    }
  });

  it('describes every input and output', () => {
    const outputs = Object.values(Object(at(ACTION, 'outputs')));
    for (const one of [...DECLARED.values(), ...outputs]) {
      expect(at(one, 'description')).toMatch(/\S.*\.$/s);
    }
  });

  it('has a name and a description that people find who search for PyPI, short enough for the Marketplace', () => {
    expect(at(ACTION, 'name')).toMatch(/publish to PyPI/i);
    expect(at(ACTION, 'description')).toMatch(/^Publish Python packages to PyPI[^]{1,100}\.$/);
    expect(String(at(ACTION, 'description')).length).toBeLessThanOrEqual(125);
  });

  it('runs the bundle, on Node 24', () => {
    const main = at(ACTION, 'runs', 'main');
    expect(at(ACTION, 'runs', 'using')).toBe('node24');
    expect(main).toBe('dist/index.mjs');
    expect(existsSync(fileURLToPath(new URL(String(main), ROOT)))).toBe(true);
  });
});

describe('the audit', () => {
  const action: unknown = parse(read('audit/action.yml'));
  const declared = Object.entries(Object(at(action, 'inputs')));
  const outputs = Object.entries(Object(at(action, 'outputs')));
  const document = read('docs/audit.md');
  const defaults = new Map<string, string>(
    Object.entries(AUDIT_INPUT_DEFAULTS).map(([name, value]) => [
      name,
      name === 'github-token' ? TOKEN_DEFAULT : value,
    ]),
  );

  it('declares the inputs that are parsed, with their defaults', () => {
    expect(new Map(declared.map(([name, input]) => [name, at(input, 'default')]))).toEqual(defaults);
  });

  it('describes every input and output', () => {
    for (const [, one] of [...declared, ...outputs]) expect(at(one, 'description')).toMatch(/\S.*\.$/s);
  });

  it('runs the bundle, on the Node of the other action', () => {
    expect(at(action, 'runs', 'using')).toBe(at(ACTION, 'runs', 'using'));
    const main = new URL(String(at(action, 'runs', 'main')), new URL('audit/', ROOT));
    expect(main.pathname).toBe(new URL('dist/audit.mjs', ROOT).pathname);
  });

  it('is documented: inputs with their defaults, outputs, and what it finds, in its order', () => {
    const listed = tablesUnder('Inputs', document).map(([name, meaning]) => [
      unquoted(name),
      defaultIn(meaning),
    ]);
    expect(new Map(listed.map(([name = '', value = '']) => [name, value]))).toEqual(defaults);
    expect(tablesUnder('Outputs', document).map(([name]) => unquoted(name))).toEqual(
      outputs.map(([name]) => name),
    );
    expect(tablesUnder('What it finds', document).map(([kind]) => unquoted(kind))).toEqual(FINDING_KINDS);
  });
});

describe('the README', () => {
  it('lists every input, with its default', () => {
    const rows = tablesUnder('Inputs');
    const listed = new Map(rows.map(([name, meaning]) => [unquoted(name), defaultIn(meaning)]));
    expect(rows).toHaveLength(listed.size);
    expect(listed).toEqual(expectedDefaults);
    for (const [, meaning] of rows) expect(meaning).not.toBe('');
  });

  it('names every deprecated spelling', () => {
    for (const name of DEPRECATED_SPELLINGS.keys()) expect(README).toContain(`\`${name}\``);
  });

  it('shows pictures that exist, each below 150 kB', () => {
    const shown = [...README.matchAll(/(?:src|srcset)="(?!https:)([^"]+)"/g)].map(([, path = '']) => path);
    expect(shown).toHaveLength(2);
    for (const path of shown) expect(statSync(fileURLToPath(new URL(path, ROOT))).size).toBeLessThan(150_000);
  });

  it('lists every output', () => {
    const listed = tablesUnder('Outputs').map(([name]) => unquoted(name));
    expect(listed).toEqual(Object.keys(Object(at(ACTION, 'outputs'))));
  });

  it('gives commands that exist', () => {
    const scripts = Object.keys(Object(at(JSON.parse(read('package.json')), 'scripts')));
    const code = [...`${README}${read('CONTRIBUTING.md')}`.matchAll(/^```sh\n([^]*?)^```|`([^`\n]+)`/gm)];
    const named = code.flatMap(([text]) => [...text.matchAll(/\bnpm (?:run ([a-z]+)|(test))\b/g)]);
    const unknown = named.map(([, run, test]) => run ?? test ?? '').filter((name) => !scripts.includes(name));
    expect(named.length).toBeGreaterThan(3);
    expect(unknown).toEqual([]);
  });
});

/** Labels on GitHub's own pages. */
const OF_GITHUB = new Set(['Re-run all jobs', 'Re-run failed jobs', 'Enable debug logging']);

const SOURCES = readdirSync(new URL('src/', ROOT), { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => read(`src/${name.replaceAll('\\', '/')}`))
  .join('\n');

describe('docs/troubleshooting.md', () => {
  it('explains every error code, in the order of the stages', () => {
    const explained = [...read('docs/troubleshooting.md').matchAll(/^## `([A-Z_]+)`$/gm)];
    expect(explained.map(([, code]) => code)).toEqual(ERROR_CODES);
  });

  it.each([...ERROR_CODES, 'BUG'] as const)('has the section that the message of %s leads to', (code) => {
    const text = failureText(
      { code, message: 'it failed', causes: [], hint: '', rerun: 'cannot-help' },
      'https://host/docs/',
    );
    const [, anchor = ''] = /\] https:\/\/host\/docs\/troubleshooting\.md#(.+)$/.exec(text) ?? [];
    expect(anchorsOf('docs/troubleshooting.md')).toContain(anchor);
  });

  it('quotes words that messages have', () => {
    const texts = read('docs/troubleshooting.md').replaceAll(/^ *```[^]*?^ *```/gm, '');
    const quoted = [...texts.matchAll(/`([^`\n]+)`|“([^”\n]+)”/g)].map(
      ([, code, words]) => code ?? words ?? '',
    );
    const phrases = quoted.filter((text) => / /.test(text) && !/^[a-z-]+: |^gh |^\$\{\{/.test(text));
    const unknown = phrases.filter(
      (text) => !OF_GITHUB.has(text) && !text.split('…').every((part) => SOURCES.includes(part.trim())),
    );
    expect(phrases.length).toBeGreaterThan(15);
    expect(unknown).toEqual([]);
  });

  // __tests__/e2e/troubleshooting.test.ts compares the examples with what runs print.
  it('shows one example of each', () => {
    const [, ...sections] = read('docs/troubleshooting.md').split(/^## /m);
    for (const section of sections) expect(section.match(/^```text$/gm)).toHaveLength(1);
  });
});

it('the documents name what signing makes public in the words of the message', () => {
  const { discloses } = decideConsent({ claims: someClaims(), publicHosts: [], consented: false });
  const words = discloses.map(({ what }) => what);
  expect(read('docs/security.md').replaceAll(/\s+/g, ' ')).toContain(`: ${words.join(', ')};`);
  const [, section = ''] = read('docs/concepts.md').split('## What is permanently public\n');
  const table = section.slice(0, section.indexOf('\n## '));
  expect(words.filter((word) => !new RegExp(`\\b${word}\\b`).test(table))).toEqual([]);
});

describe('links between documents', () => {
  const folder = fileURLToPath(new URL('docs/', ROOT));
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'CHANGELOG.md',
    ...readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];
  it.each(documents)('lead to files that exist: %s', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target ?? '');
    const broken = links.filter((target) => !existsSync(fileURLToPath(new URL(target, new URL(path, ROOT)))));
    expect(broken).toEqual([]);
  });

  it.each(documents)('lead to headings that exist: %s', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)];
    const broken = links.filter(([, file = '', anchor = '']) => {
      const target =
        file === '' ? path : new URL(file, new URL(path, ROOT)).pathname.slice(ROOT.pathname.length);
      return !anchorsOf(target).includes(anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });
});
