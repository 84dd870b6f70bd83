import { domainToASCII, domainToUnicode } from 'node:url';
import type { CoreMetadata } from '../distribution.ts';
import { againstIndex, quoted } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { checkedAddress } from './address-list.ts';
import { titled, valuesOf } from './fields.ts';

const longestAddress = 254;
const longestDomain = 253;
const longestLabel = 63;
const localPart =
  /^[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10ffff}]+(?:\.[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10ffff}]+)*$/u;
/** Characters that no part may have: controls, separators, and marks that would join what stands before them. */
const unsafe = /^\p{M}|[\p{C}\p{Z}]/u;
const hostCharacters = /^[A-Za-z0-9.\u0080-\u{10ffff}-]+$/u;
const hostLabel = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
/** RFC 5890, 2.3.1: no label but Punycode has hyphens in its third and fourth place. */
const hyphenated = /^..--/su;
/** RFC 5892: letters, marks, digits, some of its exceptions (2.6), and what is allowed between some of them. */
const internationalLabel =
  /^(?!-)[\p{L}\p{M}\p{Nd}\u00b7\u0375\u05f3\u05f4\u06fd\u06fe\u0f0b\u3007\u30fb\p{Join_Control}-]+(?<!-)$/u;
/** RFC 5892, A.3 to A.7: a middle dot, numeral sign, geresh or gershayim beside what it does not belong to. */
const misplaced =
  /(?<!l)\u00b7|\u00b7(?!l)|\u0375(?!\p{Script=Greek})|(?<!\p{Script=Hebrew})[\u05f3\u05f4]|^(?=[^\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]*$).*\u30fb/u;
/** RFC 5892, 2.6 and 2.9: letters that lengthen others, tone marks, and old Hangul. */
const disallowed = /[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/;
/** Names that nobody can be reached at (IANA, special-use domain names), as email-validator refuses them. */
const specialDomains = ['arpa', 'invalid', 'local', 'localhost', 'onion', 'test'];

/** Why an address cannot be one. */
interface AddressFault {
  /** The end of a sentence that begins with the field. */
  readonly problem: string;
  readonly hint: string;
}

/** What PyPI requires of Author-Email and Maintainer-Email: that the one address it reads there can be one. */
export function checkEmailAddresses(metadata: CoreMetadata): Finding[] {
  return ['author-email', 'maintainer-email'].flatMap((field) =>
    valuesOf(metadata, field).flatMap((value) => checkEmailField(field, value)),
  );
}

function checkEmailField(field: string, value: string): Finding[] {
  const address = checkedAddress(value);
  const fault = address === '' ? undefined : addressFault(address);
  if (fault === undefined) return [];
  const answer = `${quoted(address)} is not a valid email address`;
  return [againstIndex(`${titled(field)} ${quoted(value)} ${fault.problem}`, answer, fault.hint)];
}

/**
 * What is wrong with an e-mail address, to follow it: the rules of email-validator without a question to the DNS, and
 * without a length of the local part. RFC 5322, 3.2.3; RFC 6531, 3.3; RFC 1035, 2.3.1
 */
export function addressFault(address: string): AddressFault | undefined {
  if (address.length > longestAddress) return malformed(`has more than ${longestAddress} characters`);
  const at = address.lastIndexOf('@');
  if (at < 0) return malformed('has no @');
  const local = address.slice(0, at);
  if (local === '') return malformed('has nothing before its @');
  if (!localPart.test(local) || unsafe.test(local))
    return malformed('has a character before its @, or a dot, that is not allowed there');
  return domainFault(address.slice(at + 1));
}

function domainFault(written: string): AddressFault | undefined {
  const domain = hostCharacters.test(written) && !unsafe.test(written) ? domainToASCII(written) : '';
  if (domain === '') return malformed(`has an invalid domain: ${quoted(written)}`);
  const labels = domain.split('.');
  if (domain.length > longestDomain || labels.some((label) => label.length > longestLabel))
    return malformed('has a domain that is too long');
  if (!labels.every(isHostLabel)) return malformed(`has an invalid domain: ${quoted(written)}`);
  if (labels.length === 1) return unreachable('has a domain without a dot');
  if (!/[A-Za-z]$/.test(domain)) return malformed('has a domain whose last part does not end with a letter');
  const lower = domain.toLowerCase();
  const special = specialDomains.find((name) => lower.endsWith(`.${name}`));
  return special === undefined ? undefined : unreachable(`has the reserved domain '.${special}'`);
}

function malformed(problem: string): AddressFault {
  return { problem, hint: 'Write the address as `name@example.org`, or as `Name <name@example.org>`.' };
}

function unreachable(problem: string): AddressFault {
  return { problem, hint: 'Write an address that can be reached from anywhere, or leave it out.' };
}

function isHostLabel(label: string): boolean {
  if (!hostLabel.test(label)) return false;
  if (!/^xn--/i.test(label)) return !hyphenated.test(label);
  const decoded = domainToUnicode(label);
  if (decoded === label.toLowerCase() || hyphenated.test(decoded)) return false;
  return internationalLabel.test(decoded) && !misplaced.test(decoded) && !disallowed.test(decoded);
}
