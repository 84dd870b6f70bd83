import type { Socket } from 'node:net';
import { buildConnector } from 'undici';

/** The newest piece that a connection had received when it failed, by the error that it failed with. */
const newest = new WeakMap<object, Buffer>();

/**
 * Connects as undici does, and keeps the newest piece of what the server sent: where its parser gives up, nothing else
 * has the beginning of the answer, in which an index may have said why it refuses a file.
 */
export function attentiveConnector(options: buildConnector.BuildOptions): buildConnector.connector {
  const connect = buildConnector(options);
  return (target, callback) => {
    connect(target, (...outcome) => {
      const [, socket] = outcome;
      // Not null but absent where there is none, whatever its type says.
      if (socket) listenTo(socket);
      callback(...outcome);
    });
  };
}

/** What had come last on the connection that broke with this error; empty where that is not known. */
export function newestBytes(error: unknown): Buffer {
  return (typeof error === 'object' && error !== null ? newest.get(error) : undefined) ?? Buffer.alloc(0);
}

// The parser takes the bytes itself, so that listening for `data` would take them away from it.
function listenTo(socket: Socket): void {
  let last: Buffer | undefined;
  const push = socket.push.bind(socket);
  socket.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    if (Buffer.isBuffer(chunk)) last = chunk;
    return push(chunk, encoding);
  };
  socket.once('error', (error) => {
    if (last !== undefined) newest.set(error, last);
  });
}
