import type { CoreMetadata } from '../distribution.ts';
import { againstIndex, quoted } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { singleValue } from './fields.ts';
import { pythonStrip } from './python-text.ts';

const types: readonly string[] = ['text/plain', 'text/x-rst', 'text/markdown'];
const variants: readonly string[] = ['GFM', 'CommonMark'];
/** Without it, what follows is read as no parameters either. */
const typeStart = /^[^\s()<>@,:;\\"/[\]?=]+\/[^\s()<>@,:;\\"/[\]?=]+/;
/** One parameter of a MIME header, with what may follow it up to the next. RFC 2045, 5.1 */
const parameter =
  /;[ \t]*([^\s;="]*)[ \t]*(=)?[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^\s;'"]*)'|([^\s()<>@,:;\\"/[\]?=]*))[^;]*/gs;

/** What PyPI requires of Description-Content-Type; it compares the character set and the variant letter for letter. */
export function checkContentType(metadata: CoreMetadata): Finding[] {
  const value = singleValue(metadata, 'description-content-type');
  if (value === undefined) return [];
  const semicolon = value.indexOf(';');
  const written = pythonStrip(semicolon < 0 ? value : value.slice(0, semicolon)).toLowerCase();
  // What is no type at all counts as text/plain (RFC 2045, 5.2), which PyPI takes where it is written somewhere.
  const type = written.split('/').length === 2 ? written : 'text/plain';
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
  if (!typeStart.test(written)) return [];
  const parameters = parametersOf(semicolon < 0 ? '' : value.slice(semicolon));
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

/** The first value of each parameter, by its name in lower case; `charset=` alone gives none, `charset` an empty one. */
function parametersOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', equals, escaped, single, token = ''] of text.matchAll(parameter)) {
    const value = escaped?.replace(/\\(.)/gs, '$1') ?? single ?? token;
    const key = name.toLowerCase();
    if (!found.has(key) && (equals === undefined || value !== '')) found.set(key, value);
  }
  return found;
}
