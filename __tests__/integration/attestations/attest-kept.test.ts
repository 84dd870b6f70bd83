import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { attest } from '../../../src/attestations/attest.ts';
import type { AttestRequest } from '../../../src/attestations/attest.ts';
import type { BuildRun } from '../../../src/attestations/build-provenance.ts';
import type { Distribution } from '../../../src/distributions/distribution.ts';
import type { Files } from '../../../src/platform/files.ts';
import { buildRun } from '../../../src/stages/build-run.ts';
import { demoClaims } from '../../support/sample-claims.ts';
import { SIGNER, startSigningBench } from '../../support/signing-harness.ts';
import type { SigningBench } from '../../support/signing-harness.ts';

// Tens of signatures are verified; a busy machine takes its time for that.
jest.setTimeout(60_000);

let bench: SigningBench;
let directory: string;

beforeEach(async () => {
  bench = await startSigningBench();
  directory = join(bench.directory, 'attestations');
});

afterEach(async () => bench.close());

const distributions = async (count: number): Promise<readonly Distribution[]> => bench.sdists(count);

interface Told {
  readonly made: string[];
  readonly failed: string[];
}

/** Adopts and signs with one of the logs; `signal` cancels. */
async function run(
  all: readonly Distribution[],
  rekor: 1 | 2,
  changed: {
    readonly files?: Partial<Files>;
    readonly signal?: AbortSignal;
    readonly provenance?: BuildRun;
  } = {},
  told: Told = { made: [], failed: [] },
) {
  const request: AttestRequest = {
    distributions: all,
    directory,
    proof: 'log',
    existing: 'adopt',
    bundles: false,
    expected: SIGNER,
    verifiableRekor: [1, 2],
    trustedRoot: bench.trustedRoot(),
    provenance: changed.provenance,
    signer: async () => Promise.resolve(bench.signer(rekor)),
  };
  const platform = { files: { ...bench.files, ...changed.files }, log: bench.runner.log };
  return attest(
    request,
    platform,
    ({ name }) => told.made.push(name),
    ({ name }) => told.failed.push(name),
    changed.signal,
  );
}

const adoptedOf = (result: Awaited<ReturnType<typeof run>>) =>
  [...result.values()].flat().filter(({ adopted }) => adopted);
const entries = () => bench.sigstore.rekor1.entries() + bench.sigstore.rekor2.entries();

/** A disk on which nothing gets its final name: where a kill finds a run that is busy verifying. */
const killedWhileVerifying: Partial<Files> = {
  move: async () => Promise.reject(new Error('killed')),
};

