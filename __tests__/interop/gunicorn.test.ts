// The server that PyPI runs in, without a proxy before it: failures whose head no parser takes are borne as readable ones are.
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Distribution } from '../../src/distributions/distribution.ts';
import type { ActionError } from '../../src/errors.ts';
import { Secret } from '../../src/ground/secret.ts';
import { createCredentials } from '../../src/package-index/credentials.ts';
import { describeIndex } from '../../src/package-index/hosts.ts';
import { publishReleases } from '../../src/package-index/upload/publish.ts';
import type { PublishContext } from '../../src/package-index/upload/publish.ts';
import { upload, UploadTurns } from '../../src/package-index/upload/upload.ts';
import { failureOf } from '../support/failure-of.ts';
import { sampleDistribution } from '../support/sample-distribution.ts';
import { indexPlatform } from '../support/virtual-platform.ts';
import type { IndexPlatform } from '../support/virtual-platform.ts';
import { startHttpService } from '../testbed/package-index/http-service.ts';
import { startGunicorn } from './indexes/servers.ts';
import type { RunningServer } from './indexes/servers.ts';

let gunicorn: RunningServer;
let platform: IndexPlatform;
let made = 0;

beforeAll(async () => {
  gunicorn = await startGunicorn();
});
afterAll(() => gunicorn.close());
beforeEach(() => {
  platform = indexPlatform();
});
afterEach(() => platform.http.close());

/** What an index of its own has to be asked with, and where it says what it was asked. */
function contextFor(kind: string, failures: number): { context: PublishContext; simpleUrl: string } {
  const url = `${gunicorn.url}/${kind}/${failures}/${(made += 1)}/`;
  const simpleUrl = `${url}simple/`;
  const fixed = { username: 'packer', password: new Secret('correct horse battery') };
  const context: PublishContext = {
    index: { ...describeIndex(url, 'generic', simpleUrl), uploadsAtOnce: 4 },
    credentials: createCredentials({ fixed }, platform.runner, platform.clock),
    skipExisting: false,
    platform,
    cancelled: new AbortController().signal,
    onProgress: () => undefined,
  };
  return { context, simpleUrl };
}

/** How many uploads were under way when each began, itself among them. */
async function uploadsAt(simpleUrl: string): Promise<readonly number[]> {
  const page = (await (await fetch(`${simpleUrl}sample/`)).json()) as { uploads: number[] };
  return page.uploads;
}

function wheel(build = 1): Distribution {
  return sampleDistribution(`sample-1.0-${build}-py3-none-any.whl`, Buffer.from(`wheel ${build}`));
}

/** All bytes of the answer to one upload, as they came. */
async function rawAnswer(url: string): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  const body = `filename="a"\r\nname="sha256_digest"\r\n\r\n${'0'.repeat(64)}`;
  const socket = connect(Number(port), hostname);
  const head = `POST ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n`;
  socket.write(`${head}\r\n${body}`);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}

describe('a failure of an application in gunicorn', () => {
  it.each(['readable', 'lines', 'raised'])('is borne twice, and the file is there: %s', async (kind) => {
    const { context, simpleUrl } = contextFor(kind, 2);
    const turns = new UploadTurns(4);
    const outcome = await upload(wheel(), [], { ...context, turns });
    expect([outcome.kind, turns.atOnce, await uploadsAt(simpleUrl)]).toEqual(['uploaded', 1, [1, 1, 1]]);
  });

  it.each([
    ['readable', 'UPLOAD_REJECTED', 'rejected sample-1.0-1-py3-none-any.whl: 500 Internal Server Error'],
    ['lines', 'UPLOAD_UNKNOWN', 'could be read of it: 500 Internal Server Error\n  in the database'],
    ['raised', 'UPLOAD_UNKNOWN', 'could be read of it: 500 Internal Server Error'],
  ])('that stays ends after five attempts: %s', async (kind, code, said) => {
    const { context, simpleUrl } = contextFor(kind, 9);
    const error: ActionError = await failureOf(
      upload(wheel(), [], { ...context, turns: new UploadTurns(4) }),
    );
    expect([error.code, await uploadsAt(simpleUrl)]).toEqual([code, [1, 1, 1, 1, 1]]);
    expect(error.message).toContain(said);
    expect(error.hint).toContain('Run the job again');
  });

  it('that is a refusal of two lines is read in full, and nothing is sent again', async () => {
    const { context, simpleUrl } = contextFor('refused', 9);
    const error: ActionError = await failureOf(
      upload(wheel(), [], { ...context, turns: new UploadTurns(4) }),
    );
    expect([error.code, await uploadsAt(simpleUrl)]).toEqual(['UPLOAD_REJECTED', [1]]);
    expect(error.message).toContain('Malformed attestations: 1 error\n  Invalid JSON');
  });

  it.each(['readable', 'lines', 'raised'])(
    'makes the rest of a release go up one by one, and all of it arrives: %s',
    async (kind) => {
      const { context, simpleUrl } = contextFor(kind, 4);
      const distributions = Array.from({ length: 12 }, (_, build) => wheel(build + 1));
      const outcomes: string[] = [];
      const release = { project: 'sample', version: '1.0', line: 0, distributions };
      await publishReleases(
        { releases: [release], attestations: new Map() },
        context,
        (_distribution, outcome) => outcomes.push(outcome.kind),
      );
      expect(outcomes).toEqual(distributions.map(() => 'uploaded'));
      const uploads = await uploadsAt(simpleUrl);
      expect(uploads).toHaveLength(16);
      // The first goes alone; of the four after it one fails, and what is under way meanwhile comes to its end.
      expect(uploads.slice(10)).toEqual(Array.from({ length: 6 }, () => 1));
    },
  );
});

describe('the testbed', () => {
  it('fails to the letter as gunicorn does', async () => {
    const service = await startHttpService(async () => Promise.resolve({ status: 200, body: '' }));
    service.faults.push({ match: () => true, kind: 'bare-head' });
    const [theirs, ours] = await Promise.all([
      rawAnswer(`${gunicorn.url}/raised/9/0/`),
      rawAnswer(`${service.url}/`),
    ]);
    await service.close();
    expect(ours).toBe(theirs);
  });

  it.each([
    ['lines', 500, 'Internal Server Error\n  in the database'],
    [
      'refused',
      400,
      'Invalid attestations supplied during upload: Malformed attestations: 1 error\n  Invalid JSON',
    ],
  ])('writes lines into a status as gunicorn does: %s', async (kind, status, body) => {
    const service = await startHttpService(async () => Promise.resolve({ status: 200, body: '' }));
    service.faults.push({ match: () => true, kind: 'status-line', status, body });
    const [theirs, ours] = await Promise.all([
      rawAnswer(`${gunicorn.url}/${kind}/9/0/`),
      rawAnswer(`${service.url}/`),
    ]);
    await service.close();
    const statusOf = (answer: string): string => answer.slice(0, answer.indexOf('\r\n'));
    expect(statusOf(ours)).toBe(statusOf(theirs));
  });
});
