import { readQuotation } from './block-quotes.ts';
import { readImage } from './directive-images.ts';
import { readDefaultRole, readRoleDefinition } from './directive-roles.ts';
import { readListTable, readTableDirective } from './directive-tables.ts';
import type { DirectiveBlock, DirectiveHead } from './directive-blocks.ts';
import { addElement, addFault, parentOf, parseInto, UnclearMarkup } from './document.ts';
import type { Scope } from './document.ts';
import { readInline } from './inline-markup.ts';
import { normalizedName } from './names.ts';
import { noteExplicit, noteImplicit } from './references.ts';

/** Directives whose content is more body elements, with whether it is required, and what they become. */
const containers: ReadonlyMap<string, string> = new Map(
  'attention caution danger error hint important note tip warning admonition compound container header footer'
    .split(' ')
    .map((name) => [name, name]),
);
const needContent: ReadonlySet<string> = new Set([
  ...containers.keys(),
  'topic',
  'sidebar',
  'line-block',
  'parsed-literal',
  'code',
  'code-block',
  'sourcecode',
  'math',
  'epigraph',
  'highlights',
  'pull-quote',
  'meta',
]);
const pending: ReadonlySet<string> = new Set(['sectnum', 'section-numbering']);
const quotations: ReadonlySet<string> = new Set(['epigraph', 'highlights', 'pull-quote']);
const disabled: ReadonlySet<string> = new Set(['raw', 'include']);
const onlyInDefinitions: ReadonlySet<string> = new Set(['replace', 'unicode', 'date']);
/** Elements that no topic, sidebar or table of contents may be in. */
const bodies: ReadonlySet<string> = new Set([
  ...containers.keys(),
  'block_quote',
  'list_item',
  'field',
  'description',
  'definition',
  'footnote',
  'citation',
  'topic',
]);

/** Does what a directive says with what it was given; `substitution` is the name that it defines. */
export function runDirective(
  head: DirectiveHead,
  given: DirectiveBlock,
  scope: Scope,
  substitution?: string,
): void {
  const name = head.name.toLowerCase();
  if (disabled.has(name)) {
    const hint = `Remove the directive \`${name}\` from the README: PyPI does not execute it.`;
    addFault(head.document, head.line, `"${name}" directive disabled.`, hint);
  } else if (substitution === undefined && onlyInDefinitions.has(name)) {
    const message = `Invalid context: the "${name}" directive can only be used within a substitution definition.`;
    addFault(head.document, head.line, message, `Write \`.. |name| ${name}::\` and |name| in the text.`);
  } else if (isMisplaced(name, scope)) {
    const message = `The "${name}" directive may not be used within topics or body elements.`;
    addFault(head.document, head.line, message, `Remove the indentation of the directive \`${name}\`.`);
  } else if (needContent.has(name) && given.content.lines.length === 0) addNoContent(head);
  else {
    readContent(name, given, { head, scope, substitution });
    const target = given.options.get('name');
    if (target !== undefined) noteExplicit(head.document, { name: normalizedName(target), line: head.line });
  }
}

function isMisplaced(name: string, { depth, parent }: Scope): boolean {
  const isSection = name === 'topic' || name === 'sidebar' || name === 'contents';
  return isSection && depth > 0 && bodies.has(parent.kind);
}

/** The fault of a directive without the content that it needs. */
function addNoContent({ name, line, document }: DirectiveHead): void {
  const hint = `Write the content of the directive \`${name}\` below it, after a blank line and indented.`;
  addFault(document, line, `Content block expected for the "${name}" directive; none found.`, hint);
}

function readContent(
  name: string,
  given: DirectiveBlock,
  {
    head,
    scope,
    substitution,
  }: {
    readonly head: DirectiveHead;
    readonly scope: Scope;
    readonly substitution: string | undefined;
  },
): void {
  const { content } = given;
  if (name === 'image' || name === 'figure') readImage(head, given, { scope, substitution });
  else if (name === 'replace' && substitution !== undefined) readReplacement(head, given, scope);
  else if (containers.has(name)) readContainer(name, given, { head, scope });
  else if (name === 'topic' || name === 'sidebar') readTopic(name, given, { head, scope });
  else if (quotations.has(name)) readQuotation(content, scope);
  else if (name === 'role') readRoleDefinition(head, given);
  else if (name === 'default-role') readDefaultRole(head, given);
  else if (name === 'table') readTableDirective(head, given, scope);
  else if (name === 'list-table') readListTable(head, given, scope);
  else readLeaf(name, given, { head, scope });
}

