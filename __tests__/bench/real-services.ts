// Sigstore's own servers on loopback, as the interop tests start them, and the signer that they are compared with.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MadeFile } from '../testbed/make-distributions.ts';
import { measureCommand, runCommand, type Seen } from './measured-run.ts';

const SCRIPTS = fileURLToPath(new URL('../interop/real-sigstore/', import.meta.url));

/** Running servers: what a run of the action needs to sign there, and the other signer on the same. */
export interface RealServices {
  /** Inputs of an own instance whose signing config lists that Rekor. */
  inputs(rekor: 1 | 2): Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  /** Identity tokens for Fulcio that were asked for so far: one a certificate. */
  tokens(): Promise<number>;
  /** Signs one by one into Rekor v1 with `pypi-attestations sign`. */
  signOneByOne(wheels: readonly MadeFile[]): Promise<Seen>;
  /** The version of that program. */
  readonly otherVersion: string;
  close(): void;
}

/** Installs what is missing (the first time that takes minutes), and starts the servers. */
export async function startRealServices(): Promise<RealServices> {
  await runCommand('bash', [join(SCRIPTS, 'install')], { WHEELSEAL_INTEROP_HOME: home() });
  const folder = await mkdtemp(join(tmpdir(), 'wheelseal-services-'));
  const python = join(home(), 'venv', 'bin', 'python');
  const stack = [join(SCRIPTS, 'stack.py')];
  const close = (): void => {
    process.removeListener('exit', close);
    execFileSync(python, [...stack, 'down', '--run', folder], { stdio: 'ignore' });
  };
  // The servers are no children of this process: an interrupted bench must not leave them behind.
  process.on('exit', close);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  await runCommand(python, [...stack, 'up', '--run', folder], { WHEELSEAL_INTEROP_HOME: home() });
  const facts = readFacts(join(folder, 'stack.json'));
  const environment = {
    ACTIONS_ID_TOKEN_REQUEST_URL: facts.oidc_request_url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: facts.oidc_request_token,
  };
  return {
    inputs: (rekor) => ({
      'sigstore-trusted-root': facts.trusted_root,
      'sigstore-signing-config': rekor === 1 ? facts.signing_config : facts.signing_config_rekor_v2,
    }),
    environment,
    tokens: async () => {
      const answer = await fetch(`${facts.urls.oidc}/stats`);
      const { tokens } = (await answer.json()) as { tokens: Record<string, number> };
      return tokens['sigstore'] ?? 0;
    },
    signOneByOne: (wheels) =>
      signOneByOne(python, facts.trust_config, wheels, { ...environment, GITHUB_ACTIONS: 'true' }),
    otherVersion: (await runCommand(python, ['-m', 'pypi_attestations', '--version'])).trim(),
    close,
  };
}

interface Facts {
  readonly urls: { readonly oidc: string };
  readonly oidc_request_url: string;
  readonly oidc_request_token: string;
  readonly trusted_root: string;
  readonly signing_config: string;
  readonly signing_config_rekor_v2: string;
  readonly trust_config: string;
}

function readFacts(path: string): Facts {
  return JSON.parse(readFileSync(path, 'utf8')) as Facts;
}

async function signOneByOne(
  python: string,
  trustConfig: string,
  wheels: readonly MadeFile[],
  environment: Readonly<Record<string, string>>,
): Promise<Seen> {
  const folder = await mkdtemp(join(tmpdir(), 'wheelseal-bench-'));
  try {
    await mkdir(join(folder, 'dist'));
    const paths = wheels.map(({ name }) => join(folder, 'dist', name));
    for (const [at, { bytes }] of wheels.entries()) await writeFile(paths[at] ?? '', bytes);
    const script = join(SCRIPTS, 'sign_one_by_one.py');
    const seen = await measureCommand(python, [script, trustConfig, 'sign', ...paths], environment);
    const made = (await readdir(join(folder, 'dist'))).filter((name) =>
      name.endsWith('.publish.attestation'),
    );
    if (made.length !== wheels.length)
      throw new Error(`${made.length} attestations of ${wheels.length} files`);
    return seen;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The folder that the interop tests install into too. */
function home(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return process.env['WHEELSEAL_INTEROP_HOME'] ?? join(cache, 'wheelseal-interop');
}
