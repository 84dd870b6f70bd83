import type { DirectiveBlock, DirectiveHead } from './directive-blocks.ts';
import { addFault } from './document.ts';
import { namePattern } from './names.ts';
import { addUnknownRole, roleOf } from './roles.ts';

const definition = new RegExp(
  String.raw`^(?<name>${namePattern})\s*(?:\(\s*(?<base>${namePattern})\s*\)\s*)?$`,
  'u',
);

/** Reads `.. role:: name(base)`. */
export function readRoleDefinition(head: DirectiveHead, { content }: DirectiveBlock): void {
  const { document, line } = head;
  const [first = ''] = content.lines;
  if (content.first > line || content.lines.length === 0) {
    const message = '"role" directive requires arguments on the first line.';
    addFault(document, line, message, 'Write the name of the role after `.. role::`.');
    return;
  }
  const match = definition.exec(first);
  const name = match?.groups?.['name'];
  if (name === undefined) {
    const message = `"role" directive arguments not valid role names: "${first}".`;
    addFault(document, line, message, 'Write one name after `.. role::`, of letters, digits and hyphens.');
    return;
  }
  const base = match?.groups?.['base'];
  const role = base === undefined ? 'custom' : roleOf(document, base);
  if (base !== undefined && role === undefined) addUnknownRole(document, base, line);
  else document.roles.set(name.toLowerCase(), role === 'code' ? 'custom' : (role ?? 'custom'));
}

/** Reads `.. default-role:: name`. */
export function readDefaultRole({ document, line }: DirectiveHead, given: DirectiveBlock): void {
  const [name] = given.arguments;
  if (name === undefined) {
    document.roles.delete('');
    return;
  }
  const role = roleOf(document, name);
  if (role === undefined) addUnknownRole(document, name, line);
  else document.roles.set('', role);
}
