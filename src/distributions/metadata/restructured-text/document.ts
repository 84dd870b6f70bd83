import type { Block } from './lines.ts';
import type { Names } from './defined-names.ts';

/** One thing in a text that docutils reports as a warning or worse. */
export interface Fault {
  /** Of the text, from 1. */
  readonly line: number;
  /** docutils' words for it. */
  readonly message: string;
  /** The one thing to change, as an imperative. */
  readonly hint: string;
}

/** Markup that is not followed any further: nothing that comes after it is certain. */
export class UnclearMarkup extends Error {
  override readonly name: string = 'UnclearMarkup';
}

/** What the text was read to, as far as rules look at neighbours and children: an element by docutils' name of it. */
export interface Element {
  readonly kind: string;
  /** Of a field, as names are compared. */
  readonly name?: string;
  readonly line: number;
  readonly children: Element[];
}

/** What reading a text has found so far; it grows while the text is read, in docutils' order. */
export interface Document {
  readonly faults: Fault[];
  readonly names: Names;
  /** Roles that the text defines, by name in lower case, with the role they are based on; `''` is the default role. */
  readonly roles: Map<string, string>;
  /** Styles of section titles, in the order of their levels. */
  readonly titleStyles: string[];
  /** The document and the open sections. */
  readonly sections: Element[];
  /** Reads the body elements of a block into an element. */
  readonly parse: (block: Block, scope: Scope) => void;
}

/** Where body elements are read. */
export interface Scope {
  readonly document: Document;
  /** What they become children of; at the top, the section that is open. */
  readonly parent: Element;
  readonly depth: number;
}

/** Further faults are not looked for. */
const maximumFaults = 100;
/** Deeper nesting is not followed; docutils follows it until Python's stack ends. */
const maximumDepth = 40;

/** Adds a fault; at a hundred, reading ends. */
export function addFault(document: Document, line: number, message: string, hint: string): void {
  document.faults.push({ line, message, hint });
  if (document.faults.length >= maximumFaults) throw new UnclearMarkup('enough faults');
}

/** The fault of a construct that another line follows where a blank one is required. */
export function addUnindent(document: Document, line: number, construct: string): void {
  addFault(
    document,
    line,
    `${construct} ends without a blank line; unexpected unindent.`,
    `Insert a blank line before line ${line} of the description, or indent the line as the ones before it.`,
  );
}

/** A new element below a scope's parent. */
export function addElement(scope: Scope, kind: string, line: number): Element {
  const element = { kind, line, children: [] };
  parentOf(scope).children.push(element);
  return element;
}

/** What elements of a scope become children of. */
export function parentOf({ document, parent, depth }: Scope): Element {
  return depth === 0 ? (document.sections.at(-1) ?? parent) : parent;
}

/** Reads a block as the content of an element. */
export function parseInto(block: Block, parent: Element, { document, depth }: Scope): void {
  if (depth >= maximumDepth) throw new UnclearMarkup('too deep');
  document.parse(block, { document, parent, depth: depth + 1 });
}
