// What scripts/interop.mjs installed and started, and the verifiers written by others that examine what the action made.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createVerifier } from 'sigstore';

/** The running servers, as stack.py describes them. */
export interface Stack {
  /** The folder that it runs in. */
  readonly run: string;
  readonly urls: {
    readonly tuf: string;
    readonly oidc: string;
    readonly rekor1: string;
    readonly rekor2: string;
  };
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

/** Makes TUF hand out these targets (JSON by name), all of them in one new version. */
export async function publishTargets(stack: Stack, targets: Readonly<Record<string, object>>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'wheelseal-targets-'));
  try {
    for (const [name, target] of Object.entries(targets)) {
      await writeFile(join(folder, name), JSON.stringify(target));
    }
    const files = Object.keys(targets).map((name) => join(folder, name));
    await run(python, [join(scripts, 'tuf', 'repo.py'), 'publish', stack.tuf_repo, ...files]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A log as a trusted root lists it (TransparencyLogInstance), as far as tests change it. */
export interface ListedLog {
  readonly baseUrl: string;
  readonly logId: { readonly keyId: string };
}

/** One more Rekor v2 of the stack. */
export interface Shard {
  readonly url: string;
  readonly log: ListedLog;
  /** Starts it anew with `--read-only`, which is how its operators close it: it answers 405 from then on. */
  freeze(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a shard with a key of its own; the name tells it from others of the stack. Its checkpoints have the host name, where it has one. */
export async function startShard(stack: Stack, name: string, hostname?: string): Promise<Shard> {
  const command = async (verb: string, ...options: string[]): Promise<string> =>
    (await run(python, [join(scripts, 'stack.py'), verb, '--run', stack.run, ...options, name])).stdout;
  const options = hostname === undefined ? [] : ['--hostname', hostname];
  const { url, log } = JSON.parse(await command('shard', ...options)) as { url: string; log: ListedLog };
  return {
    url,
    log,
    freeze: async () => void (await command('freeze')),
    stop: async () => void (await command('stop')),
  };
}

/** pypi-attestations on `<name>.publish.attestation` or `<name>.slsa.attestation`, its `verify pypi` on `<name>.provenance`, or sigstore-python on `<name>.sigstore.json`, of each file. */
export async function judge(
  kind: 'attestations' | 'slsa' | 'provenance' | 'bundles',
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

/** Has sigstore-python itself sign a file with Rekor v2 of this instance, verify what it made, and says what it said where it can't. */
export async function signWithSigstorePython(
  stack: Stack,
  trustConfig: string,
  file: string,
): Promise<string> {
  const headers = { authorization: `bearer ${stack.oidc_request_token}` };
  const answer = await fetch(`${stack.oidc_request_url}&audience=sigstore`, { headers });
  const { value: token } = (await answer.json()) as { value: string };
  const sigstore = ['-m', 'sigstore', '--trust-config', trustConfig];
  const identity = ['--cert-identity', IDENTITY, '--cert-oidc-issuer', ISSUER];
  const commands = [
    ['sign', '--rekor-version', '2', '--identity-token', token, '--overwrite', file],
    ['verify', 'identity', ...identity, file],
  ];
  for (const command of commands) {
    const ended = await run(python, [...sigstore, ...command]).catch((error: Ended) => error);
    if (ended instanceof Error) return ended.stderr.trim().replaceAll(token, '***');
  }
  return 'OK';
}

type Ended = Error & { readonly stderr: string };

/** cosign on one bundle; its message where it refuses. */
export async function cosign(
  trustedRoot: string,
  bundle: string,
  distribution: string,
  /** By RFC 3161 timestamps, or by the time that Rekor v1 promises. */
  time: 'signed' | 'integrated' = 'signed',
  type = PUBLISH,
  more: readonly string[] = [],
): Promise<string> {
  const identity = ['--certificate-identity', IDENTITY, '--certificate-oidc-issuer', ISSUER, '--type', type];
  const options = ['--bundle', bundle, '--trusted-root', trustedRoot, ...identity, ...more];
  if (time === 'signed') options.push('--use-signed-timestamps');
  const { stdout, stderr } = await run(join(home(), 'bin', 'cosign'), [
    'verify-blob-attestation',
    ...options,
    distribution,
  ]).catch((error: { stdout: string; stderr: string }) => error);
  return (stdout + stderr).trim();
}

/** sigstore-js on `<name>.sigstore.json` of each file, with the trusted root that it learns from TUF itself. */
export async function sigstoreJs(
  stack: Stack,
  folder: string,
  distributions: readonly string[],
): Promise<Verdict[]> {
  const cache = await mkdtemp(join(tmpdir(), 'wheelseal-sigstore-js-'));
  try {
    const verifier = await createVerifier({
      tufMirrorURL: stack.urls.tuf,
      tufRootPath: stack.tuf_root,
      tufCachePath: cache,
      certificateIdentityURI: IDENTITY,
      certificateIssuer: ISSUER,
    });
    return await Promise.all(
      distributions.map(async (distribution) => {
        const name = basename(distribution);
        const bundle = JSON.parse(
          await readFile(join(folder, `${name}.sigstore.json`), 'utf8'),
        ) as BundleJson;
        try {
          verifier.verify(bundle);
          return { name, ok: true, seen: await predicateType(bundle, distribution) };
        } catch (error) {
          return { name, ok: false, seen: String(error) };
        }
      }),
    );
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
}

type BundleJson = Parameters<Awaited<ReturnType<typeof createVerifier>>['verify']>[0];

/** The predicate type of a bundle whose one subject is this file; sigstore-js leaves that to its caller. */
async function predicateType({ dsseEnvelope }: BundleJson, distribution: string): Promise<string> {
  const statement = JSON.parse(Buffer.from(dsseEnvelope?.payload ?? '', 'base64').toString()) as {
    predicateType: string;
    subject: { name: string; digest: { sha256: string } }[];
  };
  const sha256 = createHash('sha256')
    .update(await readFile(distribution))
    .digest('hex');
  const [subject, ...others] = statement.subject;
  const fits = subject?.name === basename(distribution) && subject.digest.sha256 === sha256;
  if (!fits || others.length > 0) throw new Error('the statement is of another file');
  return statement.predicateType;
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start these tests with \`npm run interop\``);
  return value;
}
