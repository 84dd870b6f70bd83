import { addElement, addFault, UnclearMarkup } from './document.ts';
import type { Scope } from './document.ts';
import { takeIndented } from './lines.ts';
import type { Block, TakenBlock } from './lines.ts';
import { escaped, namePattern, normalizedName, unescaped, withSingleSpaces } from './names.ts';
import { noteExplicit } from './references.ts';

type Read = Pick<TakenBlock, 'next' | 'isBlankFinish'>;

/** `name: `, a phrase in backquotes, or `_: ` for an anonymous one. */
const targetName = /^(?:_|(?!_)(`?)(?![ `])(?<name>.+?)(?<![\s\0])\1)(?<!(?<!\0):)(?<![\s\0]) ?:(?: +|$)/;
const reference = new RegExp(
  String.raw`^(?:(?<simple>${namePattern})_|` + '`(?! )(?<phrase>.+?)(?<![\\s\\0])`_)$',
  'u',
);
/** Lines that the name of a target is looked for in. */
const longestName = 20;

/** Reads `.. _name: address`; undefined where it is malformed. */
export function readTarget(
  from: Block,
  index: number,
  match: RegExpExecArray,
  scope: Scope,
): Read | undefined {
  const taken = takeIndented(from, index, { first: match[0].length, untilBlank: true, isKept: true });
  const lines = taken.block.lines.map(escaped);
  const line = from.first + index;
  let used = 1;
  let text = lines[0] ?? '';
  let found = targetName.exec(text);
  while (found === null) {
    if (used >= lines.length) {
      const hint = 'End the name of the target with a colon: `.. _name: address`.';
      addFault(scope.document, line, 'malformed hyperlink target.', hint);
      return undefined;
    }
    if (used > longestName) throw new UnclearMarkup('a long name of a target');
    text += lines[used] ?? '';
    used += 1;
    found = targetName.exec(text);
  }
  const rest = [text.slice(found[0].length).trim(), ...lines.slice(used)];
  noteTarget(scope, { name: found.groups?.['name'], lines: rest, line });
  return taken;
}

/** Reads `__ address`. */
export function readAnonymousTarget(from: Block, index: number, match: RegExpExecArray, scope: Scope): Read {
  const taken = takeIndented(from, index, { first: match[0].length, untilBlank: true });
  noteTarget(scope, {
    name: undefined,
    lines: taken.block.lines.map(escaped),
    line: from.first + index,
  });
  return taken;
}

function noteTarget(
  scope: Scope,
  {
    name,
    lines,
    line,
  }: {
    readonly name: string | undefined;
    readonly lines: readonly string[];
    readonly line: number;
  },
): void {
  const { document } = scope;
  const alias = aliasOf(lines);
  const isAddress = alias === undefined && lines.some((one) => one !== '');
  addElement(scope, isAddress ? 'address' : 'target', line);
  const own = name === undefined ? undefined : normalizedName(unescaped(name));
  if (alias !== undefined)
    document.names.indirect.push({ name: own, alias: normalizedName(alias), line, text: alias });
  if (own === undefined) {
    document.names.anonymousTargets.push(line);
    return;
  }
  const address = lines
    .join(' ')
    .replace(/(\0?)\s+/g, (_, escape: string) => (escape === '' ? '' : ' '))
    .trim();
  const destination = alias === undefined ? `uri ${unescaped(address)}` : `name ${normalizedName(alias)}`;
  noteExplicit(document, {
    name: own,
    line,
    ...((alias !== undefined || address !== '') && { destination }),
  });
}

/** The name of another target, where the block is a reference to it. */
export function aliasOf(lines: readonly string[]): string | undefined {
  if (lines.at(-1)?.trim().endsWith('_') !== true) return undefined;
  const found = reference.exec(withSingleSpaces(lines.map((one) => one.trim()).join(' ')));
  const written = found?.groups?.['simple'] ?? found?.groups?.['phrase'];
  return written === undefined ? undefined : unescaped(written);
}
