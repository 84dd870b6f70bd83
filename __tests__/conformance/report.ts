// The cases of sigstore-conformance's test/assets/bundle-verify, enumerated as its test_bundle.py does, with outcomes.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrustedRoot } from '../../src/sigstore/trust/trusted-root.ts';
import { messageOf } from '../../src/errors.ts';
import { attestationJson } from '../../src/sigstore/attestation-fault.ts';
import { readTrustedRoot } from '../../src/sigstore/trust/trusted-root.ts';
import { OutOfScope } from './blob.ts';
import { verifyCase } from './verify-bundle.ts';

const IDENTITY =
  'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main';
const ISSUER = 'https://token.actions.githubusercontent.com';

/** A table of all cases in a folder: those without a trusted root of their own are judged with the one given. */
export function reportOn(folder: string, trustedRoot: TrustedRoot): string {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
  const rows = names.map((name) => row(join(folder, name), name, trustedRoot));
  return ['| case | kind | outcome | reason |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

function row(folder: string, name: string, trustedRoot: TrustedRoot): string {
  const [outcome, reason] = judge(folder, trustedRoot);
  return `| \`${name}\` | ${kindOf(folder)} | ${outcome} | ${reason.replaceAll('|', '\\|')} |`;
}

/** Accepted, refused, or refused because of its kind alone; and why. */
function judge(folder: string, production: TrustedRoot): readonly [outcome: string, reason: string] {
  if (existsSync(join(folder, 'key.pub')))
    return ['out of scope', 'PyPI accepts no attestations by managed keys'];
  const optional = (name: string, otherwise: string): string =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8').trim() : otherwise;
  const own = join(folder, 'artifact');
  const artifact = readFileSync(existsSync(own) ? own : join(folder, '..', 'a.txt'));
  const root = join(folder, 'trusted_root.json');
  try {
    verifyCase({
      bundle: readFileSync(join(folder, 'bundle.sigstore.json')),
      trustedRoot: existsSync(root)
        ? readTrustedRoot(attestationJson.parse(readFileSync(root), root))
        : production,
      digest: createHash('sha256').update(artifact).digest(),
      identity: optional('identity', IDENTITY),
      issuer: optional('issuer', ISSUER),
    });
    return ['accepted', ''];
  } catch (error) {
    const outcome = error instanceof OutOfScope ? 'out of scope' : 'refused';
    return [outcome, messageOf(error).replace('The attestation failed verification of its ', '')];
  }
}

/** What the bundle signs, how its key is known, and what was logged. */
function kindOf(folder: string): string {
  try {
    const bundle: unknown = JSON.parse(readFileSync(join(folder, 'bundle.sigstore.json'), 'utf8'));
    const at = (value: unknown, ...path: readonly string[]): unknown =>
      path.reduce<unknown>((inner, name) => Reflect.get(Object(inner), name), value);
    const entry = at(bundle, 'verificationMaterial', 'tlogEntries', '0', 'kindVersion');
    const content = at(bundle, 'dsseEnvelope') === undefined ? 'blob' : 'DSSE';
    const managed = at(bundle, 'verificationMaterial', 'publicKey') === undefined ? '' : ', managed key';
    return `${content}${managed}, ${String(at(entry, 'kind'))} ${String(at(entry, 'version'))}`;
  } catch {
    return 'not JSON';
  }
}
