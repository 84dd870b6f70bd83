import { createHash } from 'node:crypto';
import { bundleJson } from '../../src/attestations/attestation-json.ts';
import { readTrustedRoot } from '../../src/sigstore/trust/trusted-root.ts';
import { Secret } from '../../src/ground/secret.ts';
import { createHttp } from '../../src/platform/undici-http.ts';
import { createSigner } from '../../src/sigstore/sign/signer.ts';
import type { MadeFile } from '../testbed/make-distributions.ts';
import type { SigstoreTestbed } from '../testbed/sigstore.ts';
import { virtualClock } from './virtual-clock.ts';

/** An in-toto statement of build provenance about these files, as actions/attest-build-provenance makes one. */
export function provenanceOf(...files: readonly MadeFile[]): Record<string, unknown> {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: files.map(({ name, bytes }) => ({
      name,
      digest: { sha256: createHash('sha256').update(bytes).digest('hex') },
    })),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: { buildDefinition: { buildType: 'https://actions.github.io/buildtypes/workflow/v1' } },
  };
}

/** A job of its own, which signs with the testbed's Sigstore in either log. */
export interface BuildJob {
  readonly claims?: Readonly<Record<string, string>>;
  readonly rekor?: 1 | 2;
}

/** The Sigstore bundle that a build job makes of a statement, as protobuf JSON. */
export async function attestInBuildJob(
  sigstore: SigstoreTestbed,
  statement: object,
  { claims = {}, rekor = 1 }: BuildJob = {},
): Promise<object> {
  const log = { info: () => undefined, debug: () => undefined, notice: () => undefined };
  const http = createHttp({ environment: {}, userAgent: 'wheelseal/test', log });
  const operator = 'testbed';
  const before = sigstore.issuer.claims;
  const signer = createSigner({
    services: {
      fulcio: { url: sigstore.fulcio.url, majorApiVersion: 1, operator },
      rekor: {
        url: rekor === 1 ? sigstore.rekor1.url : sigstore.rekor2.url,
        majorApiVersion: rekor,
        operator,
        named: true,
      },
      timestampAuthorities: [{ url: sigstore.timestampAuthority.endpoint, majorApiVersion: 1, operator }],
      decisions: [],
    },
    trustedRoot: readTrustedRoot(sigstore.trustedRoot()),
    identityToken: async () => {
      sigstore.issuer.claims = { ...claims };
      return new Secret(await sigstore.issuer.token('sigstore'));
    },
    platform: { http, clock: virtualClock(new Date()), runner: { redact: (text) => text, log } },
    checkIdentity: () => undefined,
    timestampV1: false,
  });
  try {
    return bundleJson(await signer.sign(Buffer.from(JSON.stringify(statement))));
  } finally {
    sigstore.issuer.claims = before;
    await http.close();
  }
}
