import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readTrustedRoot } from '../../src/sigstore/trust/trusted-root.ts';
import type { TrustedRoot } from '../../src/sigstore/trust/trusted-root.ts';
import type { ExpectedSigner } from '../../src/attestations/attestation.ts';
import { checkSigner } from '../../src/attestations/policy.ts';
import type { Distribution } from '../../src/distributions/distribution.ts';
import type { Http, HttpRequest } from '../../src/ground/http.ts';
import { createFiles } from '../../src/platform/local-files.ts';
import type { Log } from '../../src/ground/log.ts';
import { Secret } from '../../src/ground/secret.ts';
import { createHttp } from '../../src/platform/undici-http.ts';
import { CertificateHolder, obtainCertificate } from '../../src/sigstore/sign/certificate.ts';
import type { SigningCertificate } from '../../src/sigstore/sign/certificate.ts';
import { ServiceConnection } from '../../src/sigstore/clients/connection.ts';
import type { SelectedServices } from '../../src/sigstore/services/services.ts';
import { Pilot } from '../../src/sigstore/sign/pilot.ts';
import type { SigningSession } from '../../src/sigstore/sign/signature.ts';
import { createSigner } from '../../src/sigstore/sign/signer.ts';
import type { Signer, SignerOptions } from '../../src/sigstore/sign/signer.ts';
import { Throttle } from '../../src/ground/throttle.ts';
import { limitsOf } from '../../src/sigstore/instances.ts';
import { startSigstore } from '../testbed/sigstore.ts';
import type { SigstoreTestbed } from '../testbed/sigstore.ts';
import { sampleDistribution } from './sample-distribution.ts';
import { virtualClock } from './virtual-clock.ts';

/** Who signs in the testbed. */
export const SIGNER: ExpectedSigner = {
  issuer: 'https://token.actions.githubusercontent.com',
  sourceRepositoryUri: 'https://github.com/octo/demo',
  sourceRepositoryIdentifier: '1001',
  ownerIdentifier: '2002',
  sourceRepositoryRef: 'refs/tags/v1.0.0',
  sourceRepositoryDigest: '1f'.repeat(20),
  buildConfigUri: 'https://github.com/octo/demo/.github/workflows/release.yml@refs/tags/v1.0.0',
};

/** A Sigstore on loopback with a clock of its own, and what a signer needs to use it. */
export interface SigningBench {
  readonly sigstore: SigstoreTestbed;
  readonly clock: ReturnType<typeof virtualClock>;
  readonly http: Http;
  readonly files: ReturnType<typeof createFiles>;
  readonly directory: string;
  readonly lines: string[];
  readonly runner: { readonly log: Log; readonly redact: (text: string) => string };
  /** Called before each request; may throw instead of it. */
  before: (request: HttpRequest) => void;
  trustedRoot(): TrustedRoot;
  services(rekor: 1 | 2): SelectedServices;
  signer(rekor: 1 | 2, options?: Partial<SignerOptions>): Signer;
  /** A distribution on this machine's disk, and several: `demo-1.0.0.tar.gz` and so on. */
  sdist(name: string): Promise<Distribution>;
  sdists(count: number): Promise<Distribution[]>;
  close(): Promise<void>;
}

/** Starts it. The services live in the same time as the signer. */
export async function startSigningBench(): Promise<SigningBench> {
  let requests = 0;
  const clock = virtualClock(new Date(), () => requests > 0);
  const sigstore = await startSigstore({ now: () => clock.now(), checkpointIntervalMs: 5 });
  const directory = await mkdtemp(join(tmpdir(), 'signing-'));
  const files = createFiles({ workspace: directory, privateDirectory: join(directory, 'private') });
  const lines: string[] = [];
  const log = recordingLog(lines);
  const network = createHttp({ environment: {}, userAgent: 'wheelseal-test', log });
  const bench: SigningBench = {
    sigstore,
    clock,
    files,
    directory,
    lines,
    runner: { redact: (text) => text, log },
    before: () => undefined,
    http: {
      request: async (request) => {
        bench.before(request);
        requests += 1;
        try {
          return await network.request(request);
        } finally {
          requests -= 1;
        }
      },
    },
    trustedRoot: () => readTrustedRoot(sigstore.trustedRoot()),
    services: (rekor) => servicesOf(sigstore, rekor),
    signer: (rekor, options = {}) =>
      createSigner({
        services: servicesOf(sigstore, rekor),
        trustedRoot: bench.trustedRoot(),
        identityToken: async () => new Secret(await sigstore.issuer.token('sigstore')),
        platform: bench,
        checkIdentity: (certificate) => checkSigner(certificate, SIGNER),
        timestampV1: false,
        ...options,
      }),
    sdist: async (name) => sdistOnDisk(name, bench),
    sdists: async (count) =>
      Promise.all(Array.from({ length: count }, async (_, place) => bench.sdist(`demo-1.0.${place}.tar.gz`))),
    close: async () => {
      await network.close();
      await sigstore.close();
      await files.dispose();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return bench;
}

async function sdistOnDisk(name: string, { directory, files }: SigningBench): Promise<Distribution> {
  const path = join(directory, 'dist', name);
  const bytes = Buffer.from(`content of ${name}`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  return { ...sampleDistribution(name, bytes), path, content: await files.open(path) };
}

/** The way to one service of a bench. */
export function connect(bench: SigningBench, name: string, url: string): ServiceConnection {
  return new ServiceConnection(name, new Throttle(limitsOf(url, 1), bench.clock), bench);
}

/** A certificate for a new key, as a signer gets it. */
export async function certify(bench: SigningBench): Promise<SigningCertificate> {
  const { fulcio } = bench.services(1);
  const terms = {
    identityToken: async () => new Secret(await bench.sigstore.issuer.token('sigstore')),
    checkIdentity: () => undefined,
    trustedRoot: bench.trustedRoot(),
  };
  return obtainCertificate(fulcio, connect(bench, 'Fulcio', fulcio.url), terms);
}

/** What a signer makes a signature with, where it has this certificate. */
export function sessionOf(
  bench: SigningBench,
  rekor: 1 | 2,
  certificate: SigningCertificate,
): SigningSession {
  const services = bench.services(rekor);
  return {
    services,
    trustedRoot: bench.trustedRoot(),
    certificates: new CertificateHolder(async () => Promise.resolve(certificate), bench.clock),
    log: connect(bench, 'Rekor', services.rekor.url),
    pilot: new Pilot(services.rekor.named),
    batcher: undefined,
    timestampAuthorities: (rekor === 2 ? services.timestampAuthorities : []).map((service) => ({
      service,
      connection: connect(bench, 'the timestamp authority', service.url),
    })),
  };
}

function servicesOf(
  { fulcio, rekor1, rekor2, timestampAuthority }: SigstoreTestbed,
  rekor: 1 | 2,
): SelectedServices {
  const operator = 'testbed';
  return {
    fulcio: { url: fulcio.url, majorApiVersion: 1, operator },
    rekor: { url: rekor === 1 ? rekor1.url : rekor2.url, majorApiVersion: rekor, operator, named: true },
    timestampAuthorities: [{ url: timestampAuthority.endpoint, majorApiVersion: 1, operator }],
    decisions: [],
  };
}

function recordingLog(lines: string[]): Log {
  const record = (line: string): void => void lines.push(line);
  return {
    info: record,
    debug: (line) => record(`debug: ${line}`),
    notice: record,
    warning: record,
    error: record,
    group: async (heading, work) => {
      record(heading);
      return work();
    },
  };
}
