// What a repository that is not public discloses: nothing, or what was listed before.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate, SubjectAlternativeName } from '@peculiar/asn1-x509';
import { makeWheel } from '../testbed/make-distributions.ts';
import {
  ISSUER_HOST,
  PUBLIC_GOOD,
  startPublicNames,
  TUF_HOST,
  type PublicNames,
} from '../testbed/public-names.ts';
import { removeRuns, runAction, type ActionResult } from '../testbed/run-action.ts';

jest.setTimeout(60_000);

const wheel = makeWheel({ name: 'demo', version: '1.0' });
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
const FULCIO_ARC = '1.3.6.1.4.1.57264.1.';
let names: PublicNames;

afterEach(async () => {
  await names.close();
  await removeRuns();
});

async function run(
  visibility: string | undefined,
  inputs: Record<string, string>,
  index = 'https://upload.pypi.org/legacy/',
): Promise<ActionResult> {
  names.sigstore.issuer.claims['repository_visibility'] = visibility ?? null;
  // Each value another one, so that none is listed for another.
  Object.assign(names.sigstore.issuer.claims, {
    environment: 'release',
    workflow_sha: '2b'.repeat(20),
    job_workflow_sha: '3c'.repeat(20),
  });
  const { environment } = names;
  const files = { [`dist/${wheel.name}`]: wheel.bytes };
  return runAction({ files, environment, inputs: { 'repository-url': index, ...inputs } });
}

/** Nothing for Sigstore was asked for or sent: at the issuer, at the services, at the proxy. */
function expectNothingDisclosed(hosts: readonly string[] = []): void {
  const { issuer, fulcio, rekor1, rekor2, timestampAuthority } = names.sigstore;
  expect(issuer.counts['sigstore']).toBeUndefined();
  for (const service of [fulcio, rekor1, rekor2, timestampAuthority]) expect(service.requests).toEqual([]);
  const allowed = ['pypi.org', 'upload.pypi.org', ISSUER_HOST, ...hosts];
  expect(names.proxy.hosts().filter((host) => !allowed.includes(host))).toEqual([]);
}

const VISIBILITIES = ['private', 'internal', undefined, 'PUBLIC'];

describe.each(VISIBILITIES)('a repository of visibility %s, without consent,', (visibility) => {
  beforeEach(async () => {
    names = await startPublicNames(PUBLIC_GOOD, { index: { audience: 'pypi' } });
  });

  it('is published without attestations by `auto`, which says why', async () => {
    const result = await run(visibility, {});
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'false' });
    expect(result.outputs['not-attested-because']).toContain('allow-public-disclosure-from-private-repo');
    expectNothingDisclosed();
  });

  it('fails early by `require`, listing what would become public', async () => {
    const result = await run(visibility, { attestations: 'require' });
    expect(result.exitCode).toBe(1);
    expect(result.log).toMatch(/title=Consent required.*workflow: https:\/\/github.com\/octo\/demo/);
    expect([names.index.mints, names.index.uploads.length]).toEqual([0, 0]);
    expectNothingDisclosed();
  });

  it('is not signed by a dry run, which says so', async () => {
    const result = await run(visibility, { 'dry-run': 'sign' });
    expect(result.outputs).toMatchObject({ attested: 'false' });
    expect(result.outputs['not-attested-because']).toContain('allow-public-disclosure-from-private-repo');
    expect(result.log).toContain('Nothing is signed: this dry run does what `dry-run: plan` does.');
    expectNothingDisclosed();
  });

  it('is not looked at by a plan', async () => {
    const result = await run(visibility, { 'dry-run': 'plan' });
    expect(result.outputs['result']).toBe('plan');
    expect(names.sigstore.issuer.counts).toEqual({});
    expectNothingDisclosed();
  });
});

describe('an own instance that has a service of sigstore.dev', () => {
  const index = 'https://packages.example/legacy/';
  const more = { 'oidc-audience': 'testbed-index', attestations: 'keep' };

  beforeEach(async () => {
    names = await startPublicNames(PUBLIC_GOOD);
  });

  it('needs consent: its TUF repository is asked, none of its services', async () => {
    const result = await run('private', { ...names.ownInstance, ...more }, index);
    expect(result.outputs['not-attested-because']).toContain('allow-public-disclosure-from-private-repo');
    expectNothingDisclosed([TUF_HOST, 'packages.example']);
  });

  it('signs with consent, and has listed every value of the certificate before', async () => {
    const inputs = {
      ...names.ownInstance,
      ...more,
      'allow-public-disclosure-from-private-repo': 'true',
    };
    const result = await run('private', inputs, index);
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
    const warning = /^::warning title=Public disclosure::(.*)$/m.exec(result.log);
    const listed = (warning?.[1] ?? '').split('%0A').map((line) => line.replace(/^- [^:]+: /, ''));
    const values = await certificateValues(result);
    expect(values.length).toBeGreaterThan(20);
    // One extension has the repository without its server.
    const known = [...listed, ...listed.map((value) => value.replace('https://github.com/', ''))];
    expect(values.filter((value) => !known.includes(value))).toEqual([]);
    // Listed before the token for Sigstore was asked for.
    const asked = result.log.indexOf(`https://${PUBLIC_GOOD.fulcio}`, (warning?.index ?? 0) + 1);
    expect(warning?.index).toBeGreaterThan(0);
    expect(asked).toBeGreaterThan(warning?.index ?? Infinity);
  });
});

/** The values of the extensions that Fulcio made of the token, and the subject alternative name. */
async function certificateValues({ outputs }: ActionResult): Promise<readonly string[]> {
  const text = await readFile(outputs['attestation-paths'] ?? '', 'utf8');
  const { verification_material } = JSON.parse(text) as { verification_material: { certificate: string } };
  const certificate = AsnConvert.parse(Buffer.from(verification_material.certificate, 'base64'), Certificate);
  const extensions = certificate.tbsCertificate.extensions ?? [];
  return extensions.flatMap(({ extnID, extnValue }) => {
    const value = Buffer.from(extnValue.buffer);
    if (extnID.startsWith(FULCIO_ARC)) return [textOf(value)];
    if (extnID !== SUBJECT_ALTERNATIVE_NAME) return [];
    return AsnConvert.parse(value, SubjectAlternativeName).map(
      (name) => name.uniformResourceIdentifier ?? '',
    );
  });
}

/** The first six arcs are bare text, the later ones DER UTF8Strings. */
function textOf(value: Buffer): string {
  if (value[0] !== 0x0c) return value.toString();
  return value.subarray((value[1] ?? 0) < 0x80 ? 2 : 3).toString();
}
