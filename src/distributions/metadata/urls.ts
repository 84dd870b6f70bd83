import type { CoreMetadata } from '../distribution.ts';
import { againstIndex, quoted } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { titled, valuesOf } from './fields.ts';
import { pythonStrip } from './python-text.ts';

const longestLabel = 32;
const highestPort = 65_535;
const parts = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^\\/?#]*))?([^?#]*)(?:\?([^#]*))?/i;
const userInformation = /^(?:[\w.~!$&'()*+,;=:-]|%[0-9a-f]{2})+$/i;
const registeredName = /^(?:[\w.~!$&'()*+,;=-]|%[0-9a-f]{2})*$/i;
const zone = /^%(?:25)?(?:[\w.~-]|%[0-9a-f]{2})+\]$/i;
const fourNumbers = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** What PyPI requires of Home-Page, Download-URL and the labels and addresses of Project-URL. */
export function checkUrls(metadata: CoreMetadata): Finding[] {
  const pages = ['home-page', 'download-url'].flatMap((field) =>
    valuesOf(metadata, field).flatMap((url) => {
      const fault = urlFault(url);
      if (fault === undefined) return [];
      const message = `${titled(field)} ${quoted(url)} ${fault.what}`;
      return [againstIndex(message, `${quoted(url)} is not a valid url.`, fault.change(titled(field)))];
    }),
  );
  return [...pages, ...checkProjectUrls(valuesOf(metadata, 'project-url'))];
}

function checkProjectUrls(values: readonly string[]): Finding[] {
  const labels = new Set<string>();
  return values.flatMap((value) => {
    const comma = value.indexOf(',');
    const label = pythonStrip(comma < 0 ? value : value.slice(0, comma));
    const url = comma < 0 ? '' : pythonStrip(value.slice(comma + 1));
    const repeated = labels.has(label);
    labels.add(label);
    return repeated
      ? [
          againstIndex(
            `Project-URL ${quoted(label)} appears twice`,
            "'project_urls' has invalid data",
            'Rename one of the two labels in [project.urls].',
          ),
        ]
      : checkProjectUrl(label, url);
  });
}

function checkProjectUrl(label: string, url: string): Finding[] {
  if (label === '')
    return [
      againstIndex(
        `Project-URL ${quoted(url)} has no label`,
        'Must have a label',
        'Give the URL a label in [project.urls].',
      ),
    ];
  if (Array.from(label).length > longestLabel) {
    const answer = `${quoted(label)} must be ${longestLabel} characters or less.`;
    return [
      againstIndex(
        `the label of Project-URL ${quoted(label)} is too long`,
        answer,
        'Shorten the label in [project.urls].',
      ),
    ];
  }
  const fault = urlFault(url);
  if (fault === undefined) return [];
  const answer = url === '' ? 'Must have a URL' : `${quoted(url)} is not a valid url`;
  return [againstIndex(`Project-URL ${quoted(label)} ${fault.what}`, answer, fault.change('[project.urls]'))];
}

/** What is wrong with an address, to follow it, and what to change where it stands. */
interface UrlFault {
  readonly what: string;
  readonly change: (where: string) => string;
}

const NO_URL: UrlFault = {
  what: 'is not a URL',
  change: (where) => `Write a full https:// URL in ${where}.`,
};
const BRACKETS: UrlFault = {
  what: 'has a bracket in its path or query',
  change: (where) => `Write %5B and %5D for the brackets of the URL in ${where}.`,
};
const HIGH_PORT: UrlFault = {
  what: `has a port above ${highestPort}`,
  change: (where) => `Correct the port of the URL in ${where}.`,
};

/** Whether PyPI accepts an address. */
export function isValidUrl(text: string): boolean {
  return urlFault(text) === undefined;
}

/**
 * Why PyPI rejects an address: `is_valid_uri(…, require_authority=False)` with rfc3986 2.0. It encodes what a URL can't
 * have (spaces, letters of other scripts) and drops an authority that is none; so what is left to reject is another scheme,
 * a bracket in path or query, and a port beyond 65,535.
 */
function urlFault(text: string): UrlFault | undefined {
  const [, scheme, authority = '', path = '', query = ''] = parts.exec(text) ?? [];
  if (scheme === undefined || !/^https?$/i.test(scheme)) return NO_URL;
  if (/[[\]]/.test(withoutDotSegments(path)) || /[[\]]/.test(query)) return BRACKETS;
  return hasPortBeyondAll(authority) ? HIGH_PORT : undefined;
}

/** RFC 3986, 5.2.4 */
function withoutDotSegments(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  return kept.join('/');
}

function hasPortBeyondAll(authority: string): boolean {
  const at = authority.lastIndexOf('@');
  const [, host, port] = /^(.*):(\d{5})$/s.exec(authority.slice(at + 1)) ?? [];
  if (host === undefined || Number(port) <= highestPort) return false;
  return (at < 0 || userInformation.test(authority.slice(0, at))) && isHost(host);
}

/** An address in brackets may have a zone (RFC 6874, RFC 4007), which `URL` does not know. */
function isHost(host: string): boolean {
  const numbers = fourNumbers.exec(host);
  if (numbers !== null) return numbers.slice(1).every((number) => Number(number) <= 255);
  return host.startsWith('[') ? URL.canParse(`http://${withoutZone(host)}`) : registeredName.test(host);
}

/** Tried at the first percent sign alone, which no address has: the time stays linear. */
function withoutZone(host: string): string {
  const start = host.indexOf('%');
  return start >= 0 && zone.test(host.slice(start)) ? `${host.slice(0, start)}]` : host;
}
