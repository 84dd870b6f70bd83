import { ActionError, messageOf, TransportError, runAgain, type Remedy } from '../../errors.ts';
import { DownloadHTTPError } from '../library-workarounds/tuf-errors.ts';
import type { LastDownload } from './tuf-fetcher.ts';

/** Milliseconds by which this machine's clock and the server's may differ before metadata that has expired is the clock's fault. */
const SKEW = 300_000;

/** What trust metadata can fail by, in words. */
const PROBLEMS = {
  unreachable: 'unreachable',
  rollback: 'rollback: a version goes backwards',
  oversized: 'oversized',
  freeze: 'freeze: the metadata has expired',
  hash: 'wrong hash or length',
  foreign: 'not TUF metadata',
  signature: 'wrong signature',
} as const;

type Kind = keyof typeof PROBLEMS;

/** What each of tuf-js's messages means. Its errors are often wrapped as text, so the text decides. */
const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/less than current version|Expected version|does not match snapshot version/, 'rollback'],
  [/exceeds its limit/, 'oversized'],
  [/expired/i, 'freeze'],
  [/Expected length|Expected hash|LengthOrHash/, 'hash'],
  [/is not defined|JSON|Unexpected token|too many|too deep/, 'foreign'],
  [/signature|signed|threshold|verif/i, 'signature'],
  [/Expected '|must be|Invalid|Missing|undefined/i, 'foreign'],
];

/** Why the trust of an instance could not be fetched, at which URL, and what to do. */
export function trustFailure(
  url: string,
  error: unknown,
  last: LastDownload | undefined,
  now: Date,
): ActionError {
  const where = last?.url ?? url;
  const { kind, problem, cause } = problemOf(error, last);
  return new ActionError(
    'TRUST_UNAVAILABLE',
    `The trust metadata of the Sigstore instance could not be loaded from ${where}: ${problem}`,
    hintOf(kind, last?.serverTime, now),
    cause,
  );
}

function problemOf(
  error: unknown,
  last: LastDownload | undefined,
): { readonly kind: Kind | undefined; readonly problem: string; readonly cause?: unknown } {
  const failure = last?.failure;
  if (failure instanceof TransportError && failure.failure === 'too-large')
    return {
      kind: 'oversized',
      problem: `${PROBLEMS.oversized}: the answer exceeds its limit`,
      cause: failure,
    };
  if (failure instanceof TransportError || failure instanceof DownloadHTTPError)
    return { kind: 'unreachable', problem: `${PROBLEMS.unreachable}: ${failure.message}`, cause: failure };
  const text = messageOf(error);
  const [, kind] = KINDS.find(([pattern]) => pattern.test(text)) ?? [];
  const said = text.replace(WRAPPED, '');
  return {
    kind,
    problem: kind === undefined ? said : `${PROBLEMS[kind]} (${said})`,
    cause: error instanceof Error ? error.cause : undefined,
  };
}

/** What tuf-js writes before an error that it wraps as text: the address says of which role it is. */
const WRAPPED = /^Unable to load (?:snapshot metadata|targets) error (?:\w*Error: )?/;

function hintOf(kind: Kind | undefined, serverTime: Date | undefined, now: Date): string | Remedy {
  if (kind === 'unreachable')
    return runAgain({
      when: 'later',
      after: 'If the problem persists, check that the network and proxy of the runner let this host through.',
    });
  if (
    kind === 'freeze' &&
    serverTime !== undefined &&
    Math.abs(serverTime.getTime() - now.getTime()) > SKEW
  ) {
    return `Set this machine's clock: it shows ${now.toISOString()}, the server's ${serverTime.toISOString()}.`;
  }
  if (kind === 'foreign')
    return 'Check that the URL is that of a TUF repository, and that root.json belongs to it.';
  return 'Nothing was signed. If the problem persists, contact the operator of the Sigstore instance.';
}
