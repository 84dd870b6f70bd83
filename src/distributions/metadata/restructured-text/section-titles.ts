import { pythonStripStart } from '../python-text.ts';
import { lineMarker } from './body-kinds.ts';
import { addElement, addFault, UnclearMarkup } from './document.ts';
import type { Document, Element, Scope } from './document.ts';
import { readInline } from './inline-markup.ts';
import { isBlank, lineAt } from './lines.ts';
import type { Block } from './lines.ts';
import { normalizedName } from './names.ts';
import { noteImplicit } from './references.ts';
import { compareWidth } from './text-width.ts';

/** The length from which on a line of punctuation is meant as more than text. */
const shortest = 4;

/** Reads a title whose underline is the next line; undefined where it is text, since the line is so short. */
export function readUnderlined(block: Block, index: number, scope: Scope): number | undefined {
  const { document, depth } = scope;
  const title = lineAt(block, index);
  const underline = lineAt(block, index + 1);
  const line = block.first + index;
  const isShort = underline.length < shortest;
  if (isTooWide(title, underline, isShort)) {
    if (isShort) return undefined;
    addFault(
      document,
      line + 1,
      'Title underline too short.',
      'Make the underline at least as long as the title.',
    );
  }
  if (depth > 0) {
    const hint = 'Remove the indentation of the title, or its underline: only the top level has sections.';
    addFault(document, line + 1, 'Unexpected section title.', hint);
  } else openSection(document, { title, style: underline.charAt(0), line });
  return index + 2;
}

/** Whether a title is wider than its line; a line that is too short makes it text, so it must be certain then. */
function isTooWide(title: string, line: string, isShort: boolean): boolean {
  const compared = compareWidth(title, line.length);
  if (compared === 'unclear' && isShort) throw new UnclearMarkup('a title of unclear width');
  return compared === 'wider';
}

/** Reads an overlined title or a transition; undefined where the line is text. */
export function readOverline(block: Block, index: number, scope: Scope): number | undefined {
  const overline = lineAt(block, index);
  const isShort = overline.length < shortest;
  if (scope.depth > 0) return readNestedLine(block, index, scope);
  const title = block.lines[index + 1];
  if (title === undefined || isBlank(title)) {
    if (isShort) return undefined;
    addElement(scope, 'transition', block.first + index);
    return index + 1;
  }
  return readOverlined(block, index, scope);
}

function readOverlined(block: Block, index: number, { document }: Scope): number | undefined {
  const overline = lineAt(block, index);
  const title = lineAt(block, index + 1);
  const underline = block.lines[index + 2];
  const isShort = overline.length < shortest;
  const line = block.first + index;
  const fault = overlineFault(overline, title, underline);
  if (fault !== undefined) {
    if (isShort) return undefined;
    addFault(document, line, fault, 'Write the same line below the title as above it, or remove the line.');
    return index + (lineMarker.test(title) ? 2 : 3);
  }
  if (isTooWide(title, overline, isShort)) {
    if (isShort) return undefined;
    const hint = 'Make the lines above and below the title at least as long as the title.';
    addFault(document, line, 'Title overline too short.', hint);
  }
  const style = overline.slice(0, 2);
  openSection(document, { title: pythonStripStart(title), style, line: line + 1 });
  return index + 3;
}

function overlineFault(overline: string, title: string, underline: string | undefined): string | undefined {
  if (lineMarker.test(title)) return 'Invalid section title or transition marker.';
  if (underline === undefined) return 'Incomplete section title.';
  if (!lineMarker.test(underline)) return 'Missing matching underline for section title overline.';
  return overline === underline ? undefined : 'Title overline & underline mismatch.';
}

/** Within other elements there are neither sections nor transitions. */
function readNestedLine(block: Block, index: number, { document }: Scope): number | undefined {
  if (lineAt(block, index).length < shortest) return undefined;
  const hint = 'Remove the line, or the indentation that puts it into another element.';
  addFault(document, block.first + index, 'Unexpected section title or transition.', hint);
  return index + 1;
}

/** Opens a section at the level of its style; a new style is the level below the present one. */
function openSection(
  document: Document,
  { title, style, line }: { readonly title: string; readonly style: string; readonly line: number },
): void {
  const { sections, titleStyles } = document;
  const known = titleStyles.indexOf(style);
  const level = known < 0 ? titleStyles.length + 1 : known + 1;
  const present = sections.length - 1;
  if (level > present + 1) {
    const message = `Inconsistent title style: skip from level ${present} to ${level}.`;
    const hint = `Underline the title with \`${titleStyles[present] ?? ''}\`, the style of the level below the present one.`;
    addFault(document, line, message, hint);
    return;
  }
  if (known < 0) titleStyles.push(style);
  sections.length = level;
  const section: Element = { kind: 'section', line, children: [] };
  sections.at(-1)?.children.push(section);
  sections.push(section);
  const name = normalizedName(readInline(title, line, document));
  // A name that is taken already leaves a message behind the title.
  if (document.names.targets.has(name)) section.children.push({ kind: 'system_message', line, children: [] });
  noteImplicit(document, name);
}
