// Who may import whom, and where effects live: docs/architecture.md gives the reasons.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));
const LEAVES = ['errors', 'ground'];
const ROOMS_OF_STANDARDS = [
  'distributions',
  'sigstore',
  'attestations',
  'github',
  'index-tuf',
  'package-index',
];

/** What each room's files may import at run time, and what only as types; a room may always import itself. */
const ROOMS: Readonly<
  Record<string, { readonly values: readonly string[]; readonly types: readonly string[] }>
> = {
  errors: { values: [], types: [] },
  ground: { values: ['errors'], types: [] },
  platform: { values: LEAVES, types: [] },
  distributions: { values: LEAVES, types: ['platform'] },
  sigstore: { values: LEAVES, types: ['platform'] },
  attestations: { values: [...LEAVES, 'sigstore'], types: ['platform', 'distributions'] },
  github: { values: LEAVES, types: ['platform'] },
  'index-tuf': { values: [...LEAVES, 'sigstore'], types: ['platform', 'distributions'] },
  'package-index': { values: LEAVES, types: ['platform', 'distributions', 'attestations', 'github'] },
  foresight: { values: LEAVES, types: ['distributions'] },
  inputs: { values: [...LEAVES, 'foresight', 'index-tuf'], types: ['platform', 'sigstore'] },
  report: { values: [...LEAVES, 'records'], types: ['attestations', 'package-index', 'index-tuf'] },
  audit: {
    values: [...LEAVES, 'distributions', 'package-index', 'report'],
    types: ['attestations', 'inputs'],
  },
  stages: {
    values: [...LEAVES, ...ROOMS_OF_STANDARDS, 'audit', 'foresight', 'inputs', 'report', 'plan', 'run'],
    types: ['platform'],
  },
};

/** Packages that only some rooms may import. */
const PACKAGES: readonly { readonly pattern: RegExp; readonly rooms: readonly string[] }[] = [
  {
    pattern: /^(?:undici|@actions\/.+|node:(?:fs|https?|net|tls|dns|child_process)(?:\/.+)?)$/,
    rooms: ['platform'],
  },
  {
    pattern: /^(?:@sigstore\/.+|sigstore|tuf-js|@tufjs\/.+)$/,
    rooms: ['sigstore', 'attestations', 'index-tuf'],
  },
];

/** The shelves of the room `sigstore`, and which others each may stand on; what lies beside them in the room comes first and last. */
const SHELVES: Readonly<Record<string, readonly string[]>> = {
  'instances.ts': [],
  'attestation-fault.ts': [],
  'library-workarounds': [],
  trust: ['library-workarounds'],
  services: ['trust'],
  verify: ['library-workarounds', 'trust'],
  clients: ['library-workarounds', 'trust', 'services', 'verify'],
  sign: ['trust', 'services', 'verify', 'clients'],
  'prepare.ts': ['trust', 'services'],
};
/** What every shelf may stand on. */
const LOWEST = ['instances.ts', 'attestation-fault.ts'];

interface Import {
  readonly from: string;
  /** A module of ours by its path in src/, or a package's name. */
  readonly to: string;
  readonly ours: boolean;
  readonly typeOnly: boolean;
  /** The names as written, with their braces. */
  readonly names: string;
}

interface SourceFile {
  readonly path: string;
  readonly code: string;
  readonly imports: readonly Import[];
}

const IMPORT = /^(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?'([^']+)'/gm;
const DYNAMIC_IMPORT = /\bimport\(\s*'([^']+)'\s*\)/g;

function importsOf(path: string, code: string): Import[] {
  const statements = [...code.matchAll(IMPORT)].map(([, type, names, target = '']) => ({
    target,
    names: names ?? '',
    typeOnly: type !== undefined || /^\{(?:\s*type\s[^,}]+,?)+\s*\}$/.test(names ?? ''),
  }));
  const dynamic = [...code.matchAll(DYNAMIC_IMPORT)].map(([, target = '']) => ({
    target,
    names: '*',
    typeOnly: false,
  }));
  return [...statements, ...dynamic].map(({ target, names, typeOnly }) => {
    const ours = target.startsWith('.');
    const to = ours ? slashes(relative(SOURCE, resolve(SOURCE, dirname(path), target))) : target;
    return { from: path, to, ours, typeOnly, names };
  });
}

const slashes = (path: string): string => path.split(sep).join('/');

/** Code without its comments; strings stay. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|(?<!['":])\/\/(?!.*['"`]).*$/gm, '');

const FILES: readonly SourceFile[] = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => {
    const path = slashes(file);
    const code = withoutComments(readFileSync(join(SOURCE, file), 'utf8'));
    return { path, code, imports: importsOf(path, code) };
  });

/** The folder of a file, or its own name where it lies at the top. */
function roomOf(path: string): string {
  return path.split('/')[0]?.replace(/\.ts$/, '') ?? path;
}

