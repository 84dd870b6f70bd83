const operators: ReadonlySet<string> = new Set(['and', 'or', 'with', '(', ')']);
const reference = /^licenseref-[a-z0-9.-]+$/;
const maximumDepth = 50;

/**
 * What is wrong with the form of a licence expression, to follow its text. Identifiers are not looked up: the list of
 * licences grows, and a list kept here would refuse what the index knows already. PEP 639; SPDX 2.3, annex D
 */
export function licenseExpressionFault(text: string): string | undefined {
  const tokens = text
    .toLowerCase()
    .replace(/[()]/g, ' $& ')
    .split(/\s+/)
    .filter((token) => token !== '');
  const malformed = tokens.find((token) => token.startsWith('licenseref-') && !reference.test(token));
  if (malformed !== undefined) return `has the malformed reference '${malformed}'`;
  return expression(tokens, 0, 0) === tokens.length ? undefined : 'is not an SPDX license expression';
}

/** Where the expression that begins at a token ends; undefined where there is none. */
function expression(tokens: readonly string[], start: number, depth: number): number | undefined {
  let end = term(tokens, start, depth);
  while (end !== undefined && (tokens[end] === 'and' || tokens[end] === 'or')) {
    end = term(tokens, end + 1, depth);
  }
  return end;
}

function term(tokens: readonly string[], start: number, depth: number): number | undefined {
  if (tokens[start] === '(') {
    const end = depth < maximumDepth ? expression(tokens, start + 1, depth + 1) : undefined;
    return end !== undefined && tokens[end] === ')' ? end + 1 : undefined;
  }
  if (!isIdentifier(tokens[start])) return undefined;
  if (tokens[start + 1] !== 'with') return start + 1;
  return isIdentifier(tokens[start + 2]) ? start + 3 : undefined;
}

function isIdentifier(token: string | undefined): boolean {
  return token !== undefined && !operators.has(token);
}
