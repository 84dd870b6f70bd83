import { isTransientStatus } from '../../ground/retry.ts';
import { answerText } from '../answer.ts';

/** What could be read of an answer that no parser takes. */
export interface UnparsableAnswer {
  /** Undefined where its beginning is gone. */
  readonly status: number | undefined;
  /** Its message; empty where nothing of it came. */
  readonly text: string;
}

/**
 * Reads what came of an answer that no parser takes. Warehouse without a proxy in front writes the line feeds of a
 * message into the status line, and repeats it in the body, which may have come too or not.
 */
export function readUnparsable(received: string): UnparsableAnswer {
  const [head = '', ...rest] = received.split('\r\n\r\n');
  const body = Buffer.from(rest.join('\r\n\r\n'));
  const [first = '', ...headers] = head.split('\r\n');
  const [, code, reason = first] = /^HTTP\/\d\.\d (\d{3}) ?([\s\S]*)$/.exec(first) ?? [];
  const status = code === undefined ? undefined : Number(code);
  const type = headers.find((header) => /^content-type:/i.test(header))?.replace(/^[^:]*:\s*/, '') ?? '';
  // The rest of a status line is only the end of a message.
  if (status !== undefined || body.length === 0) return { status, text: reason.trim() };
  const answer = { status: 400, statusText: reason.trim(), headers: { 'content-type': type }, body };
  return { status, text: answerText(answer) };
}

/** Whether its beginning says that the request was refused for good (RFC 9110 §15.5), however malformed the rest is. */
export function isRefusal(
  answer: UnparsableAnswer,
): answer is UnparsableAnswer & { readonly status: number } {
  const { status } = answer;
  return status !== undefined && status >= 400 && status < 500 && !isTransientStatus(status);
}
