import type { Bundle } from '@sigstore/bundle';
import { runAgain } from '../../errors.ts';
import type { TimestampedServices } from '../services/services.ts';
import type { TrustedRoot } from '../trust/trusted-root.ts';
import type { Signer } from './signer.ts';
import { bundleOf, connectToAuthority, holdCertificate, signAndTimestamp } from './timestamped-signature.ts';
import type { CertificateRequest, TimestampingSession } from './timestamped-signature.ts';

/** What a run signs with at an instance that has no log, and what verifies it. */
interface TimestampedSignerOptions extends CertificateRequest {
  readonly services: TimestampedServices;
  readonly trustedRoot: TrustedRoot;
}

/** Certificates that may end before their timestamp came, one after the other. */
const ROUNDS = 3;

/** A signer of an instance that has no log: nothing that it does is recorded in public. Nothing is requested before the first statement. */
export function createTimestampedSigner(options: TimestampedSignerOptions): Signer {
  const { services, trustedRoot, platform } = options;
  const [service] = services.timestampAuthorities;
  const authority = connectToAuthority(service, platform);
  const session: TimestampingSession = {
    trustedRoot,
    certificates: holdCertificate(options, services.fulcio, trustedRoot),
    timestampAuthorities: [authority],
  };
  return {
    services,
    trustedRoot,
    get concurrency() {
      return authority.connection.concurrency;
    },
    sign,
  };

  async function sign(statement: Buffer, signal?: AbortSignal): Promise<Bundle> {
    for (let round = 1; round <= ROUNDS; round += 1) {
      const signature = await signAndTimestamp(session, statement, signal);
      if (signature !== undefined) return bundleOf(signature, []);
      platform.runner.log.debug('A certificate expired before its signature was timestamped; signing again.');
    }
    const problem = `no signature was timestamped within the life of its certificate in ${ROUNDS} attempts`;
    throw authority.connection.failure(service.url, undefined, problem, runAgain());
  }
}
