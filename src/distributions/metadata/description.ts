import type { CoreMetadata } from '../distribution.ts';
import { againstIndex } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { singleValue } from './fields.ts';
import { restructuredTextFaults } from './restructured-text/check.ts';
import type { Fault } from './restructured-text/document.ts';

const shownFaults = 10;
const shownLength = 60;
const longestHint = 300;

/** What PyPI requires of a description in reStructuredText: it must render without a warning. warehouse/forklift/legacy.py */
export function checkDescription(metadata: CoreMetadata): Finding[] {
  const text = singleValue(metadata, 'description') ?? '';
  const faults = restructuredTextFaults(text);
  const [first] = faults;
  if (first === undefined) return [];
  const lines = text.split(/\r\n|\r|\n/);
  const shown = faults.slice(0, shownFaults).map((fault) => described(fault, lines));
  const rest = faults.length > shownFaults ? [`and ${faults.length - shownFaults} more`] : [];
  const type = singleValue(metadata, 'description-content-type');
  const format = type === undefined ? 'in the default format of reStructuredText' : `for '${type}'`;
  return [
    againstIndex(
      `the description does not render as reStructuredText: ${[...shown, ...rest].join('; ')}`,
      `The description failed to render ${format}.`,
      hintOf(first),
    ),
  ];
}

function described({ line, message }: Fault, lines: readonly string[]): string {
  const quotation = shortened(lines[line - 1] ?? '');
  const place = quotation === '' ? `line ${line}` : `line ${line} ('${quotation}')`;
  return `${place}: ${shortened(message.replaceAll('\n', ' '), longestHint).replace(/\.$/, '')}`;
}

/** The first words of a text. No word is cut: a part of a secret would not be recognised by the log. */
function shortened(text: string, length = shownLength): string {
  const trimmed = text.trim();
  if (trimmed.length <= length) return trimmed;
  const end = trimmed.slice(0, length + 1).search(/\s\S*$/);
  return end < 0 ? '' : `${trimmed.slice(0, end)} …`;
}

function hintOf({ hint, line }: Fault): string {
  return hint.length <= longestHint ? hint : `Correct line ${line} of the description.`;
}
