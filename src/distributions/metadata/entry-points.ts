import { againstIndex } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { decodedUtf8, pythonStrip, pythonStripEnd, pythonStripStart } from './python-text.ts';

/** What Python's configparser makes of a file: names by their section, or the first fault. */
type Sections = ReadonlyMap<string, ReadonlySet<string>> | { readonly fault: string };

const scripts = ['console_scripts', 'gui_scripts'];
/** Its names count as those of every section. */
const defaults = 'DEFAULT';
const scriptName = /^[\p{L}\p{N}_.-]+$/u;
const shownName = 100;

/**
 * Compares entry_points.txt with what PyPI requires: sections and `name = value` as Python's configparser reads them, each
 * once, and names of scripts that are no paths. https://packaging.python.org/en/latest/specifications/entry-points/
 */
export function checkEntryPoints(bytes: Uint8Array, wheel: string): Finding[] {
  const fault = faultOf(bytes);
  if (fault === undefined) return [];
  const answer = `Wheel '${wheel}' has invalid entry points defined in the entry_points.txt file`;
  return [
    againstIndex(
      `entry_points.txt ${fault}`,
      answer,
      'Correct `scripts` and `entry-points` in pyproject.toml.',
    ),
  ];
}

function faultOf(bytes: Uint8Array): string | undefined {
  const text = decodedUtf8(bytes);
  if (text === undefined) return 'is not UTF-8';
  if (text.startsWith('\ufeff')) return 'begins with a byte order mark';
  const sections = readSections(text);
  return 'fault' in sections ? sections.fault : scriptFault(sections);
}

function scriptFault(sections: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  for (const section of scripts) {
    const names = sections.get(section);
    const all = names === undefined ? [] : [...names, ...(sections.get(defaults) ?? [])];
    const bad = all.find((name) => !scriptName.test(name));
    if (bad !== undefined) return `has a script named '${bad.slice(0, shownName)}'`;
  }
  return undefined;
}

function readSections(text: string): Sections {
  const sections = new Map<string, Set<string>>();
  let names: Set<string> | undefined;
  let header = '';
  let [inValue, indentation] = [false, 0];
  for (const [index, line] of text.split('\n').entries()) {
    const content = pythonStrip(line);
    if (content === '' || content.startsWith('#') || content.startsWith(';')) continue;
    const indented = line.length - pythonStripStart(line).length;
    if (inValue && indented > indentation) continue;
    indentation = indented;
    const bracket = content.startsWith('[') ? content.lastIndexOf(']') : -1;
    if (bracket > 1) {
      header = content.slice(1, bracket);
      const known = sections.get(header);
      if (known !== undefined && header !== defaults) return { fault: `has the section [${header}] twice` };
      names = known ?? new Set();
      sections.set(header, names);
      inValue = false;
      continue;
    }
    if (names === undefined) return { fault: `has something before its first section, in line ${index + 1}` };
    const name = pythonStripEnd(content.slice(0, Math.max(0, content.indexOf('='))));
    if (name === '') return { fault: `has a line ${index + 1} that is not 'name = value'` };
    if (names.has(name)) return { fault: `has '${name.slice(0, shownName)}' twice in [${header}]` };
    names.add(name);
    inValue = true;
  }
  return sections;
}
