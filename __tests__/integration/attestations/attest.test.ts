import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { bundleFromJSON } from '@sigstore/bundle';
import { adoptAttestations } from '../../../src/attestations/adopt.ts';
import { attest } from '../../../src/attestations/attest.ts';
import type { AttestRequest } from '../../../src/attestations/attest.ts';
import { parseAttestation } from '../../../src/attestations/attestation-json.ts';
import type { MadeAttestation } from '../../../src/attestations/attestation.ts';
import type { Distribution } from '../../../src/distributions/distribution.ts';
import type { Signer } from '../../../src/sigstore/sign/signer.ts';
import { attestationOf } from '../../support/attestation-of.ts';
import { SIGNER, startSigningBench } from '../../support/signing-harness.ts';
import type { SigningBench } from '../../support/signing-harness.ts';

// A hundred signatures are verified; a busy machine takes its time for that.
jest.setTimeout(60_000);

let bench: SigningBench;
let directory: string;

beforeEach(async () => {
  bench = await startSigningBench();
  directory = join(bench.directory, 'attestations');
});

afterEach(async () => bench.close());

const distributions = async (count: number): Promise<readonly Distribution[]> => bench.sdists(count);

async function timestamping(): Promise<Signer> {
  return Promise.resolve(bench.signer(1, { timestampV1: true }));
}

/** The text of its signature, with its quotes. */
function signatureIn(bundle: string): string {
  return /"sig":("[^"]+")/.exec(bundle)?.[1] ?? '';
}

function timestampIn(bundle: string): string {
  return /"signedTimestamp":"([^"]+)"/.exec(bundle)?.[1] ?? '';
}

function withoutTimestamps(bundle: string): object {
  const { verificationMaterial } = JSON.parse(bundle) as { verificationMaterial: object };
  return {
    verificationMaterial: { ...verificationMaterial, timestampVerificationData: {} },
  };
}

interface Outcome {
  readonly result: ReadonlyMap<string, readonly MadeAttestation[]> | undefined;
  readonly error: unknown;
  readonly made: string[];
  readonly failed: string[];
  readonly signers: number;
}

async function run(
  files: readonly Distribution[],
  changed: Partial<AttestRequest> = {},
  signal?: AbortSignal,
): Promise<Outcome> {
  const made: string[] = [];
  const failed: string[] = [];
  let signers = 0;
  const request: AttestRequest = {
    distributions: files,
    directory,
    proof: 'log',
    existing: 'adopt',
    bundles: false,
    expected: SIGNER,
    verifiableRekor: [1, 2],
    trustedRoot: bench.trustedRoot(),
    signer: async () => {
      signers += 1;
      return Promise.resolve(bench.signer(1));
    },
    ...changed,
  };
  const end = (result: Outcome['result'], error?: unknown): Outcome => ({
    result,
    error,
    made,
    failed,
    signers,
  });
  try {
    const result = await attest(
      request,
      { files: bench.files, log: bench.runner.log },
      ({ name }) => made.push(name),
      ({ name }) => failed.push(name),
      signal,
    );
    return end(result);
  } catch (error) {
    return end(undefined, error);
  }
}

