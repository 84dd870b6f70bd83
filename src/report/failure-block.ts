import { ERROR_TITLES } from '../errors.ts';
import { linesOf, type Failure } from './failure.ts';
import { folded, withCode } from './markdown.ts';
import { counted } from './quantities.ts';

/** The box of a summary that says what happened and what to do; empty where nothing failed. */
export function failureBlock(failure: Failure | undefined): string {
  if (failure === undefined) return '';
  const text = quoted(linesOf(failure));
  const hint = failure.hint === '' ? [] : ['>', `> **What to do:** ${withCode(failure.hint)}`];
  return [
    '> [!CAUTION]',
    `> **${ERROR_TITLES[failure.code]}** (\`${failure.code}\`)`,
    '>',
    ...text,
    ...hint,
  ].join('\n');
}

/** Lines of a failure that are open: what a list of faults begins with, and where the files stand after it. */
const [FIRST_LINES, LAST_LINES] = [8, 6];

/** A long failure with its middle folded. */
function quoted(lines: readonly string[]): readonly string[] {
  if (lines.length <= 2 * (FIRST_LINES + LAST_LINES)) return lines.flatMap(quotedLine);
  const middle = lines.slice(FIRST_LINES, -LAST_LINES);
  return [
    ...lines.slice(0, FIRST_LINES).flatMap(quotedLine),
    '>',
    ...folded(counted(middle.length, 'more line'), middle.flatMap(quotedLine).join('\n'))
      .split('\n')
      .map((line) => (line.startsWith('>') ? line : `> ${line}`.trimEnd())),
    '>',
    ...lines.slice(-LAST_LINES).flatMap(quotedLine),
  ];
}

/** A line that follows a list is not of its last item. */
function quotedLine(line: string, place: number, lines: readonly string[]): readonly string[] {
  const gap = isItem(lines[place - 1]) && !isItem(line) ? ['>'] : [];
  return [...gap, isItem(line) ? `> - ${withCode(line.slice(2))}` : `> ${withCode(line)}  `];
}

function isItem(line: string | undefined): boolean {
  return line?.startsWith('- ') === true;
}
