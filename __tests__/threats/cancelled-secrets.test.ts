// A run that is cancelled while servers echo its secrets: what it prints, reports and leaves then shows none of them.
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ENCODINGS, readablePiece, rendered, textsIn } from '../support/read-secrets.ts';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import { removeRuns, runAction, type ActionResult } from '../testbed/run-action.ts';
import { startTestbed, type Testbed } from '../testbed/testbed.ts';

jest.setTimeout(60_000);

const PASSWORD = 'Zq7_w-K/9+v=X&2|b<Y\\4`k*W#6!p$G[8]r@J~0nTdVh';
const FILES = Object.fromEntries(
  [makeWheel({ name: 'demo', version: '1.0' }), makeSdist({ name: 'demo', version: '1.0' })].map(
    ({ name, bytes }) => [`dist/${name}`, bytes],
  ),
);

let testbed: Testbed;

beforeAll(async () => {
  testbed = await startTestbed({
    index: { acceptsRekorV2: true, apiTokens: { [PASSWORD]: { user: '__token__' } } },
  });
});

afterEach(() => {
  const { issuer, fulcio, rekor1, tuf } = testbed.sigstore;
  for (const { faults } of [testbed.index, issuer, fulcio, rekor1, tuf]) faults.length = 0;
});

afterAll(async () => {
  await testbed.close();
  await removeRuns();
});

interface EchoingAnswer {
  readonly match: (method: string, path: string) => boolean;
  readonly kind: 'status';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server at which a run waits when it is cancelled. */
interface Server {
  readonly name: string;
  readonly faults: () => { push(...answers: EchoingAnswer[]): unknown };
  readonly at: RegExp;
}

const INDEX: readonly Server[] = [
  { name: 'the Simple page', faults: () => testbed.index.faults, at: /^GET \/simple\// },
  { name: 'the upload address', faults: () => testbed.index.faults, at: /^POST \/legacy\// },
];
const TRUSTED: readonly Server[] = [
  ...INDEX,
  { name: 'the mint address', faults: () => testbed.index.faults, at: /^POST .*mint-token/ },
  { name: 'the identity issuer', faults: () => testbed.sigstore.issuer.faults, at: /^GET / },
  { name: 'TUF', faults: () => testbed.sigstore.tuf.faults, at: /^GET / },
  { name: 'Fulcio', faults: () => testbed.sigstore.fulcio.faults, at: /^POST / },
  { name: 'Rekor v1', faults: () => testbed.sigstore.rekor1.faults, at: /^POST / },
];

/** Has the server echo a secret in every encoding, and cancels the run while it waits to repeat its request. */
async function cancelledAt(
  { faults, at }: Server,
  secret: string,
  signal: NodeJS.Signals,
  inputs: Readonly<Record<string, string>> = {},
): Promise<ActionResult> {
  const message = Object.values(ENCODINGS)
    .map((encode) => encode(secret))
    .join(' ');
  let answered = 0;
  faults().push({
    match: (method, path) => at.test(`${method} ${path}`) && (answered += 1) > 0,
    kind: 'status',
    status: 503,
    headers: { 'retry-after': '50' },
    body: JSON.stringify({ message, detail: message, errors: [{ code: 'busy', description: message }] }),
  });
  return runAction({
    files: FILES,
    environment: { ...testbed.environment, RUNNER_DEBUG: '1' },
    inputs: { ...testbed.inputs, ...inputs },
    canaries: [secret],
    signal: { name: signal, when: (output) => answered > 0 && / 50(?:\.0)? s\b/.test(output) },
  });
}

/** Where the run shows a piece of the secret. */
function shownIn(result: ActionResult, secret: string): readonly string[] {
  const everything = result.everything.replaceAll(/^::add-mask::.*$/gm, '');
  const places = {
    everything,
    'annotations as shown': everything.replaceAll('%0A', '\n').replaceAll('%25', '%'),
    'summary as rendered': rendered(result.summary),
    'texts of the report': textsIn(result.report),
  };
  return Object.entries(places).flatMap(([place, text]) => {
    const piece = readablePiece(text, secret);
    return piece === undefined ? [] : [`${place}: ${piece}`];
  });
}

function expectCancelled(result: ActionResult): void {
  expect([result.exitCode, result.outputs['result'], result.report['result']]).toEqual([
    1,
    'cancelled',
    'cancelled',
  ]);
  expect(result.summary).toContain('(`CANCELLED`)');
}

describe.each(['SIGINT', 'SIGTERM'] as const)('%s while a server that echoes is waited for', (signal) => {
  it.each(INDEX)('T1: shows nothing of the password: $name', async (server) => {
    const given = { password: PASSWORD, attestations: 'never' };
    const result = await cancelledAt(server, PASSWORD, signal, given);
    expectCancelled(result);
    expect(shownIn(result, PASSWORD)).toEqual([]);
  });

  it.each(TRUSTED)('T1: shows nothing of the token for identity requests: $name', async (server) => {
    const { requestToken } = testbed.sigstore.issuer;
    const result = await cancelledAt(server, requestToken, signal);
    expectCancelled(result);
    expect(shownIn(result, requestToken)).toEqual([]);
  });
});
