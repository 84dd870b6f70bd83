import { readDirectiveIn } from './directives.ts';
import { addElement, addFault, UnclearMarkup } from './document.ts';
import type { Scope } from './document.ts';
import { isBlank, lineAt, sliceOf, takeIndented, trimEnd } from './lines.ts';
import type { Block, TakenBlock } from './lines.ts';
import { escaped, namePattern, withSingleSpaces } from './names.ts';

type Read = Pick<TakenBlock, 'next' | 'isBlankFinish'>;

const substitutionName = /^(?! )(?<name>.+?)(?<![\s\0])\|(?: +|$)/;
const embeddedDirective = new RegExp(String.raw`^(${namePattern})::(?: +|$)`, 'u');
const inline: ReadonlySet<string> = new Set(['image', 'replace', 'unicode', 'date', 'raw', 'include']);

/** Reads `.. |name| directive:: argument`; undefined where the name does not end. */
export function readSubstitutionDefinition(
  from: Block,
  index: number,
  match: RegExpExecArray,
  scope: Scope,
): Read | undefined {
  const taken = takeIndented(from, index, { first: match[0].length, isKept: true });
  const line = from.first + index;
  const first = lineAt(taken.block, 0);
  const found = substitutionName.exec(escaped(first));
  const name = found?.groups?.['name'];
  if (found === null || name === undefined) {
    if (taken.block.lines.slice(1).some((text) => text.includes('|')))
      throw new UnclearMarkup('a name over several lines');
    addFault(scope.document, line, 'malformed substitution definition.', 'Close the name with `|`.');
    return undefined;
  }
  readDefinition(taken.block, { name, start: found[0].length, line }, scope);
  return taken;
}

function readDefinition(
  block: Block,
  { name, start, line }: { readonly name: string; readonly start: number; readonly line: number },
  scope: Scope,
): void {
  const { document } = scope;
  const rest = block.lines.map((text, index) => (index === 0 ? text.slice(start).trim() : text));
  const whole = trimEnd({ lines: rest, first: block.first });
  const content = isBlank(whole.lines[0]) ? sliceOf(whole, 1) : whole;
  const spaced = withSingleSpaces(name);
  if (content.lines.length === 0) {
    const message = `Substitution definition "${spaced}" missing contents.`;
    addFault(document, line, message, `Write \`.. |${spaced}| replace:: text\`.`);
    return;
  }
  const directive = embeddedDirective.exec(lineAt(content, 0).trim());
  if (directive === null) {
    const message = `Substitution definition "${spaced}" empty or invalid.`;
    addFault(document, line, message, `Write \`.. |${spaced}| replace:: text\`.`);
    return;
  }
  const faults = document.faults.length;
  readEmbedded(content, { name: spaced, directive, line }, scope);
  if (document.faults.length > faults) return;
  defineSubstitution(scope, spaced, line);
}

function defineSubstitution(scope: Scope, name: string, line: number): void {
  const { names } = scope.document;
  addElement(scope, 'substitution_definition', line);
  if (names.exactSubstitutions.has(name)) {
    const hint = `Remove one of the definitions of |${name}|, or rename it.`;
    addFault(scope.document, line, `Duplicate substitution definition name: "${name}".`, hint);
  }
  names.exactSubstitutions.add(name);
  names.substitutions.add(name.toLowerCase());
}

function readEmbedded(
  content: Block,
  {
    name,
    directive,
    line,
  }: {
    readonly name: string;
    readonly directive: RegExpExecArray;
    readonly line: number;
  },
  scope: Scope,
): void {
  const type = directive[1] ?? '';
  const known = inline.has(type.toLowerCase());
  const first = { ...content, lines: [lineAt(content, 0).trim(), ...content.lines.slice(1)] };
  const taken = takeIndented(first, 0, { first: directive[0].length });
  const inner: Scope = {
    ...scope,
    parent: { kind: 'substitution_definition', line, children: [] },
    depth: scope.depth + 1,
  };
  if (taken.next < first.lines.length) throw new UnclearMarkup('more than one directive');
  readDirectiveIn(taken.block, type, content.first, inner, name);
  if (!known && scope.document.faults.length === 0) throw new UnclearMarkup('a directive that is no text');
}
