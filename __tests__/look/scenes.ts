// The job summaries that are looked at: each of a real run of the bundled action against the testbed.
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import { runAction, type ActionResult } from '../testbed/run-action.ts';
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
  return runAction({ inputs: { ...testbed.inputs, ...inputs }, environment, files });
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
  const testbed = await startTestbed({ publishers: [PUBLISHER] });
  const results: [string, ActionResult][] = [];
  try {
    results.push(['success', await run(testbed, small('1.0'))]);
    results.push(['already-published', await run(testbed, small('1.0'))]);
    results.push(['dry-run', await run(testbed, small('2.0'), { 'dry-run': 'sign' })]);
    results.push(['plan', await run(testbed, small('2.0'), { 'dry-run': 'plan' })]);
    results.push(['consent-refused', await consentRefused(testbed)]);
    results.push(['large', await run(testbed, release('3.0', largeTags()))]);
  } finally {
    await testbed.close();
  }
  results.push(['partial-failure', await partialFailure()]);
  return results.map(([name, { summary }]) => ({ name, summary }));
}

function largeTags(): readonly string[] {
  const pythons = ['cp311', 'cp312', 'cp313', 'cp314'];
  return Array.from({ length: 75 }, (_, index) =>
    pythons.map((python) => `${python}-${python}-macosx_${10 + index}_0_universal2`),
  ).flat();
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
