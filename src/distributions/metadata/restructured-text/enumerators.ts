import { enumeratorMarker } from './body-kinds.ts';
import { UnclearMarkup } from './document.ts';

type Format = 'parens' | 'rparen' | 'period';
type Sequence = 'arabic' | 'loweralpha' | 'upperalpha' | 'lowerroman' | 'upperroman' | 'auto';

/** What a list item is numbered by; one of which `ordinal` is undefined is no number. */
export interface Enumerator {
  readonly format: Format;
  readonly sequence: Sequence;
  readonly ordinal: number | undefined;
  /** Of the marker with the spaces after it. */
  readonly width: number;
}

const formats = ['parens', 'rparen', 'period'] as const;
const sequences: readonly (readonly [sequence: Sequence, pattern: RegExp])[] = [
  ['arabic', /^[0-9]+$/],
  ['loweralpha', /^[a-z]$/],
  ['upperalpha', /^[A-Z]$/],
  ['lowerroman', /^[ivxlcdm]+$/],
  ['upperroman', /^[IVXLCDM]+$/],
];
const numerals: readonly (readonly [numeral: string, value: number])[] = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
];
const highestRoman = 3998;
const longestNumber = 15;

/** The enumerator at the beginning of a line; `expected` is tried first. */
export function parseEnumerator(line: string, expected?: Sequence): Enumerator | undefined {
  const match = enumeratorMarker.exec(line);
  const format = formats.find((one) => match?.groups?.[one] !== undefined);
  if (match === null || format === undefined) return undefined;
  const text = match.groups?.[format] ?? '';
  if (text.length > longestNumber) throw new UnclearMarkup('a long number');
  const sequence = sequenceOf(text, expected);
  return { format, sequence, ordinal: ordinalOf(text, sequence), width: match[0].length };
}

function sequenceOf(text: string, expected: Sequence | undefined): Sequence {
  if (text === '#') return 'auto';
  const wanted = sequences.find(([sequence]) => sequence === expected);
  if (wanted?.[1].test(text) === true) return wanted[0];
  if (expected === undefined && text === 'i') return 'lowerroman';
  if (expected === undefined && text === 'I') return 'upperroman';
  return sequences.find(([, pattern]) => pattern.test(text))?.[0] ?? 'arabic';
}

function ordinalOf(text: string, sequence: Sequence): number | undefined {
  if (sequence === 'auto') return 1;
  if (sequence === 'arabic') return Number(text);
  if (sequence.endsWith('alpha')) return (text.toLowerCase().codePointAt(0) ?? 0) - 0x60;
  const ordinal = romanValue(text.toUpperCase());
  return ordinal !== undefined && ordinal > highestRoman ? undefined : ordinal;
}

/** The value of a numeral that is written as it should be. */
function romanValue(text: string): number | undefined {
  let value = 0;
  let rest = text;
  for (const [numeral, worth] of numerals)
    while (rest.startsWith(numeral)) {
      value += worth;
      rest = rest.slice(numeral.length);
    }
  return rest === '' && romanNumeral(value) === text ? value : undefined;
}

function romanNumeral(value: number): string {
  let rest = value;
  let text = '';
  for (const [numeral, worth] of numerals)
    while (rest >= worth) {
      text += numeral;
      rest -= worth;
    }
  return text;
}

/** Whether the line after an enumerator lets it begin a list item: blank, indented, or the next item. */
export function isListItem({ format, sequence, ordinal }: Enumerator, nextLine: string | undefined): boolean {
  if (ordinal === undefined) return false;
  if (nextLine === undefined || /^\s?$/.test(nextLine.charAt(0))) return true;
  const next = numberOf(ordinal + 1, sequence);
  if (next === undefined) return false;
  return [next, '#'].some((number) => nextLine.startsWith(`${marker(number, format)} `));
}

function marker(number: string, format: Format): string {
  return `${format === 'parens' ? '(' : ''}${number}${format === 'period' ? '.' : ')'}`;
}

function numberOf(ordinal: number, sequence: Sequence): string | undefined {
  if (sequence === 'auto') return '#';
  if (sequence === 'arabic') return String(ordinal);
  if (sequence.endsWith('alpha') && ordinal > 26) return undefined;
  const upper = sequence.endsWith('alpha') ? String.fromCodePoint(ordinal + 0x40) : romanNumeral(ordinal);
  return sequence.startsWith('lower') ? upper.toLowerCase() : upper;
}
