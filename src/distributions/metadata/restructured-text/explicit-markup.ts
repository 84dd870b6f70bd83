import { anonymousMarker, explicitMarker } from './body-kinds.ts';
import { readDirective } from './directives.ts';
import { addElement, addFault, addUnindent, parseInto } from './document.ts';
import type { Scope } from './document.ts';
import { readAnonymousTarget, readTarget } from './hyperlink-targets.ts';
import { isBlank, lineAt, takeIndented } from './lines.ts';
import type { Block, TakenBlock } from './lines.ts';
import { namePattern, normalizedName } from './names.ts';
import { noteExplicit } from './references.ts';
import { readSubstitutionDefinition } from './substitution-definitions.ts';

/** What was read: where the next line is, and whether a blank one ends it. */
type Read = Pick<TakenBlock, 'next' | 'isBlankFinish'>;

/** Reads one construct at a line that matches its pattern; undefined where it is malformed, and a comment. */
type ReadConstruct = (block: Block, index: number, match: RegExpExecArray, scope: Scope) => Read | undefined;

const constructs: readonly (readonly [pattern: RegExp, read: ReadConstruct])[] = [
  [new RegExp(String.raw`^\.\. +\[([0-9]+|#(?:${namePattern})?|\*)\](?: +|$)`, 'u'), readFootnote],
  [new RegExp(String.raw`^\.\. +\[(${namePattern})\](?: +|$)`, 'u'), readCitation],
  [/^\.\. +_(?! |$)/, readTarget],
  [/^\.\. +\|(?! |$)/, readSubstitutionDefinition],
  [new RegExp(String.raw`^\.\. +(${namePattern}) ?::(?: +|$)`, 'u'), readDirective],
];

/** Reads explicit markup (`.. `) and anonymous targets (`__ `) that follow each other without blank lines. */
export function readExplicitMarkup(block: Block, index: number, scope: Scope): number {
  let next = index;
  let isBlankFinish = true;
  do {
    ({ next, isBlankFinish } = readConstruct(block, next, scope));
  } while (next < block.lines.length && isExplicit(lineAt(block, next)));
  if (!isBlankFinish) addUnindent(scope.document, block.first + next, 'Explicit markup');
  return next;
}

function isExplicit(line: string): boolean {
  return explicitMarker.test(line) || anonymousMarker.test(line);
}

function readConstruct(block: Block, index: number, scope: Scope): Read {
  const line = lineAt(block, index);
  const anonymous = anonymousMarker.exec(line);
  if (anonymous !== null) return readAnonymousTarget(block, index, anonymous, scope);
  for (const [pattern, read] of constructs) {
    const match = pattern.exec(line);
    if (match !== null) return read(block, index, match, scope) ?? readComment(block, index, scope);
  }
  return readComment(block, index, scope);
}

function readComment(block: Block, index: number, scope: Scope): Read {
  addElement(scope, 'comment', block.first + index);
  const line = lineAt(block, index);
  if (line === '..' && isBlank(block.lines[index + 1])) return { next: index + 1, isBlankFinish: true };
  const [marker = ''] = explicitMarker.exec(line) ?? [];
  return takeIndented(block, index, { first: marker.length });
}

function readFootnote(block: Block, index: number, match: RegExpExecArray, scope: Scope): Read {
  const { names } = scope.document;
  const label = match[1] ?? '';
  const line = block.first + index;
  const name = normalizedName(label.startsWith('#') ? label.slice(1) : label);
  if (label === '*') names.symbolFootnotes.push(line);
  else {
    if (label.startsWith('#')) names.autoFootnotes.push(name);
    if (name !== '') noteExplicit(scope.document, { name, line });
  }
  return readNote(block, index, match, { scope, title: 'Footnote' });
}

function readCitation(block: Block, index: number, match: RegExpExecArray, scope: Scope): Read {
  noteExplicit(scope.document, { name: normalizedName(match[1] ?? ''), line: block.first + index });
  return readNote(block, index, match, { scope, title: 'Citation' });
}

function readNote(
  block: Block,
  index: number,
  match: RegExpExecArray,
  { scope, title }: { readonly scope: Scope; readonly title: string },
): Read {
  const taken = takeIndented(block, index, { first: match[0].length });
  const note = addElement(scope, title.toLowerCase(), block.first + index);
  parseInto(taken.block, note, scope);
  if (taken.block.lines.length === 0)
    addFault(
      scope.document,
      block.first + index,
      `${title} content expected.`,
      `Write the text of the ${title.toLowerCase()} after its label.`,
    );
  return taken;
}
