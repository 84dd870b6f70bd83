// A log is known by its key, never by the address that an entry is sent to: load balancers, roots without names, roots of v0.2.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { attestationFromBundle, bundleFromAttestation } from '../../../src/attestations/attestation-json.ts';
import { publishStatement } from '../../../src/attestations/statement.ts';
import type { Signer, SignerOptions } from '../../../src/sigstore/sign/signer.ts';
import { prepareSigstore } from '../../../src/sigstore/prepare.ts';
import type { PreparedSigstore } from '../../../src/sigstore/prepare.ts';
import { verifyBundle } from '../../../src/sigstore/verify/verify.ts';
import { publicKeyDer } from '../../testbed/certificates.ts';
import { startGlobalAddress } from '../../testbed/global-address.ts';
import type { GlobalAddress } from '../../testbed/global-address.ts';
import { startRekor2 } from '../../testbed/rekor2.ts';
import type { Rekor2 } from '../../testbed/rekor2.ts';
import { startSigningBench } from '../../support/signing-harness.ts';
import type { SigningBench } from '../../support/signing-harness.ts';

jest.setTimeout(60_000);

const SHA256 = 'ab'.repeat(32);
const FILES = Array.from({ length: 30 }, (_, index) => `demo-1.${index}.tar.gz`);

let bench: SigningBench;
let one: Rekor2;
let two: Rekor2;
let address: GlobalAddress;
const more: Rekor2[] = [];

beforeEach(async () => {
  bench = await startSigningBench();
  one = await startRekor2({ name: 'one.test', checkpointIntervalMs: 5 });
  two = await startRekor2({ name: 'two.test', checkpointIntervalMs: 5 });
  address = await startGlobalAddress([one, two]);
});

afterEach(async () => {
  await Promise.all([one, two, address, ...more.splice(0), bench].map((each) => each.close()));
});

/** How a root describes a log. */
interface Described {
  readonly baseUrl?: string;
  readonly ids?: 'logId' | 'short' | 'both';
  readonly operator?: string;
}

function described(log: Rekor2, { baseUrl = '', ids = 'logId', operator }: Described): object {
  const { logId, publicKey } = log;
  const start = new Date(bench.clock.now().getTime() - 3_600_000).toISOString();
  return {
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: publicKeyDer(publicKey).toString('base64'),
      keyDetails: publicKey.asymmetricKeyType === 'ec' ? 'PKIX_ECDSA_P256_SHA_256' : 'PKIX_ED25519',
      validFor: { start },
    },
    ...(ids !== 'short' && { logId: { keyId: logId.toString('base64') } }),
    ...(ids !== 'logId' && { checkpointKeyId: { keyId: logId.subarray(0, 4).toString('base64') } }),
    ...(operator !== undefined && { operator }),
  };
}

interface Instance {
  /** All logs of the root, before the testbed's own Rekor v1. */
  readonly tlogs: readonly object[];
  readonly url?: string;
  readonly mediaType?: string;
  readonly listsV1?: boolean;
}

function prepare({
  tlogs,
  url = address.url,
  mediaType,
  listsV1 = true,
}: Instance): Promise<PreparedSigstore> {
  const document: { tlogs?: readonly object[] } = bench.sigstore.trustedRoot();
  const config: { rekorTlogUrls?: readonly object[] } = bench.sigstore.signingConfig({ rekor: [2, 1] });
  const [v2, v1] = config.rekorTlogUrls ?? [];
  const root = {
    ...document,
    ...(mediaType !== undefined && { mediaType }),
    tlogs: [...tlogs, ...(document.tlogs ?? []).slice(0, 1)],
  };
  const signingConfig = { ...config, rekorTlogUrls: [{ ...v2, url }, ...(listsV1 ? [v1] : [])] };
  const instance = {
    kind: 'files',
    trustedRoot: Buffer.from(JSON.stringify(root)),
    signingConfig: Buffer.from(JSON.stringify(signingConfig)),
    audience: 'sigstore',
  } as const;
  return prepareSigstore({ instance, rekorChoice: 'auto', verifiableRekor: [1, 2] }, bench);
}

type Outcome = { readonly logs: readonly string[] } | { readonly failures: readonly string[] };

