import type { CoreMetadata } from '../distribution.ts';
import { againstIndex } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { isGiven, titled } from './fields.ts';

const maximumLabel = 32;
/** One address, with a name before it or not; anything richer than this is left to the index. RFC 5322, 3.4 */
const oneAddress = /^(?:[^<>@,:;"()]*<)?\s*([^\s<>@,:;"()]+)@([^\s<>@,:;"()]+)\s*>?$/;

/** What PyPI asks of e-mail addresses, URLs and the labels of project URLs. */
export function checkAddresses(metadata: CoreMetadata): Finding[] {
  const mail = ['author-email', 'maintainer-email'].flatMap((field) =>
    (metadata.get(field) ?? []).filter(isGiven).flatMap((value) => checkMail(field, value)),
  );
  const pages = ['home-page', 'download-url'].flatMap((field) =>
    (metadata.get(field) ?? [])
      .filter((url) => isGiven(url) && !isWebAddress(url))
      .map((url) => againstIndex(`${titled(field)} '${url}' is not a URL`, `'${url}' is not a valid url.`)),
  );
  return [...mail, ...pages, ...checkProjectAddresses(metadata.get('project-url') ?? [])];
}

/** Only what can't be an address is found; the index looks at the first one and knows more (reserved domains). */
function checkMail(field: string, value: string): Finding[] {
  const answer = `'${value}' is not a valid email address`;
  if (/^[^\s@<>,:;"()]+$/.test(value)) return [againstIndex(`${titled(field)} '${value}' has no @`, answer)];
  const [, , domain] = oneAddress.exec(value) ?? [];
  if (domain === undefined || domain.includes('.') || domain.startsWith('[')) return [];
  return [againstIndex(`${titled(field)} '${value}' has a domain without a dot`, answer)];
}

function checkProjectAddresses(values: readonly string[]): Finding[] {
  const labels = new Set<string>();
  return values.flatMap((value) => {
    const comma = value.indexOf(',');
    const label = (comma < 0 ? value : value.slice(0, comma)).trim();
    const url = comma < 0 ? '' : value.slice(comma + 1).trim();
    const repeated = labels.has(label);
    labels.add(label);
    return repeated
      ? [againstIndex(`Project-URL '${label}' is there twice`, "'project_urls' has invalid data")]
      : checkProjectAddress(label, url);
  });
}

function checkProjectAddress(label: string, url: string): Finding[] {
  if (label === '') return [againstIndex(`Project-URL '${url}' has no label`, 'Must have a label')];
  if (Array.from(label).length > maximumLabel) {
    const answer = `'${label}' must be ${maximumLabel} characters or less.`;
    return [againstIndex(`the label of Project-URL '${label}' is too long`, answer)];
  }
  if (isWebAddress(url)) return [];
  const answer = url === '' ? 'Must have a URL' : `'${url}' is not a valid url`;
  return [againstIndex(`Project-URL '${label}' is not a URL`, answer)];
}

function isWebAddress(text: string): boolean {
  return /^https?:\S+$/i.test(text.trim());
}
