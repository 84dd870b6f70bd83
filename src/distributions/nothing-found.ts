import { basename, dirname, join, parse, sep } from 'node:path';
import { ActionError } from '../errors.ts';
import { shortList } from '../ground/short-list.ts';
import type { DirectoryEntry, Files } from '../platform/files.ts';
import { printable } from './classify.ts';
import { hasWildcard } from './exclusions.ts';
import { foldersOf, holdsDistributions, levelsBelow, pathFrom } from './folders.ts';

/** Where distributions were looked for in vain. */
export interface Search {
  /** Lines of `packages-dir` that don't exclude. */
  readonly lines: readonly string[];
  /** What they name. */
  readonly entries: readonly DirectoryEntry[];
  /** Distributions that other lines exclude. */
  readonly excluded: readonly DirectoryEntry[];
}

const shownNames = 5;
/** Where pip and cibuildwheel write to. */
const otherFolder = 'wheelhouse';

/** Why there is nothing to publish: what lies where it was looked for, and where distributions lie instead. */
export async function nothingFound(search: Search, files: Files): Promise<ActionError> {
  if (search.lines.length === 0) {
    return failure(
      'packages-dir has only exclusions (!) and no line that names the files',
      'Add a line with the directory, such as `dist`.',
    );
  }
  const where = search.lines.map((line) => `'${line}'`).join(', ');
  const heading = `No wheel (.whl) or sdist (.tar.gz) in packages-dir ${where} of ${files.workspace}`;
  if (search.excluded.length > 0) {
    const names = shown(search.excluded);
    return failure(
      `${heading}: all of them are excluded: ${names}`,
      'Correct the lines of packages-dir that begin with `!`.',
    );
  }
  const below = await lineBelow(search, files);
  if (below !== undefined) {
    // Merged, an artifact still keeps folders of its own.
    const merged = below.endsWith('/*/*') ? '' : ', or `merge-multiple: true` of actions/download-artifact';
    const hint = `Set \`packages-dir: ${below}\`${merged}.`;
    return failure(`${heading}, only in its subdirectories`, hint);
  }
  const said = await Promise.all(search.lines.map((line) => stateOf(line, files)));
  const instead = await elsewhere(search.lines, files);
  const hint =
    instead ??
    'Set packages-dir to where the build put the files, and check that they were downloaded into this job.';
  return failure(`${heading}: ${said.join('; ')}`, hint);
}

function failure(message: string, hint: string): ActionError {
  return new ActionError('NO_DISTRIBUTIONS', message, hint);
}

/** What lies where a line says. */
async function stateOf(line: string, files: Files): Promise<string> {
  const path = files.resolve(line);
  const listed = await files.list(path);
  if (listed !== undefined)
    return listed.length === 0 ? `'${line}' is empty` : `'${line}' contains only ${shown(listed)}`;
  const siblings = (await files.list(dirname(path))) ?? [];
  if (siblings.some((entry) => entry.path === path)) return `'${line}' is not a distribution`;
  const matched = await files.glob(line);
  if (matched.length > 0) return `'${line}' matches only ${shown(matched)}`;
  if (!hasWildcard(line)) return `'${line}' does not exist`;
  const folder = folderOf(line);
  const around = await files.list(files.resolve(folder));
  if (around === undefined) return `'${line}' matches no files, since '${folder}' does not exist`;
  const content = around.length === 0 ? 'is empty' : `contains ${shown(around)}`;
  return `'${line}' matches no files: '${folder}' ${content}`;
}

/** The folder that a line names, or that all matches of a pattern lie in. */
function folderOf(line: string): string {
  if (!hasWildcard(line)) return line;
  const { root } = parse(line);
  const path = line.slice(root.length);
  const fixed = path.slice(0, path.search(/[*?[{]/));
  const end = Math.max(fixed.lastIndexOf('/'), fixed.lastIndexOf(sep));
  return `${root}${fixed.slice(0, Math.max(end, 0))}` || '.';
}

function shown(entries: readonly DirectoryEntry[]): string {
  return shortList(
    entries.map(({ name }) => printable(name)),
    shownNames,
  );
}

/** The line that names the folders below, where distributions lie there: artifacts that were downloaded each into its own. */
async function lineBelow({ lines, entries }: Search, files: Files): Promise<string | undefined> {
  for (const folder of foldersOf(entries)) {
    const below = await levelsBelow(folder.path, files);
    if (below === 0) continue;
    const line = lines.find((one) => files.resolve(one) === dirname(folder.path)) ?? lines[0] ?? '';
    return `${line.replace(/(?<![/\\])[/\\]+$/, '')}${'/*'.repeat(below)}`;
  }
  return undefined;
}

/** What to do where distributions, or an archive of them, lie close by. */
async function elsewhere(lines: readonly string[], files: Files): Promise<string | undefined> {
  for (const line of lines) {
    const path = files.resolve(folderOf(line));
    const siblings = (await files.list(dirname(path))) ?? [];
    const name = basename(path).toLowerCase();
    const otherCase = siblings.filter((entry) => entry.name.toLowerCase() === name && entry.path !== path);
    const folders = [
      ...(hasWildcard(line) ? [path] : []),
      ...otherCase.map((entry) => entry.path),
      join(dirname(path), otherFolder),
      join(files.workspace, otherFolder),
      dirname(path),
    ];
    for (const folder of folders) {
      if (await holdsDistributions(folder, files))
        return `Set \`packages-dir: ${pathFrom(files.workspace, folder)}\`: distributions are there.`;
    }
    const archive =
      siblings.find((entry) => entry.name.toLowerCase() === `${name}.zip`) ??
      (await files.list(path))?.find((entry) => /\.zip$/i.test(entry.name));
    if (archive !== undefined)
      return `Unpack ${pathFrom(files.workspace, archive.path)} first: actions/download-artifact does that, a manual download does not.`;
  }
  return undefined;
}
