// Whole runs against servers whose every answer, mostly a refusal, echoes a secret of the run.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { HttpRequest } from '../../src/ground/http.ts';
import { ENCODINGS, readablePiece, rendered, textsIn } from '../support/read-secrets.ts';
import { startRunHarness, type EndedRun, type RunHarness } from '../support/run-harness.ts';
import { makeWheel } from '../testbed/make-distributions.ts';
import { startSignedIndex, type SignedIndex } from '../testbed/signed-index.ts';
import { PUBLISHER } from '../testbed/testbed.ts';

jest.setTimeout(120_000);

const WHEEL = makeWheel({
  name: 'demo',
  version: '1.0',
  metadata: { Classifier: ['Programming Language :: Python'] },
});
const CANARY = 'Zq7_w-K/9+v=X&2|b<Y\\4`k*W#6!p$G[8]r@J~0nTdVh';
const DRAWN_RUNS = 3;

let harness: RunHarness;
let signed: SignedIndex;

beforeAll(async () => {
  signed = await startSignedIndex(2);
});

afterAll(async () => signed.close());

beforeEach(async () => {
  harness = await startRunHarness();
});

afterEach(async () => harness.close());

/** What one server answers to every request. */
interface EchoingAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly echo: string;
}

const BODIES: Readonly<Record<string, (echo: string) => string>> = {
  text: (echo) => `Refused: ${echo}`,
  'JSON that most services answer': (echo) =>
    JSON.stringify({
      code: 7,
      message: echo,
      detail: echo,
      errors: [{ code: 'invalid', description: echo }],
    }),
  'a web page': (echo) =>
    `<html><title>403 ${echo}</title><body><h1>Refused</h1><p>${echo}</p></body></html>`,
};

const answers = fc.record({
  status: fc.constantFrom(400, 403, 200, 302, 422, 503),
  body: fc.constantFrom(...Object.keys(BODIES)),
  encodings: fc.shuffledSubarray(Object.keys(ENCODINGS), { minLength: 8 }),
});
type DrawnAnswer = typeof answers extends fc.Arbitrary<infer T> ? T : never;

function answerWith({ status, body, encodings }: DrawnAnswer, secret: string): EchoingAnswer {
  const echo = encodings.map((name) => ENCODINGS[name]?.(secret)).join(' ');
  const headers = {
    location: `https://elsewhere.example/?token=${encodeURIComponent(secret)}`,
    'www-authenticate': `Basic realm="${encodeURIComponent(secret)}"`,
  };
  return { status, echo, headers, body: BODIES[body]?.(echo) ?? '' };
}

/** Parts of no text of ours: enough characters that differ, not counting those that a form or an escape changes. */
const secrets = fc
  .string({ unit: 'grapheme-ascii', minLength: 12, maxLength: 200 })
  .map((text) => text.trim())
  .filter((text) => {
    const kept = text.replaceAll(/[\s\\+-]/g, '');
    return kept.length >= 12 && new Set(kept).size >= 8;
  });

type Inputs = Readonly<Record<string, string>>;

/** A server: which runs reach it, and how it comes to echo. */
interface Server {
  /** Where its requests are seen. */
  readonly requests: () => readonly { readonly path: string }[];
  readonly at: RegExp;
  readonly echo: (answer: EchoingAnswer) => void;
  readonly inputs?: Inputs | (() => Inputs);
}

function ofIndex(at: RegExp, inputs: Inputs = {}): Server {
  return {
    requests: () => harness.index.requests,
    at,
    inputs,
    echo: ({ echo, body, status, headers }) => {
      const match = (_: string, path: string): boolean => at.test(path);
      // The reason phrase is what PyPI's own messages stand in.
      if (status === 400) harness.index.faults.push({ match, kind: 'status-line', status, body: echo });
      else harness.index.faults.push({ match, kind: 'status', status, body, headers: { ...headers } });
    },
  };
}

function ofSigstore(
  name: 'issuer' | 'fulcio' | 'rekor1' | 'rekor2' | 'timestampAuthority' | 'tuf',
  inputs: Inputs = {},
): Server {
  return {
    requests: () => harness.sigstore[name].requests,
    at: /./,
    inputs,
    echo: ({ status, body, headers }) => {
      harness.sigstore[name].faults.push({ match: () => true, kind: 'status', status, body, headers });
    },
  };
}

/** PyPI itself takes no attestation of this Rekor yet. */
const V2: Inputs = { 'rekor-version': '2', attestations: 'keep' };

/** The repository in which the index signs for its files. */
const SIGNED: Server = {
  requests: () => signed.requests,
  at: /./,
  inputs: () => ({ 'index-tuf-url': signed.url, 'index-tuf-root': signed.root.toString() }),
  echo: ({ status, body, headers }) =>
    void signed.faults.push({ match: () => true, kind: 'status', status, body, headers }),
};

