// The bundled action signs at Sigstore's own servers; verifiers written by others judge what it made.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { FULCIO_ARC, readSigningCertificate } from '../../src/sigstore/trust/certificate.ts';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import type { MadeFile } from '../testbed/make-distributions.ts';
import { removeRuns, runAction } from '../testbed/run-action.ts';
import type { ActionResult } from '../testbed/run-action.ts';
import { PUBLISH, cosign, identityEnvironment, judge, publishSigningConfig, readStack } from './stack.ts';

afterAll(removeRuns);

const stack = readStack();
const PROJECT = { name: 'demo', version: '1.0.0' };
const WHEEL = [makeWheel(PROJECT)];
const SDIST = [makeSdist(PROJECT)];
const TAGS = ['cp312-cp312-win_amd64', 'cp312-cp312-macosx_11_0_arm64', 'cp313-cp313-manylinux_2_28_x86_64'];
const RELEASE = [...SDIST, ...TAGS.map((tags) => makeWheel({ ...PROJECT, tags }))];

interface Signed {
  readonly run: ActionResult;
  readonly folder: string;
  readonly paths: string[];
  readonly accepted: { name: string; ok: boolean; seen: string }[];
}

async function sign(files: readonly MadeFile[], inputs: Record<string, string> = {}): Promise<Signed> {
  const run = await runAction({
    files: Object.fromEntries(files.map(({ name, bytes }) => [`dist/${name}`, bytes])),
    environment: identityEnvironment(stack),
    inputs: {
      'dry-run': 'sign',
      'repository-url': 'https://index.example/legacy/',
      'index-kind': 'generic',
      attestations: 'require',
      bundles: 'true',
      'sigstore-tuf-url': stack.urls.tuf,
      'sigstore-tuf-root': stack.tuf_root,
      ...inputs,
    },
  });
  const paths = files.map(({ name }) => join(run.workspace, 'dist', name));
  const accepted = files.map(({ name }) => ({ name, ok: true, seen: PUBLISH }));
  return { run, folder: run.outputs['attestations-dir'] ?? '', paths, accepted };
}

function rekorVersions({ run }: Signed): unknown[] {
  const files = JSON.parse(run.outputs['files'] ?? '[]') as { attestations: { rekorVersion: number }[] }[];
  return files.flatMap(({ attestations }) => attestations.map(({ rekorVersion }) => rekorVersion));
}

function expectSigned(signed: Signed, rekorVersion: number): void {
  expect(signed.run.exitCode === 0 ? '' : signed.run.log).toBe('');
  expect(signed.run.outputs).toMatchObject({ result: 'dry-run', attested: 'true' });
  expect(rekorVersions(signed)).toEqual(signed.paths.map(() => rekorVersion));
}

describe('while the signing config names Rekor v1', () => {
  it.each([
    ['a wheel', WHEEL],
    ['an sdist', SDIST],
  ])('pypi-attestations and sigstore-python accept %s', async (_, files) => {
    const signed = await sign(files);
    expectSigned(signed, 1);
    const { folder, paths, accepted } = signed;
    expect(await judge('attestations', stack.trusted_root, folder, paths)).toEqual(accepted);
    expect(await judge('bundles', stack.trusted_root, folder, paths)).toEqual(accepted);
  });

  it('pypi-attestations and cosign accept the build provenance beside them', async () => {
    const { run, folder, paths, accepted } = await sign(RELEASE, { 'slsa-provenance': 'true' });
    expect(run.exitCode === 0 ? '' : run.log).toBe('');
    expect(await judge('attestations', stack.trusted_root, folder, paths)).toEqual(accepted);
    const seen = 'https://slsa.dev/provenance/v1';
    expect(await judge('slsa', stack.trusted_root, folder, paths)).toEqual(
      accepted.map((verdict) => ({ ...verdict, seen })),
    );
    const bundle = join(folder, `${RELEASE[0]?.name}.slsa.sigstore.json`);
    const verdict = await cosign(stack.trusted_root, bundle, paths[0] ?? '', 'signed', seen);
    expect(verdict).toBe('Verified OK');
  });

  it('cosign accepts the bundle', async () => {
    const { folder, paths } = await sign(WHEEL);
    const bundle = join(folder, `${WHEEL[0]?.name}.sigstore.json`);
    expect(await cosign(stack.trusted_root, bundle, paths[0] ?? '')).toBe('Verified OK');
  });

  it('an attestation of other bytes is refused', async () => {
    const { folder } = await sign(WHEEL);
    const other = makeWheel({ ...PROJECT, files: { 'demo/__init__.py': 'other = True\n' } });
    const changed = await sign([other]);
    const [verdict] = await judge('attestations', stack.trusted_root, folder, changed.paths);
    expect(verdict).toMatchObject({ ok: false, seen: expect.stringContaining('digest') });
  });

  it('one certificate and one identity token serve the whole release', async () => {
    const before = await sigstoreTokens();
    const signed = await sign(RELEASE);
    expectSigned(signed, 1);
    const certificates = await Promise.all(
      RELEASE.map(async ({ name }) => {
        const text = await readFile(join(signed.folder, `${name}.publish.attestation`), 'utf8');
        const attestation = JSON.parse(text) as { verification_material: { certificate: string } };
        return attestation.verification_material.certificate;
      }),
    );
    expect(new Set(certificates).size).toBe(1);
    expect((await sigstoreTokens()) - before).toBe(1);
  });
});

