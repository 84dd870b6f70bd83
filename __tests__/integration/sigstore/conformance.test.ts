import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleToJSON } from '@sigstore/bundle';
import type { Bundle } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { HashAlgorithm } from '@sigstore/protobuf-specs';
import { parse } from 'yaml';
import { bundleFromAttestation } from '../../../src/attestations/attestation-json.ts';
import { publishStatement } from '../../../src/attestations/statement.ts';
import { startSigstore } from '../../testbed/sigstore.ts';
import { DISTRIBUTION, signerOf, signWith } from '../../support/sigstore-client.ts';

const ROOT = new URL('../../../', import.meta.url);
const SCRIPT = fileURLToPath(new URL('scripts/conformance.mjs', ROOT));

let directory: string;
let identity: string;
let issuer: string;

interface Outcome {
  readonly code: number | null;
  readonly errors: string;
}

function run(...arguments_: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SCRIPT, ...arguments_], { cwd: directory });
    let errors = '';
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, errors }));
  });
}

interface Changes {
  readonly bundle?: string;
  readonly identity?: string;
  readonly issuer?: string;
  readonly file?: string;
}

/** As the suite calls it: always these options, always in this order. */
function verify(changes: Changes = {}): Promise<Outcome> {
  const given = { bundle: 'v1.json', identity, issuer, file: DISTRIBUTION.name, ...changes };
  const named = ['--certificate-identity', given.identity, '--certificate-oidc-issuer', given.issuer];
  const options = ['--bundle', given.bundle, ...named, '--trusted-root', 'trusted_root.json'];
  return run('verify-bundle', ...options, given.file);
}

/** An envelope's signature is over its encoding: logged in Rekor v2, it is as well that of a file with these bytes. */
function blobOf(bundle: Bundle): { readonly bundle: Bundle; readonly artifact: Buffer } {
  if (bundle.content.$case !== 'dsseEnvelope') throw new Error('The bundle has no envelope');
  const { payloadType, payload, signatures } = bundle.content.dsseEnvelope;
  const artifact = dsse.preAuthEncoding(payloadType, payload);
  const digest = createHash('sha256').update(artifact).digest();
  const messageSignature = {
    messageDigest: { algorithm: HashAlgorithm.SHA2_256, digest },
    signature: signatures[0]?.sig ?? Buffer.alloc(0),
  };
  return { bundle: { ...bundle, content: { $case: 'messageSignature', messageSignature } }, artifact };
}

const write = (name: string, content: unknown): Promise<void> =>
  writeFile(join(directory, name), Buffer.isBuffer(content) ? content : JSON.stringify(content));

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conformance-test-'));
  const testbed = await startSigstore();
  const signer = await signerOf(testbed);
  [identity, issuer] = [signer.buildConfigUri, signer.issuer];
  const content = Buffer.from('content');
  const sha256 = createHash('sha256').update(content).digest('hex');
  const statement = publishStatement(DISTRIBUTION.name, sha256);
  const one = bundleFromAttestation((await signWith(testbed, 1, statement)).attestation);
  const two = bundleFromAttestation((await signWith(testbed, 2, statement)).attestation);
  const blob = blobOf(two);
  await write('trusted_root.json', testbed.trustedRoot());
  await write(DISTRIBUTION.name, content);
  await write('v1.json', bundleToJSON(one));
  await write('v2.json', bundleToJSON(two));
  await write('blob.json', bundleToJSON(blob.bundle));
  await write('artifact', blob.artifact);
  await testbed.close();
});

afterAll(() => rm(directory, { recursive: true, force: true }));