describe('attest', () => {
  it.each([1, 2] as const)(
    'signs, verifies and writes each file, in their order, with Rekor v%i',
    async (rekor) => {
      const files = await distributions(20);
      const { result, made, failed } = await run(files, {
        signer: async () => Promise.resolve(bench.signer(rekor)),
      });
      const names = files.map(({ name }) => name);
      expect([...(result?.keys() ?? [])]).toEqual(names);
      expect([...made].toSorted()).toEqual([...names].toSorted());
      expect(failed).toEqual([]);
      const [first] = result?.get('demo-1.0.0.tar.gz') ?? [];
      expect(first).toMatchObject({
        predicateType: 'https://docs.pypi.org/attestations/publish/v1',
        path: join(directory, 'demo-1.0.0.tar.gz.publish.attestation'),
        adopted: false,
        rekorVersion: rekor,
        logUrl: undefined,
      });
      expect(parseAttestation(await readFile(first?.path ?? ''))).toEqual(attestationOf(first));
      expect(await readdir(directory)).toHaveLength(20);
    },
  );

  it('adopts what a run before has made, and asks nobody', async () => {
    const files = await distributions(3);
    const before = await run(files);
    const entries = bench.sigstore.rekor1.entries();
    const again = await run(files);
    expect(again).toMatchObject({ error: undefined, signers: 0, made: files.map(({ name }) => name) });
    expect(again.result?.get('demo-1.0.1.tar.gz')).toMatchObject([
      { adopted: true, attestation: attestationOf(before.result?.get('demo-1.0.1.tar.gz')?.[0]) },
    ]);
    expect(bench.sigstore.rekor1.entries()).toBe(entries);
    await expect(run(files, { existing: 'replace' })).resolves.toMatchObject({ signers: 1 });
    expect(bench.sigstore.rekor1.entries()).toBe(entries + 3);
  });

  it('signs only what is missing, and prefers what lies beside the file', async () => {
    const files = await distributions(2);
    const name = `${files[0]?.name}.publish.attestation`;
    await run(files.slice(0, 1));
    const beside = join(bench.directory, 'dist', name);
    await writeFile(beside, await readFile(join(directory, name)));
    await writeFile(join(directory, name), 'not even JSON');
    const { result, error } = await run(files);
    expect(error).toBeUndefined();
    expect([...(result?.values() ?? [])].flat().map(({ path, adopted }) => [path, adopted])).toEqual([
      [beside, true],
      [join(directory, `${files[1]?.name}.publish.attestation`), false],
    ]);
  });

  it('names all that can not be adopted, before anything is signed', async () => {
    const files = await distributions(3);
    await run(files.slice(0, 2));
    await writeFile(join(directory, `${files[2]?.name}.slsa.attestation`), '{"version":2}');
    const entries = bench.sigstore.rekor1.entries();
    const expected = { ...SIGNER, sourceRepositoryDigest: '2e'.repeat(20) };
    const { error, signers } = await run(files, { expected });
    expect(error).toMatchObject({ code: 'ATTESTATION_INVALID', hint: expect.stringContaining('replace') });
    const text = String(error);
    expect(text).toContain('3 existing attestations cannot be used');
    for (const { name } of files) expect(text).toContain(name);
    expect(text).toContain('2e'.repeat(20));
    expect([signers, bench.sigstore.rekor1.entries()]).toEqual([0, entries]);
  });

  it('does not adopt what this index can not verify', async () => {
    const files = await distributions(1);
    await run(files, { signer: async () => Promise.resolve(bench.signer(2)) });
    const { error } = await run(files, { verifiableRekor: [1] });
    expect(error).toMatchObject({
      code: 'ATTESTATION_INVALID',
      message: expect.stringContaining('Rekor v2'),
    });
  });

  it('does not take one predicate for another', async () => {
    const files = await distributions(1);
    await run(files);
    const path = join(directory, `${files[0]?.name}`);
    await writeFile(`${path}.slsa.attestation`, await readFile(`${path}.publish.attestation`));
    const { error } = await run(files);
    expect(error).toMatchObject({ message: expect.stringContaining('predicate type') });
  });

  it('writes bundles, for adopted attestations too, and keeps the fuller ones', async () => {
    const files = await distributions(1);
    const path = join(directory, `${files[0]?.name}.sigstore.json`);
    await run(files);
    await run(files, { bundles: true });
    const adopted: unknown = JSON.parse(await readFile(path, 'utf8'));
    expect(bundleFromJSON(adopted).verificationMaterial.tlogEntries).toHaveLength(1);
    await run(files, { bundles: true, existing: 'replace', signer: timestamping });
    const signed = await readFile(path, 'utf8');
    expect(signed).toContain('"signedTimestamp"');
    const lines = join(directory, `${files[0]?.name}.intoto.jsonl`);
    await expect(readFile(lines, 'utf8')).resolves.toBe(`${signed}\n`);
    await writeFile(lines, 'planted');
    await run(files, { bundles: true });
    await expect(readFile(path, 'utf8')).resolves.toBe(signed);
    await expect(readFile(lines, 'utf8')).resolves.toBe(`${signed}\n`);
  });

  it.each<[string, (bundle: string, other: string) => string]>([
    ['one of another file', (_, other) => other],
    [
      'one that has the signature’s text in it',
      (bundle, other) => `${other.slice(0, -1)},"x":${signatureIn(bundle)}}`,
    ],
    ['one that says more', (bundle) => `${bundle.slice(0, -1)},"evil":true}`],
    ['one that is written otherwise', (bundle) => JSON.stringify(JSON.parse(bundle), null, 2)],
    [
      'one whose timestamp is of another file',
      (bundle, other) => bundle.replace(timestampIn(bundle), timestampIn(other)),
    ],
    ['half of one', (bundle) => bundle.slice(0, 500)],
  ])('T21: writes a planted bundle anew: %s', async (_, planted) => {
    const files = await distributions(2);
    const [path = '', other = ''] = files.map(({ name }) => join(directory, `${name}.sigstore.json`));
    await run(files, { bundles: true, signer: timestamping });
    const [bundle, foreign] = [await readFile(path, 'utf8'), await readFile(other, 'utf8')];
    await writeFile(path, planted(bundle, foreign));
    const { error } = await run(files, { bundles: true });
    expect(error).toBeUndefined();
    const written = await readFile(path, 'utf8');
    expect(written).not.toBe(planted(bundle, foreign));
    // What an attestation has no room for is lost with what was planted.
    expect(JSON.parse(written)).toEqual({ ...JSON.parse(bundle), ...withoutTimestamps(bundle) });
    await expect(readFile(other, 'utf8')).resolves.toBe(foreign);
  });

  it('keeps what was signed when one fails, names it, and signs the rest the next time', async () => {
    const files = await distributions(100);
    let posts = 0;
    bench.sigstore.rekor1.faults.push({
      match: () => {
        posts += 1;
        return posts === 20;
      },
      kind: 'status',
      status: 400,
    });
    const first = await run(files);
    const kept = (await readdir(directory)).length;
    expect(first.failed).toHaveLength(1);
    expect(kept).toBe(first.made.length);
    expect(kept).toBeLessThan(99);
    expect(first.error).toMatchObject({
      code: 'SIGNING_FAILED',
      message: expect.stringContaining(`${kept} of 100 attestations were created)`),
    });
    const second = await run(files);
    expect(second.error).toBeUndefined();
    expect(second.made).toHaveLength(100);
    expect(bench.sigstore.rekor1.entries()).toBe(100);
  });

  it('stops when it is cancelled, and signs nothing again that was signed', async () => {
    const files = await distributions(100);
    const cancel = new AbortController();
    let posts = 0;
    bench.before = ({ url }) => {
      if (url.startsWith(bench.sigstore.rekor1.url)) posts += 1;
      if (posts === 80) cancel.abort(new Error('SIGTERM'));
    };
    const first = await run(files, {}, cancel.signal);
    expect(first.error).toMatchObject({ code: 'CANCELLED' });
    const kept = await readdir(directory);
    expect(kept).toHaveLength(first.made.length);
    const second = await run(files);
    expect(second.error).toBeUndefined();
    const adopted = [...(second.result?.values() ?? [])].flat().filter((made) => made.adopted);
    expect(adopted.flatMap(({ path }) => path ?? []).toSorted()).toEqual(
      kept.map((name) => join(directory, name)).toSorted(),
    );
  });
});

it('asks the disk for no attestation that its folder does not list', async () => {
  const files = await distributions(5);
  const asked: string[] = [];
  const watched = {
    ...bench.files,
    readSmall: async (path: string, maximumBytes: number) => {
      asked.push(path);
      return bench.files.readSmall(path, maximumBytes);
    },
  };
  const lying = join(bench.directory, 'dist', 'demo-1.0.3.tar.gz.publish.attestation');
  await writeFile(lying, '{}');
  const terms = {
    directory,
    bundles: false,
    expected: SIGNER,
    verifiableRekor: [1, 2] as const,
    trustedRoot: bench.trustedRoot(),
  };
  await expect(
    adoptAttestations(files, terms, { files: watched, log: bench.runner.log }),
  ).rejects.toMatchObject({
    code: 'ATTESTATION_INVALID',
  });
  expect(asked).toEqual([lying]);
});