/** Signs all files side by side, verifies them as they would be read, and says which logs have them. */
async function sign(
  { services, trust }: PreparedSigstore,
  files: readonly string[] = FILES,
  options: Partial<SignerOptions> = {},
): Promise<Outcome> {
  const { trustedRoot } = trust;
  const signer = bench.signer(2, { services, trustedRoot, ...options });
  const ended = await Promise.allSettled(
    files.map(async (file) => {
      const bundle = await signer.sign(publishStatement(file, SHA256));
      const read = bundleFromAttestation(attestationFromBundle(bundle));
      return verifyBundle(read, signer.trustedRoot).logName;
    }),
  );
  const failures = ended.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
  if (failures.length > 0) return { failures };
  return { logs: ended.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])) };
}

const named = { one: { baseUrl: 'https://one.test' }, two: { baseUrl: 'https://two.test/' } };

describe('an address that the root does not name', () => {
  it('is used before Rekor v1, and each entry is matched by the key of the shard that took it', async () => {
    const prepared = await prepare({ tlogs: [described(one, named.one), described(two, named.two)] });
    expect(prepared.services.rekor).toMatchObject({ url: address.url, majorApiVersion: 2, named: false });
    const outcome = await sign(prepared);
    expect(outcome).toEqual({ logs: expect.arrayContaining(['one.test', 'two.test']) });
    expect([one.entries(), two.entries()]).toEqual([15, 15]);
    expect(address.requests.every(({ method }) => method === 'POST')).toBe(true);
  });

  it.each<[string, Described, Described, string]>([
    ['without a scheme', { baseUrl: 'one.test' }, { baseUrl: 'two.test/' }, 'v0.1+json'],
    ['without names', {}, {}, 'v0.1+json'],
    ['one of them without a name', named.one, {}, 'v0.1+json'],
    ['of v0.2, with both ids', { ...named.one, ids: 'both' }, { ...named.two, ids: 'both' }, 'v0.2+json'],
    [
      'of v0.2, with the id of checkpoints alone',
      { ...named.one, ids: 'short' },
      { ...named.two, ids: 'short' },
      'v0.2+json',
    ],
    [
      'of v0.2, with the id of checkpoints alone and no names',
      { ids: 'short' },
      { ids: 'short' },
      'v0.2+json',
    ],
    [
      'of v0.2, with the operator of the config',
      { ...named.one, operator: 'testbed' },
      { ...named.two, operator: 'testbed' },
      'v0.2+json',
    ],
  ])('is used with keys %s', async (_title, first, second, version) => {
    const mediaType = `application/vnd.dev.sigstore.trustedroot.${version}`;
    const prepared = await prepare({ tlogs: [described(one, first), described(two, second)], mediaType });
    expect(prepared.services.rekor.url).toBe(address.url);
    expect(await sign(prepared, FILES.slice(0, 4))).toEqual({
      logs: expect.arrayContaining(['one.test', 'two.test']),
    });
  });

  it('is used with ECDSA keys, whose id does not depend on the name', async () => {
    const ecdsa = await startRekor2({ name: 'ecdsa.test', key: 'ecdsa', checkpointIntervalMs: 5 });
    more.push(ecdsa);
    address.shards.splice(0, 2, ecdsa);
    for (const description of [{}, { baseUrl: 'https://ecdsa.test' }, { ids: 'short' }] as const) {
      const prepared = await prepare({ tlogs: [described(ecdsa, description)] });
      expect(await sign(prepared, FILES.slice(0, 2))).toEqual({ logs: ['ecdsa.test', 'ecdsa.test'] });
    }
  });

  it.each<[string, () => readonly object[]]>([
    ['of another operator', () => [described(one, { ...named.one, operator: 'other.test' })]],
    ['of Rekor v1 alone', () => []],
    ['by another name than its id says', () => [described(one, { baseUrl: 'https://other.test' })]],
  ])('is not used where the root has keys %s: v1 is', async (_title, tlogs) => {
    const { services } = await prepare({ tlogs: tlogs() });
    expect(services.rekor.majorApiVersion).toBe(1);
    expect(services.decisions[1]).toContain(`${address.url} (v2): the trusted root has no key for it`);
  });
});

