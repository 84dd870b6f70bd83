import { shortList } from './short-list.ts';

/** One thing said of one file, or of one release. */
export interface Reason {
  readonly name: string;
  /** Perhaps names the file, its project and version. */
  readonly message: string;
  readonly project?: string | undefined;
}

/** Equal reasons of several names, in the words of the first. */
interface ReasonGroup {
  readonly message: string;
  readonly names: readonly string[];
}

/** Groups reasons that differ in nothing but the names of their files and projects. Pure; in the order of the first of each. */
export function groupReasons(reasons: readonly Reason[]): readonly ReasonGroup[] {
  const groups = Map.groupBy(reasons, commonText);
  return [...groups.values()].flatMap(([first, ...more]) =>
    first === undefined
      ? []
      : [{ message: first.message, names: [...new Set([first, ...more].map(({ name }) => name))] }],
  );
}

/** A reason whose message does not begin with the name of its file. */
export function named({ name, message }: Pick<Reason, 'name' | 'message'>): Reason {
  return { name, message: `${name}: ${message}` };
}

/** One line for each group: names, as many as can be read, before what is said of them. */
export function reasonLines(reasons: readonly Reason[]): readonly string[] {
  return groupReasons(reasons).map(({ message, names: [first = '', ...more] }) => {
    const rest = more.length === 0 ? '' : ` The same for ${more.length} more: ${shortList(more)}.`;
    const text = message.includes(first) ? message : `${first}: ${message}`;
    return rest === '' || /[.!?]$/.test(text) ? `${text}${rest}` : `${text}.${rest}`;
  });
}

/** The project and the version in the name of a file (Binary and Source distribution formats). */
const FILE_NAME = /^(?<project>.+?)-(?<version>\d[^-]*?)(?:-.*\.whl|\.tar\.gz|\.zip)$/;

/** A reason without what differs from file to file: names of file and project, version, hashes. */
function commonText({ name, message, project }: Reason): string {
  const parts = FILE_NAME.exec(name)?.groups;
  const unnamed = message.replaceAll(name, '\u0000').replaceAll(/\b[0-9a-f]{64}\b/g, '\u0001');
  // An index names a project in its own spelling (PEP 503) too.
  const spelled = (project ?? parts?.['project'] ?? '').replaceAll(/[^a-z0-9]+/gi, '[-_.]+');
  return [spelled, (parts?.['version'] ?? '').replaceAll(/[^a-z0-9]/gi, String.raw`\$&`)]
    .filter((part) => part !== '')
    .reduce(
      (text, part, place) =>
        text.replaceAll(new RegExp(`(?<![\\w.-])${part}(?![\\w-]|\\.\\w)`, 'gi'), `\u0002${place}`),
      unnamed,
    );
}
