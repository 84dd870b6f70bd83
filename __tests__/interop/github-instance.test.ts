// Bundles of an instance without a transparency log, as GitHub's own is: signed at the real Fulcio and timestamp authority, and judged
// by sigstore-js, the library of GitHub's own action, and by sigstore-go in cosign, the library of `gh attestation verify`.
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleFromJSON } from '@sigstore/bundle';
import { SigningConfig, TrustedRoot } from '@sigstore/protobuf-specs';
import { Verifier, toSignedEntity, toTrustMaterial } from '@sigstore/verify';
import { serializeBundle } from '../../src/attestations/attestation-json.ts';
import { publishStatement } from '../../src/attestations/statement.ts';
import { Secret } from '../../src/ground/secret.ts';
import { createTimestampedSigner } from '../../src/sigstore/sign/timestamped-signer.ts';
import { readTrustedRoot } from '../../src/sigstore/trust/trusted-root.ts';
import { verifyTimestampedBundle } from '../../src/sigstore/verify/verify.ts';
import { openClient } from '../support/sigstore-client.ts';
import { makeWheel } from '../testbed/make-distributions.ts';
import { IDENTITY, ISSUER, PUBLISH, cosign, readStack } from './stack.ts';

const stack = readStack();
const WHEEL = makeWheel({ name: 'demo', version: '1.0.0' });

let folder: string;
let root: object;
let rootPath: string;
let bundlePath: string;
let text: string;

async function jsonAt(path: string): Promise<object> {
  const value: unknown = JSON.parse(await readFile(path, 'utf8'));
  return Object(value);
}

async function identityToken(): Promise<Secret> {
  const headers = { authorization: `bearer ${stack.oidc_request_token}` };
  const answer = await fetch(`${stack.oidc_request_url}&audience=sigstore`, { headers });
  return new Secret(String(Reflect.get(Object(await answer.json()), 'value')));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheelseal-unlogged-'));
  // The stack's Fulcio has a certificate log, which GitHub's has not: its promises stay verifiable, and no log has an entry.
  root = Object.fromEntries(
    Object.entries(await jsonAt(stack.trusted_root)).filter(([name]) => name !== 'tlogs'),
  );
  [rootPath, bundlePath] = [join(folder, 'root.json'), join(folder, 'bundle.json')];
  await writeFile(rootPath, JSON.stringify(root));
  const config = SigningConfig.fromJSON(await jsonAt(stack.signing_config_rekor_v2));
  const [fulcio, timestampAuthority] = [config.caUrls[0]?.url, config.tsaUrls[0]?.url];
  if (fulcio === undefined || timestampAuthority === undefined) throw new Error('the stack lacks a service');
  const service = (url: string) => ({ url, majorApiVersion: 1, operator: '' });
  const client = openClient();
  try {
    const signer = createTimestampedSigner({
      services: {
        fulcio: service(fulcio),
        rekor: undefined,
        timestampAuthorities: [service(timestampAuthority)],
        decisions: [],
      },
      trustedRoot: readTrustedRoot(root),
      identityToken,
      checkIdentity: () => undefined,
      platform: client.platform,
    });
    const sha256 = createHash('sha256').update(WHEEL.bytes).digest('hex');
    text = serializeBundle(await signer.sign(publishStatement(WHEEL.name, sha256)));
  } finally {
    await client.close();
  }
  await writeFile(bundlePath, text);
  await writeFile(join(folder, WHEEL.name), WHEEL.bytes);
});

afterAll(async () => rm(folder, { recursive: true, force: true }));

describe('a bundle without a log entry', () => {
  it('verifies by its timestamp here', () => {
    const verified = verifyTimestampedBundle(bundleFromJSON(JSON.parse(text)), readTrustedRoot(root));
    expect(verified.certificate.subjectAlternativeName).toBe(IDENTITY);
  });

  it("is accepted by sigstore-js with the thresholds of GitHub's instance, and by no other", () => {
    const material = toTrustMaterial(TrustedRoot.fromJSON(root));
    const entity = toSignedEntity(bundleFromJSON(JSON.parse(text)));
    const thresholds = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 1 };
    const { identity } = new Verifier(material, thresholds).verify(entity);
    expect([identity?.subjectAlternativeName, identity?.extensions?.issuer]).toEqual([IDENTITY, ISSUER]);
    expect(() => new Verifier(material).verify(entity)).toThrow('expected 1 tlog entries, got 0');
  });

  it('is accepted by sigstore-go where no log is asked for, and refused where one is', async () => {
    const wheel = join(folder, WHEEL.name);
    expect(
      await cosign(rootPath, bundlePath, wheel, 'signed', PUBLISH, ['--insecure-ignore-tlog']),
    ).toContain('Verified OK');
    expect(await cosign(rootPath, bundlePath, wheel)).not.toContain('Verified OK');
  });

  it('is refused by sigstore-go for another file', async () => {
    const other = join(folder, 'other.whl');
    await writeFile(other, 'other');
    expect(
      await cosign(rootPath, bundlePath, other, 'signed', PUBLISH, ['--insecure-ignore-tlog']),
    ).not.toContain('Verified OK');
  });
});
