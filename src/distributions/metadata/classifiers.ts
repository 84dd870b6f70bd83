import { againstIndex, quoted } from '../finding.ts';
import type { Finding } from '../finding.ts';
import deprecated from './deprecated-classifiers.json' with { type: 'json' };

/** Classifiers that PyPI rejects as deprecated, with what replaces each: `source` says of which list and date. */
const replacements: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries<readonly string[]>(deprecated.replacements),
);

const USE_LISTED = 'Remove the classifier, or use one of https://pypi.org/classifiers/.';
const NAME_LICENSE = 'Remove the classifier, and name the licence in License-Expression.';
const longestClassifier = 200;
/** So many are compared with all names of the list; more than that is no mistake in spelling. */
const comparedClassifiers = 20;

/**
 * What PyPI says of classifiers that a file declares, held against the list that the index itself publishes
 * (`/pypi?:action=list_classifiers`, without the deprecated ones); it compares exactly. A stage fetches the list once, where
 * a file to be uploaded has classifiers, and adds these findings to the file's own for `faultsOfUploads`.
 */
export function checkClassifiers(declared: readonly string[], known: ReadonlySet<string>): Finding[] {
  const unknown = [...new Set(declared)].filter(
    (classifier) => !known.has(classifier) && checkClassifierForm(classifier).length === 0,
  );
  const listed = unknown.length === 0 ? [] : Array.from(known, comparable);
  return unknown.map((classifier, index) =>
    unknownClassifier(classifier, index < comparedClassifiers ? nearest(classifier, listed) : undefined),
  );
}

/** What PyPI's list can't have: `Private ::`, which is there to be rejected, and a text without ` :: `. */
export function checkClassifierForm(classifier: string): Finding[] {
  const answer = `${quoted(classifier)} is not a valid classifier.`;
  if (/^private\s*::/i.test(classifier)) {
    const message = `Classifier ${quoted(classifier)} says that the project is not to be published`;
    return [againstIndex(message, answer, 'Remove the classifier that begins with `Private ::`.')];
  }
  if (classifier.includes(' :: ')) return [];
  const hint = classifier.includes('::') ? 'Write a space on either side of each `::`.' : USE_LISTED;
  return [againstIndex(`Classifier ${quoted(classifier)} is invalid: it has no ' :: '`, answer, hint)];
}

function unknownClassifier(classifier: string, suggestion: string | undefined): Finding {
  const replaced = replacements.get(classifier);
  if (replaced !== undefined) return deprecatedClassifier(classifier, replaced);
  const answer = `${quoted(classifier)} is not a valid classifier.`;
  const message = `Classifier ${quoted(classifier)} is not in the index's list`;
  if (suggestion !== undefined)
    return againstIndex(message, answer, `Write the classifier \`${suggestion}\`.`);
  return againstIndex(message, answer, /^License\b/i.test(classifier) ? NAME_LICENSE : USE_LISTED);
}

function deprecatedClassifier(classifier: string, replaced: readonly string[]): Finding {
  const message = `Classifier ${quoted(classifier)} is deprecated`;
  const beginning = `The classifier '${classifier}' has been deprecated`;
  if (replaced.length === 0) {
    const hint = classifier.startsWith('License ::') ? NAME_LICENSE : 'Remove the classifier.';
    return againstIndex(message, `${beginning}.`, hint);
  }
  const list = replaced.map((name) => `'${name}'`).join(', ');
  const hint = `Write the classifier ${replaced.map((name) => `\`${name}\``).join(' or ')}.`;
  return againstIndex(message, `${beginning}, use one of [${list}] instead.`, hint);
}

/** A classifier in the forms in which two are compared. */
interface Comparable {
  readonly name: string;
  /** Without case, spaces and colons. */
  readonly letters: string;
  readonly folded: string;
  readonly unnumbered: string;
}

function comparable(name: string): Comparable {
  const folded = foldedName(name);
  return {
    name,
    letters: name.toLowerCase().replace(/[\s:]/g, ''),
    folded,
    unnumbered: folded.replace(/[\d.]/g, ''),
  };
}

/** The listed classifier that was probably meant: with the same letters, with the same words, or a few letters apart. */
function nearest(classifier: string, listed: readonly Comparable[]): string | undefined {
  if (classifier.length > longestClassifier) return undefined;
  const wanted = comparable(classifier);
  const same = listed.find(({ letters }) => letters === wanted.letters);
  return same?.name ?? sameWords(wanted.folded, listed) ?? similar(wanted, listed);
}

/** Only what differs is compared: below one topic, names that have little in common are a few letters apart. */
function similar(wanted: Comparable, listed: readonly Comparable[]): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const { name, folded, unnumbered } of listed) {
    // Another version is not what was meant: the list may not have this one yet.
    if (unnumbered === wanted.unnumbered) continue;
    const [one, other] = withoutCommonParts(wanted.folded, folded);
    const allowed = Math.min(best?.distance ?? Infinity, Math.floor(one.length / 4) + 1);
    const distance = distanceBelow(allowed, one, other);
    if (distance < allowed) best = { name, distance };
  }
  return best?.name;
}

/** `License :: MIT` means `License :: OSI Approved :: MIT License`; a number alone means one that is alone beside it. */
function sameWords(wanted: string, listed: readonly Comparable[]): string | undefined {
  const parts = wanted.split(' :: ');
  const last = parts.at(-1) ?? '';
  const words = wordsOf(last);
  if (words.size === 0) return undefined;
  const isNumber = ![...words].some((word) => /\p{L}/u.test(word));
  const start = (isNumber ? parts.slice(0, -1) : parts.slice(0, 1)).map((part) => `${part} :: `).join('');
  const candidates = listed.flatMap(({ name, folded }) => {
    const other = folded.split(' :: ');
    if (!folded.startsWith(start) || (isNumber && other.length !== parts.length)) return [];
    const end = other.at(-1) ?? '';
    const has = wordsOf(end);
    return [...words].every((word) => has.has(word)) ? [{ name, begins: end.startsWith(last) }] : [];
  });
  return candidates.toSorted(
    (one, other) => Number(other.begins) - Number(one.begins) || one.name.length - other.name.length,
  )[0]?.name;
}

function wordsOf(part: string): ReadonlySet<string> {
  return new Set(part.match(/[\p{L}\p{N}.+#-]+/gu));
}

/** Two classifiers without the parts that both begin with. */
function withoutCommonParts(one: string, other: string): readonly [string, string] {
  const [first, second] = [one.split(' :: '), other.split(' :: ')];
  const start = first.findIndex((part, place) => part !== second[place]);
  return [first.slice(start).join(' :: '), second.slice(start).join(' :: ')];
}

function foldedName(classifier: string): string {
  return classifier
    .toLowerCase()
    .split('::')
    .map((part) => part.trim().split(/\s+/).join(' '))
    .join(' :: ');
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
