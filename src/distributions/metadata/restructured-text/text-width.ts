/** Characters that take one column each, whatever version of Unicode: Latin, Greek, Cyrillic, punctuation, arrows, boxes, marks. */
const narrow = new RegExp(
  [
    String.raw`^[\0-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u052f`,
    String.raw`\u2000-\u2064\u2066-\u2071\u2074-\u208e\u2090-\u209c\u20a0-\u20c0\u2100-\u218b\u2190-\u22ff`,
    String.raw`\u2500-\u25fc\u2605\u2606\u2610-\u2612\u26a0\u2713-\u2718]$`,
  ].join(''),
);
const beyondNarrow = new RegExp(narrow.source.replace('^[', '[^').replace('$', ''));
/** Characters that take two: kana, Han, Hangul syllables, full-width forms, and emoji that Unicode 12 or older has. */
const wide = new RegExp(
  [
    String.raw`^[\u2705\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf`,
    String.raw`\u4e00-\u9fa5\uac00-\ud7a3\uff01-\uff60\u{1f32d}-\u{1f335}\u{1f337}-\u{1f37c}\u{1f37e}-\u{1f393}`,
    String.raw`\u{1f300}-\u{1f320}\u{1f3a0}-\u{1f3ca}\u{1f3e0}-\u{1f3f0}\u{1f3f8}-\u{1f43e}\u{1f442}-\u{1f4fc}`,
    String.raw`\u{1f4ff}-\u{1f53d}\u{1f550}-\u{1f567}\u{1f5fb}-\u{1f64f}\u{1f680}-\u{1f6c5}\u{1f910}-\u{1f93a}`,
    String.raw`\u{1f947}-\u{1f971}\u{1f9d0}-\u{1f9ff}\u{20000}-\u{2a6d6}]$`,
  ].join(''),
  'u',
);
/** Characters that may take none: they are drawn over the one before, or none is sure. */
const mark = /\p{M}/u;

/** Whether a text is wider than a number of columns, as docutils counts them: unclear where it has characters of unclear width. */
export function compareWidth(text: string, columns: number): 'wider' | 'fits' | 'unclear' {
  if (isNarrow(text)) return text.length > columns ? 'wider' : 'fits';
  let least = 0;
  let most = 0;
  for (const character of text) {
    const width = widthOf(character);
    least += width.least;
    most += width.most;
  }
  if (least > columns) return 'wider';
  return most > columns ? 'unclear' : 'fits';
}

/** Makes the character before it an emoji; Python counts it as a column. */
const EMOJI_STYLE = '\ufe0f';
/** What is added to a wide character, so that a text has one character for each column. */
const pad = '\0';

/** A text with as many UTF-16 code units as it takes columns; undefined where that is unclear. */
export function padded(text: string): string | undefined {
  if (isNarrow(text)) return text;
  let columns = '';
  for (const character of text) {
    const { least, most } = widthOf(character);
    if (least !== most) return undefined;
    columns += character + pad.repeat(least - character.length);
  }
  return columns;
}

/** A text without what was added to its wide characters. */
export function unpadded(text: string): string {
  return text.replaceAll(pad, '');
}

function isNarrow(text: string): boolean {
  return !beyondNarrow.test(text);
}

function widthOf(character: string): { readonly least: number; readonly most: number } {
  if (narrow.test(character) || character === EMOJI_STYLE) return { least: 1, most: 1 };
  if (wide.test(character)) return { least: 2, most: 2 };
  return mark.test(character) ? { least: 0, most: 1 } : { least: 1, most: 2 };
}