describe('an attestation that was answered and not yet verified', () => {
  it.each([1, 2] as const)('is taken up by the next run, with Rekor v%i', async (rekor) => {
    const all = await distributions(30);
    await expect(run(all, rekor, { files: killedWhileVerifying })).rejects.toThrow('killed');
    const answered = entries();
    expect((await readdir(directory)).every((name) => name.endsWith('.publish.attestation.unverified'))).toBe(
      true,
    );
    const result = await run(all, rekor);
    expect(adoptedOf(result)).toHaveLength(answered);
    expect(entries()).toBe(30);
    expect((await readdir(directory)).toSorted()).toEqual(
      all.map(({ name }) => `${name}.publish.attestation`).toSorted(),
    );
  });

  it('is signed anew where it does not fit, without a word', async () => {
    const all = await distributions(2);
    await expect(run(all, 1, { files: killedWhileVerifying })).rejects.toThrow('killed');
    const [one, two] = all.map(({ name }) => join(directory, `.${name}.publish.attestation.unverified`));
    if (one === undefined || two === undefined) throw new Error('two files were signed');
    await bench.files.move(one, two);
    const result = await run(all, 1);
    expect(adoptedOf(result)).toEqual([]);
    expect(entries()).toBe(4);
    expect((await readdir(directory)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is not kept where the log answered something that does not verify', async () => {
    const all = await distributions(1);
    const alter = (json: unknown): object => {
      const text = JSON.stringify(json).replace(
        /"signedEntryTimestamp":"[^"]*"/,
        '"signedEntryTimestamp":"AAAA"',
      );
      return JSON.parse(text) as object;
    };
    bench.sigstore.rekor1.faults.push({ match: () => true, kind: 'alter', alter });
    await expect(run(all, 1)).rejects.toThrow('demo-1.0.0.tar.gz');
    expect(await readdir(directory)).toEqual([]);
    expect(entries()).toBe(1);
  });
});

describe('build provenance beside an attestation', () => {
  const provenance = buildRun(demoClaims({ run_id: '42' }), 'https://github.com');
  const both = (files: Partial<Files> = {}) =>
    distributions(1).then(async (all) => run(all, 1, { files, provenance }));

  it('is taken up by the next attempt where both were answered and not yet verified', async () => {
    await expect(both(killedWhileVerifying)).rejects.toThrow('killed');
    expect(new Set(await readdir(directory))).toEqual(
      new Set(['publish', 'slsa'].map((kind) => `.demo-1.0.0.tar.gz.${kind}.attestation.unverified`)),
    );
    expect(adoptedOf(await both())).toHaveLength(2);
    expect(entries()).toBe(2);
    expect(new Set(await readdir(directory))).toEqual(
      new Set(['publish', 'slsa'].map((kind) => `demo-1.0.0.tar.gz.${kind}.attestation`)),
    );
  });

  it('is not taken up by another run, which signs its own', async () => {
    await expect(both(killedWhileVerifying)).rejects.toThrow('killed');
    const [all, other] = [await distributions(1), { ...provenance, runId: '43' }];
    const result = await run(all, 1, { provenance: other });
    expect([...result.values()].flat().map(({ adopted }) => adopted)).toEqual([true, false]);
    expect(entries()).toBe(3);
  });

  it('keeps the other one where one of the two fails, names the file, and is signed the next time', async () => {
    let posts = 0;
    bench.sigstore.rekor1.faults.push({
      match: () => {
        posts += 1;
        return posts === 2;
      },
      kind: 'status',
      status: 400,
    });
    const told: Told = { made: [], failed: [] };
    const all = await distributions(1);
    await expect(run(all, 1, { provenance }, told)).rejects.toMatchObject({
      message: expect.stringMatching(/^demo-1\.0\.0\.tar\.gz: .*\(1 of 2 attestations were created\)$/),
    });
    expect(told).toEqual({ made: ['demo-1.0.0.tar.gz'], failed: ['demo-1.0.0.tar.gz'] });
    const result = await run(all, 1, { provenance }, told);
    expect(adoptedOf(result)).toHaveLength(1);
    expect([...result.values()].flat().map(({ predicateType }) => predicateType)).toEqual([
      'https://docs.pypi.org/attestations/publish/v1',
      'https://slsa.dev/provenance/v1',
    ]);
    expect(entries()).toBe(2);
  });
});

describe('a disk that refuses what was signed', () => {
  const busy = (syscall: string) =>
    Object.assign(new Error('EBUSY: resource busy'), { code: 'EBUSY', syscall });

  it.each<[string, Partial<Files>]>([
    ['its last name', { move: () => Promise.reject(busy('rename')) }],
    ['any byte of it', { writeAtomically: () => Promise.reject(busy('rename')) }],
  ])('%s keeps nothing from being used: it is in memory, and named', async (_, refusing) => {
    const all = await distributions(3);
    bench.lines.length = 0;
    const result = await run(all, 1, { files: refusing });
    expect([...result.values()].flat()).toMatchObject(
      all.map(() => ({ path: undefined, adopted: false, attestation: { version: 1 } })),
    );
    const named = bench.lines.filter((line) => line.includes('could not write'));
    expect(named).toHaveLength(1);
    for (const { name } of all) expect(named.join('')).toContain(name);
    expect(named.join('')).toContain(
      `wheelseal could not write its attestation (the report file contains it) to ${directory}: EBUSY: resource busy. The same for 2 more: `,
    );
    expect(entries()).toBe(3);
  });
});

describe('a distribution whose name is long', () => {
  it.each([181, 182, 223, 224, 235])(
    'of %d bytes has its attestation, taken up after a kill too',
    async (length) => {
      const one = await bench.sdist(`${'n'.repeat(length - 7)}.tar.gz`);
      await expect(run([one], 1, { files: killedWhileVerifying })).rejects.toThrow('killed');
      expect(adoptedOf(await run([one], 1))).toHaveLength(1);
      expect(await readdir(directory)).toEqual([`${one.name}.publish.attestation`]);
      expect(entries()).toBe(1);
    },
  );
});

describe('what lies under the names of attestations that are not verified yet', () => {
  const pending = (name: string): string => join(directory, `.${name}.publish.attestation.unverified`);

  it('goes where it is a link, and leads nowhere', async () => {
    const [one] = await distributions(1);
    if (one === undefined) throw new Error('there is one');
    const target = join(bench.directory, 'elsewhere');
    await writeFile(target, 'precious');
    await mkdir(directory);
    await symlink(target, pending(one.name));
    const result = await run([one], 1);
    expect(adoptedOf(result)).toEqual([]);
    expect(await readFile(target, 'utf8')).toBe('precious');
    expect(await readdir(directory)).toEqual([`${one.name}.publish.attestation`]);
  });

  it('is named where it can’t go, before anything is signed', async () => {
    const [one] = await distributions(1);
    if (one === undefined) throw new Error('there is one');
    await mkdir(pending(one.name), { recursive: true });
    await expect(run([one], 1)).rejects.toMatchObject({
      code: 'ATTESTATION_INVALID',
      message: expect.stringContaining(`${pending(one.name)} can't be removed`),
    });
    expect(entries()).toBe(0);
  });

  it('is taken up where it was written whole and had not got its name', async () => {
    const all = await distributions(3);
    await run(all, 1);
    const [one, two, three] = all.map(({ name }) => `${name}.publish.attestation`);
    const half = (name: string): string =>
      join(directory, `.${name}.8a1f6a0e-7c1b-4d67-9f39-0d0f6f7d8c11.tmp`);
    await rename(join(directory, one ?? ''), half(one ?? ''));
    await rename(join(directory, two ?? ''), half(`.${two}.unverified`));
    const whole = await readFile(join(directory, three ?? ''));
    await rm(join(directory, three ?? ''));
    await writeFile(half(three ?? ''), whole.subarray(0, 1000));
    const others = '.other-1.0.tar.gz.publish.attestation.8a1f6a0e-7c1b-4d67-9f39-0d0f6f7d8c11.tmp';
    await writeFile(join(directory, others), 'of another run, which writes it just now');
    expect(adoptedOf(await run(all, 1)).map(({ path }) => path)).toEqual(
      [one, two].map((name) => join(directory, name ?? '')),
    );
    expect(entries()).toBe(4);
    expect(new Set(await readdir(directory))).toEqual(new Set([others, one, two, three]));
  });
});

describe('a cancellation', () => {
  it.each([1, 2] as const)(
    'lets entries in flight be answered and kept, and starts no new ones, with Rekor v%i',
    async (rekor) => {
      const all = await distributions(100);
      const cancel = new AbortController();
      const log = rekor === 1 ? bench.sigstore.rekor1 : bench.sigstore.rekor2;
      let posts = 0;
      bench.before = ({ url }) => {
        if (!url.startsWith(log.url)) return;
        posts += 1;
        if (posts === 20) cancel.abort(new Error('SIGTERM'));
      };
      const told: Told = { made: [], failed: [] };
      await expect(run(all, rekor, { signal: cancel.signal }, told)).rejects.toMatchObject({
        code: 'CANCELLED',
        message: expect.stringContaining('20 of 100 attestations were created'),
      });
      expect([posts, entries(), told.made.length, (await readdir(directory)).length]).toEqual([
        20, 20, 20, 20,
      ]);
      expect(adoptedOf(await run(all, rekor))).toHaveLength(20);
      expect(entries()).toBe(100);
    },
  );

  it('does not wait for what can be asked for again', async () => {
    const all = await distributions(1);
    const cancel = new AbortController();
    bench.sigstore.fulcio.faults.push({ match: () => true, kind: 'hang' });
    bench.before = ({ url }) => {
      if (url.startsWith(bench.sigstore.fulcio.url)) setImmediate(() => cancel.abort(new Error('SIGTERM')));
    };
    await expect(run(all, 1, { signal: cancel.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(entries()).toBe(0);
  });

  it('fetches an entry whose answer was lost before, since it is there for good', async () => {
    const all = await distributions(1);
    const cancel = new AbortController();
    bench.sigstore.rekor1.faults.push({
      match: (method) => method === 'POST',
      times: 1,
      kind: 'lose-answer',
    });
    let posts = 0;
    bench.before = ({ url, method }) => {
      if (!url.startsWith(bench.sigstore.rekor1.url) || method !== 'POST') return;
      posts += 1;
      if (posts === 2) cancel.abort(new Error('SIGTERM'));
    };
    const told: Told = { made: [], failed: [] };
    await expect(run(all, 1, { signal: cancel.signal }, told)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect([told.made.length, entries()]).toEqual([1, 1]);
  });

  it('ends the wait for an overloaded log', async () => {
    const all = await distributions(1);
    const cancel = new AbortController();
    const headers = { 'retry-after': '600' };
    bench.sigstore.rekor1.faults.push({ match: () => true, kind: 'status', status: 503, headers });
    const began = bench.clock.now().getTime();
    bench.before = ({ url }) => {
      if (url.startsWith(bench.sigstore.rekor1.url)) cancel.abort(new Error('SIGTERM'));
    };
    await expect(run(all, 1, { signal: cancel.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(bench.clock.now().getTime() - began).toBeLessThan(1000);
  });
});
