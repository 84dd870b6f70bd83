import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attestationFromBundle } from '../../src/attestations/attestation-json.ts';
import type { Attestation, ExpectedSigner } from '../../src/attestations/attestation.ts';
import { publishStatement } from '../../src/attestations/statement.ts';
import type { Log } from '../../src/ground/log.ts';
import { Secret } from '../../src/ground/secret.ts';
import { createFiles } from '../../src/platform/local-files.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createHttp } from '../../src/platform/undici-http.ts';
import type { LoggedInstance } from '../../src/sigstore/instances.ts';
import { selectServices } from '../../src/sigstore/services/select-services.ts';
import { createSigner } from '../../src/sigstore/sign/signer.ts';
import { loadTrust } from '../../src/sigstore/trust/trust.ts';
import type { Trust } from '../../src/sigstore/trust/trust.ts';
import type { SigstoreTestbed } from '../testbed/sigstore.ts';

const log: Log = {
  info: () => {},
  debug: () => {},
  notice: () => {},
  warning: () => {},
  error: () => {},
  group: (_heading, work) => work(),
};

/** The file that is signed: its name, and the digest of nothing. */
export const DISTRIBUTION = {
  name: 'demo-1.0.tar.gz',
  sha256: createHash('sha256').digest('hex'),
};

/** The machine's ports that a Sigstore client needs, with a private folder of its own. */
export function openClient() {
  const privateDirectory = mkdtempSync(join(tmpdir(), 'wheelseal-test-'));
  const http = createHttp({ environment: {}, userAgent: 'wheelseal/test', log });
  const files = createFiles({ workspace: privateDirectory, privateDirectory });
  return {
    platform: { http, files, clock: systemClock, runner: { redact: (text: string) => text, log } },
    async close() {
      await http.close();
      rmSync(privateDirectory, { recursive: true, force: true });
    },
  };
}

/** An instance that is known by its TUF repository. */
export function instanceOf(testbed: SigstoreTestbed): LoggedInstance {
  return { kind: 'tuf', url: testbed.tuf.url, root: testbed.tuf.rootJson, audience: 'sigstore' };
}

/** A statement signed with the services of a testbed, and the trust that it was signed with. */
export async function signWith(
  testbed: SigstoreTestbed,
  version: 1 | 2,
  statement: Buffer = publishStatement(DISTRIBUTION.name, DISTRIBUTION.sha256),
): Promise<{ readonly attestation: Attestation; readonly trust: Trust }> {
  const client = openClient();
  try {
    const trust = await loadTrust(instanceOf(testbed), { rekorV2: true }, client.platform);
    const services = selectServices({
      ...trust,
      rekorChoice: version,
      verifiableRekor: [1, 2],
      now: new Date(),
    });
    const signer = createSigner({
      services,
      trustedRoot: trust.trustedRoot,
      identityToken: async () => new Secret(await testbed.issuer.token('sigstore')),
      platform: client.platform,
      checkIdentity: () => undefined,
      timestampV1: false,
    });
    return { attestation: attestationFromBundle(await signer.sign(statement)), trust };
  } finally {
    await client.close();
  }
}

/** Who a testbed's tokens say that they are. */
export async function signerOf(testbed: SigstoreTestbed): Promise<ExpectedSigner> {
  const claims = await testbed.issuer.verify(await testbed.issuer.token('sigstore'), 'sigstore');
  return {
    issuer: String(claims.iss),
    sourceRepositoryUri: `https://github.com/${String(claims['repository'])}`,
    sourceRepositoryIdentifier: String(claims['repository_id']),
    ownerIdentifier: String(claims['repository_owner_id']),
    sourceRepositoryRef: String(claims['ref']),
    sourceRepositoryDigest: String(claims['sha']),
    buildConfigUri: `https://github.com/${String(claims['workflow_ref'])}`,
  };
}
