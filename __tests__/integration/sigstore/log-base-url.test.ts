import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { attestationFromBundle, bundleFromAttestation } from '../../../src/attestations/attestation-json.ts';
import { publishStatement } from '../../../src/attestations/statement.ts';
import { ActionError } from '../../../src/errors.ts';
import { Secret } from '../../../src/platform/secret.ts';
import type { SigstoreInstance } from '../../../src/sigstore/instances.ts';
import { prepareSigstore } from '../../../src/sigstore/prepare.ts';
import type { PreparedSigstore } from '../../../src/sigstore/prepare.ts';
import { createSigner } from '../../../src/sigstore/sign/signer.ts';
import { verifyBundle } from '../../../src/sigstore/verify/verify.ts';
import { startSigstore } from '../../testbed/sigstore.ts';
import type { SigstoreTestbed } from '../../testbed/sigstore.ts';
import { DISTRIBUTION, openClient } from '../../support/sigstore-client.ts';

let testbed: SigstoreTestbed;
let other: SigstoreTestbed;
let client: ReturnType<typeof openClient>;

beforeAll(async () => {
  testbed = await startSigstore();
  other = await startSigstore();
  client = openClient();
});

afterAll(async () => {
  await client.close();
  await testbed.close();
  await other.close();
});

/** An instance whose trusted root says of no log where it is. */
function instance(root: object, rekor: readonly (1 | 2)[]): SigstoreInstance {
  const text = JSON.stringify(root);
  const named = [testbed, other].flatMap(({ rekor1, rekor2 }) => [rekor1.url, rekor2.url]);
  const unnamed = named.reduce((changed, url) => changed.replace(`"baseUrl":"${url}"`, '"baseUrl":""'), text);
  return {
    kind: 'files',
    trustedRoot: Buffer.from(unnamed),
    signingConfig: Buffer.from(JSON.stringify(testbed.signingConfig({ rekor }))),
    audience: 'sigstore',
  };
}

const prepare = (root: object, rekor: readonly (1 | 2)[]): Promise<PreparedSigstore> =>
  prepareSigstore(
    { instance: instance(root, rekor), rekorChoice: 'auto', verifiableRekor: [1, 2] },
    client.platform,
  );

it.each([1, 2] as const)(
  'knows a log by its own key, and verifies what it logs: Rekor v%d',
  async (version) => {
    const { services, trust } = await prepare(testbed.trustedRoot(), [version]);
    expect(services.rekor).toMatchObject({ url: testbed[`rekor${version}`].url, majorApiVersion: version });
    const signer = createSigner({
      services,
      trustedRoot: trust.trustedRoot,
      identityToken: async () => new Secret(await testbed.issuer.token('sigstore')),
      platform: client.platform,
      timestampV1: false,
    });
    const bundle = await signer.sign(publishStatement(DISTRIBUTION.name, DISTRIBUTION.sha256));
    const read = bundleFromAttestation(attestationFromBundle(bundle));
    expect(verifyBundle(read, trust.trustedRoot).rekorVersion).toBe(version);
  },
);

it.each([1, 2] as const)('does not use a log that shows another key: Rekor v%d', async (version) => {
  const error: unknown = await prepare({ ...testbed.trustedRoot(), ...keysOf(other) }, [version]).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ActionError);
  expect(error).toMatchObject({
    code: 'NO_SERVICE',
    message: expect.stringContaining(
      `${testbed[`rekor${version}`].url} (v${version}): the trusted root has no key for it`,
    ),
  });
});

it('uses another log where one does not say its key', async () => {
  testbed.rekor2.faults.push({ match: () => true, kind: 'status', status: 501 });
  const { services } = await prepare(testbed.trustedRoot(), [2, 1]);
  expect(services.rekor.majorApiVersion).toBe(1);
});

it('asks no log where the root names them all', async () => {
  const before = testbed.rekor1.requests.length;
  const { services } = await prepareSigstore(
    {
      instance: {
        kind: 'files',
        trustedRoot: Buffer.from(JSON.stringify(testbed.trustedRoot())),
        signingConfig: Buffer.from(JSON.stringify(testbed.signingConfig({ rekor: [1] }))),
        audience: 'sigstore',
      },
      rekorChoice: 'auto',
      verifiableRekor: [1, 2],
    },
    client.platform,
  );
  expect(services.rekor.majorApiVersion).toBe(1);
  expect(testbed.rekor1.requests.length).toBe(before);
});

function keysOf(sigstore: SigstoreTestbed): object {
  const root: { tlogs?: unknown } = sigstore.trustedRoot();
  return { tlogs: root.tlogs };
}
