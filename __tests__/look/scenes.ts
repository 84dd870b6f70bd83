// The job summaries that are looked at: each of a real run of the bundled action against the testbed.
import { startPlantedIndex, type Planted } from '../support/planted-index.ts';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import { AUDIT_MAIN, runAction, type ActionResult } from '../testbed/run-action.ts';
import { PUBLISHER, startTestbed, type Testbed } from '../testbed/testbed.ts';

export interface Scene {
  readonly name: string;
  readonly summary: string;
}

const METADATA = {
  'Project-URL': [
    'Source, https://github.com/octo/demo',
    'Documentation, https://octo.github.io/demo/guide/',
    'Chat, https://chat.example/?room=demo|<b>demo</b>',
  ],
};
const HOSTILE =
  '<script>document.title="owned"</script> | [click](javascript:alert(1)) ![](https://evil.example/p.png) @octo #1 `x` **b** </table>';

const WORKFLOW = 'octo/demo/.github/workflows/release.yml@refs/tags/v1.0.0';

type Files = Readonly<Record<string, Uint8Array>>;

function release(version: string, tags: readonly string[]): Files {
  const common = { name: 'demo', version, metadata: METADATA };
  const files = [makeSdist(common), ...tags.map((tag) => makeWheel({ ...common, tags: tag }))];
  return Object.fromEntries(files.map(({ name, bytes }) => [`dist/${name}`, bytes]));
}

function run(
  testbed: Testbed,
  files: Files,
  inputs: Readonly<Record<string, string>> = {},
): Promise<ActionResult> {
  const { environment } = testbed;
  return runAction({
    inputs: { ...testbed.inputs, ...inputs },
    environment: { GITHUB_WORKFLOW_REF: WORKFLOW, ...environment },
    files,
  });
}

const small = (version: string): Files =>
  release(version, ['py3-none-any', 'cp313-cp313-manylinux_2_28_x86_64']);