describe('a root that names no log at all', () => {
  const nameless = (document: object): object => ({ ...document, baseUrl: '' });

  async function prepareNameless(
    tlogs: (own: readonly object[]) => readonly object[],
    versions: readonly (1 | 2)[],
  ): Promise<PreparedSigstore> {
    const document: { tlogs?: readonly object[] } = bench.sigstore.trustedRoot();
    const root = { ...document, tlogs: tlogs((document.tlogs ?? []).map(nameless)) };
    const instance = {
      kind: 'files',
      trustedRoot: Buffer.from(JSON.stringify(root)),
      signingConfig: Buffer.from(JSON.stringify(bench.sigstore.signingConfig({ rekor: [...versions] }))),
      audience: 'sigstore',
    } as const;
    return prepareSigstore({ instance, rekorChoice: 'auto', verifiableRekor: [1, 2] }, bench);
  }

  it.each([[[1]], [[2]], [[2, 1]]] as const)('is signed under with Rekor v%j', async (versions) => {
    const prepared = await prepareNameless((own) => own, versions);
    const { rekor } = prepared.services;
    expect(rekor).toMatchObject({ majorApiVersion: versions[0], named: false });
    expect(await sign(prepared, FILES.slice(0, 4))).toEqual({ logs: Array(4).fill('127.0.0.1') });
  });

  it.each([1, 2] as const)(
    'has its key of a stranger found out by one entry of Rekor v%i',
    async (version) => {
      const stranger = await startSigningBench();
      const { tlogs = [] }: { tlogs?: readonly object[] } = stranger.sigstore.trustedRoot();
      await stranger.close();
      const prepared = await prepareNameless(() => tlogs.map(nameless), [version]);
      const before = bench.sigstore.rekor1.entries() + bench.sigstore.rekor2.entries();
      expect(await sign(prepared)).toHaveProperty('failures');
      expect(bench.sigstore.rekor1.entries() + bench.sigstore.rekor2.entries() - before).toBe(1);
    },
  );
});

describe('several authorities under one address', () => {
  it.each([
    ['before', (own: object, other: object) => [other, own]],
    ['after', (own: object, other: object) => [own, other]],
  ])('verify what one of them signs, with another %s it', async (_title, order) => {
    const stranger = await startSigningBench();
    const [own, other]: Authorities[] = [bench.sigstore.trustedRoot(), stranger.sigstore.trustedRoot()];
    await stranger.close();
    const both = (list: keyof Authorities): readonly object[] => {
      const [[mine = {}] = [], [theirs = {}] = []] = [own?.[list], other?.[list]];
      const unknown = { ...mine, certChain: { certificates: [] } };
      return [unknown, ...order(mine, { ...mine, certChain: theirs.certChain })];
    };
    const root = {
      ...own,
      certificateAuthorities: both('certificateAuthorities'),
      timestampAuthorities: both('timestampAuthorities'),
    };
    const instance = {
      kind: 'files',
      trustedRoot: Buffer.from(JSON.stringify(root)),
      signingConfig: Buffer.from(JSON.stringify(bench.sigstore.signingConfig({ rekor: [2] }))),
      audience: 'sigstore',
    } as const;
    const prepared = await prepareSigstore({ instance, rekorChoice: 2, verifiableRekor: [1, 2] }, bench);
    expect(await sign(prepared, FILES.slice(0, 2))).toEqual({ logs: ['127.0.0.1', '127.0.0.1'] });
    expect(bench.lines).toContain(
      "The trusted root's timestampAuthorities[0] is skipped: it has no certificate chain.",
    );
  });
});

interface Authorities {
  readonly certificateAuthorities?: readonly { readonly certChain?: object }[];
  readonly timestampAuthorities?: readonly { readonly certChain?: object }[];
}

