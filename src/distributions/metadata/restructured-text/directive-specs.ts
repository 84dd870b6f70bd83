/** How the value of an option is checked. */
export type OptionKind =
  | 'any'
  | 'required'
  | 'flag'
  | 'class'
  | 'count'
  | 'integer'
  | 'percentage'
  | 'length'
  | 'width'
  | 'figure-width'
  | 'column-widths'
  | 'line-numbers'
  | 'unchecked'
  | readonly string[];

/** What a directive may be given. */
export interface DirectiveSpec {
  readonly required: number;
  readonly optional: number;
  /** Whether the last argument may have spaces. */
  readonly isLastOpen: boolean;
  readonly hasContent: boolean;
  readonly options: Readonly<Record<string, OptionKind>>;
}

const common = { class: 'class', name: 'any' } as const;
const horizontal = ['left', 'center', 'right'] as const;
const loading = ['embed', 'link', 'lazy'] as const;
const block = { required: 0, optional: 0, isLastOpen: false, hasContent: true, options: common } as const;
const bare = { ...block, options: {} } as const;
const titled = { ...block, required: 1, isLastOpen: true } as const;
const argument = { required: 1, optional: 0, isLastOpen: true, hasContent: false } as const;
const code = { ...block, optional: 1, options: { ...common, 'number-lines': 'line-numbers' } } as const;
const imageOptions = {
  ...common,
  alt: 'any',
  height: 'length',
  width: 'width',
  scale: 'percentage',
  target: 'required',
  loading,
} as const;
const table = { ...block, optional: 1, isLastOpen: true } as const;
const tableOptions = { ...common, align: horizontal, width: 'width' } as const;
const dataTableOptions = {
  ...tableOptions,
  'header-rows': 'count',
  'stub-columns': 'count',
  widths: 'column-widths',
} as const;
const numbering = {
  required: 0,
  optional: 0,
  isLastOpen: false,
  hasContent: false,
  options: { depth: 'integer', start: 'integer', prefix: 'required', suffix: 'required' },
} as const;
const file = { file: 'required', url: 'required', encoding: 'unchecked' } as const;

/** The directives of docutils 0.23, by their names in English. parsers/rst/directives, languages/en */
export const directiveSpecs: ReadonlyMap<string, DirectiveSpec> = new Map<string, DirectiveSpec>([
  ...['attention', 'caution', 'danger', 'error', 'hint', 'important', 'note', 'tip', 'warning'].map(
    (name) => [name, { ...block, isLastOpen: true }] as const,
  ),
  ['admonition', titled],
  ['topic', titled],
  ['sidebar', { ...table, options: { ...common, subtitle: 'required' } }],
  ['line-block', block],
  ['parsed-literal', block],
  ['code', code],
  ['code-block', code],
  ['sourcecode', code],
  ['math', block],
  ['rubric', { ...argument, options: common }],
  ['epigraph', bare],
  ['highlights', bare],
  ['pull-quote', bare],
  ['compound', block],
  ['container', { ...table, options: { name: 'any' } }],
  ['table', { ...table, options: { ...tableOptions, widths: 'column-widths' } }],
  [
    'csv-table',
    {
      ...table,
      options: {
        ...dataTableOptions,
        ...file,
        header: 'any',
        delim: 'unchecked',
        keepspace: 'flag',
        quote: 'unchecked',
        escape: 'unchecked',
      },
    },
  ],
  ['list-table', { ...table, options: dataTableOptions }],
  ['meta', bare],
  ['image', { ...argument, options: { ...imageOptions, align: [...horizontal, 'top', 'middle', 'bottom'] } }],
  [
    'figure',
    {
      ...titled,
      options: {
        ...imageOptions,
        align: horizontal,
        figwidth: 'figure-width',
        figclass: 'class',
        figname: 'any',
      },
    },
  ],
  [
    'include',
    {
      ...argument,
      options: {
        ...common,
        literal: 'flag',
        code: 'any',
        encoding: 'unchecked',
        parser: 'unchecked',
        'tab-width': 'integer',
        'start-line': 'integer',
        'end-line': 'integer',
        'start-after': 'any',
        'end-before': 'any',
        'number-lines': 'line-numbers',
      },
    },
  ],
  ['raw', { ...titled, options: { ...file, class: 'class' } }],
  ['replace', bare],
  ['unicode', { ...argument, options: { trim: 'flag', ltrim: 'flag', rtrim: 'flag' } }],
  ['date', bare],
  ['class', { ...titled, options: {} }],
  ['rst-class', { ...titled, options: {} }],
  ['role', bare],
  ['default-role', { ...bare, optional: 1, hasContent: false }],
  ['title', { ...argument, options: {} }],
  [
    'contents',
    {
      required: 0,
      optional: 1,
      isLastOpen: true,
      hasContent: false,
      options: { depth: 'count', local: 'flag', backlinks: ['top', 'entry', 'none'], class: 'class' },
    },
  ],
  ['sectnum', numbering],
  ['section-numbering', numbering],
  ['header', bare],
  ['footer', bare],
  ['target-notes', { ...bare, hasContent: false, options: { class: 'class' } }],
  ['restructuredtext-test-directive', { ...table, options: { option: 'required' } }],
]);
