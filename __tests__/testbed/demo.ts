// `npm run demo`: one release published with Rekor v1, one with v2 after nothing but the TUF repository changed.
import { readFile } from 'node:fs/promises';
import { makeSdist, makeWheel } from './make-distributions.ts';
import { removeRuns, runAction, type ActionResult } from './run-action.ts';
import { startTestbed } from './testbed.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const heading = (text: string): void => say(`\n━━ ${text} ${'━'.repeat(Math.max(0, 96 - text.length))}`);

/** The log as GitHub shows it: masking commands are the runner's, groups are headings, annotations are marked. */
function shown(log: string): string {
  return log
    .split('\n')
    .filter((line) => !line.startsWith('::add-mask::') && line !== '::endgroup::' && line !== '')
    .map((line) =>
      line.replace(/^::group::/, '▸ ').replace(/^::(notice|warning|error)( [^:]*)?::/, '  [$1] '),
    )
    .join('\n');
}

function show(result: ActionResult): void {
  heading('log');
  say(shown(result.log));
  heading('outputs');
  for (const [name, value] of Object.entries(result.outputs)) {
    say(
      `${name}: ${name === 'files' ? JSON.stringify(JSON.parse(value), null, 2) : value.replaceAll('\n', '\n  ')}`,
    );
  }
  heading('job summary');
  say(result.summary);
}

const testbed = await startTestbed({ index: { acceptsRekorV2: true } });
// An index that speaks like PyPI but verifies both logs; PyPI itself verifies Rekor v1 only today.
const inputs = {
  ...testbed.inputs,
  'index-kind': 'generic',
  'check-url': testbed.index.simpleUrl,
  'oidc-audience': 'testbed-index',
  attestations: 'require',
};

async function release(version: string): Promise<ActionResult> {
  const files = [
    makeSdist({ name: 'demo', version }),
    ...['py3-none-any', 'cp313-cp313-win_amd64'].map((tags) => makeWheel({ name: 'demo', version, tags })),
  ];
  const paths = Object.fromEntries(files.map(({ name, bytes }) => [`dist/${name}`, bytes]));
  const result = await runAction({ inputs, environment: testbed.environment, files: paths });
  show(result);
  return result;
}

async function showProvenance(version: string): Promise<void> {
  const name = `demo-${version}-py3-none-any.whl`;
  const path = `/integrity/demo/${version}/${name}/provenance`;
  heading(`provenance as the index serves it: ${path}`);
  const answer = await fetch(`${testbed.index.url}${path}`);
  say(JSON.stringify(await answer.json(), (_, value: unknown) => shortened(value), 2));
}

function shortened(value: unknown): unknown {
  return typeof value === 'string' && value.length > 100
    ? `${value.slice(0, 72)}… (${value.length} characters)`
    : value;
}

heading('demo 1.0: the signing config lists Rekor v1');
const first = await release('1.0');
await showProvenance('1.0');

heading('the TUF repository hands out another signing config: Rekor v2');
testbed.sigstore.tuf.publish({ 'signing_config.v0.2.json': testbed.sigstore.signingConfig({ rekor: [2] }) });
heading('demo 2.0: the same inputs');
const second = await release('2.0');
await showProvenance('2.0');

const { rekor1, rekor2 } = testbed.sigstore;
heading('counted at the logs');
say(`Rekor v1: ${rekor1.entries()} entries; Rekor v2: ${rekor2.entries()} entries`);
const report = JSON.parse(await readFile(second.outputs['report'] ?? '', 'utf8')) as { result: string };
await testbed.close();
await removeRuns();
const asPromised =
  first.exitCode === 0 &&
  second.exitCode === 0 &&
  report.result === 'published' &&
  rekor1.entries() === 3 &&
  rekor2.entries() === 3;
say(asPromised ? '\nBoth releases are published and attested.' : '\nThe demo did not go as it should.');
process.exit(asPromised ? 0 : 1);
