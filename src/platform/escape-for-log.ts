// C0 and C1 controls but tab and line feed, DEL, line and paragraph separators, and what reorders text (Unicode TR 36 §3).
const UNSEEN = /[^\P{Cc}\t\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A text without terminal escapes and other characters that are not seen; lines end with a line feed. */
export function withoutControls(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(UNSEEN, '');
}

/**
 * A text as lines of a job's log in which the runner finds no workflow command: it takes `::` at the beginning of a line, after
 * white space too, and `##[` anywhere. Lines after the first are indented, so that none passes for one of ours.
 */
export function asLogLines(text: string): string {
  return withoutControls(text)
    .split('\n')
    .map((line, index) => (index === 0 ? '' : '  ') + defused(line))
    .join('\n');
}

/** The data of a workflow command. https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export function commandData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property of a workflow command. */
export function commandProperty(text: string): string {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function defused(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1: ').replaceAll('##[', '## [');
}
