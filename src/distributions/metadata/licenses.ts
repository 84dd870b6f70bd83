import type { CoreMetadata } from '../distribution.ts';
import { againstIndex, note } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { isGiven, isMetadataVersionAtLeast, singleValue } from './fields.ts';

const operators: ReadonlySet<string> = new Set(['and', 'or', 'with', '(', ')']);
const reference = /^licenseref-[a-z0-9.-]+$/;
const maximumDepth = 50;

/** What PyPI asks of License-Expression, and of License and classifiers beside it. PEP 639 */
export function checkLicense(metadata: CoreMetadata): Finding[] {
  const expression = singleValue(metadata, 'license-expression');
  if (expression === undefined || !isGiven(expression)) return [];
  const findings: Finding[] = [];
  const fault = licenseExpressionFault(expression);
  if (fault !== undefined) {
    const answer = `'${expression}' is invalid for 'license-expression'`;
    findings.push(againstIndex(`License-Expression '${expression}' ${fault}`, answer));
  }
  if (isGiven(singleValue(metadata, 'license') ?? ''))
    findings.push(againstIndex('the metadata has both License and License-Expression'));
  if (metadata.get('classifier')?.some((classifier) => classifier.startsWith('License ::')) === true)
    findings.push(
      note('the metadata has both License-Expression and a licence classifier, which it replaces'),
    );
  return findings;
}

/** License-File fields (metadata 2.4 and later) whose file is not in the archive's licence folder. PEP 639 */
export function checkLicenseFiles(
  metadata: CoreMetadata,
  folder: string,
  members: { has(path: string): boolean },
): Finding[] {
  if (!isMetadataVersionAtLeast(singleValue(metadata, 'metadata-version') ?? '0.0', '2.4')) return [];
  return (metadata.get('license-file') ?? []).flatMap((path) => {
    if (/\.\.|[*\\]|^\/|^[A-Za-z]:/.test(path)) {
      const answer = `'${path}' is invalid for 'license-file'`;
      return [againstIndex(`License-File '${path}' is not a plain relative path`, answer)];
    }
    if (members.has(`${folder}/${path}`)) return [];
    const answer = `License-File ${path} does not exist in distribution file`;
    return [againstIndex(`License-File '${path}' is not at ${folder}/${path}`, answer)];
  });
}

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
  return parseExpression(tokens, 0, 0) === tokens.length ? undefined : 'is not an SPDX license expression';
}

/** Where the expression that begins at a token ends; undefined where there is none. */
function parseExpression(tokens: readonly string[], start: number, depth: number): number | undefined {
  let end = parseTerm(tokens, start, depth);
  while (end !== undefined && (tokens[end] === 'and' || tokens[end] === 'or')) {
    end = parseTerm(tokens, end + 1, depth);
  }
  return end;
}

function parseTerm(tokens: readonly string[], start: number, depth: number): number | undefined {
  if (tokens[start] === '(') {
    const end = depth < maximumDepth ? parseExpression(tokens, start + 1, depth + 1) : undefined;
    return end !== undefined && tokens[end] === ')' ? end + 1 : undefined;
  }
  if (!isIdentifier(tokens[start])) return undefined;
  if (tokens[start + 1] !== 'with') return start + 1;
  return isIdentifier(tokens[start + 2]) ? start + 3 : undefined;
}

function isIdentifier(token: string | undefined): boolean {
  return token !== undefined && !operators.has(token);
}
