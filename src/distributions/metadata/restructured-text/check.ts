import { parseBody } from './body.ts';
import { UnclearMarkup } from './document.ts';
import type { Document, Element, Fault } from './document.ts';
import { lengthOf, linesOf } from './lines.ts';
import { noNames } from './defined-names.ts';
import { resolveReferences } from './resolve-references.ts';
import { checkStructure } from './structure.ts';

/** Characters of a line that docutils reads, by its setting `line_length_limit`. */
const longestLine = 10_000;

/**
 * The faults in a text for which docutils 0.23 certainly stops, as readme_renderer 46.0 has it read PyPI's long
 * descriptions (`halt_level` 2, no files, no raw markup); in the order of lines. What is not certain is left out: reading
 * ends at markup that is not followed.
 */
export function restructuredTextFaults(text: string): readonly Fault[] {
  const lines = linesOf(text);
  if (lines === undefined) return [];
  const long = lines.findIndex((line) => line.length > longestLine && lengthOf(line) > longestLine);
  if (long >= 0) return [tooLong(long + 1)];
  const root: Element = { kind: 'document', line: 1, children: [] };
  const document: Document = {
    faults: [],
    names: noNames(),
    roles: new Map(),
    titleStyles: [],
    sections: [root],
    parse: parseBody,
  };
  try {
    parseBody({ lines, first: 1 }, { document, parent: root, depth: 0 });
    if (document.faults.length === 0) checkStructure(document, root);
    resolveReferences(document);
  } catch (error) {
    if (!(error instanceof UnclearMarkup)) throw error;
  }
  return document.faults.toSorted((one, other) => one.line - other.line);
}

function tooLong(line: number): Fault {
  return {
    line,
    message: `Line ${line} exceeds the line-length-limit.`,
    hint: `Break line ${line} of the description: no line may have more than ${longestLine} characters.`,
  };
}
