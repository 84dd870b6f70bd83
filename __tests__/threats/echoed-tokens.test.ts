// Services beside the index that echo a token: those that an audit asks, and GitHub's own, whose clients are not ours.
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { runAudit } from '../support/audit-harness.ts';
import { startPlantedIndex, type PlantedIndex } from '../support/planted-index.ts';
import { ENCODINGS, readablePiece, rendered, textsIn } from '../support/read-secrets.ts';
import { virtualClock } from '../support/virtual-clock.ts';
import { startGithubServices, type GithubServices } from '../testbed/github-services.ts';
import { makeWheel } from '../testbed/make-distributions.ts';
import { removeRuns, runAction } from '../testbed/run-action.ts';
import { startTestbed } from '../testbed/testbed.ts';

jest.setTimeout(120_000);

const TOKEN = 'Zq7_w-K/9+v=X&2|b<Y\\4`k*W#6!p$G[8]r@J~0nTdVh';
const ECHO = Object.values(ENCODINGS)
  .map((encode) => encode(TOKEN))
  .join(' ');
const BODIES: readonly (readonly [type: string, body: string])[] = [
  ['application/json', JSON.stringify({ message: ECHO, msg: ECHO, code: 'a', detail: ECHO })],
  ['text/html', `<html><title>${ECHO}</title><body>${ECHO}</body></html>`],
];

let planted: PlantedIndex;
let github: GithubServices;

beforeAll(async () => {
  [planted, github] = await Promise.all([startPlantedIndex(), startGithubServices()]);
  await planted.plant({ version: '1.0', uploadedAt: '2026-01-01T00:00:00Z' });
});

beforeEach(() => {
  for (const { faults } of [github.service, planted.index, planted.sigstore.tuf]) faults.length = 0;
});

afterAll(async () => {
  await Promise.all([planted.close(), github.close()]);
  await removeRuns();
});

/** Places that show a piece of the token. */
function shownIn(places: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(places).flatMap(([place, text]) => {
    const piece = readablePiece(text, TOKEN);
    return piece === undefined ? [] : [`${place}: ${piece}`];
  });
}

describe('what a service of an audit echoes of its token', () => {
  const servers = [
    ['the list of artifacts', () => github.service, /\/artifacts\?/],
    ['the artifact’s address', () => github.service, /\/zip/],
    ['the artifact', () => github.service, /\/blob\//],
    ['the TUF repository', () => planted.sigstore.tuf, /timestamp/],
    ['the project page', () => planted.index, /^\/simple\//],
    ['the integrity API', () => planted.index, /^\/integrity\//],
    ['a file', () => planted.index, /^\/files\//],
  ] as const;
  const cases = servers.flatMap(([name, server, at]) =>
    [400, 200, 503].map((status) => ({ name, server, at, status })),
  );

  it.each(cases)('T1: $name, with $status, can’t be read anywhere', async ({ server, at, status }) => {
    github.plant('wheelseal-audit', Buffer.from('no zip'), { ...github.run, id: 7 });
    for (const [type, body] of BODIES) {
      let reached = 0;
      const match = (_method: string, path: string): boolean => at.test(path) && (reached += 1) > 0;
      const headers = { 'content-type': type, location: `https://elsewhere.example/?token=${TOKEN}` };
      server().faults.length = 0;
      server().faults.push({ match, kind: 'status', status, headers, body });
      const { report, log } = await runAudit(
        planted,
        {
          'github-token': TOKEN,
          download: 'true',
          'sigstore-trusted-root': '',
          'sigstore-tuf-url': planted.sigstore.tuf.url,
          'sigstore-tuf-root': planted.sigstore.tuf.rootJson.toString(),
        },
        {
          environment: {
            GITHUB_WORKFLOW_REF: 'octo/demo/.github/workflows/audit.yml@refs/heads/main',
            GITHUB_API_URL: github.service.url,
          },
          clock: (requests) => virtualClock(new Date(), () => requests() > 0),
          // GitHub's stand-in knows its own token only.
          alter: (request) =>
            request.headers?.['authorization'] === undefined
              ? request
              : { ...request, headers: { ...request.headers, authorization: `Bearer ${github.token}` } },
        },
      );
      expect(reached).toBeGreaterThan(0);
      const places = {
        log,
        outputs: [...report.outputs].flat().join('\n'),
        summary: report.summary,
        'summary as rendered': rendered(report.summary),
        report: report.json,
        'texts of the report': textsIn(JSON.parse(report.json)),
        annotations: report.errors.map(({ message }) => message).join('\n'),
      };
      expect(shownIn(places)).toEqual([]);
    }
  });
});

it('T1: what the artifact service and the attestation store echo of the token can’t be read anywhere', async () => {
  const testbed = await startTestbed();
  try {
    const wheel = makeWheel({ name: 'demo', version: '1.0' });
    const body = { message: ECHO, msg: ECHO };
    github.service.faults.push({ match: () => true, kind: 'status', status: 403, body });
    const before = github.service.requests.length;
    const result = await runAction({
      inputs: {
        ...testbed.inputs,
        'github-token': TOKEN,
        'artifact-name': 'attestations',
        'github-attestations': 'true',
      },
      environment: { ...testbed.environment, ...github.environment() },
      files: { [`dist/${wheel.name}`]: wheel.bytes },
    });
    const asked = github.service.requests.slice(before).map(({ path }) => path.split('/').at(-1));
    expect(asked).toEqual(expect.arrayContaining(['ListArtifacts', 'CreateArtifact', 'attestations']));
    expect(result.outputs['result']).toBe('published');
    const everything = result.everything.replaceAll(/^::add-mask::.*$/gm, '');
    expect(shownIn({ everything, 'summary as rendered': rendered(result.summary) })).toEqual([]);
  } finally {
    await testbed.close();
  }
});
