import { againstIndex } from '../finding.ts';
import type { Finding } from '../finding.ts';

const scripts: ReadonlySet<string> = new Set(['console_scripts', 'gui_scripts']);
const scriptName = /^[\p{L}\p{N}_.-]+$/u;

/**
 * Holds entry_points.txt against what PyPI asks: sections and `name = value` as Python's configparser reads them, each
 * once, and names of scripts that are no paths. https://packaging.python.org/en/latest/specifications/entry-points/
 */
export function checkEntryPoints(bytes: Uint8Array, wheel: string): Finding[] {
  const fault = faultOf(bytes);
  if (fault === undefined) return [];
  const answer = `Wheel '${wheel}' has invalid entry points defined in the entry_points.txt file`;
  return [againstIndex(`entry_points.txt ${fault}`, answer)];
}

function faultOf(bytes: Uint8Array): string | undefined {
  try {
    return faultOfText(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return 'is not UTF-8';
  }
}

function faultOfText(text: string): string | undefined {
  const sections = new Set<string>();
  const names = new Set<string>();
  let section: string | undefined;
  let inValue = false;
  let indentation = 0;
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const content = line.trim();
    if (content === '' || /^[#;]/.test(content)) continue;
    const indented = line.length - line.trimStart().length;
    if (inValue && indented > indentation) continue;
    indentation = indented;
    const header = /^\[(.+)\]/.exec(content)?.[1];
    if (header !== undefined) {
      if (sections.has(header) && header !== 'DEFAULT') return `has the section [${header}] twice`;
      sections.add(header);
      [section, inValue] = [header, false];
      continue;
    }
    if (section === undefined) return `has something before its first section, in line ${index + 1}`;
    const name = content.slice(0, Math.max(0, content.indexOf('='))).trimEnd();
    if (name === '') return `has a line ${index + 1} that is not 'name = value'`;
    if (scripts.has(section) && !scriptName.test(name)) return `has a script named '${name}'`;
    const key = JSON.stringify([section, name]);
    if (names.has(key)) return `has '${name}' twice in [${section}]`;
    names.add(key);
    inValue = true;
  }
  return undefined;
}
