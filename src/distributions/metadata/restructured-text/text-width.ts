/** Characters that take one column each, whatever version of Unicode: Latin, Greek, Cyrillic, punctuation, arrows, boxes. */
const narrow = /^[\0-\u02ff\u0370-\u0482\u048a-\u052f\u2000-\u20cf\u2100-\u22ff\u2500-\u25fc]$/;
const beyondNarrow = new RegExp(narrow.source.replace('^[', '[^').replace('$', ''));
/** Characters that take two: kana, Han, Hangul syllables, full-width forms, and emoji that Unicode 9 or older has. */
const wide =
  /[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fa5\uac00-\ud7a3\uff01-\uff60]|[\u{1f300}-\u{1f320}\u{1f400}-\u{1f43e}\u{1f442}-\u{1f4fc}\u{1f600}-\u{1f64f}\u{1f680}-\u{1f6c5}\u{20000}-\u{2a6d6}]/u;
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

/** Whether each character of a text takes one column. */
export function isNarrow(text: string): boolean {
  return !beyondNarrow.test(text);
}

function widthOf(character: string): { readonly least: number; readonly most: number } {
  if (narrow.test(character)) return { least: 1, most: 1 };
  if (wide.test(character)) return { least: 2, most: 2 };
  return mark.test(character) ? { least: 0, most: 1 } : { least: 1, most: 2 };
}
