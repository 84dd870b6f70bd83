import type { CoreMetadata } from '../distribution.ts';
import { againstIndex, quoted } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { singleValue } from './fields.ts';
import { pythonStrip } from './python-text.ts';

const types: readonly string[] = ['text/plain', 'text/x-rst', 'text/markdown'];
const variants: readonly string[] = ['GFM', 'CommonMark'];
/** What ends a token of a MIME header, for a character class. RFC 2045, 5.1; RFC 2231, 7 */
const ends = String.raw`\s()<>@,:;\\"/[\]?=*`;
const token = `[^${ends}'%]+`;
const prefix = `(?:${token})?'(?:${token})?'`;
const space = String.raw`(?:[ \t]|\((?:[^()\\]|\\.)*\))*`;
/** Up to the next semicolon; one in a quotation is none. */
const rest = String.raw`(?:[^;"]|"(?:[^"\\]|\\.)*(?:"|$))*`;
const beforeParameters = new RegExp(`^${rest}`, 's');
/** One parameter as Python's `email` reads it: a value in quotation marks, or one that RFC 2231 may give a character set and a language. */
const parameter = new RegExp(
  [
    `;${space}(?<name>${token})${space}(?:(?<equals>(?:\\*0)?=|\\*=(?=${prefix}))${space}`,
    String.raw`(?:"(?<quoted>(?:[^"\\]|\\.)*)(?:"|$)|(?:${prefix}${space})?(?<plain>[^${ends}']+)(?![^${ends}]))?)?`,
    `(?<rest>${rest})`,
  ].join(''),
  'gs',
);

/** What PyPI requires of Description-Content-Type; it compares the character set and the variant letter for letter. */
export function checkContentType(metadata: CoreMetadata): Finding[] {
  const value = singleValue(metadata, 'description-content-type');
  if (value === undefined) return [];
  const type = typeOf(value);
  const described = `Description-Content-Type ${quoted(value)}`;
  if (!types.includes(type) || !value.toLowerCase().includes(type)) {
    const answer = `'description-content-type' must be one of ${types.join(', ')}, not ${quoted(value)}`;
    return [
      againstIndex(
        `${described} is invalid; expected one of ${types.join(', ')}`,
        answer,
        'Correct the content type of `readme` in pyproject.toml.',
      ),
    ];
  }
  const parameters = parametersOf(value);
  const charset = parameters.get('charset') ?? 'UTF-8';
  if (charset !== 'UTF-8') {
    const answer = `'description-content-type' can only specify the UTF-8 charset, not ${quoted(charset)}`;
    return [
      againstIndex(
        `${described} has a charset other than UTF-8`,
        answer,
        'Write `charset=UTF-8`, or leave it out.',
      ),
    ];
  }
  const variant = parameters.get('variant') ?? 'GFM';
  if (type !== 'text/markdown' || variants.includes(variant)) return [];
  const answer = `valid Markdown variants for 'description-content-type' are GFM and CommonMark, not ${quoted(variant)}`;
  return [
    againstIndex(
      `${described} has a variant other than ${variants.join(' or ')}`,
      answer,
      'Write `variant=GFM`, or leave it out.',
    ),
  ];
}

/** Whether PyPI renders the description as reStructuredText: it does so without a type too. warehouse/utils/readme.py */
export function isRestructuredText(metadata: CoreMetadata): boolean {
  const value = singleValue(metadata, 'description-content-type');
  return value === undefined || typeOf(value) === 'text/x-rst';
}

/** Type and subtype in lower case. What is no type at all counts as text/plain (RFC 2045, 5.2), which PyPI takes where it is written somewhere. */
function typeOf(value: string): string {
  const semicolon = value.indexOf(';');
  const written = pythonStrip(semicolon < 0 ? value : value.slice(0, semicolon)).toLowerCase();
  return written.split('/').length === 2 ? written : 'text/plain';
}

/** The value of each parameter, by its name in lower case: the first of each spelling; `charset=` alone gives none, `charset` an empty one. */
function parametersOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { groups = {} } of text.replace(beforeParameters, '').matchAll(parameter)) {
    const bare = groups['equals'] === undefined && groups['rest'] === '' ? '' : undefined;
    const value = groups['quoted']?.replace(/\\(.)/gs, '$1') ?? groups['plain'] ?? bare;
    const name = groups['name'];
    if (name !== undefined && value !== undefined && !found.has(name)) found.set(name, value);
  }
  return new Map([...found].map(([name, value]) => [name.toLowerCase(), value]));
}
