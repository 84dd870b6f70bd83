import type { HttpRequest } from '../../platform/http.ts';

/** Milliseconds for which one service is asked again and again before the run gives up. */
export const PATIENCE = 15 * 60_000;

/** One request to a service, and for how long it is worth repeating. */
export interface ServiceCall {
  readonly request: Omit<HttpRequest, 'signal'>;
  /** No attempt starts after this time; {@link PATIENCE} from now where absent. */
  readonly until?: Date;
  /** The request loses its sense at this time (an expired certificate): the call then ends without an answer. */
  readonly pointlessAfter?: Date;
  /** Statuses besides 2xx that the caller understands. */
  readonly understood?: readonly number[];
  /** What to change after a refusal with this status, where that is known. */
  readonly hint?: (status: number) => string | undefined;
  /** What was asked for lasts, like a log entry: a cancellation starts no further attempt, and leaves one under way its time. */
  readonly lasting?: boolean;
  /** Takes out of the server's words what must not be seen. */
  readonly redact?: (text: string) => string;
}