describe('what the root can not verify', () => {
  it('is one entry: the first stops all others', async () => {
    const stranger = await startRekor2({ name: 'one.test', checkpointIntervalMs: 5 });
    more.push(stranger);
    const prepared = await prepare({ tlogs: [described(stranger, named.one)] });
    const outcome = await sign(prepared);
    expect(outcome).toEqual({
      failures: FILES.map(() => expect.stringContaining('the trusted root has no key of the log')),
    });
    expect(one.entries() + two.entries()).toBe(1);
    const { failures: [failure] = [] } = 'failures' in outcome ? outcome : {};
    expect(failure).toContain(
      `Rekor v2 at ${address.url}: the log created an entry that the trusted root cannot verify`,
    );
    expect(failure).toContain(
      `whose checkpoint is signed by one.test (key ${one.logId.toString('hex', 0, 4)})`,
    );
  });

  it('stops new entries where it comes later: a shard that the root does not know', async () => {
    const prepared = await prepare({ tlogs: [described(one, named.one)] });
    address.shards.splice(0, 2, one, one, one, two);
    const { services, trust } = prepared;
    const signer = bench.signer(2, { services, trustedRoot: trust.trustedRoot });
    for (const file of FILES.slice(0, 3)) await signer.sign(publishStatement(file, SHA256));
    for (const file of FILES.slice(3, 7)) {
      await expect(signer.sign(publishStatement(file, SHA256))).rejects.toThrow(
        `signed by two.test (key ${two.logId.toString('hex', 0, 4)})`,
      );
    }
    expect([one.entries(), two.entries()]).toEqual([3, 1]);
  });

  it('is one entry too where a checkpoint is signed by nobody', async () => {
    const alter = (json: unknown): object => {
      const text = JSON.stringify(json).replace(/\u2014 one\.test /g, '\u2014 ');
      return JSON.parse(text) as object;
    };
    one.faults.push({ match: (method) => method === 'POST', kind: 'alter', alter });
    const prepared = await prepare({ tlogs: [described(one, named.one), described(two, named.two)] });
    expect(await sign(prepared)).toEqual({
      failures: FILES.map(() => expect.stringContaining('signed by nobody')),
    });
    expect(one.entries() + two.entries()).toBe(1);
  });

  /** Proves the address by one entry, then puts a shard behind it that the root does not know. */
  async function provenThenStrange(): Promise<Signer> {
    const { services, trust } = await prepare({ tlogs: [described(one, named.one)] });
    address.shards.splice(0, 2, one);
    const signer = bench.signer(2, { services, trustedRoot: trust.trustedRoot });
    await signer.sign(publishStatement('first.whl', SHA256));
    address.shards.splice(0, 1, two);
    return signer;
  }

  it('stops what was to be sent again after an outage', async () => {
    const signer = await provenThenStrange();
    address.faults.push({ match: () => true, kind: 'status', status: 503, times: 1 });
    const ended = await Promise.allSettled(
      FILES.slice(0, 2).map(async (file) => signer.sign(publishStatement(file, SHA256))),
    );
    const why = expect.objectContaining({ message: expect.stringContaining('signed by two.test') });
    expect(ended).toEqual(ended.map(() => ({ status: 'rejected', reason: why })));
    expect(two.entries()).toBe(1);
  });

  it('does not hold up what is signed after an outage of the log', async () => {
    const prepared = await prepare({ tlogs: [described(one, named.one), described(two, named.two)] });
    address.faults.push({ match: () => true, kind: 'status', status: 503, times: 5 });
    expect(await sign(prepared)).toHaveProperty('logs');
    expect(one.entries() + two.entries()).toBe(FILES.length);
  });
});

describe('a cancellation while all wait for the first entry', () => {
  it('lets the first end, and makes no other', async () => {
    const { services, trust } = await prepare({ tlogs: [described(one, named.one)] });
    address.shards.splice(0, 2, one);
    const signer = bench.signer(2, { services, trustedRoot: trust.trustedRoot });
    const cancelling = new AbortController();
    one.faults.push({
      kind: 'status',
      match: () => {
        cancelling.abort(new Error('SIGTERM'));
        return false;
      },
    });
    const ended = await Promise.allSettled(
      FILES.map(async (file) => signer.sign(publishStatement(file, SHA256), cancelling.signal)),
    );
    const cancelled = { status: 'rejected', reason: expect.objectContaining({ code: 'CANCELLED' }) };
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(ended.filter(({ status }) => status === 'rejected')).toEqual(FILES.slice(1).map(() => cancelled));
    expect(one.entries()).toBe(1);
  });

  it('is what all others report where the first fails', async () => {
    const { services, trust } = await prepare({ tlogs: [described(one, named.one)] });
    address.shards.splice(0, 2, one);
    const signer = bench.signer(2, { services, trustedRoot: trust.trustedRoot });
    const cancelling = new AbortController();
    address.faults.push({
      kind: 'status',
      status: 400,
      match: () => {
        cancelling.abort(new Error('SIGTERM'));
        return true;
      },
    });
    const ended = await Promise.allSettled(
      FILES.map(async (file) => signer.sign(publishStatement(file, SHA256), cancelling.signal)),
    );
    const codes = ended.map((each) => (each.status === 'rejected' ? String(Object(each.reason).code) : ''));
    expect(codes.toSorted((x, y) => x.localeCompare(y))).toEqual([
      ...FILES.slice(1).map(() => 'CANCELLED'),
      'SIGNING_FAILED',
    ]);
    expect(one.entries()).toBe(0);
  });
});

