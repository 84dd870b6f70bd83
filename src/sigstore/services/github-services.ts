import type { GithubServices } from '../instances.ts';
import { isValidAt } from '../trust/trusted-root.ts';
import type { TrustedAuthority, TrustedRoot } from '../trust/trusted-root.ts';
import type { Service, TimestampedServices } from './services.ts';
import { noService } from './usable-services.ts';

const OPERATOR = 'GitHub';

/**
 * The services of GitHub's instance, which has no signing config and no log, where the trusted root can verify both of them now.
 * @throws {ActionError} NO_SERVICE
 */
export function selectGithubServices(
  { fulcio, timestampAuthority }: GithubServices,
  { certificateAuthorities, timestampAuthorities }: TrustedRoot,
  now: Date,
): TimestampedServices {
  const [certificates, timestamps] = [serviceAt(fulcio), serviceAt(timestampAuthority)];
  refuseUnverifiable('Fulcio', certificates, certificateAuthorities, now);
  refuseUnverifiable('Timestamp authority', timestamps, timestampAuthorities, now);
  const reason = "of GitHub's Sigstore instance";
  return {
    fulcio: certificates,
    rekor: undefined,
    timestampAuthorities: [timestamps],
    decisions: [
      `Fulcio ${certificates.url} (v1): ${reason}`,
      `Timestamp authority ${timestamps.url} (v1): ${reason}`,
      "No transparency log: GitHub's Sigstore instance has none.",
    ],
  };
}

function serviceAt(url: string): Service {
  return { url, majorApiVersion: 1, operator: OPERATOR };
}

/** What a service issues is verified with any chain of the root that is valid then, whatever the root calls its address. */
function refuseUnverifiable(
  kind: string,
  { url }: Service,
  authorities: readonly TrustedAuthority[],
  now: Date,
): void {
  if (authorities.some(({ validFor }) => isValidAt(validFor, now))) return;
  throw noService(
    `No service of kind ${kind} can be used: the trusted root has no certificate chain for ${url} that is valid now`,
    "Check the clock of this machine. If it is right, wheelseal or GitHub's TUF repository is out of date.",
  );
}
