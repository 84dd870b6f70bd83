import { ActionError, TransportError } from '../errors.ts';
import { createConnections, type Connections } from './connections.ts';
import { errorCode } from './error-code.ts';
import { Exchange } from './exchange.ts';
import { brokeWhileIdle, transportError } from './http-failures.ts';
import { describeRequest, permittedUrl } from './http-rules.ts';
import { proxyTimeout } from './proxy-failures.ts';
import type { Http, HttpAnswer, HttpRequest } from '../ground/http.ts';
import type { Log } from '../ground/log.ts';

/** What requests are sent with. */
interface HttpOptions {
  /** Proxies and private certificate authorities are read from here, at the first request. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly userAgent: string;
  readonly log: Pick<Log, 'debug'>;
  /** Takes secrets out of a text that may quote a server. */
  readonly redact?: (text: string) => string;
}

/** The HTTP port over undici; connections are kept until it is closed. */
export function createHttp(options: HttpOptions): Http & { open(): void; close(): Promise<void> } {
  let connections: Connections | undefined;
  const open = (): Connections => {
    if (connections === undefined) {
      connections = createConnections(options.environment);
      connections.remarks.forEach((remark) => options.log.debug(remark));
    }
    return connections;
  };
  return {
    request: (request) => logged(request, options, () => answer(request, options, open)),
    open: () => void open(),
    close: async () => {
      await connections?.destroy();
    },
  };
}

async function logged(
  request: HttpRequest,
  options: HttpOptions,
  work: () => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  // Node reads the module of `performance` when it is first used, and a start waits for it.
  const started = process.uptime();
  const line = (end: string): void => {
    const milliseconds = Math.round((process.uptime() - started) * 1000);
    options.log.debug(`${describeRequest(request)}: ${end}, ${milliseconds} ms`);
  };
  try {
    const answered = await work();
    line(`${answered.status}, ${answered.body.length} bytes`);
    return answered;
  } catch (error) {
    line(error instanceof TransportError ? error.failure : 'failed');
    throw error;
  }
}

async function answer(
  request: HttpRequest,
  options: HttpOptions,
  open: () => Connections,
): Promise<HttpAnswer> {
  const url = permittedUrl(request);
  const connections = open();
  const redact = options.redact ?? ((text: string): string => text);
  for (let repeated = false; ; repeated = true) {
    const { dispatcher, route } = connections.wayTo(url);
    const exchange = new Exchange(request, options.userAgent);
    try {
      return await exchange.run(url, dispatcher);
    } catch (error) {
      if (error instanceof TransportError) throw proxyTimeout(error, route);
      if (error instanceof ActionError) throw error;
      // A connection that the server closed while it was idle is nobody's failure; a request without effect may be sent anew.
      const harmless = request.method === 'GET' || request.method === 'HEAD';
      if (harmless && !repeated && !exchange.answered && brokeWhileIdle(error)) continue;
      if (errorCode(error) === 'UND_ERR_INVALID_ARG') throw error;
      throw transportError(error, redact(describeRequest(request)), redact(connections.advice), route);
    }
  }
}