describe('a deployment of a commit, whose token has an empty ref', () => {
  const SHA = '1f'.repeat(20);
  const WORKFLOW = `octo/demo/.github/workflows/release.yml@${SHA}`;
  const set = async (path: string, claims: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    await fetch(`${stack.urls.oidc}/${path}`, { method: 'POST', headers, body: JSON.stringify(claims) });
  };

  afterAll(() => set('reset', {}));

  it('is signed without extension .14, and accepted by pypi-attestations', async () => {
    const of = { workflow_ref: WORKFLOW, job_workflow_ref: WORKFLOW };
    await set('claims', { ref: '', sha: SHA, workflow_sha: SHA, job_workflow_sha: SHA, ...of });
    const signed = await sign(WHEEL);
    expectSigned(signed, 1);
    const text = await readFile(join(signed.folder, `${WHEEL[0]?.name}.publish.attestation`), 'utf8');
    const { verification_material: material } = JSON.parse(text) as {
      verification_material: { certificate: string };
    };
    const { extensions } = readSigningCertificate(Buffer.from(material.certificate, 'base64')).facts;
    expect(extensions.get(`${FULCIO_ARC}13`)).toBe(SHA);
    expect(extensions.has(`${FULCIO_ARC}14`)).toBe(false);
    const [verdict] = await judge('attestations', stack.trusted_root, signed.folder, signed.paths);
    expect(verdict).toEqual(signed.accepted[0]);
  });
});

describe('after nothing but the signing config in TUF changed to Rekor v2', () => {
  afterAll(() => publishSigningConfig(stack, stack.signing_config));

  it('sigstore-python and cosign accept what the same bundle of code signs', async () => {
    await publishSigningConfig(stack, stack.signing_config_rekor_v2);
    const signed = await sign(RELEASE);
    expectSigned(signed, 2);
    const { folder, paths, accepted } = signed;
    expect(await judge('bundles', stack.trusted_root, folder, paths)).toEqual(accepted);
    const bundle = join(folder, `${RELEASE[0]?.name}.sigstore.json`);
    expect(await cosign(stack.trusted_root, bundle, paths[0] ?? '')).toBe('Verified OK');
  });

  it('and back: Rekor v1 again, accepted by pypi-attestations', async () => {
    await publishSigningConfig(stack, stack.signing_config);
    const signed = await sign(WHEEL);
    expectSigned(signed, 1);
    expect(await judge('attestations', stack.trusted_root, signed.folder, signed.paths)).toEqual(
      signed.accepted,
    );
  });
});

async function sigstoreTokens(): Promise<number> {
  const answer = await fetch(`${stack.urls.oidc}/stats`);
  const { tokens } = (await answer.json()) as { tokens: Record<string, number> };
  return tokens['sigstore'] ?? 0;
}
