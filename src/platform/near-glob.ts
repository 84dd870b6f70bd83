import { segmentMatcher, withoutBraces } from './glob-pattern.ts';

/** Beyond these no variants are tried: nobody writes such a line by hand. */
const maximumPatterns = 50;
const maximumSegment = 100;
const shortestText = 4;

/**
 * Whether a pattern would match a path if case, composition of letters, kind of slash, `-` and `_`, or one character were different:
 * one that a slip of the pen changes, in the text that begins or ends a name. Digits are versions, and what stands between two
 * wildcards is a fragment that resembles too much. `**` is any number of folders.
 */
export function isNearMiss(pattern: string, path: string): boolean {
  const names = folded(path).split('/');
  return (withoutBraces(folded(pattern)) ?? []).slice(0, maximumPatterns).some((each) => {
    const segments = each.split('/');
    return matchAll(segments, names) || matchesWithSlip(segments, names);
  });
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('\\', '/').replaceAll('_', '-');
}

function matchAll(segments: readonly string[], names: readonly string[]): boolean {
  const [segment, ...rest] = segments;
  if (segment === undefined) return names.length === 0;
  if (segment === '**')
    return names.some((_, place) => matchAll(rest, names.slice(place))) || rest.length === 0;
  const [name, ...others] = names;
  return name !== undefined && segmentMatcher(segment, false)(name) && matchAll(rest, others);
}

function matchesWithSlip(segments: readonly string[], names: readonly string[]): boolean {
  return placesToChange(segments, names).some((place) => {
    const segment = segments[place] ?? '';
    if (segment.length > maximumSegment) return false;
    return withSlips(segment).some((variant) => matchAll(segments.with(place, variant), names));
  });
}

/** The one segment that does not match its name; where there is a `**`, any may be it. */
function placesToChange(segments: readonly string[], names: readonly string[]): readonly number[] {
  const places = [...segments.keys()];
  if (segments.includes('**')) return places;
  const wrong = places.filter((place) => !matchAll([segments[place] ?? ''], [names[place] ?? '']));
  return names.length === segments.length && wrong.length === 1 ? wrong : [];
}

/** A segment with one character left out, put in, replaced, or changed for its neighbour. */
function withSlips(segment: string): readonly string[] {
  return placesOf(segment).flatMap((place) => {
    const [before, character, after] = [
      segment.slice(0, place),
      segment[place] ?? '',
      segment.slice(place + 1),
    ];
    const swapped = after === '' ? [] : [`${before}${after[0] ?? ''}${character}${after.slice(1)}`];
    const any = '[!0-9]';
    return [
      `${before}${after}`,
      `${before}${any}${after}`,
      `${before}${any}${character}${after}`,
      ...swapped,
    ];
  });
}

/** Where a slip may be: in the text before the first wildcard and behind the last one, in words and beside them. */
function placesOf(segment: string): readonly number[] {
  const [first = ''] = /^[^*?[\]]*/.exec(segment) ?? [];
  const [last = ''] = /(?<![^*?[\]])[^*?[\]]*$/.exec(segment) ?? [];
  const isAnchored = (place: number): boolean =>
    first === segment ||
    (first.length >= shortestText && place < first.length) ||
    (last.length >= shortestText && place >= segment.length - last.length);
  return Array.from(segment, (_, place) => place).filter(
    (place) => isAnchored(place) && isInWord(segment, place),
  );
}

function isInWord(segment: string, place: number): boolean {
  const isLetter = (at: number): boolean => /\p{L}/u.test(segment[at] ?? '');
  if (isLetter(place)) return isLetter(place - 1) || isLetter(place + 1);
  return /[^\d*?[\]]/.test(segment[place] ?? '');
}