/** What a run that publishes shows first, down to its signer, with PyPI's name for the testbed's index. */
export async function pictured(): Promise<string> {
  const testbed = await startTestbed({ publishers: [PUBLISHER] });
  try {
    const { summary } = await run(testbed, small('1.0'));
    const [head = '', signer = ''] = summary.split(/^(?=### )/m);
    const [table = ''] = signer.split(/\n(?=Sigstore: )/);
    return `${head}${table}`.replaceAll(new URL(testbed.index.uploadUrl).host, 'PyPI');
  } finally {
    await testbed.close();
  }
}

/** Runs them all, one after the other. */
export async function scenes(): Promise<readonly Scene[]> {
  const results = [
    ...(await scenesOfOneIndex()),
    ['partial-failure', await partialFailure()],
    ['many-projects', await manyProjects()],
    ['audit', await audited(ATTACKED)],
    ['audit-clean', await audited(ATTACKED.slice(0, 2))],
  ] satisfies readonly [string, ActionResult][];
  return results.map(([name, { summary }]) => ({ name, summary }));
}

async function scenesOfOneIndex(): Promise<readonly [string, ActionResult][]> {
  const testbed = await startTestbed({ publishers: [PUBLISHER] });
  const planned = { 'dry-run': 'plan' };
  try {
    return [
      ['success', await run(testbed, small('1.0'))],
      ['already-published', await run(testbed, small('1.0'))],
      ['dry-run', await run(testbed, small('2.0'), { 'dry-run': 'sign' })],
      ['dry-run-auth', await run(testbed, small('2.0'), { 'dry-run': 'auth' })],
      ['plan', await run(testbed, withNews('2.0'), planned)],
      ['plan-forecast', await run(testbed, small('2.0'), { ...planned, attestations: 'never' })],
      ['consent-refused', await consentRefused(testbed)],
      ['large', await run(testbed, release('3.0', largeTags()))],
      ['many-faults', await run(testbed, release('6.0', unknownTags()))],
    ];
  } finally {
    await testbed.close();
  }
}

/** A release that has more than the one before it, and fewer wheels. */
function withNews(version: string): Files {
  const wheel = makeWheel({
    name: 'demo',
    version,
    metadata: { ...METADATA, 'Requires-Dist': ['requests>=2', 'idna'], 'Requires-Python': '>=3.10' },
    files: { 'demo/__init__.py': 'x = 2\n', 'demo/run.js': 'x'.repeat(11_000_000), 'demo|x.pth': HOSTILE },
  });
  return { [`dist/${wheel.name}`]: wheel.bytes };
}

/** Tags of 300 wheels that the index accepts. */
function largeTags(): readonly string[] {
  const platforms = [
    ...Array.from({ length: 36 }, (_, minor) => `manylinux_2_${minor + 5}_x86_64`),
    ...Array.from({ length: 36 }, (_, minor) => `manylinux_2_${minor + 5}_aarch64`),
    'win32',
    'win_amd64',
    'win_arm64',
  ];
  return ['cp311', 'cp312', 'cp313', 'cp314'].flatMap((python) =>
    platforms.map((platform) => `${python}-${python}-${platform}`),
  );
}

/** Tags of 60 wheels that the index rejects, each with a reason of its own. */
function unknownTags(): readonly string[] {
  return Array.from({ length: 60 }, (_, version) => `py3-none-macosx_${version + 30}_1_universal2`);
}

async function manyProjects(): Promise<ActionResult> {
  const names = Array.from({ length: 40 }, (_, number) => `project-${number + 1}`);
  const files = names.flatMap((name) => [
    makeWheel({ name, version: '1.0' }),
    makeSdist({ name, version: '1.0' }),
  ]);
  const testbed = await startTestbed({ publishers: names.map((project) => ({ ...PUBLISHER, project })) });
  try {
    return await run(testbed, Object.fromEntries(files.map(({ name, bytes }) => [`dist/${name}`, bytes])));
  } finally {
    await testbed.close();
  }
}

/** Two releases of a workflow, then what an attacker with a stolen token adds. */
const ATTACKED: readonly Planted[] = [
  { version: '1.0', uploadedAt: '2026-01-01T00:00:00Z' },
  { version: '2.0', uploadedAt: '2026-02-01T00:00:00Z' },
  { version: '2.1', uploadedAt: '2026-03-01T00:00:00Z', claims: null },
  { version: '2.2', uploadedAt: '2026-04-01T00:00:00Z', altered: true },
];

async function audited(releases: readonly Planted[]): Promise<ActionResult> {
  const planted = await startPlantedIndex();
  try {
    for (const each of releases) await planted.plant(each);
    return await runAction({
      main: AUDIT_MAIN,
      inputs: {
        projects: 'demo',
        index: planted.index.simpleUrl,
        'sigstore-trusted-root': planted.trustedRoot,
      },
    });
  } finally {
    await planted.close();
  }
}

/** The index refuses what goes last, the sdist, with text that would break out of a table. */
async function partialFailure(): Promise<ActionResult> {
  const testbed = await startTestbed();
  testbed.index.faults.push({
    match: (method, path, nth) => method === 'POST' && path === '/legacy/' && nth === 3,
    kind: 'status',
    status: 400,
    body: HOSTILE,
  });
  try {
    return await run(testbed, small('4.0'));
  } finally {
    await testbed.close();
  }
}

async function consentRefused(testbed: Testbed): Promise<ActionResult> {
  testbed.sigstore.issuer.claims['repository_visibility'] = 'private';
  const { 'sigstore-tuf-url': _url, 'sigstore-tuf-root': _root, ...inputs } = testbed.inputs;
  const { environment } = testbed;
  try {
    return await runAction({
      inputs: { ...inputs, attestations: 'require' },
      environment,
      files: small('5.0'),
    });
  } finally {
    testbed.sigstore.issuer.claims['repository_visibility'] = 'public';
  }
}
