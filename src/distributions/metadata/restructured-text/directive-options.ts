import type { OptionKind } from './directive-specs.ts';

const integer = /^\s*([+-]?)([0-9]+(?:_[0-9]+)*)\s*$/;
const measure = /^(-?[0-9.]+) *([a-zA-Zµ]*|%?)$/;
const float = /^-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$/;
const units: ReadonlySet<string> = new Set('em ex ch rem vw vh vmin vmax cm mm Q in pt pc px'.split(' '));
const beyondAscii = /[^\0-\x7f]/;

/** Whether docutils certainly refuses an option's value; undefined: the option has none. */
export function isInvalidOption(kind: OptionKind, value: string | undefined): boolean {
  if (typeof kind !== 'string') return value === undefined || !kind.includes(value.toLowerCase().trim());
  switch (kind) {
    case 'any':
    case 'unchecked':
      return false;
    case 'flag':
      return value !== undefined && value.trim() !== '';
    case 'line-numbers':
      return value !== undefined && isNoInteger(value);
    case 'required':
      return value === undefined;
    case 'class':
      return value === undefined || value.split(/\s+/).some(isNoClass);
    case 'integer':
      return value === undefined || isNoInteger(value);
    case 'count':
      return value === undefined || isNoCount(value);
    case 'percentage':
      return value === undefined || isNoCount(value.replace(/(?<![ %])[ %]+$/, ''));
    case 'length':
      return value === undefined || isNoMeasure(value, false);
    case 'width':
      return value === undefined || isNoMeasure(value, true);
    case 'figure-width':
      return value !== undefined && value.toLowerCase() !== 'image' && isNoMeasure(value, true);
    case 'column-widths':
      return value === undefined || (value !== 'auto' && value !== 'grid' && areNoWidths(value));
  }
}

/** Python's integers may have digits of other scripts: only what has no other characters is certainly none. */
function isNoInteger(value: string): boolean {
  return !integer.test(value) && !beyondAscii.test(value);
}

function isNoCount(value: string): boolean {
  const [, sign, digits = '0'] = integer.exec(value) ?? [];
  return isNoInteger(value) || (sign === '-' && /[1-9]/.test(digits));
}

function isNoClass(name: string): boolean {
  return name !== '' && !/[a-z]/i.test(name) && !beyondAscii.test(name);
}

function areNoWidths(value: string): boolean {
  const entries = value.includes(',') ? value.split(',') : value.trim().split(/\s+/);
  return entries.some((entry) => isNoCount(entry) || /^\s*[+-]?[0_]+\s*$/.test(entry));
}

function isNoMeasure(value: string, isPercentageValid: boolean): boolean {
  if (beyondAscii.test(value)) return false;
  const [, number = '', unit = ''] = measure.exec(value) ?? [];
  if (!float.test(number)) return true;
  const isKnown = unit === '' || units.has(unit) || (isPercentageValid && unit === '%');
  return !isKnown || (number.startsWith('-') && /[1-9]/.test(number));
}
