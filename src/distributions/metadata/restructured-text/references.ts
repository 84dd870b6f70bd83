import { addFault } from './document.ts';
import type { Document } from './document.ts';
import type { IndirectTarget, Reference, Target } from './defined-names.ts';
import { normalizedName } from './names.ts';

/** A target that the author named: another explicit one of the same name is a fault, unless both lead to the same. */
export function noteExplicit(
  document: Document,
  {
    name,
    line,
    destination,
  }: { readonly name: string; readonly line: number; readonly destination?: string },
): void {
  const { targets } = document.names;
  const old = targets.get(name);
  const target = { isExplicit: true, isUnique: true, ...(destination !== undefined && { destination }) };
  if (old === undefined || (!old.isExplicit && !isSame(old, destination))) targets.set(name, target);
  else if (isSame(old, destination)) targets.set(name, { ...old, isExplicit: true });
  else {
    targets.set(name, { ...old, isUnique: false });
    addFault(
      document,
      line,
      `Duplicate explicit target name: "${name}".`,
      `Rename one of the targets \`${name}\`, or write anonymous references (\`text <address>\`__).`,
    );
  }
}

/** A name that a section title or an embedded address defines; two of them make it useless, which is no fault by itself. */
export function noteImplicit(document: Document, name: string, destination?: string): void {
  const { targets } = document.names;
  const old = targets.get(name);
  const target = { isExplicit: false, isUnique: true, ...(destination !== undefined && { destination }) };
  if (old === undefined) targets.set(name, target);
  else if (!old.isExplicit && !isSame(old, destination)) targets.set(name, { ...old, isUnique: false });
}

function isSame(old: Target, destination: string | undefined): boolean {
  return old.isUnique && destination !== undefined && destination === old.destination;
}

/** A reference to a name. */
export function noteReference(document: Document, reference: Reference): void {
  document.names.references.push(reference);
}

/** `text <address>`_ refers to the address, and defines its text as a name. */
export function noteEmbeddedUri(document: Document, name: string, address: string): void {
  noteImplicit(document, name, `uri ${address}`);
}

/** `text <name_>`_ refers to a name, and defines its text as another name of the same. */
export function noteAlias(document: Document, { name, alias, line, text }: IndirectTarget): void {
  noteReference(document, { name: alias, line, text });
  if (name === undefined) return;
  noteImplicit(document, name, `name ${alias}`);
  document.names.indirect.push({ name, alias, line, text });
}

/** A reference to the next anonymous target. */
export function noteAnonymous(document: Document, line: number): void {
  document.names.anonymousReferences.push(line);
}

/** A reference to a footnote or citation by its label. */
export function noteFootnoteReference(document: Document, label: string, line: number): void {
  const { names } = document;
  if (label === '*') names.symbolReferences.push(line);
  else if (label.startsWith('#')) names.autoReferences.push({ label: normalizedName(label.slice(1)), line });
  else noteReference(document, { name: normalizedName(label), line, text: `[${label}]` });
}
