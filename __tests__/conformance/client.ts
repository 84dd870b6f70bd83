// The command line that sigstore-conformance speaks to a client (docs/cli_protocol.md there), as far as verifying goes.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { TrustedRoot } from '../../src/sigstore/trust/trusted-root.ts';
import { ActionError, messageOf } from '../../src/errors.ts';
import { createFiles } from '../../src/platform/local-files.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createHttp } from '../../src/platform/undici-http.ts';
import { attestationJson } from '../../src/sigstore/attestation-fault.ts';
import { loadTrust } from '../../src/sigstore/trust/trust.ts';
import { readTrustedRoot } from '../../src/sigstore/trust/trusted-root.ts';
import { reportOn } from './report.ts';
import { OutOfScope } from './blob.ts';
import { verifyCase } from './verify-bundle.ts';

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const USAGE = `Usage:
  conformance.mjs verify-bundle [--staging] --bundle FILE --certificate-identity IDENTITY
      --certificate-oidc-issuer URL [--trusted-root FILE] FILE_OR_DIGEST
  conformance.mjs report SUITE [--trusted-root FILE]   the cases in the folder SUITE with their outcomes, as Markdown`;

class UsageError extends Error {}

/** Runs one command. The exit code: 0 verified, 1 refused, 2 not understood or not supported. */
export async function runClient(arguments_: readonly string[]): Promise<number> {
  try {
    await command(arguments_);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n${USAGE}\n`);
      return 2;
    }
    process.stderr.write(`${messageOf(error)}\n`);
    return error instanceof ActionError || error instanceof OutOfScope ? 1 : 2;
  }
}

async function command([name, ...rest]: readonly string[]): Promise<void> {
  if (name === 'verify-bundle') return verify(rest);
  if (name === 'report') return report(rest);
  if (name === 'sign-bundle') {
    throw new UsageError('sign-bundle is not supported: the action signs distributions, in a workflow run');
  }
  throw new UsageError(name === undefined ? 'A command is missing.' : `There is no command ${name}.`);
}

async function verify(given: readonly string[]): Promise<void> {
  const { values, file } = parse(given);
  if (values.key !== undefined) {
    throw new OutOfScope('--key is not supported: PyPI accepts no attestations by managed keys');
  }
  const identity = required(values['certificate-identity'], '--certificate-identity');
  const issuer = required(values['certificate-oidc-issuer'], '--certificate-oidc-issuer');
  const bundle = contentOf(required(values.bundle, '--bundle'));
  const digest = digestOf(file);
  const trustedRoot = await trustOf(values['trusted-root'], values.staging ?? false);
  verifyCase({ bundle, trustedRoot, digest, identity, issuer });
}

async function report(given: readonly string[]): Promise<void> {
  const { values, file } = parse(given);
  process.stdout.write(reportOn(file, await trustOf(values['trusted-root'], false)));
}

function parse(given: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        staging: { type: 'boolean' },
        bundle: { type: 'string' },
        key: { type: 'string' },
        'certificate-identity': { type: 'string' },
        'certificate-oidc-issuer': { type: 'string' },
        'trusted-root': { type: 'string' },
      },
    });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) throw new UsageError('One file or digest must be given.');
    return { values, file };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(messageOf(error), { cause: error });
  }
}

function required(value: string | undefined, option: string): string {
  if (value === undefined) throw new UsageError(`${option} is missing.`);
  return value;
}

function contentOf(path: string): Buffer {
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  return readFileSync(path);
}

/** By the protocol, what looks like a digest is a path where there is such a file. */
function digestOf(fileOrDigest: string): Buffer {
  if (DIGEST.test(fileOrDigest) && !existsSync(fileOrDigest)) {
    return Buffer.from(fileOrDigest.slice('sha256:'.length), 'hex');
  }
  return createHash('sha256').update(contentOf(fileOrDigest)).digest();
}

/** The given root, or that of the public instance through its TUF repository. */
async function trustOf(path: string | undefined, staging: boolean): Promise<TrustedRoot> {
  if (path !== undefined) return readTrustedRoot(attestationJson.parse(contentOf(path), path));
  const privateDirectory = mkdtempSync(join(tmpdir(), 'conformance-'));
  const http = createHttp({
    environment: process.env,
    userAgent: 'wheelseal/conformance',
    log: { debug: () => {} },
  });
  const files = createFiles({ workspace: privateDirectory, privateDirectory });
  try {
    const instance = { kind: staging ? ('staging' as const) : ('public-good' as const) };
    return (
      await loadTrust(
        instance,
        { rekorV2: false },
        { http, files, clock: systemClock, runner: { redact: (text) => text, log: { info: () => {} } } },
      )
    ).trustedRoot;
  } finally {
    await http.close();
    rmSync(privateDirectory, { recursive: true, force: true });
  }
}