describe('a shard that is frozen', () => {
  it('behind an address is passed over, while another takes entries', async () => {
    const prepared = await prepare({ tlogs: [described(one, named.one), described(two, named.two)] });
    one.frozen = true;
    expect(await sign(prepared)).toEqual({ logs: FILES.map(() => 'two.test') });
    expect(bench.lines.filter((line) => line.startsWith('Rekor v2: attempt 1 of 6 failed'))).not.toEqual([]);
  });

  it('behind an address that shows no other has trust learnt anew, and the successor behind the same address is used', async () => {
    const prepared = await prepare({ tlogs: [described(one, named.one)] });
    address.shards.splice(0, 2, one);
    one.frozen = true;
    let refreshed = 0;
    const refresh = async () => {
      refreshed += 1;
      address.shards.splice(0, 1, two);
      const renewed = await prepare({ tlogs: [described(one, named.one), described(two, named.two)] });
      return { services: renewed.services, trustedRoot: renewed.trust.trustedRoot };
    };
    expect(await sign(prepared, FILES, { refresh })).toEqual({ logs: FILES.map(() => 'two.test') });
    expect([refreshed, one.entries(), two.entries()]).toEqual([1, 0, FILES.length]);
    expect(bench.sigstore.fulcio.certificates).toBe(1);
  });

  it('behind an address, in the middle of a run, sends nothing more under the trust before it', async () => {
    const prepared = await prepare({ tlogs: [described(one, named.one)] });
    address.shards.splice(0, 2, one);
    // Those that try again do so at different times, as on a real clock.
    let drawn = 0;
    bench.clock.random = () => (drawn += 0.37) % 1;
    const refresh = async () => {
      address.shards.splice(0, 1, two);
      const renewed = await prepare({ tlogs: [described(one, named.one), described(two, named.two)] });
      return { services: renewed.services, trustedRoot: renewed.trust.trustedRoot };
    };
    one.faults.push({
      kind: 'status',
      match: () => {
        one.frozen = one.entries() > 0;
        return false;
      },
    });
    const outcome = await sign(prepared, FILES, { refresh });
    expect(outcome).toEqual({ logs: expect.arrayContaining(['one.test', 'two.test']) });
    expect([one.entries(), two.entries()]).toEqual([1, FILES.length - 1]);
  });

  it('behind an address without a successor ends the run after a few looks', async () => {
    const prepared = await prepare({ tlogs: [described(one, named.one)] });
    address.shards.splice(0, 2, one);
    one.frozen = true;
    const refresh = async () => {
      const renewed = await prepare({ tlogs: [described(one, named.one)] });
      return { services: renewed.services, trustedRoot: renewed.trust.trustedRoot };
    };
    expect(await sign(prepared, FILES.slice(0, 2), { refresh })).toEqual({
      failures: [0, 1].map(() => expect.stringContaining('accepts no more entries (HTTP 405)')),
    });
    expect(one.entries()).toBe(0);
  });

  it('at an address of its own is asked once', async () => {
    const prepared = await prepare({
      tlogs: [described(one, { baseUrl: one.url, ids: 'short' })],
      url: one.url,
    });
    expect(prepared.services.rekor.majorApiVersion).toBe(1);
    const own = await startRekor2({ checkpointIntervalMs: 5 });
    more.push(own);
    own.frozen = true;
    const known = await prepare({ tlogs: [described(own, { baseUrl: own.url })], url: own.url });
    expect(known.services.rekor).toMatchObject({ url: own.url, named: true });
    expect(await sign(known, ['a.whl'])).toHaveProperty('failures');
    expect(own.requests).toHaveLength(1);
  });
});

it('the address of a log whose key has the id of another name is no use, and says so before an entry is made', async () => {
  const { services } = await prepare({ tlogs: [described(one, { baseUrl: address.url })] });
  expect(services.decisions[1]).toContain(
    `${address.url} (v2): its key in the trusted root is of another version or operator`,
  );
});
