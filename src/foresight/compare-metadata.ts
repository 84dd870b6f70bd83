import { normaliseProject } from '../ground/project-name.ts';
import type { SeenFile } from './seen-release.ts';

/** Something of a file's metadata that one release has otherwise than the other; undefined where one has none of it. */
export interface MetadataChange {
  readonly field: 'dependency' | 'entry point' | 'URL' | 'Requires-Python';
  /** The requirement's name with its extra, group and name of the entry point, the label of the URL; the field itself. */
  readonly name: string;
  readonly before: string | undefined;
  readonly now: string | undefined;
}

/** What differs between the metadata of two files. Where one of the two is not known, nothing does. */
export function compareMetadata(before: SeenFile, now: SeenFile): readonly MetadataChange[] {
  const [earlier, own] = [before.metadata, now.metadata];
  const fields =
    earlier === undefined || own === undefined
      ? []
      : [
          ...changes('dependency', requirementsOf(earlier), requirementsOf(own)),
          ...changes('URL', urlsOf(earlier), urlsOf(own)),
          ...changes('Requires-Python', pythonOf(earlier), pythonOf(own)),
        ];
  if (before.entryPoints === undefined || now.entryPoints === undefined) return fields;
  const points = changes('entry point', entryPointsOf(before.entryPoints), entryPointsOf(now.entryPoints));
  return [...fields, ...points];
}

type Named = ReadonlyMap<string, string>;
type Metadata = NonNullable<SeenFile['metadata']>;

function changes(field: MetadataChange['field'], before: Named, now: Named): readonly MetadataChange[] {
  const names = new Set([...before.keys(), ...now.keys()]);
  return [...names].flatMap((name) => {
    const change = { field, name, before: before.get(name), now: now.get(name) };
    return change.before === change.now ? [] : [change];
  });
}

/** Requirements by their normalised name, those of an extra apart; of one with several markers all of them (PEP 508). */
function requirementsOf(metadata: Metadata): Named {
  const named = (metadata.get('requires-dist') ?? []).flatMap((text): [string, string][] => {
    const [, project, rest = ''] = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(.*)$/s.exec(text) ?? [];
    if (project === undefined) return [];
    const extra = /\bextra\s*==\s*["']([^"']*)["']/.exec(rest)?.[1];
    const name = normaliseProject(project);
    return [[extra === undefined ? name : `${name} (extra ${extra})`, constraint(rest)]];
  });
  return new Map(
    [...Map.groupBy(named, ([name]) => name)].map(([name, all]) => [
      name,
      all
        .map(([, rest]) => rest)
        .toSorted()
        .join('; or '),
    ]),
  );
}

/** Backends differ in spaces, brackets, and the order of specifiers. */
function constraint(text: string): string {
  const [specifiers = '', ...marker] = text.split(';');
  const sorted = specifiers
    .replaceAll(/[()\s]/g, '')
    .split(',')
    .toSorted()
    .join(',');
  const condition = marker.join(';').replaceAll(/\s+/g, ' ').replaceAll('"', "'").trim();
  return condition === '' ? sorted : `${sorted}; ${condition}`;
}

/** Addresses by their label, as PyPI compares labels; the two older fields have one of their own. */
function urlsOf(metadata: Metadata): Named {
  const labelled = (metadata.get('project-url') ?? []).flatMap((text): [string, string][] => {
    const comma = text.indexOf(',');
    return comma < 0 ? [] : [[text.slice(0, comma).trim().toLowerCase(), text.slice(comma + 1).trim()]];
  });
  const older = (['home-page', 'download-url'] as const).flatMap((field): [string, string][] =>
    (metadata.get(field) ?? []).map((url) => [field === 'home-page' ? 'homepage' : 'download', url.trim()]),
  );
  return new Map([...older, ...labelled]);
}

function pythonOf(metadata: Metadata): Named {
  return new Map(
    (metadata.get('requires-python') ?? []).map((text) => ['Requires-Python', constraint(text)]),
  );
}

/** The lines `name = value` by their group and name. https://packaging.python.org/en/latest/specifications/entry-points/ */
function entryPointsOf(text: string): Named {
  const found = new Map<string, string>();
  let group = '';
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    const header = /^\[(.*)\]$/.exec(line)?.[1];
    const equals = line.indexOf('=');
    if (header !== undefined) group = header.trim();
    else if (equals > 0 && !/^[#;]/.test(line)) {
      const value = line.slice(equals + 1).replaceAll(/\s+/g, '');
      found.set(`${group}: ${line.slice(0, equals).trim()}`, value);
    }
  }
  return found;
}
