// What the documents tell their readers to write is what the actions accept: each snippet, and each setting named in a sentence.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

const DOCUMENTS = [
  'README.md',
  ...readdirSync(new URL('docs/', ROOT))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

interface Action {
  readonly inputs: ReadonlySet<string>;
  readonly outputs: ReadonlySet<string>;
}

/** Both actions, by what a step's `uses` begins with. */
const ACTIONS: ReadonlyMap<string, Action> = new Map(
  [
    ['OWNER/wheelseal@', 'action.yml'],
    ['OWNER/wheelseal/audit@', 'audit/action.yml'],
  ].map(([uses = '', path = '']) => {
    const action = Object(parse(read(path)));
    return [uses, { inputs: keysOf(action, 'inputs'), outputs: keysOf(action, 'outputs') }];
  }),
);

/** Other words before a colon in code: keys of workflows, permissions, inputs of other actions, fields of the report. */
const OTHER_KEYS = new Set(
  (
    'actions attestations cancel-in-progress confirmed container contents env environment http https id-token if merge-multiple ' +
    'name needs permissions url uses with working-directory'
  ).split(' '),
);

function keysOf(value: unknown, name: string): ReadonlySet<string> {
  return new Set(Object.keys(Object(Reflect.get(Object(value), name))));
}

interface Step {
  readonly id: string;
  readonly action: Action;
  readonly inputs: ReadonlySet<string>;
}

/** The steps that use one of the actions, wherever in a document of YAML they are. */
function stepsIn(value: unknown): readonly Step[] {
  if (typeof value !== 'object' || value === null) return [];
  const uses = String(Reflect.get(value, 'uses'));
  const [, action] = [...ACTIONS].find(([start]) => uses.startsWith(start)) ?? [];
  if (action !== undefined)
    return [{ id: String(Reflect.get(value, 'id')), action, inputs: keysOf(value, 'with') }];
  return Object.values(value).flatMap(stepsIn);
}

const snippetsOf = (document: string): readonly string[] =>
  [...document.matchAll(/^```yaml\n([^]*?)^```/gm)].map(([, code = '']) => code);

/** What a document says outside its blocks of code, between backticks. */
const inlineCodeOf = (document: string): readonly string[] =>
  [...document.replaceAll(/^```[^]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

describe.each(DOCUMENTS)('%s', (path) => {
  const document = read(path);

  it('shows YAML that gives the actions inputs that they have', () => {
    const unknown = snippetsOf(document)
      .flatMap((code) => stepsIn(parse(code)))
      .flatMap(({ inputs, action }) => [...inputs].filter((name) => !action.inputs.has(name)));
    expect(unknown).toEqual([]);
  });

  it('reads outputs that the step it reads them from has', () => {
    const unknown = snippetsOf(document).flatMap((code) => {
      const steps = new Map(stepsIn(parse(code)).map(({ id, action }) => [id, action]));
      return [...code.matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g)]
        .filter(([, id = '', name = '']) => steps.get(id)?.outputs.has(name) === false)
        .map(([text]) => text);
    });
    expect(unknown).toEqual([]);
  });

  it('names in its sentences inputs that exist', () => {
    const inputs = new Set([...ACTIONS.values()].flatMap((action) => [...action.inputs]));
    const unknown = inlineCodeOf(document)
      .map((code) => /^([a-z][a-z-]*):(?: |$)/.exec(code)?.[1])
      .filter((name) => name !== undefined && !inputs.has(name) && !OTHER_KEYS.has(name));
    expect(unknown).toEqual([]);
  });
});

it('the checks see a wrong input, and a wrong output', () => {
  const code = '- uses: OWNER/wheelseal@<full commit SHA>\n  id: publish\n  with:\n    packages-dirs: dist\n';
  const [step] = stepsIn(parse(code));
  expect(step?.id).toBe('publish');
  expect(step?.action.inputs.has('packages-dirs')).toBe(false);
  expect(step?.action.outputs.has('release-url')).toBe(false);
});
