import { ActionError, messageOf, TransportError, runAgain, type Remedy } from '../../errors.ts';
import { DownloadHTTPError } from '../library-workarounds/tuf-errors.ts';
import type { LastDownload } from './tuf-fetcher.ts';

const SKEW = 300_000;

/** What each of tuf-js's messages means. Its errors are often wrapped as text, so the text decides. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [
    /less than current version|Expected version|does not match snapshot version/,
    'rollback: a version goes backwards',
  ],
  [/exceeds its limit/, 'oversized'],
  [/expired/i, 'freeze: the metadata has expired'],
  [/Expected length|Expected hash|LengthOrHash/, 'wrong hash or length'],
  [/is not defined|JSON|Unexpected token|too many|too deep/, 'not TUF metadata'],
  [/signature|signed|threshold|verif/i, 'wrong signature'],
  [/Expected '|must be|Invalid|Missing|undefined/i, 'not TUF metadata'],
];

/** Why the trust of an instance could not be fetched, at which URL, and what to do. */
export function trustFailure(
  url: string,
  error: unknown,
  last: LastDownload | undefined,
  now: Date,
): ActionError {
  const where = last?.url ?? url;
  const kind = kindOf(error, last);
  return new ActionError(
    'TRUST_UNAVAILABLE',
    `The trust metadata of the Sigstore instance could not be loaded from ${where}: ${kind}`,
    hintOf(kind, last?.serverTime, now),
    error,
  );
}

function kindOf(error: unknown, last: LastDownload | undefined): string {
  const failure = last?.failure;
  if (failure instanceof TransportError) {
    return failure.failure === 'too-large'
      ? 'oversized: the answer exceeds its limit'
      : `unreachable: ${failure.message}`;
  }
  if (failure instanceof DownloadHTTPError) return `unreachable: ${failure.message}`;
  const text = messageOf(error);
  const [, kind] = KINDS.find(([pattern]) => pattern.test(text)) ?? [];
  return kind === undefined ? text : `${kind} (${text})`;
}

function hintOf(kind: string, serverTime: Date | undefined, now: Date): string | Remedy {
  if (kind.startsWith('unreachable'))
    return runAgain({
      when: 'later',
      after: 'If the problem persists, check that the network and proxy of the runner let this host through.',
    });
  if (
    kind.startsWith('freeze') &&
    serverTime !== undefined &&
    Math.abs(serverTime.getTime() - now.getTime()) > SKEW
  ) {
    return `Set this machine's clock: it shows ${now.toISOString()}, the server's ${serverTime.toISOString()}.`;
  }
  if (kind.startsWith('not TUF'))
    return 'Check that the URL is that of a TUF repository, and that root.json belongs to it.';
  return 'Nothing was signed. If the problem persists, contact the operator of the Sigstore instance.';
}
