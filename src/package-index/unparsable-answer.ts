import { answerText } from './answer.ts';

/**
 * The message in what came of an answer that no parser takes: of its body where that came, else the rest of its status
 * line. Warehouse without a proxy in front writes line feeds of a message into the status line, and repeats it below.
 */
export function unparsableText(received: string): string {
  const [head = '', ...rest] = received.split('\r\n\r\n');
  const body = Buffer.from(rest.join('\r\n\r\n'));
  const [line = '', ...headers] = head.split('\r\n');
  const type = headers.find((header) => /^content-type:/i.test(header))?.replace(/^[^:]*:\s*/, '') ?? '';
  if (body.length === 0) return line.trim();
  return answerText({ status: 400, statusText: line.trim(), headers: { 'content-type': type }, body });
}
