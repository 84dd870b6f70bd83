// What readers of foreign answers are called with in a child process: services that answer each request with the same body.
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readZip } from '../../src/distributions/archives/zip.ts';
import { takeFromArtifact } from '../../src/github/artifact.ts';
import { readIdentity } from '../../src/github/identity-token.ts';
import { fetchLastArtifact } from '../../src/github/last-artifact.ts';
import type { HttpAnswer } from '../../src/ground/http.ts';
import { Secret } from '../../src/ground/secret.ts';
import { Throttle } from '../../src/ground/throttle.ts';
import { TrustedMetadata } from '../../src/index-tuf/trusted-metadata.ts';
import { parseInputs } from '../../src/inputs/inputs.ts';
import { describeIndex } from '../../src/package-index/hosts.ts';
import { queryClassifiers } from '../../src/package-index/query/classifiers.ts';
import { listRelease } from '../../src/package-index/query/queries.ts';
import { audienceOf } from '../../src/package-index/trusted-publishing/audience.ts';
import { obtainUploadToken } from '../../src/package-index/trusted-publishing/trusted-publishing.ts';
import { readUploadAnswer } from '../../src/package-index/upload/upload-answer.ts';
import { createFiles } from '../../src/platform/local-files.ts';
import { ServiceConnection } from '../../src/sigstore/clients/connection.ts';
import { requestCertificate } from '../../src/sigstore/clients/fulcio.ts';
import { logInRekorV1 } from '../../src/sigstore/clients/rekor-v1.ts';
import { logInRekorV2 } from '../../src/sigstore/clients/rekor-v2.ts';
import { limitsOf } from '../../src/sigstore/instances.ts';
import { loadTrust } from '../../src/sigstore/trust/trust.ts';
import { checkEntryBody, verifyInclusion } from '../../src/sigstore/verify/log-entry.ts';
import { readAuditInputs } from '../../src/stages/audit/read-audit-inputs.ts';
import { createAuthority } from '../testbed/certificates.ts';
import { startTufRepository, type TufRepository } from '../testbed/tuf-repository.ts';
import { someClaims } from './sample-claims.ts';
import { indexPlatform } from './virtual-platform.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const ISSUER = 'https://issuer.test';
const TOKEN = `e30.${Buffer.from(JSON.stringify({ sub: 'a', iss: ISSUER })).toString('base64url')}.a`;
const URL_OF_SERVICE = { url: 'https://service.test', majorApiVersion: 1, operator: '' };
const { certificate } = createAuthority('authority', { now: NOW, pathLength: 0 });
const DER = Buffer.from(certificate);
const pem = new X509Certificate(DER).toString();
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** A machine whose network answers everything with this. */
function platformAnswering(answerOf: (url: string) => Pick<HttpAnswer, 'body'> & Partial<HttpAnswer>) {
  const platform = indexPlatform();
  const http = {
    request: async ({ url }: { readonly url: string }): Promise<HttpAnswer> => ({
      status: 200,
      statusText: '',
      headers: {},
      ...answerOf(url),
    }),
  };
  return { ...platform, http };
}

const answering = (body: Uint8Array, more: Partial<HttpAnswer> = {}) =>
  platformAnswering(() => ({ body: Buffer.from(body), ...more }));

function connectionTo(body: Uint8Array, status: number): ServiceConnection {
  const platform = answering(body, { status, headers: { 'content-type': 'application/json' } });
  return new ServiceConnection('A', new Throttle(limitsOf(URL_OF_SERVICE.url, 1), platform.clock), platform);
}

const signed = {
  envelope: { payloadType: 'a', payload: Buffer.from('a'), signatures: [] },
  signature: Buffer.from('a'),
  certificate: DER,
  encoding: Buffer.from('a'),
  pem,
};
const LATER = new Date(Date.now() + 60_000);

export async function rekorV1(body: Uint8Array, status = 201): Promise<void> {
  const rekor = connectionTo(body, status);
  await logInRekorV1(URL_OF_SERVICE, rekor, signed, { until: LATER, pointlessAfter: LATER });
}

export async function rekorV2(body: Uint8Array, status = 201): Promise<void> {
  await logInRekorV2(URL_OF_SERVICE, connectionTo(body, status), signed, LATER);
}

export async function fulcio(body: Uint8Array, status = 201): Promise<void> {
  const token = async (): Promise<Secret> => new Secret(TOKEN);
  await requestCertificate(URL_OF_SERVICE, connectionTo(body, status), token, privateKey);
}

const entry = {
  logIndex: '0',
  logId: { keyId: Buffer.of(1) },
  kindVersion: { kind: 'dsse', version: '0.0.1' },
  integratedTime: '0',
  inclusionPromise: undefined,
  inclusionProof: undefined,
  canonicalizedBody: Buffer.of(),
};

