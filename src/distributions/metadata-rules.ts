import type { CoreMetadata } from './distribution.ts';
import { againstIndex } from './finding.ts';
import type { Finding } from './finding.ts';
import { titled } from './metadata-fields.ts';
import { singleValue } from './metadata.ts';

const maximumSummary = 512;
const maximumLabel = 32;
const directRequirement = /^\s*[A-Za-z0-9._-]+\s*(?:\[[^\]]*\])?\s*@/;
const contentTypes = ['text/plain', 'text/x-rst', 'text/markdown'];

/** What PyPI asks of the fields' values beyond the specification. https://docs.pypi.org/api/upload/ */
export function checkFieldValues(metadata: CoreMetadata): Finding[] {
  return [...checkTexts(metadata), ...checkAddresses(metadata), ...checkRequirements(metadata)];
}

function checkTexts(metadata: CoreMetadata): Finding[] {
  const findings: Finding[] = [];
  const summary = singleValue(metadata, 'summary') ?? '';
  if (Array.from(summary).length > maximumSummary) {
    findings.push(
      againstIndex(
        `Summary is longer than ${maximumSummary} characters`,
        `'summary' field must be ${maximumSummary} characters or less.`,
      ),
    );
  }
  if (/[\r\n]/.test(summary))
    findings.push(againstIndex('Summary has more than one line', "'summary' must be a single line"));
  if (metadata.has('license') && metadata.has('license-expression')) {
    findings.push(againstIndex('the metadata has both License and License-Expression'));
  }
  const contentType = singleValue(metadata, 'description-content-type');
  if (contentType !== undefined && isGiven(contentType)) findings.push(...checkContentType(contentType));
  return findings;
}

function checkContentType(contentType: string): Finding[] {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim());
  const refused = (what: string): Finding =>
    againstIndex(`Description-Content-Type '${contentType}' ${what}`);
  if (!contentTypes.includes(type.toLowerCase())) return [refused(`is none of ${contentTypes.join(', ')}`)];
  for (const parameter of parameters) {
    const [key = '', value = ''] = parameter.split('=').map((part) => part.trim().replaceAll('"', ''));
    if (key.toLowerCase() === 'charset' && value.toLowerCase() !== 'utf-8')
      return [refused('has a charset other than UTF-8')];
    const variants = ['gfm', 'commonmark'];
    const markdown = type.toLowerCase() === 'text/markdown';
    if (markdown && key.toLowerCase() === 'variant' && !variants.includes(value.toLowerCase()))
      return [refused('has a variant other than GFM or CommonMark')];
  }
  return [];
}

function checkAddresses(metadata: CoreMetadata): Finding[] {
  const pages = ['home-page', 'download-url'].flatMap((field) =>
    (metadata.get(field) ?? [])
      .filter((url) => isGiven(url) && !isWebAddress(url))
      .map((url) => againstIndex(`${titled(field)} is not a URL`, `'${url}' is not a valid url.`)),
  );
  return [...pages, ...checkProjectAddresses(metadata.get('project-url') ?? [])];
}

function checkProjectAddresses(values: readonly string[]): Finding[] {
  const labels = new Set<string>();
  return values.flatMap((value) => {
    const comma = value.indexOf(',');
    const label = (comma < 0 ? value : value.slice(0, comma)).trim();
    const url = comma < 0 ? '' : value.slice(comma + 1).trim();
    const repeated = labels.has(label);
    labels.add(label);
    if (repeated)
      return [againstIndex(`Project-URL '${label}' is there twice`, "'project_urls' has invalid data")];
    if (label === '') return [againstIndex(`Project-URL '${value}' has no label`, 'Must have a label')];
    if (Array.from(label).length > maximumLabel)
      return [
        againstIndex(
          `the label of Project-URL '${label}' is too long`,
          `'${label}' must be ${maximumLabel} characters or less.`,
        ),
      ];
    return isWebAddress(url)
      ? []
      : [againstIndex(`Project-URL '${label}' is not a URL`, `'${url}' is not a valid url`)];
  });
}

function checkRequirements(metadata: CoreMetadata): Finding[] {
  const direct = ['requires-dist', 'provides-dist', 'obsoletes-dist'].flatMap((field) =>
    (metadata.get(field) ?? [])
      .filter((requirement) => directRequirement.test(requirement))
      .map((requirement) =>
        againstIndex(
          `${titled(field)} '${requirement}' names a URL`,
          `Can't have direct dependency: ${requirement}`,
        ),
      ),
  );
  const hidden = (metadata.get('classifier') ?? [])
    .filter((classifier) => /^private\s*::/i.test(classifier))
    .map((classifier) =>
      againstIndex(
        `classifier '${classifier}' says that the project is not to be published`,
        `'${classifier}' is not a valid classifier.`,
      ),
    );
  return [...direct, ...hidden];
}

/** `UNKNOWN` is what distutils wrote for a field without a value. */
function isGiven(value: string): boolean {
  return value !== '' && value !== 'UNKNOWN';
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text.trim()) && URL.canParse(text.trim());
}
