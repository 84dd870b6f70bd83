import {
  chooseAnnotations,
  hasRoom,
  MOST_ANNOTATIONS,
  type Annotation,
  type ShownAnnotations,
} from '../ground/annotations.ts';
import { cutText } from '../ground/redacted-text.ts';
import type { Log } from '../ground/log.ts';
import { asLogLines, commandData, commandProperty, withoutControls } from './escape-for-log.ts';

/** What a log is written through. */
interface LogOutlet {
  readonly write: (text: string) => void;
  readonly redact: (text: string) => string;
  /** Whether the runner's debug logging is on. */
  readonly debugging: boolean;
}

/** The log of a job step, and its end. */
interface ActionsLog {
  readonly log: Log;
  /** Shows of the annotations that were held back as many as there is room for. @returns the texts that are nowhere whole but in the log */
  readonly showHeld: () => readonly string[];
}

/** GitHub cuts an annotation at 4 KiB, in the middle of a character if need be. */
const LONGEST_COMMAND = 4000;

/**
 * The log of a job step. Commands are written here and not by `@actions/core`, which writes plain lines unescaped and knows no redaction.
 * Annotations beyond what a job's page has room for (`hasRoom`) are plain lines at first.
 */
export function createLog({ write, redact, debugging }: LogOutlet): ActionsLog {
  // Controls go first: one in the middle of a secret would hide it from the redaction.
  // Older runners look for their older commands anywhere in a line, one of ours too.
  const clean = (text: string): string => redact(withoutControls(text)).replaceAll('##[', '## [');
  const commandLine = (name: string, message: string, title?: string): string => {
    const properties = title === undefined ? '' : ` title=${commandProperty(clean(title))}`;
    return `::${name}${properties}::${commandData(clean(message))}\n`;
  };
  // Of a group that has no line yet.
  let heading: string | undefined;
  const writeLine = (line: string): void => {
    if (heading !== undefined) write(commandLine('group', heading));
    heading = undefined;
    write(line);
  };
  const writeText = (text: string): void => writeLine(`${asLogLines(clean(text))}\n`);
  const command = (name: string, message: string, title?: string): void =>
    writeLine(commandLine(name, message, title));
  const held: Annotation[] = [];
  const cut: string[] = [];
  let shown: ShownAnnotations = { errors: 0, permanent: 0, others: 0 };
  const show = (annotation: Annotation): void => {
    const { level, title, permanent } = annotation;
    const message = clean(annotation.message);
    const short = fitting(message, LONGEST_COMMAND - Buffer.byteLength(commandProperty(title ?? '')) - 40);
    if (short !== message) cut.push(message);
    command(level, short, title);
    if (level === 'error') shown = { ...shown, errors: shown.errors + 1 };
    else if (permanent) shown = { ...shown, permanent: shown.permanent + 1 };
    else shown = { ...shown, others: shown.others + 1 };
  };
  const annotate =
    (level: Annotation['level']): Log['warning'] =>
    (message, title, weight = 'ordinary') => {
      const annotation = { level, message, title, permanent: weight === 'permanent' };
      if (hasRoom(annotation, shown)) return show(annotation);
      held.push(annotation);
      writeText(`${WORDS[level]}: ${message}`);
    };
  return {
    log: {
      info: writeText,
      debug: (line) => {
        if (debugging) command('debug', line);
      },
      notice: annotate('notice'),
      warning: annotate('warning'),
      error: annotate('error'),
      group: async (title, work, last) => {
        heading = title;
        try {
          return await work();
        } finally {
          if (heading === undefined) {
            if (last !== undefined) writeText(last());
            write('::endgroup::\n');
          }
          heading = undefined;
        }
      },
    },
    showHeld: () => {
      const places = MOST_ANNOTATIONS - shown.errors - shown.permanent - shown.others;
      const chosen = chooseAnnotations(held.splice(0), places);
      for (const annotation of chosen.shown) show(annotation);
      return [...cut.splice(0), ...chosen.left.map(({ message }) => clean(message))];
    },
  };
}

const WORDS = { error: 'Error', warning: 'Warning', notice: 'Notice' } as const;

/** The beginning of a text that has at most so many bytes as the data of a command. */
function fitting(text: string, bytes: number): string {
  if (Buffer.byteLength(commandData(text)) <= bytes) return text;
  let [low, high] = [0, text.length];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (Buffer.byteLength(commandData(cutText(text, middle))) <= bytes) low = middle;
    else high = middle;
  }
  return cutText(text, low);
}
