import { checkAddresses } from './address-rules.ts';
import { checkDependencies } from './dependency-rules.ts';
import type { CoreMetadata } from '../distribution.ts';
import { againstIndex, note } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { licenseExpressionFault } from './license-expression.ts';
import { isGiven } from './metadata-fields.ts';
import { singleValue } from './metadata.ts';

const maximumSummary = 512;
const contentTypes = ['text/plain', 'text/x-rst', 'text/markdown'];

/**
 * What PyPI asks of the fields' values beyond the specification. Of classifiers only the form is looked at: the list
 * grows every month, and one kept here would refuse what PyPI knows already. https://docs.pypi.org/api/upload/
 */
export function checkFieldValues(metadata: CoreMetadata): Finding[] {
  return [
    ...checkSummary(metadata),
    ...checkLicense(metadata),
    ...checkContentType(singleValue(metadata, 'description-content-type') ?? ''),
    ...checkAddresses(metadata),
    ...checkDependencies(metadata),
    ...(metadata.get('classifier') ?? []).flatMap(checkClassifier),
  ];
}

function checkSummary(metadata: CoreMetadata): Finding[] {
  const summary = singleValue(metadata, 'summary') ?? '';
  const findings: Finding[] = [];
  if (Array.from(summary).length > maximumSummary) {
    const answer = `'summary' field must be ${maximumSummary} characters or less.`;
    findings.push(againstIndex(`Summary is longer than ${maximumSummary} characters`, answer));
  }
  if (/[\r\n]/.test(summary))
    findings.push(againstIndex('Summary has more than one line', "'summary' must be a single line"));
  return findings;
}

function checkLicense(metadata: CoreMetadata): Finding[] {
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

function checkContentType(contentType: string): Finding[] {
  if (!isGiven(contentType)) return [];
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim());
  const refused = (what: string): Finding[] => [
    againstIndex(`Description-Content-Type '${contentType}' ${what}`),
  ];
  if (!contentTypes.includes(type.toLowerCase())) return refused(`is none of ${contentTypes.join(', ')}`);
  for (const parameter of parameters) {
    const [key = '', value = ''] = parameter.split('=').map((part) => part.trim().replaceAll('"', ''));
    if (key.toLowerCase() === 'charset' && value.toLowerCase() !== 'utf-8')
      return refused('has a charset other than UTF-8');
    const markdown = type.toLowerCase() === 'text/markdown';
    if (markdown && key.toLowerCase() === 'variant' && !['GFM', 'CommonMark'].includes(value))
      return refused('has a variant other than GFM or CommonMark');
  }
  return [];
}

function checkClassifier(classifier: string): Finding[] {
  const answer = `'${classifier}' is not a valid classifier.`;
  if (/^private\s*::/i.test(classifier)) {
    const message = `classifier '${classifier}' says that the project is not to be published`;
    return [againstIndex(message, answer)];
  }
  if (!isGiven(classifier) || / :: \S/.test(classifier)) return [];
  return [againstIndex(`classifier '${classifier}' is none: it has no ' :: '`, answer)];
}
