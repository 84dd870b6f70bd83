// What scripts/interop.mjs installed and started, and the verifiers written by others that examine what the action made.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The running servers, as stack.py describes them. */
export interface Stack {
  readonly urls: { readonly tuf: string; readonly oidc: string };
  readonly oidc_request_url: string;
  readonly oidc_request_token: string;
  readonly trusted_root: string;
  readonly signing_config: string;
  readonly signing_config_rekor_v2: string;
  readonly tuf_repo: string;
  readonly tuf_root: string;
}

/** What a verifier said of one file: the predicate type it read, or its refusal. */
export interface Verdict {
  readonly name: string;
  readonly ok: boolean;
  readonly seen: string;
}

/** Who the certificates name: the workflow of every token that the issuers here give out. */
export const IDENTITY = 'https://github.com/octo/demo/.github/workflows/release.yml@refs/tags/v1.0.0';
export const ISSUER = 'https://token.actions.githubusercontent.com';
export const PUBLISH = 'https://docs.pypi.org/attestations/publish/v1';

const run = promisify(execFile);
const python = join(home(), 'venv', 'bin', 'python');
const scripts = fileURLToPath(new URL('real-sigstore/', import.meta.url));

/** The folder that scripts/interop.mjs installs into. */
export function home(): string {
  return required('WHEELSEAL_INTEROP_HOME');
}

export function readStack(): Stack {
  return JSON.parse(readFileSync(required('WHEELSEAL_INTEROP_STACK'), 'utf8')) as Stack;
}

/** What a job of that stack has in its environment. */
export function identityEnvironment(stack: Stack): Record<string, string> {
  return {
    ACTIONS_ID_TOKEN_REQUEST_URL: stack.oidc_request_url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: stack.oidc_request_token,
  };
}

/** Makes TUF hand out this file as the instance's signing config, while clients may be reading. */
export async function publishSigningConfig(stack: Stack, file: string): Promise<void> {
  const target = `${file}=signing_config.v0.2.json`;
  await run(python, [join(scripts, 'tuf', 'repo.py'), 'publish', stack.tuf_repo, target]);
}

/** pypi-attestations on `<name>.publish.attestation`, or sigstore-python on `<name>.sigstore.json`, of each file. */
export async function judge(
  kind: 'attestations' | 'bundles',
  trustedRoot: string,
  folder: string,
  distributions: readonly string[],
): Promise<Verdict[]> {
  const options = ['--trusted-root', trustedRoot, '--identity', IDENTITY, '--issuer', ISSUER];
  const { stdout } = await run(python, [
    join(scripts, 'judge.py'),
    kind,
    folder,
    ...distributions,
    ...options,
  ]);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict);
}

/** cosign on one bundle; its message where it refuses. */
export async function cosign(
  trustedRoot: string,
  bundle: string,
  distribution: string,
  /** By RFC 3161 timestamps, or by the time that Rekor v1 promises. */
  time: 'signed' | 'integrated' = 'signed',
): Promise<string> {
  const identity = [
    '--certificate-identity',
    IDENTITY,
    '--certificate-oidc-issuer',
    ISSUER,
    '--type',
    PUBLISH,
  ];
  const options = ['--bundle', bundle, '--trusted-root', trustedRoot, ...identity];
  if (time === 'signed') options.push('--use-signed-timestamps');
  const { stdout, stderr } = await run(join(home(), 'bin', 'cosign'), [
    'verify-blob-attestation',
    ...options,
    distribution,
  ]).catch((error: { stdout: string; stderr: string }) => error);
  return (stdout + stderr).trim();
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start these tests with \`npm run interop\``);
  return value;
}
