import type { ASN1Obj, X509Certificate } from '@sigstore/core';
import { alternativeNamesOf, GENERAL_NAMES } from './certificate.ts';

const NAME_CONSTRAINTS = '2.5.29.30';
/** Tags of the subtrees that a name must and must not be in (RFC 5280 §4.2.1.10). */
const PERMITTED = 0;
const EXCLUDED = 1;

/**
 * Why the name constraints of an authority exclude a signing certificate (RFC 5280 §4.2.1.10); undefined where they do not. Only
 * alternative names are compared: the subject of Fulcio's certificates is empty. A constraint of a kind that can't be compared
 * excludes every name of that kind.
 */
export function exclusionBy(authority: X509Certificate, leaf: X509Certificate): string | undefined {
  const constraints = authority.extension(NAME_CONSTRAINTS)?.valueObj.subs[0];
  if (constraints === undefined) return undefined;
  for (const name of alternativeNamesOf(leaf)) {
    const kind = name.tag.number;
    const permitted = subtrees(constraints, PERMITTED).filter(({ tag }) => tag.number === kind);
    const excluded = subtrees(constraints, EXCLUDED).filter(({ tag }) => tag.number === kind);
    const text = name.value.toString('utf8');
    if (excluded.some((base) => isWithin(name, base) !== false)) return `they exclude ${text}`;
    if (permitted.length > 0 && !permitted.some((base) => isWithin(name, base) === true)) {
      return `they do not permit ${text}`;
    }
  }
  return undefined;
}

/** The bases of the subtrees; their bounds are always 0 and none. */
function subtrees(constraints: ASN1Obj, tag: number): readonly ASN1Obj[] {
  const list = constraints.subs.find((each) => each.tag.isContextSpecific(tag));
  return list?.subs.flatMap(({ subs: [base] }) => (base === undefined ? [] : [base])) ?? [];
}

/** Undefined where names of this kind can't be compared, or this one has nothing to compare. */
function isWithin(name: ASN1Obj, base: ASN1Obj): boolean | undefined {
  const [text, constraint] = [name.value.toString('utf8'), base.value.toString('utf8').toLowerCase()];
  if (name.tag.isContextSpecific(GENERAL_NAMES.uri)) {
    const host = URL.canParse(text) ? new URL(text).hostname : '';
    return host === '' ? undefined : isHostWithin(host, constraint);
  }
  if (!name.tag.isContextSpecific(GENERAL_NAMES.mailAddress)) return undefined;
  const at = text.lastIndexOf('@');
  const host = text.slice(at + 1).toLowerCase();
  if (!constraint.includes('@')) return isHostWithin(host, constraint);
  // The part before the @ is compared in its case (RFC 5321 §2.4).
  const [local = '', domain = ''] = base.value.toString('utf8').split('@');
  return text.slice(0, at) === local && host === domain.toLowerCase();
}

/** A constraint with a dot at its beginning is of the hosts below a domain, one without of that host alone. */
function isHostWithin(host: string, constraint: string): boolean {
  return constraint.startsWith('.') ? host.endsWith(constraint) : host === constraint;
}
