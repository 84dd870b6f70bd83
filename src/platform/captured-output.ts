import type { Log } from '../ground/log.ts';

/** A stream of the process that dependencies write to. */
type Outlet = Pick<NodeJS.WriteStream, 'write'>;

/** The runner's own commands of a log line, as `@actions/core` writes them for its callers. */
const COMMAND = /^::(?:debug|notice|warning|error)(?: [^:]*)?::/;

/**
 * Takes over what anything in the process prints. Dependencies print names and messages of servers as they are, which the runner might
 * take for commands, and advice for people who use them directly; all of it goes to the debug log, as lines of ours.
 * @returns writes to the first stream itself: for the log alone
 */
export function captureOutput(streams: readonly [Outlet, ...Outlet[]]): {
  readonly write: (text: string) => void;
  readonly logTo: (log: Pick<Log, 'debug'>) => void;
} {
  let log: Pick<Log, 'debug'> | undefined;
  const [own] = streams;
  const write = own.write.bind(own);
  for (const stream of streams) {
    const through = stream.write.bind(stream);
    stream.write = (chunk: Uint8Array | string, encoding?: unknown, done?: unknown): boolean => {
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      for (const line of text.split('\n')) if (line.trim() !== '') log?.debug(line.replace(COMMAND, ''));
      const callback = typeof encoding === 'function' ? encoding : done;
      // Whoever waits until all was written still gets it.
      return typeof callback === 'function' ? through('', () => callback()) : true;
    };
  }
  // Node prints its warnings past the streams; those are about dependencies, in words for their authors.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log?.debug(`${warning.name}: ${warning.message}`));
  return {
    write: (text) => void write(text),
    logTo: (to) => {
      log = to;
    },
  };
}
