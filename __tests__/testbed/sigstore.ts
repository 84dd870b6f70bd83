import { startFulcio } from './fulcio.ts';
import type { Fulcio } from './fulcio.ts';
import { startOidcIssuer } from './oidc-issuer.ts';
import type { OidcIssuer } from './oidc-issuer.ts';
import { startRekor1 } from './rekor1.ts';
import type { Rekor1 } from './rekor1.ts';
import { startRekor2 } from './rekor2.ts';
import type { Rekor2 } from './rekor2.ts';
import { startTimestampAuthority } from './timestamp-authority.ts';
import type { TimestampAuthority } from './timestamp-authority.ts';
import { signingConfigOf, trustedRootOf, unloggedRootOf } from './trust-documents.ts';
import type { SigningConfigChoice, Stack } from './trust-documents.ts';
import { startTufRepository } from './tuf-repository.ts';
import type { TufRepository } from './tuf-repository.ts';

export type { Answer, Fault, RecordedRequest, Service } from './http-service.ts';
export type { SigningConfigChoice } from './trust-documents.ts';

/** The services of a stack by name. */
export type ServiceName = 'issuer' | 'fulcio' | 'rekor1' | 'rekor2' | 'timestampAuthority' | 'tuf';

/** A whole Sigstore instance on loopback, with GitHub's issuer, in this process. */
export interface SigstoreTestbed {
  readonly issuer: OidcIssuer;
  readonly fulcio: Fulcio;
  readonly rekor1: Rekor1;
  readonly rekor2: Rekor2;
  readonly timestampAuthority: TimestampAuthority;
  /** Serves `trusted_root.json`, `signing_config.v0.2.json` and `signing_config_rekor_v2.v0.2.json`. */
  readonly tuf: TufRepository;
  trustedRoot(): object;
  /** Of the same authorities, without logs: of an instance that has none. */
  unloggedRoot(): object;
  signingConfig(choice: SigningConfigChoice): object;
  close(): Promise<void>;
}

/** How an instance differs from the default one. */
export interface SigstoreOptions {
  /** Milliseconds that a service's every answer takes longer. */
  readonly latency?: Readonly<Partial<Record<ServiceName, number>>>;
  /** Milliseconds after which a service closes an idle connection. */
  readonly keepAliveTimeout?: number;
  /** Milliseconds between a Rekor v2 batch's first entry and its checkpoint; 50 when not given. */
  readonly checkpointIntervalMs?: number;
  /** The Rekor that `signing_config.v0.2.json` lists; 1 when not given. */
  readonly rekor?: 1 | 2;
  /** Entries in older shards of Rekor v1; 1000 when not given. */
  readonly shardOffset?: number;
  /** Names that the logs sign their checkpoints with; 127.0.0.1 when not given. */
  readonly logNames?: { readonly rekor1: string; readonly rekor2: string };
  /** The `iss` of tokens; GitHub's when not given. */
  readonly oidcIssuer?: string;
  /** The server whose address Fulcio writes into certificates; github.com when not given. */
  readonly serverUrl?: string;
  readonly now?: () => Date;
}

/** Starts every service on its own loopback port, with fresh keys. */
export async function startSigstore(options: SigstoreOptions = {}): Promise<SigstoreTestbed> {
  const { now = () => new Date(), latency = {}, keepAliveTimeout, rekor = 1 } = options;
  const common = (name: ServiceName): { now: () => Date; latency: number; keepAliveTimeout?: number } => ({
    now,
    latency: latency[name] ?? 0,
    ...(keepAliveTimeout !== undefined && { keepAliveTimeout }),
  });
  const { oidcIssuer, serverUrl, shardOffset, checkpointIntervalMs } = options;
  const issuer = await startOidcIssuer({
    ...common('issuer'),
    ...(oidcIssuer !== undefined && { issuer: oidcIssuer }),
  });
  const fulcio = await startFulcio(issuer, {
    ...common('fulcio'),
    ...(serverUrl !== undefined && { serverUrl }),
  });
  const rekor1 = await startRekor1({
    ...common('rekor1'),
    ...(options.logNames !== undefined && { name: options.logNames.rekor1 }),
    ...(shardOffset !== undefined && { shardOffset }),
  });
  const rekor2 = await startRekor2({
    ...common('rekor2'),
    ...(options.logNames !== undefined && { name: options.logNames.rekor2 }),
    ...(checkpointIntervalMs !== undefined && { checkpointIntervalMs }),
  });
  const timestampAuthority = await startTimestampAuthority(common('timestampAuthority'));
  const since = new Date(now().getTime() - 3_600_000);
  const stack: Stack = { since, issuer, fulcio, rekor1, rekor2, timestampAuthority };
  const tuf = await startTufRepository(
    {
      'trusted_root.json': trustedRootOf(stack),
      'signing_config.v0.2.json': signingConfigOf(stack, { rekor: [rekor] }),
      'signing_config_rekor_v2.v0.2.json': signingConfigOf(stack, { rekor: [2] }),
    },
    common('tuf'),
  );
  const services = { issuer, fulcio, rekor1, rekor2, timestampAuthority, tuf };
  return {
    ...services,
    trustedRoot: () => trustedRootOf(stack),
    unloggedRoot: () => unloggedRootOf(stack),
    signingConfig: (choice) => signingConfigOf(stack, choice),
    async close() {
      await Promise.all(Object.values(services).map((service) => service.close()));
    },
  };
}