const IMPORTS = FILES.flatMap(({ imports }) => imports);
const shown = ({ from, to, typeOnly }: Import): string => `${from} -> ${to}${typeOnly ? ' (types)' : ''}`;

function refused({ from, to, typeOnly }: Import): boolean {
  const [here, there] = [roomOf(from), roomOf(to)];
  const room = ROOMS[here];
  if (room === undefined || here === there || there === '..') return false;
  if (room.values.includes(there)) return false;
  return !(typeOnly && room.types.includes(there));
}

describe('imports', () => {
  it('are read: every room has files, and the story imports its stages', () => {
    const rooms = new Set(FILES.map(({ path }) => roomOf(path)));
    expect([...rooms]).toEqual(expect.arrayContaining(Object.keys(ROOMS)));
    const story = IMPORTS.filter(({ from }) => from === 'action.ts').map(({ to }) => to);
    expect(story).toContain('stages/preflight.ts');
  });

  it('go only where the table allows', () => {
    expect(IMPORTS.filter((each) => each.ours && refused(each)).map(shown)).toEqual([]);
  });

  it('of the platform are types, but in run-process.ts', () => {
    const values = IMPORTS.filter(({ from, to, ours, typeOnly }) => {
      return (
        ours &&
        !typeOnly &&
        roomOf(to) === 'platform' &&
        roomOf(from) !== 'platform' &&
        from !== 'run-process.ts'
      );
    });
    expect(values.map(shown)).toEqual([]);
  });

  it('of what starts a run do not exist, and each story is known to its start alone', () => {
    const stories = new Map([
      ['action.ts', 'index.ts'],
      ['audit-action.ts', 'audit-index.ts'],
    ]);
    const upward = IMPORTS.filter(
      ({ from, to, typeOnly }) =>
        [...stories.values()].includes(to) ||
        (stories.has(to) && from !== stories.get(to)) ||
        (to === 'run-process.ts' && !typeOnly && ![...stories.values()].includes(from)),
    );
    expect(upward.map(shown)).toEqual([]);
  });

  it('of packages with effects, and of Sigstore, stay in their rooms', () => {
    const strays = IMPORTS.filter(({ from, to, ours, names }) => {
      // The names of status codes are a table.
      return (
        !ours &&
        names !== '{ STATUS_CODES }' &&
        PACKAGES.some(({ pattern, rooms }) => pattern.test(to) && !rooms.includes(roomOf(from)))
      );
    });
    expect(strays.map(shown)).toEqual([]);
  });

  it('load what only signing, TUF of an index or some metadata needs when it is needed', () => {
    const reached = new Set(['index.ts']);
    const statically = IMPORTS.filter(({ names, typeOnly }) => !typeOnly && names !== '*');
    for (const file of reached) {
      for (const { from, to } of statically) if (from === file) reached.add(to);
    }
    const lazy = [...reached].filter((to) =>
      /^(?:@sigstore|@tufjs|tuf-js|@noble|distributions\/metadata\/(?:licenses|description|restructured-text))\b/.test(
        to,
      ),
    );
    expect(reached.size).toBeGreaterThan(50);
    expect(reached).toContain('distributions/metadata/check-metadata.ts');
    expect(lazy).toEqual([]);
  });

  it('between the shelves of sigstore go down only, types included', () => {
    const shelf = (path: string): string => path.split('/')[1] ?? path;
    const within = IMPORTS.filter(({ from, to }) => roomOf(from) === 'sigstore' && roomOf(to) === 'sigstore')
      .map(({ from, to }) => [shelf(from), shelf(to)] as const)
      .filter(([here, there]) => here !== there && there !== 'roots');
    expect(new Set(within.map(([here]) => here)).size).toBeGreaterThan(5);
    const stray = within.filter(([here, there]) => ![...LOWEST, ...(SHELVES[here] ?? [])].includes(there));
    expect(stray.map((arrow) => arrow.join(' -> '))).toEqual([]);
  });

  it('form no circle of files, types included', () => {
    const ours = IMPORTS.filter((each) => each.ours);
    expect(circles(ours.map(({ from, to }) => [from, to]))).toEqual([]);
  });

  it('form no circle of rooms, types included', () => {
    const between = IMPORTS.filter(
      ({ ours, to }) => ours && !to.startsWith('..') && !LEAVES.includes(roomOf(to)),
    )
      .map(({ from, to }): [string, string] => [roomOf(from), roomOf(to)])
      .filter(([here, there]) => here !== there && !LEAVES.includes(here));
    expect(circles(between)).toEqual([]);
  });
});

