import { addFault } from './document.ts';
import type { Document } from './document.ts';
import { withSingleSpaces } from './names.ts';

const digits = /^[0-9]+$/;

/** Adds the faults of references that nothing in the whole text answers. */
export function resolveReferences(document: Document): void {
  checkSubstitutions(document);
  checkAnonymous(document);
  checkFootnotes(document);
  checkNames(document);
}

function checkSubstitutions(document: Document): void {
  const { substitutions, substitutionReferences } = document.names;
  for (const { name, line } of substitutionReferences) {
    const spaced = withSingleSpaces(name);
    if (substitutions.has(spaced.toLowerCase())) continue;
    const hint = `Define it (\`.. |${spaced}| replace:: text\`), or write \\| where the character itself is meant.`;
    addFault(document, line, `Undefined substitution referenced: "${spaced}".`, hint);
  }
}

function checkAnonymous(document: Document): void {
  const { anonymousReferences, anonymousTargets } = document.names;
  if (anonymousReferences.length === anonymousTargets.length) return;
  const counts = `${anonymousReferences.length} references but ${anonymousTargets.length} targets.`;
  const line = anonymousReferences[0] ?? anonymousTargets[0] ?? 1;
  const hint = 'Write one anonymous target (`__ address`) for each anonymous reference, in the same order.';
  addFault(document, line, `Anonymous hyperlink mismatch: ${counts}`, hint);
}

function checkFootnotes(document: Document): void {
  const { autoFootnotes, autoReferences, symbolFootnotes, symbolReferences } = document.names;
  const labels = new Set(autoFootnotes);
  const available = autoFootnotes.filter((label) => label === '').length;
  const open = autoReferences.filter(({ label }) => label === '' || !labels.has(label));
  const first = open[available];
  if (first !== undefined) {
    const message = `Too many autonumbered footnote references: only ${available} corresponding ${available > 1 ? 'footnotes' : 'footnote'} available.`;
    addFault(document, first.line, message, 'Write a footnote (`.. [#] text`) for each reference.');
  }
  const symbol = symbolReferences[symbolFootnotes.length];
  if (symbol === undefined) return;
  const message = `Too many symbol footnote references: only ${symbolFootnotes.length} corresponding footnotes available.`;
  addFault(document, symbol, message, 'Write a footnote (`.. [*] text`) for each reference.');
}

function checkNames(document: Document): void {
  const { references, indirect } = document.names;
  const reported = new Set<string>();
  for (const { name, alias, line, text } of indirect) {
    const problem = problemOf(document, alias);
    if (problem === undefined || reported.has(`${line} ${alias}`)) continue;
    reported.add(`${line} ${alias}`);
    const own = name === undefined ? '' : `"${name}" `;
    const reason =
      problem === 'unknown'
        ? 'which does not exist'
        : 'which is a duplicate, and cannot be used as a unique reference';
    const message = `Indirect hyperlink target ${own}refers to target "${alias}", ${reason}.`;
    addFault(document, line, message, hintOf(alias, text, problem));
  }
  for (const { name, line, text } of references) {
    const problem = problemOf(document, name);
    if (problem === undefined || reported.has(`${line} ${name}`)) continue;
    reported.add(`${line} ${name}`);
    const message =
      problem === 'unknown'
        ? `Unknown target name: "${name}".`
        : `Duplicate target name, cannot be used as a unique reference: "${name}".`;
    addFault(document, line, message, hintOf(name, text, problem));
  }
}

/** Why a reference cannot use a name. That two explicit targets have it is a fault of its own. */
function problemOf(document: Document, name: string): 'unknown' | 'duplicate' | undefined {
  const { targets, autoFootnotes } = document.names;
  const target = targets.get(name);
  if (target === undefined) return autoFootnotes.includes('') && digits.test(name) ? undefined : 'unknown';
  return target.isUnique || target.isExplicit ? undefined : 'duplicate';
}

function hintOf(name: string, text: string, problem: 'unknown' | 'duplicate'): string {
  if (problem === 'duplicate') return `Give one of the targets named \`${name}\` another name.`;
  return text.startsWith('[')
    ? `Write the footnote or citation (\`.. ${text} text\`).`
    : `Add its target (\`.. _${text}: address\`), or write ${text}\\_ where the underscore itself is meant.`;
}
