import { againstIndex, note, quoted } from '../finding.ts';
import type { Finding } from '../finding.ts';
import deprecated from './deprecated-classifiers.json' with { type: 'json' };

/** Classifiers that PyPI refuses as deprecated, with what replaces each: `source` says of which list and date. */
const replacements: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries<readonly string[]>(deprecated.replacements),
);

/** Every list of classifiers has this one: an answer without it is no list. */
const alwaysThere = 'Programming Language :: Python';
const longestClassifier = 200;
/** So many are compared with all names of the list; more than that is no mistake in spelling. */
const comparedClassifiers = 20;

/**
 * What PyPI says of classifiers that a file declares, held against the list that the index itself publishes
 * (`/pypi?:action=list_classifiers`, without the deprecated ones); it compares exactly. A stage fetches the list once, where
 * a file to be uploaded has classifiers, and adds these findings to the file's own for `faultsOfUploads`. What is no list
 * makes one note and no error.
 */
export function checkClassifiers(declared: readonly string[], known: ReadonlySet<string>): Finding[] {
  if (declared.length === 0) return [];
  if (!known.has(alwaysThere))
    return [note(`its classifiers are not checked: the index's list has no '${alwaysThere}'`)];
  const unknown = [...new Set(declared)].filter(
    (classifier) => !known.has(classifier) && checkClassifierForm(classifier).length === 0,
  );
  return unknown.map((classifier, index) =>
    unknownClassifier(classifier, index < comparedClassifiers ? nearest(classifier, known) : undefined),
  );
}

/** What PyPI's list can't have: `Private ::`, which is there to be refused, and a text without ` :: `. */
export function checkClassifierForm(classifier: string): Finding[] {
  const answer = `${quoted(classifier)} is not a valid classifier.`;
  if (/^private\s*::/i.test(classifier)) {
    const message = `Classifier ${quoted(classifier)} says that the project is not to be published`;
    return [againstIndex(message, answer, 'Remove the classifier that begins with `Private ::`.')];
  }
  if (classifier.includes(' :: ')) return [];
  return [
    againstIndex(
      `Classifier ${quoted(classifier)} is invalid: it has no ' :: '`,
      answer,
      'Remove the classifier, or use one of https://pypi.org/classifiers/.',
    ),
  ];
}

function unknownClassifier(classifier: string, suggestion: string | undefined): Finding {
  const replaced = replacements.get(classifier);
  if (replaced !== undefined) return deprecatedClassifier(classifier, replaced);
  const answer = `${quoted(classifier)} is not a valid classifier.`;
  const message = `Classifier ${quoted(classifier)} is not in the index's list`;
  if (suggestion !== undefined)
    return againstIndex(message, answer, `Write the classifier \`${suggestion}\`.`);
  return againstIndex(message, answer, 'Remove the classifier, or use one of https://pypi.org/classifiers/.');
}

function deprecatedClassifier(classifier: string, replaced: readonly string[]): Finding {
  const message = `Classifier ${quoted(classifier)} is deprecated`;
  const beginning = `The classifier '${classifier}' has been deprecated`;
  if (replaced.length === 0) {
    const hint = classifier.startsWith('License ::')
      ? 'Remove the classifier, and name the licence in License-Expression.'
      : 'Remove the classifier.';
    return againstIndex(message, `${beginning}.`, hint);
  }
  const list = replaced.map((name) => `'${name}'`).join(', ');
  const hint = `Write the classifier ${replaced.map((name) => `\`${name}\``).join(' or ')}.`;
  return againstIndex(message, `${beginning}, use one of [${list}] instead.`, hint);
}

/** The known classifier that was probably meant: a few letters apart, or of the same kind with the same words. */
function nearest(classifier: string, known: ReadonlySet<string>): string | undefined {
  if (classifier.length > longestClassifier) return undefined;
  const wanted = folded(classifier);
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of known) {
    // Another version is not what was meant: the list may not have this one yet.
    if (folded(name) !== wanted && withoutNumbers(folded(name)) === withoutNumbers(wanted)) continue;
    const allowed = best?.distance ?? Math.max(2, Math.floor(wanted.length / 8)) + 1;
    const distance = distanceBelow(allowed, wanted, folded(name));
    if (distance < allowed) best = { name, distance };
  }
  return best?.name ?? sameWords(wanted, known);
}

/** `License :: MIT` means `License :: OSI Approved :: MIT License`. */
function sameWords(wanted: string, known: ReadonlySet<string>): string | undefined {
  const parts = wanted.split(' :: ');
  const words = new Set(parts.at(-1)?.match(/[\p{L}\p{N}.+#-]+/gu));
  if (words.size === 0) return undefined;
  return [...known]
    .filter((name) => {
      const candidate = folded(name);
      const last = new Set(
        candidate
          .split(' :: ')
          .at(-1)
          ?.match(/[\p{L}\p{N}.+#-]+/gu),
      );
      return candidate.startsWith(`${parts[0]} :: `) && [...words].every((word) => last.has(word));
    })
    .toSorted((one, other) => one.length - other.length)[0];
}

function folded(classifier: string): string {
  return classifier
    .toLowerCase()
    .split('::')
    .map((part) => part.trim().split(/\s+/).join(' '))
    .join(' :: ');
}

function withoutNumbers(text: string): string {
  return text.replace(/[\d.]/g, '');
}

/** The number of letters inserted, removed or replaced between two texts; the limit where it is not below that. */
function distanceBelow(limit: number, one: string, other: string): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [line, letter] of Array.from(one).entries()) {
    const next = [line + 1];
    for (const [column, counterpart] of Array.from(other).entries()) {
      const replaced = (row[column] ?? limit) + Number(letter !== counterpart);
      next.push(Math.min(replaced, (row[column + 1] ?? limit) + 1, (next[column] ?? limit) + 1));
    }
    row = next;
    if (row.every((distance) => distance >= limit)) return limit;
  }
  return Math.min(row.at(-1) ?? limit, limit);
}