describe('imports inside', () => {
  it.each(['sigstore', 'package-index', 'distributions'])(
    '%s form no circle of its rooms, types included',
    (room) => {
      /** A folder inside the room; what lies on the room's own ground stands for itself, and so does each workaround. */
      const inner = (path: string): string =>
        path
          .split('/')
          .slice(1, path.includes('/library-workarounds/') ? 3 : 2)
          .join('/');
      const within = IMPORTS.filter(
        ({ from, to, ours }) =>
          ours && roomOf(from) === room && roomOf(to) === room && inner(from) !== inner(to),
      );
      expect(within.length).toBeGreaterThan(5);
      expect(circles(within.map(({ from, to }) => [inner(from), inner(to)]))).toEqual([]);
    },
  );
});

/** Trails that lead back to their start. */
function circles(arrows: readonly (readonly [string, string])[]): string[] {
  const targets = new Map<string, Set<string>>();
  for (const [from, to] of arrows) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (node: string, trail: readonly string[]): void => {
    if (trail.includes(node)) found.push([...trail.slice(trail.indexOf(node)), node].join(' -> '));
    if (done.has(node) || trail.includes(node)) return;
    for (const target of targets.get(node) ?? []) visit(target, [...trail, node]);
    done.add(node);
  };
  for (const node of targets.keys()) visit(node, []);
  return found;
}

/** Files outside the platform whose code has this. */
const using = (pattern: RegExp, allowed: readonly string[] = []): string[] =>
  FILES.filter(
    ({ path, code }) => roomOf(path) !== 'platform' && pattern.test(code) && !allowed.includes(path),
  ).map(({ path }) => path);

describe('effects', () => {
  it('the environment is read by the platform, which run-process.ts gives it to', () => {
    expect(using(/(?<!-)\bprocess\b\s*\./, ['run-process.ts'])).toEqual([]);
  });

  it('the clock is read by the platform alone', () => {
    expect(using(/\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/)).toEqual([]);
  });

  it('randomness comes from the platform alone', () => {
    expect(using(/\bMath\.random\b/)).toEqual([]);
  });

  it('nothing sleeps on real time but the platform, and the grace of run-process.ts', () => {
    expect(using(/\bset(?:Timeout|Interval)\(/, ['run-process.ts'])).toEqual([]);
  });
});

describe('the ledger', () => {
  const story = FILES.filter(({ path }) => path === 'action.ts' || roomOf(path) === 'stages');

  it('is only written by the story: it gives nothing back but a snapshot, which index.ts alone takes', () => {
    const ledger = FILES.find(({ path }) => path === 'ledger.ts');
    const methods = [...(ledger?.code.matchAll(/^  (?!constructor)(\w+)\([^{]*?\): ([^{]+?) \{$/gm) ?? [])];
    expect(methods.length).toBeGreaterThan(10);
    const answering = methods.filter(([, , type]) => type !== 'void').map(([, name, type]) => [name, type]);
    expect(answering).toEqual([
      ['stage', '(ended: Date) => void'],
      ['snapshot', 'RunRecord'],
    ]);
    expect(using(/\.snapshot\(/)).toEqual(['index.ts']);
    expect(story.length).toBeGreaterThan(10);
    const records = story.flatMap(({ imports }) => imports.filter(({ to }) => to === 'records.ts'));
    expect(records.map(shown)).toEqual([]);
  });

  it('gets the plan in one place', () => {
    expect(story.flatMap(({ code }) => code.match(/ledger\.planned\(/g) ?? [])).toHaveLength(1);
  });
});

describe('calls', () => {
  // A call takes about 120,000 arguments: an index, an archive or a folder can hold more.
  it('spread no list of any length into their arguments', () => {
    const spreading =
      /\b(?:push|unshift|splice|concat|min|max|hypot|fromCharCode|fromCodePoint)\([^()]*\.\.\./;
    const places = FILES.filter(({ code }) => spreading.test(code)).map(({ path }) => path);
    expect(places).toEqual([]);
  });
});

describe('no two places', () => {
  /** Lines of code that both must have in a row. */
  const MOST_SHARED = 5;

  it('share six lines', () => {
    const places = new Map<string, string>();
    const shared = FILES.flatMap(({ path, code }) => {
      const lines = code
        .replace(/^import\b[^;]*;$|^export (?:type )?(?:\{[^}]*\}|\*) from [^;]*;$/gm, '')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      return lines.flatMap((_, start) => {
        const run = lines.slice(start, start + MOST_SHARED + 1);
        if (run.length <= MOST_SHARED) return [];
        const text = run.join('\n');
        const before = places.get(text);
        places.set(text, path);
        return before === undefined ? [] : [`${before} and ${path}:\n${text}`];
      });
    });
    expect(places.size).toBeGreaterThan(10_000);
    expect(shared).toEqual([]);
  });
});

describe('size', () => {
  it('every file has at most 300 lines that are not blank or comment', () => {
    const long = FILES.map(({ path, code }) => ({
      path,
      lines: code.split('\n').filter((line) => line.trim() !== '').length,
    })).filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });
});
