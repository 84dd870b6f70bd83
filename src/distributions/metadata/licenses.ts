import exceptionIds from 'spdx-exceptions/index.json' with { type: 'json' };
import deprecatedExceptionIds from 'spdx-exceptions/deprecated.json' with { type: 'json' };
import spdxCorrect from 'spdx-correct';
import deprecatedLicenseIds from 'spdx-license-ids/deprecated.json' with { type: 'json' };
import licenseIds from 'spdx-license-ids/index.json' with { type: 'json' };
import type { CoreMetadata } from '../distribution.ts';
import { againstIndex, note, quoted } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { invalidValue, singleValue, valuesOf } from './fields.ts';
import { pythonSpace } from './python-text.ts';

const licenses = lowered([...licenseIds, ...deprecatedLicenseIds]);
const exceptions = lowered([...exceptionIds, ...deprecatedExceptionIds]);
const operators: ReadonlySet<string> = new Set(['and', 'or', 'with', '(', ')']);
/** SPDX 2.3, annex D.1: letters, digits, hyphens and dots; `+` for later versions of a licence. */
const identifier = /^(?:licenseref-[a-z0-9.-]*|(?!licenseref-)[a-z0-9.-]+\+?)$/;
const reference = /^licenseref-/;
const maximumDepth = 200;
const shownUnknown = 5;
const longestGuess = 100;
const separators = /\s*[/,;&|]+\s*|(?:\s+(?:and|or))+\s+/i;
const spaces = new RegExp(`[${pythonSpace}]+`);

/** What PyPI requires of License-Expression, and of License and classifiers beside it. PEP 639 */
export function checkLicense(metadata: CoreMetadata): Finding[] {
  const expression = singleValue(metadata, 'license-expression');
  if (expression === undefined) return [];
  const findings = checkExpression(expression);
  if (singleValue(metadata, 'license') !== undefined) {
    const answer = 'License is deprecated when License-Expression is present.';
    findings.push(
      againstIndex('the metadata has both License and License-Expression', answer, 'Remove License.'),
    );
  }
  if (valuesOf(metadata, 'classifier').some((classifier) => classifier.startsWith('License ::')))
    findings.push(
      note('the metadata has both License-Expression and a licence classifier, which it replaces'),
    );
  return findings;
}

function checkExpression(expression: string): Finding[] {
  const fault = licenseExpressionFault(expression);
  if (fault === undefined) {
    const unknown = unknownLicenses(expression).map(({ kind, id }) => {
      const meant = kind === 'license' ? correction(id) : undefined;
      const message = `License-Expression names '${id}', which SPDX's list of ${kind}s does not contain; by PyPI's rules, what the index's own list lacks is rejected`;
      return note(meant === undefined ? message : `${message} (did you mean ${meant}?)`);
    });
    if (isExceptionWellPlaced(tokensOf(expression))) return unknown;
    return [
      note(
        `License-Expression ${quoted(expression)} has a WITH that SPDX does not know; newer indexes reject it`,
      ),
      ...unknown,
    ];
  }
  return [invalidValue('license-expression', expression, fault, expressionHint(expression))];
}

/** Where several licences are meant, no single one is suggested. */
function expressionHint(expression: string): string | undefined {
  if (expression.length > longestGuess) return undefined;
  const several = expression.split(separators).map(correction);
  const known = several.filter((one) => one !== undefined);
  if (several.length > 1 && known.length === several.length)
    return `Join the licences with AND or OR: \`License-Expression: ${known.join(' OR ')}\`, for example.`;
  const meant = correction(expression);
  return meant === undefined ? undefined : `Write \`License-Expression: ${meant}\` if that is the licence.`;
}

/**
 * What is wrong with the form of a licence expression, to follow its text. Identifiers are not looked up here: the list
 * of licences grows. PEP 639; SPDX 2.3, annex D
 */
export function licenseExpressionFault(text: string): string | undefined {
  const tokens = tokensOf(text);
  const malformed = tokens.find((token) => !operators.has(token) && !identifier.test(token));
  if (malformed !== undefined) return `has ${quoted(malformed)}, which cannot be a license identifier`;
  return parseExpression(tokens, 0, 0) === tokens.length ? undefined : 'is not an SPDX license expression';
}

/** Identifiers of a well-formed expression that are in no list of SPDX, each once, and no more than a message can hold. */
export function unknownLicenses(
  text: string,
): readonly { readonly kind: 'license' | 'exception'; readonly id: string }[] {
  const tokens = tokensOf(text);
  const written = text.replace(/[()]/g, ' $& ').split(spaces).filter(Boolean);
  const unknown = tokens.flatMap((token, index) => {
    if (operators.has(token)) return [];
    const kind = tokens[index - 1] === 'with' ? ('exception' as const) : ('license' as const);
    const known =
      kind === 'exception'
        ? exceptions.has(token)
        : reference.test(token) || licenses.has(token.replace(/\+$/, ''));
    return known ? [] : [{ kind, id: written[index] ?? token }];
  });
  return [...new Map(unknown.map((one) => [`${one.kind} ${one.id}`, one])).values()].slice(0, shownUnknown);
}

function tokensOf(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/[()]/g, ' $& ')
    .split(spaces)
    .filter((token) => token !== '');
}

function lowered(identifiers: readonly string[]): ReadonlySet<string> {
  return new Set(identifiers.map((one) => one.toLowerCase()));
}

function correction(text: string): string | undefined {
  // spdx-correct throws at a text without letters.
  const meant = text.length > longestGuess || !/[a-z]/i.test(text) ? null : spdxCorrect(text.trim());
  return meant === null || licenseExpressionFault(meant) !== undefined ? undefined : meant;
}

/** Where the expression that begins at a token ends; undefined where there is none. PyPI reads WITH as it reads OR. */
function parseExpression(tokens: readonly string[], start: number, depth: number): number | undefined {
  let end = parseTerm(tokens, start, depth);
  while (end !== undefined && ['and', 'or', 'with'].includes(tokens[end] ?? '')) {
    end = parseTerm(tokens, end + 1, depth);
  }
  return end;
}

function parseTerm(tokens: readonly string[], start: number, depth: number): number | undefined {
  if (tokens[start] !== '(') return isIdentifier(tokens[start]) ? start + 1 : undefined;
  const end = depth < maximumDepth ? parseExpression(tokens, start + 1, depth + 1) : undefined;
  return end !== undefined && tokens[end] === ')' ? end + 1 : undefined;
}

/** Whether each WITH stands between one licence and one exception. SPDX 2.3, D.3 */
function isExceptionWellPlaced(tokens: readonly string[]): boolean {
  return tokens.every(
    (token, index) =>
      token !== 'with' ||
      (isIdentifier(tokens[index - 1]) && isIdentifier(tokens[index + 1]) && tokens[index - 2] !== 'with'),
  );
}

function isIdentifier(token: string | undefined): boolean {
  return token !== undefined && !operators.has(token);
}
