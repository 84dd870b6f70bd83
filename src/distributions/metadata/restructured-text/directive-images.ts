import type { DirectiveBlock, DirectiveHead } from './directive-blocks.ts';
import { addElement, addFault, parseInto } from './document.ts';
import type { Element, Scope } from './document.ts';
import { aliasOf } from './hyperlink-targets.ts';
import { escaped, normalizedName } from './names.ts';
import { noteExplicit, noteReference } from './references.ts';

const vertical: readonly string[] = ['top', 'middle', 'bottom'];
/** What may come before the caption of a figure. */
const invisible: ReadonlySet<string> = new Set(['target', 'address', 'pending']);

/** Reads an image, or a figure with its caption and legend. */
export function readImage(
  head: DirectiveHead,
  { options, content }: DirectiveBlock,
  { scope, substitution }: { readonly scope: Scope; readonly substitution: string | undefined },
): void {
  const { document, line } = head;
  const name = head.name.toLowerCase();
  const align = options.get('align')?.toLowerCase().trim();
  const isVertical = align !== undefined && vertical.includes(align);
  if (align !== undefined && name === 'image' && isVertical !== (substitution !== undefined)) {
    const valid = substitution === undefined ? 'left, center or right' : vertical.join(', ');
    const message = `Error in "${name}" directive: "${align}" is not a valid value for the "align" option.`;
    addFault(document, line, message, `Set \`:align:\` to ${valid}, or remove it.`);
    return;
  }
  const target = options.get('target');
  const alias = target === undefined ? undefined : aliasOf(escaped(target).split('\n'));
  if (alias !== undefined) noteReference(document, { name: normalizedName(alias), line, text: alias });
  const element = addElement(scope, name, line);
  const figureName = options.get('figname');
  if (figureName !== undefined) noteExplicit(document, { name: normalizedName(figureName), line });
  if (content.lines.length === 0) return;
  parseInto(content, element, scope);
  checkCaption(head, element);
}

function checkCaption({ document, line }: DirectiveHead, { children }: Element): void {
  const first = children.find(({ kind }) => !invisible.has(kind));
  if (first === undefined || first.kind === 'paragraph' || first.kind === 'comment') return;
  const message = 'Figure caption must be a paragraph or empty comment.';
  addFault(document, line, message, 'Begin the content of the figure with a paragraph, its caption.');
}