describe('verify-bundle', () => {
  it.each(['v1.json', 'v2.json'])('accepts %s, by path and by digest', async (bundle) => {
    const sha256 = createHash('sha256').update('content').digest('hex');
    expect(await verify({ bundle })).toEqual({ code: 0, errors: '' });
    expect(await verify({ bundle, file: `sha256:${sha256}` })).toEqual({ code: 0, errors: '' });
  });

  it('accepts a signature over a file itself, by path and by digest', async () => {
    const sha256 = createHash('sha256')
      .update(await readFile(join(directory, 'artifact')))
      .digest('hex');
    const blob = { bundle: 'blob.json' };
    expect(await verify({ ...blob, file: 'artifact' })).toEqual({ code: 0, errors: '' });
    expect(await verify({ ...blob, file: `sha256:${sha256}` })).toEqual({ code: 0, errors: '' });
    const other = await verify({ ...blob, file: DISTRIBUTION.name });
    expect(other).toEqual({ code: 1, errors: expect.stringContaining('message digest') });
  });

  it.each([
    ['identity', { identity: 'https://github.com/another' }, 'identity: expected https://github.com/another'],
    ['issuer', { issuer: 'https://issuer.test' }, 'issuer: expected https://issuer.test'],
    ['digest', { file: `sha256:${'0'.repeat(64)}` }, 'the statement is not about this file'],
  ])('refuses another %s', async (_name, changes, reason) => {
    expect(await verify(changes)).toEqual({ code: 1, errors: expect.stringContaining(reason) });
  });

  it.each([
    ['v1.json', /"sig":"(.{40})(.)/, 'log entry'],
    ['v2.json', /"sig":"(.{40})(.)/, 'timestamp'],
    ['blob.json', /"signature":"(.{40})(.)/, 'timestamp'],
    ['v1.json', /"canonicalizedBody":"(.{40})(.)/, 'inclusion promise'],
    ['blob.json', /"canonicalizedBody":"(.{40})(.)/, 'inclusion proof'],
  ])('refuses %s with one character changed', async (bundle, place, check) => {
    const text = await readFile(join(directory, bundle), 'utf8');
    const changed = text.replace(place, (found) => found.slice(0, -1) + (found.endsWith('A') ? 'B' : 'A'));
    await write('changed.json', Buffer.from(changed));
    const { code, errors } = await verify({
      bundle: 'changed.json',
      file: bundle === 'blob.json' ? 'artifact' : DISTRIBUTION.name,
    });
    expect({ code, errors }).toEqual({
      code: 1,
      errors: expect.stringContaining(`verification of its ${check}`),
    });
  });

  it('refuses base64 that spells something else than it is read as, and negative indices', async () => {
    const text = await readFile(join(directory, 'v1.json'), 'utf8');
    await write('changed.json', Buffer.from(text.replace('"sig":"', '"sig":"!')));
    expect((await verify({ bundle: 'changed.json' })).errors).toContain('is not spelt as it is read');
    await write('changed.json', Buffer.from(text.replace('"logIndex":"', '"logIndex":"-')));
    expect((await verify({ bundle: 'changed.json' })).errors).toContain('tlogEntries.logIndex must be');
  });

  it('says what is out of scope', async () => {
    const intoto = (await readFile(join(directory, 'v1.json'), 'utf8')).replace(
      '"kind":"dsse"',
      '"kind":"intoto"',
    );
    await write('changed.json', Buffer.from(intoto));
    expect(await verify({ bundle: 'changed.json' })).toEqual({
      code: 1,
      errors: 'PyPI accepts no log entries of the kind intoto\n',
    });
    expect(await run('verify-bundle', '--bundle', 'v1.json', '--key', 'key.pub', DISTRIBUTION.name)).toEqual({
      code: 1,
      errors: '--key is not supported: PyPI accepts no attestations by managed keys\n',
    });
  });
});

describe('what it does not understand', () => {
  it.each([
    ['no identity', ['verify-bundle', '--bundle', 'none.json'], '--certificate-identity is missing'],
    ['no file', ['verify-bundle'], 'One file or digest must be given'],
    ['an unknown option', ['verify-bundle', '--offline'], "Unknown option '--offline'"],
    ['signing', ['sign-bundle', '--bundle', 'out.json'], 'sign-bundle is not supported'],
    ['an unknown command', ['attest'], 'There is no command attest.'],
    ['nothing', [], 'A command is missing.'],
  ])('%s', async (_name, [command, ...options], reason) => {
    const file = reason.startsWith('--') ? [DISTRIBUTION.name] : [];
    const { code, errors } = await run(...(command === undefined ? [] : [command]), ...options, ...file);
    expect(code).toBe(2);
    expect(errors).toContain(reason);
    expect(errors).toContain('Usage:');
  });

  it.each([{ bundle: 'none.json' }, { file: 'none.json' }])(
    'a file that is not there: %p',
    async (changes) => {
      expect(await verify(changes)).toEqual({
        code: 2,
        errors: expect.stringContaining('There is no file none.json.'),
      });
    },
  );
});

describe('the list of cases', () => {
  it('says of no bad one that it is accepted, and names the good ones that the workflow expects to fail', async () => {
    const rows = (await readFile(new URL('docs/conformance.md', ROOT), 'utf8'))
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
    expect(rows).toHaveLength(70);
    const named = (outcome: string): string[] =>
      rows.filter((row) => row[3] === outcome).map(([, name = '']) => name);
    expect(named('accepted').filter((name) => name.endsWith('_fail'))).toEqual([]);
    expect(named('refused').filter((name) => !name.endsWith('_fail'))).toEqual([]);
    const workflow: unknown = parse(
      await readFile(new URL('.github/workflows/conformance.yml', ROOT), 'utf8'),
    );
    const expected = JSON.stringify(workflow).match(/(?<=test_verify\*-)[\w-]+(?=\])/g);
    expect(expected).toEqual(named('out of scope').filter((name) => !name.endsWith('_fail')));
  });
});
