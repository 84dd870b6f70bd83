import type { CoreMetadata } from '../distribution.ts';
import { againstIndex } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { knownFields, titled } from './metadata-fields.ts';
import { isSpecifierSet, requirementFault } from './requirement-syntax.ts';

const directRequirement = /^\s*[A-Za-z0-9._-]+\s*(?:\[[^\]]*\])?\s*@/;
const extraName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const neverDynamic: ReadonlySet<string> = new Set(['name', 'version', 'metadata-version']);

/** What PyPI asks of the fields that tools compute with: requirements, extras, Python versions, import names, Dynamic. */
export function checkDependencies(metadata: CoreMetadata): Finding[] {
  return [
    ...['requires-dist', 'provides-dist', 'obsoletes-dist'].flatMap((field) =>
      of(metadata, field).flatMap((value) => checkRequirement(field, value)),
    ),
    ...of(metadata, 'requires-python')
      .filter((value) => !isSpecifierSet(value))
      .map((value) => invalid('requires-python', value, 'is not a set of version specifiers (PEP 440)')),
    ...of(metadata, 'provides-extra')
      .filter((value) => !extraName.test(value))
      .map((value) => invalid('provides-extra', value, 'is not a name')),
    ...of(metadata, 'dynamic').flatMap(checkDynamic),
    ...['import-name', 'import-namespace'].flatMap((field) =>
      of(metadata, field).flatMap((value) => checkImport(field, value)),
    ),
  ];
}

function of(metadata: CoreMetadata, field: string): readonly string[] {
  return metadata.get(field) ?? [];
}

/** A finding with PyPI's answer for a value that its parser refuses. */
function invalid(field: string, value: string, what: string): Finding {
  return againstIndex(`${titled(field)} '${value}' ${what}`, `'${value}' is invalid for '${field}'`);
}

function checkRequirement(field: string, value: string): Finding[] {
  if (directRequirement.test(value)) {
    const answer = `Can't have direct dependency: ${value}`;
    return [againstIndex(`${titled(field)} '${value}' names a URL`, answer)];
  }
  const fault = requirementFault(value);
  return fault === undefined ? [] : [invalid(field, value, fault)];
}

function checkDynamic(value: string): Finding[] {
  const field = value.toLowerCase();
  if (neverDynamic.has(field)) {
    const answer = `'${field}' is not allowed as a dynamic field`;
    return [againstIndex(`Dynamic names '${value}', which must be the same in every file`, answer)];
  }
  if (knownFields.has(field)) return [];
  const answer = `'${field}' is not a valid dynamic field`;
  return [againstIndex(`Dynamic names '${value}', which is not a metadata field`, answer)];
}

/** `package.module`, with `; private` after it or not; the empty value says that there is nothing to import. PEP 794 */
function checkImport(field: string, value: string): Finding[] {
  const [path = '', option] = value.split(/;(.*)/s, 2);
  if (value.trim() === '') return [];
  const wrong = path
    .trimEnd()
    .split('.')
    .some((part) => !identifier.test(part));
  if (wrong) return [invalid(field, value, 'is not a dotted name of Python identifiers')];
  if (option === undefined || option.trimStart() === 'private') return [];
  return [invalid(field, value, "has an option other than 'private'")];
}