/** Directives whose content is text, or none. */
function readLeaf(
  name: string,
  given: DirectiveBlock,
  { head, scope }: { readonly head: DirectiveHead; readonly scope: Scope },
): void {
  const { content, arguments: written } = given;
  const { document, line } = head;
  if (name === 'parsed-literal') readInline(content.lines.join('\n'), content.first, document);
  if (name === 'line-block')
    content.lines.forEach((text, index) => readInline(text.trim(), content.first + index, document));
  if (name === 'rubric') readInline(written.join(' '), line, document);
  if (name === 'contents') readContents(given, { head, scope });
  else if (name === 'class' || name === 'rst-class') readClass(given, { head, scope });
  else if (name === 'csv-table') readCsvTable(given, { head, scope });
  else if (name === 'target-notes') throw new UnclearMarkup('footnotes for all targets');
  else if (pending.has(name)) addElement(scope, 'pending', line);
  else if (name !== 'title' && name !== 'meta') addElement(scope, name, line);
}

function readContainer(
  name: string,
  { arguments: written, content }: DirectiveBlock,
  { head, scope }: { readonly head: DirectiveHead; readonly scope: Scope },
): void {
  if (name === 'admonition') readInline(written.join(' '), head.line, head.document);
  const isDecoration = name === 'header' || name === 'footer';
  const element = isDecoration
    ? { kind: name, line: head.line, children: [] }
    : addElement(scope, name, head.line);
  parseInto(content, element, scope);
}

function readTopic(
  name: string,
  { arguments: written, options, content }: DirectiveBlock,
  { head, scope }: { readonly head: DirectiveHead; readonly scope: Scope },
): void {
  readInline(written.join(' '), head.line, head.document);
  readInline(options.get('subtitle') ?? '', head.line, head.document);
  parseInto(content, addElement(scope, name, head.line), scope);
}

function readContents(
  { arguments: written }: DirectiveBlock,
  { head, scope }: { readonly head: DirectiveHead; readonly scope: Scope },
): void {
  const title = readInline(written.join(' '), head.line, head.document);
  const name = normalizedName(title === '' ? 'Contents' : title);
  if (!head.document.names.targets.has(name)) noteImplicit(head.document, name);
  addElement(scope, 'topic', head.line);
}

function readClass(
  { content }: DirectiveBlock,
  { head, scope }: { readonly head: DirectiveHead; readonly scope: Scope },
): void {
  if (content.lines.length === 0) addElement(scope, 'pending', head.line);
  else parseInto(content, parentOf(scope), scope);
}

function readCsvTable(
  { options, arguments: written, content }: DirectiveBlock,
  { head, scope }: { readonly head: DirectiveHead; readonly scope: Scope },
): void {
  const { document, line } = head;
  if (options.has('file') || options.has('url')) {
    const message = 'File and URL access deactivated; ignoring "csv-table" directive.';
    addFault(document, line, message, 'Write the rows below the directive: PyPI reads no other file.');
    return;
  }
  readInline(written.join(' '), line, document);
  if (content.lines.length === 0) {
    const message = 'The "csv-table" directive requires content; none supplied.';
    addFault(document, line, message, 'Write the rows below the directive, after a blank line and indented.');
  }
  addElement(scope, 'table', line);
  const text = [...content.lines, ...[...options.values()].map((value) => value ?? '')].join('\n');
  // Cells are not read: names and references in them would be missed.
  if (/[`_[|]/.test(text)) throw new UnclearMarkup('cells of comma-separated values');
}

/** The text of a substitution definition: one paragraph. */
function readReplacement(head: DirectiveHead, { content }: DirectiveBlock, scope: Scope): void {
  if (content.lines.length === 0) {
    addNoContent(head);
    return;
  }
  const element = { kind: 'replacement', line: head.line, children: [] };
  parseInto(content, element, scope);
  addReplacementFault(head, element.children);
}

function addReplacementFault(
  { name, line, document }: DirectiveHead,
  children: readonly { readonly kind: string }[],
): void {
  if (children.length === 1 && children[0]?.kind === 'paragraph') return;
  const message = `Error in "${name}" directive: may contain a single paragraph only.`;
  addFault(document, line, message, 'Write the replacement as one paragraph.');
}