const SERVERS: Readonly<Record<string, Server>> = {
  'the Simple page': ofIndex(/^\/simple\//),
  'the JSON API': ofIndex(/^\/pypi\/.*json/),
  'the integrity API': ofIndex(/^\/integrity\//),
  'the list of classifiers': ofIndex(/list_classifiers/),
  'the TUF repository of the index': SIGNED,
  'the upload address': ofIndex(/^\/legacy\//),
  'the identity issuer': ofSigstore('issuer'),
  TUF: ofSigstore('tuf'),
  Fulcio: ofSigstore('fulcio'),
  'Rekor v1': ofSigstore('rekor1'),
  'Rekor v2': ofSigstore('rekor2', V2),
  'the timestamp authority': ofSigstore('timestampAuthority', V2),
};

const TRUSTED_PUBLISHING: Readonly<Record<string, Server>> = {
  ...SERVERS,
  'the audience address': ofIndex(/^\/_\/oidc\/audience/),
  'the mint address': ofIndex(/^\/_\/oidc\/.*mint-token/),
};

/** Where a run shows a piece of the secret. */
function readableIn(run: EndedRun, secret: string): readonly string[] {
  const places: Record<string, string> = {
    log: run.log,
    annotations: run.annotations,
    'annotations as shown': run.annotations.replaceAll('%0A', '\n').replaceAll('%25', '%'),
    summary: run.summary,
    'summary as rendered': rendered(run.summary),
    outputs: [...run.outputs].flat().join('\n'),
    report: run.json,
    'texts of the report': textsIn(JSON.parse(run.json)),
    ...Object.fromEntries([...run.left].filter(([path]) => !path.includes('/dist/'))),
  };
  return Object.entries(places).flatMap(([place, text]) => {
    const piece = readablePiece(text, secret);
    return piece === undefined ? [] : [`${place}: ${piece}`];
  });
}

/** @throws {Error} where the run never got to the server. */
async function runAgainst(
  server: Server,
  drawn: DrawnAnswer,
  secret: string,
  inputs: Inputs,
): Promise<EndedRun> {
  server.echo(answerWith(drawn, secret));
  const own = typeof server.inputs === 'function' ? server.inputs() : server.inputs;
  const run = await harness.run([WHEEL], { ...own, ...inputs });
  if (!server.requests().some(({ path }) => server.at.test(path))) throw new Error('no request reached it');
  return run;
}

/** The run's own token for asking the issuer is the secret; the issuer gets the one that it knows. */
function withRequestToken(secret: string): void {
  const { requestUrl, requestToken } = harness.sigstore.issuer;
  const { origin } = new URL(requestUrl);
  harness.environment = { ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret };
  harness.alter = (request) =>
    request.url.startsWith(origin)
      ? { ...request, headers: { ...request.headers, authorization: `Bearer ${requestToken}` } }
      : request;
}

async function fresh(): Promise<void> {
  await harness.restart();
  for (const name of ['issuer', 'fulcio', 'rekor1', 'rekor2', 'timestampAuthority', 'tuf'] as const) {
    harness.sigstore[name].faults.length = 0;
    harness.sigstore[name].requests.length = 0;
  }
  signed.faults.length = 0;
  signed.requests.length = 0;
}

async function property(work: (secret: string, drawn: DrawnAnswer) => Promise<void>): Promise<void> {
  const all = Object.keys(ENCODINGS);
  const example = { status: 403, body: 'JSON that most services answer', encodings: all };
  await fc.assert(
    fc.asyncProperty(secrets, answers, async (secret, drawn) => {
      await fresh();
      await work(secret, drawn);
    }),
    { seed: 20_260_713, numRuns: 1 + DRAWN_RUNS, examples: [[CANARY, example]], endOnFailure: true },
  );
}

describe('what a server echoes of the token that asks for identities', () => {
  it.each(Object.entries(TRUSTED_PUBLISHING))('%s: can’t be read anywhere', async (_, server) => {
    await property(async (secret, drawn) => {
      withRequestToken(secret);
      expect(readableIn(await runAgainst(server, drawn, secret, {}), secret)).toEqual([]);
    });
  });
});

describe('what a server echoes of the password', () => {
  // The integrity API has nothing to be asked for: with a password no attestation is sent.
  const servers = Object.entries(SERVERS).filter(([name]) => name !== 'the integrity API');
  it.each(servers)('%s: can’t be read anywhere', async (_, server) => {
    await property(async (password, drawn) => {
      harness.index.tokens.push({
        token: password,
        projects: ['demo'],
        publisher: { ...PUBLISHER },
        expiresAt: Number.POSITIVE_INFINITY,
      });
      const run = await runAgainst(server, drawn, password, { password, attestations: 'keep' });
      expect(readableIn(run, password)).toEqual([]);
    });
  });
});

describe('what the index echoes of the token that it minted', () => {
  it('can’t be read anywhere', async () => {
    const server = ofIndex(/^\/legacy\//);
    await property(async (_, drawn) => {
      let minted = '';
      harness.alter = (request) => {
        if (request.url !== harness.index.uploadUrl || minted !== '') return request;
        minted = passwordIn(request);
        server.echo(answerWith(drawn, minted));
        return request;
      };
      const run = await harness.run([WHEEL]);
      expect(minted).toMatch(/^pypi-/);
      expect(readableIn(run, minted)).toEqual([]);
    });
  });
});

function passwordIn({ headers }: HttpRequest): string {
  const given = headers?.['authorization'];
  const text = typeof given === 'string' ? given : (given?.reveal() ?? '');
  return Buffer.from(text.replace('Basic ', ''), 'base64').toString().replace('__token__:', '');
}

describe('the reader of these tests', () => {
  it.each(Object.entries(ENCODINGS))('reads %s', (_, encode) => {
    expect(readablePiece(`so: ${encode(CANARY)} it is`, CANARY)).toBeDefined();
    expect(
      readablePiece(rendered(`so: \`${encode(CANARY.replace('`', ''))}\``), CANARY.replace('`', '')),
    ).toBeDefined();
    expect(readablePiece('so: *** it is', CANARY)).toBeUndefined();
  });
});
