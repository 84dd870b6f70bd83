import { asLogLines, commandData, commandProperty, withoutControls } from './escape-for-log.ts';
import type { Log } from '../ground/log.ts';

/** What a log is written through. */
interface LogOutlet {
  readonly write: (text: string) => void;
  readonly redact: (text: string) => string;
  /** Whether the runner's debug logging is on. */
  readonly debugging: boolean;
}

/**
 * The log of a job step. Commands are written here and not by `@actions/core`, which writes plain lines unescaped and knows no redaction.
 */
export function createLog({ write, redact, debugging }: LogOutlet): Log {
  // Controls go first: one in the middle of a secret would hide it from the redaction.
  // Older runners look for their older commands anywhere in a line, one of ours too.
  const clean = (text: string): string => redact(withoutControls(text)).replaceAll('##[', '## [');
  const command = (name: string, message: string, title?: string): void => {
    const properties = title === undefined ? '' : ` title=${commandProperty(clean(title))}`;
    write(`::${name}${properties}::${commandData(clean(message))}\n`);
  };
  return {
    info: (line) => write(`${asLogLines(clean(line))}\n`),
    debug: (line) => {
      if (debugging) command('debug', line);
    },
    notice: (message, title) => command('notice', message, title),
    warning: (message, title) => command('warning', message, title),
    error: (message, title) => command('error', message, title),
    group: async (heading, work) => {
      command('group', heading);
      try {
        return await work();
      } finally {
        write('::endgroup::\n');
      }
    },
  };
}