/** Compares the body of a log entry with what was signed. */
export function entryBody(body: Uint8Array): void {
  checkEntryBody({ ...entry, canonicalizedBody: Buffer.from(body) }, 1, signed);
}

/** Verifies an inclusion proof of so many hashes. */
export function inclusionProof(hashes: number, envelope: string): void {
  const publicKey = new X509Certificate(DER).publicKey;
  const proof = {
    logIndex: '0',
    rootHash: Buffer.alloc(32),
    treeSize: '9223372036854775807',
    hashes: Array.from({ length: hashes }, () => Buffer.alloc(32)),
    checkpoint: { envelope },
  };
  const validFor = { start: NOW, end: NOW };
  const log = { baseUrl: ISSUER, operator: '', publicKey, keyId: Buffer.alloc(32), validFor };
  verifyInclusion({ ...entry, inclusionProof: proof }, { log, keyName: 'issuer.test' });
}

/** A repository one of whose files was replaced. */
async function withRepository<T>(
  file: string,
  bytes: Uint8Array,
  work: (repository: TufRepository) => Promise<T>,
): Promise<T> {
  const repository = await startTufRepository({ 'trusted_root.json': {} });
  repository.files.set(file, Buffer.from(bytes));
  try {
    return await work(repository);
  } finally {
    await repository.close();
  }
}

/** Learns the trust of a Sigstore instance from a repository with this file. */
export async function sigstoreTuf(file: string, bytes: Uint8Array): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'wheelseal-trust-'));
  try {
    await withRepository(file, bytes, async ({ url, rootJson, files }) => {
      const platform = platformAnswering((asked) => {
        const body = files.get(decodeURIComponent(new URL(asked).pathname).slice(1));
        return body === undefined ? { status: 404, body: Buffer.of() } : { body };
      });
      const local = createFiles({ workspace: directory, privateDirectory: join(directory, 'private') });
      const instance = { kind: 'tuf', url, root: rootJson, audience: 'a' } as const;
      await loadTrust(instance, { rekorV2: false }, { ...platform, files: local });
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Looks at an index's repository with this file. */
export async function indexTuf(file: string, bytes: Uint8Array): Promise<void> {
  await withRepository(file, bytes, async ({ rootJson, files }) => {
    const view = await new TrustedMetadata(rootJson).refresh(async (name) => files.get(name));
    await view.find('a');
  });
}

/** Reads that value of one input. */
export function auditInput(name: string, value: string): void {
  const { runner } = indexPlatform();
  readAuditInputs({ ...runner, inputs: () => ({ projects: 'demo', [name]: value }) });
}

export function publishInput(name: string, value: string): void {
  parseInputs({ [name]: value }, (text) => new Secret(text));
}

const redact = (text: string): string => text;
const INDEX = describeIndex('https://index.test/legacy/', 'pypi', 'https://index.test/simple/');

export function uploadAnswer(body: Uint8Array, status: number, type: string): void {
  const answer = { status, statusText: '', headers: { 'content-type': type }, body: Buffer.from(body) };
  readUploadAnswer(answer, { ...INDEX, authorizedBy: 'password' }, NOW, redact);
}

export async function mint(body: Uint8Array, status: number): Promise<void> {
  const identity = { claims: someClaims(), audience: 'a', token: async () => new Secret(TOKEN) };
  await obtainUploadToken(INDEX, identity, [], answering(body, { status }));
}

export async function audience(body: Uint8Array): Promise<void> {
  await audienceOf(INDEX, undefined, answering(body));
}

export async function identityToken(body: Uint8Array): Promise<void> {
  const platform = answering(body);
  const request = { url: 'https://issuer.test/', token: new Secret('a') };
  const runner = { ...platform.runner, identityTokenRequest: request };
  await readIdentity('a', { ...platform, runner });
}

export async function release(body: Uint8Array): Promise<void> {
  await listRelease('demo', '1.0', { index: INDEX, platform: answering(body), credentials: undefined });
}

export async function classifiers(body: Uint8Array): Promise<void> {
  const context = { index: INDEX, platform: answering(body), credentials: undefined };
  await queryClassifiers('https://index.test', context);
}

export async function lastArtifact(body: Uint8Array): Promise<void> {
  const wanted = {
    apiUrl: 'https://api.test',
    repository: 'octo/demo',
    branch: 'main',
    runId: '1',
    name: 'a',
    authorization: new Secret('Bearer a'),
    maximumBytes: 1,
  };
  await fetchLastArtifact(wanted, answering(body));
}

/** Takes what is wanted of an artifact. */
export async function artifact(bytes: Uint8Array, wanted: readonly string[]): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'wheelseal-artifact-'));
  const files = createFiles({ workspace: directory, privateDirectory: join(directory, 'private') });
  try {
    const path = join(directory, 'artifact.zip');
    await files.writeAtomically(path, Buffer.from(bytes));
    await takeFromArtifact(path, wanted, join(directory, 'taken'), files, readZip);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
