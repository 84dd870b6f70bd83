import { bodyKind, fieldMarker } from './body-kinds.ts';
import { isInvalidOption } from './directive-options.ts';
import type { DirectiveSpec } from './directive-specs.ts';
import { addFault, UnclearMarkup } from './document.ts';
import type { Document } from './document.ts';
import { isBlank, lineAt, sliceOf, takeIndented, trimEnd, trimStart } from './lines.ts';
import type { Block } from './lines.ts';

/** Letters, digits and hyphens, with underscores and spaces that are no markup. */
const plainName = /^[a-zA-Z0-9-]+(?:[_ ][a-zA-Z0-9-]+)*$/;

/** What a directive was given. */
export interface DirectiveBlock {
  readonly arguments: readonly string[];
  readonly options: ReadonlyMap<string, string | undefined>;
  readonly content: Block;
}

/** The directive whose block is read: its name as written, and its line. */
export interface DirectiveHead {
  readonly name: string;
  readonly line: number;
  readonly document: Document;
}

/** Divides the block of a directive into arguments, options and content; undefined where that is a fault, which is added. */
export function readDirectiveBlock(
  untrimmed: Block,
  spec: DirectiveSpec,
  head: DirectiveHead,
): DirectiveBlock | undefined {
  const block = trimEnd(isBlank(untrimmed.lines[0]) ? sliceOf(untrimmed, 1) : untrimmed);
  const mayHaveHead = spec.required + spec.optional > 0 || Object.keys(spec.options).length > 0;
  const end = mayHaveHead ? endOfHead(block) : 0;
  const start = optionsStart(block, end, spec);
  const options = readOptions(sliceOf(block, start, end), spec, head);
  if (options === undefined) return undefined;
  if (spec.required + spec.optional === 0)
    return withContent({ arguments: [], options, content: withoutOptions(block, start, end) }, spec, head);
  const given = argumentsOf(block.lines.slice(0, start), spec, head);
  if (given === undefined) return undefined;
  return withContent({ arguments: given, options, content: sliceOf(block, end) }, spec, head);
}

function endOfHead(block: Block): number {
  let end = 0;
  while (end < block.lines.length && !isBlank(block.lines[end])) end += 1;
  return end;
}

function optionsStart(block: Block, end: number, spec: DirectiveSpec): number {
  if (Object.keys(spec.options).length === 0) return end;
  let start = 0;
  while (start < end && !fieldMarker.test(lineAt(block, start))) start += 1;
  return start;
}

/** Content may begin in the first line, before the options: blank lines take the place of these. */
function withoutOptions(block: Block, start: number, end: number): Block {
  const lines = block.lines.map((line, index) => (index >= start && index < end ? '' : line));
  return { lines, first: block.first };
}

function withContent(
  read: DirectiveBlock,
  { hasContent }: DirectiveSpec,
  head: DirectiveHead,
): DirectiveBlock | undefined {
  const content = trimStart(read.content);
  if (content.lines.length === 0 || hasContent) return { ...read, content };
  addDirectiveFault(head, 'no content permitted', `Remove the content of the directive \`${head.name}\`.`);
  return undefined;
}

function argumentsOf(
  lines: readonly string[],
  { required, optional, isLastOpen }: DirectiveSpec,
  head: DirectiveHead,
): readonly string[] | undefined {
  const text = lines.join('\n').trim();
  const given = text === '' ? [] : text.split(/\s+/);
  const most = required + optional;
  if (given.length < required) {
    const hint = `Write the argument of the directive \`${head.name}\` after its two colons.`;
    addDirectiveFault(head, `${required} argument(s) required, ${given.length} supplied`, hint);
    return undefined;
  }
  if (given.length <= most) return given;
  if (isLastOpen) return [text];
  const hint = `Insert a blank line between the argument of the directive \`${head.name}\` and its content.`;
  addDirectiveFault(head, `maximum ${most} argument(s) allowed, ${given.length} supplied`, hint);
  return undefined;
}

/** The fault of a directive that is not written as it has to be. */
function addDirectiveFault({ name, line, document }: DirectiveHead, message: string, hint: string): void {
  addFault(document, line, `Error in "${name}" directive: ${message}.`, hint);
}

function readOptions(
  block: Block,
  spec: DirectiveSpec,
  head: DirectiveHead,
): ReadonlyMap<string, string | undefined> | undefined {
  const options = new Map<string, string | undefined>();
  let next = 0;
  while (next < block.lines.length) {
    const line = lineAt(block, next);
    const match = line.startsWith(' ') || bodyKind(line) !== 'field' ? null : fieldMarker.exec(line);
    if (match === null) {
      const hint = `Insert a blank line between the options of the directive \`${head.name}\` and its content.`;
      addDirectiveFault(head, 'invalid option block', hint);
      return undefined;
    }
    const taken = takeIndented(block, next, { first: match[0].length });
    const written = match[0].slice(1, match[0].lastIndexOf(':'));
    // Names are no part of what docutils searches for references later.
    if (!plainName.test(written)) throw new UnclearMarkup('inline markup in the name of an option');
    const name = written.toLowerCase();
    const value = taken.block.lines.length === 0 ? undefined : taken.block.lines.join('\n');
    if (!checkOption({ name, value, isRepeated: options.has(name) }, spec, head)) return undefined;
    options.set(name, value);
    ({ next } = taken);
  }
  return options;
}

function checkOption(
  {
    name,
    value,
    isRepeated,
  }: {
    readonly name: string;
    readonly value: string | undefined;
    readonly isRepeated: boolean;
  },
  { options }: DirectiveSpec,
  head: DirectiveHead,
): boolean {
  const kind = Object.hasOwn(options, name) ? options[name] : undefined;
  if (kind === undefined) {
    const known = Object.keys(options).join(', ');
    const hint = `Remove the option; the directive \`${head.name}\` has ${known}.`;
    addDirectiveFault(head, `unknown option: "${name}"`, hint);
    return false;
  }
  if (isRepeated) {
    addDirectiveFault(head, `invalid option data: duplicate option "${name}"`, `Write \`:${name}:\` once.`);
    return false;
  }
  if (!isInvalidOption(kind, value)) return true;
  const hint = `Correct the value of \`:${name}:\`, or remove the option.`;
  addDirectiveFault(head, `invalid option value: (option: "${name}"; value: ${shown(value)})`, hint);
  return false;
}

function shown(value: string | undefined): string {
  return value === undefined ? 'None' : `'${value.replaceAll('\n', ' ')}'`;
}
