import type { RunRecord } from '../records.ts';
import { cell, table } from './markdown.ts';
import { counted, readableSize } from './quantities.ts';

type Difference = RunRecord['releaseDiff'][number];
type Members = NonNullable<Difference['files'][number]['members']>;

/** Paths of a file that the report names of each kind, and rows, news and changes of metadata that the summary shows. */
const [MOST_PATHS, MOST_RELEASES, MOST_NEWS, MOST_CHANGES] = [1000, 50, 10, 10];
const LONGEST = 200;
/** What a file is, and not something in it. */
const STATES: ReadonlySet<string> = new Set(['growth', 'empty wheel']);

/** A release's difference as the report file has it: of more paths than a thousand the number alone. */
export function differenceOutput({ files, metadata, ...rest }: Difference) {
  return {
    ...rest,
    files: files.map(({ size, sizeBefore, members, ...file }) => ({
      ...file,
      size: size ?? null,
      sizeBefore: sizeBefore ?? null,
      members: members === undefined ? null : membersOutput(members),
    })),
    metadata: metadata.map((change) => ({
      ...change,
      before: change.before ?? null,
      now: change.now ?? null,
    })),
  };
}

function membersOutput({ added, removed, changed }: Members) {
  const counts = { added: added.length, removed: removed.length, changed: changed.length };
  const [first, second, third] = [added, removed, changed].map((paths) => paths.slice(0, MOST_PATHS));
  return { counts, added: first, removed: second, changed: third };
}

/** A row for each release that was compared: what came and went, and what is new; empty where none was. */
export function differenceTable(differences: readonly Difference[]): string {
  const rows = differences
    .filter(({ files, lostPlatforms }) => files.length + lostPlatforms.length > 0)
    .map((difference) => [
      `${cell(`${difference.project} ${difference.version}`)}<br>since&nbsp;${cell(difference.since)}`,
      [...newsCells(difference), ...changeCells(difference)].join('<br>') || 'nothing',
      membersCell(difference),
      sizeCell(difference),
    ]);
  if (rows.length === 0) return '';
  const shown = table(['Release', 'New or changed', 'Members', 'Size'], 'lllr', rows.slice(0, MOST_RELEASES));
  const left = rows.length - MOST_RELEASES;
  return left > 0 ? `${shown}\n\n… and ${counted(left, 'more release')}, in the report file.` : shown;
}

/** Each path once, however many wheels have it. */
function membersCell({ files }: Difference): string {
  const known = files.flatMap(({ members }) => members ?? []);
  if (known.length === 0) return 'not compared';
  const count = (part: keyof Members): number => new Set(known.flatMap((members) => members[part])).size;
  const counts = `${count('added')}&nbsp;added<br>${count('removed')}&nbsp;removed<br>${count('changed')}&nbsp;changed`;
  return known.length === files.length
    ? counts
    : `${counts}<br>in ${known.length} of ${counted(files.length, 'file')}`;
}

function sizeCell({ files }: Difference): string {
  const known = files.flatMap(({ size, sizeBefore }) =>
    size === undefined || sizeBefore === undefined ? [] : [{ size, sizeBefore }],
  );
  const sum = (part: 'size' | 'sizeBefore'): number => known.reduce((total, each) => total + each[part], 0);
  const [before, now] = [sum('sizeBefore'), sum('size')].map((bytes) =>
    readableSize(bytes).replaceAll(' ', '&nbsp;'),
  );
  return known.length === 0 ? '' : `${before} →&nbsp;${now}`;
}

function newsCells({ novelties, lostPlatforms }: Difference): readonly string[] {
  const lines = [
    ...novelties.map(({ kind, what }) => `**${STATES.has(kind) ? kind : `new ${kind}`}** ${text(what)}`),
    ...lostPlatforms.map((platform) => `**no wheel for** ${text(platform)}`),
  ];
  return cut(lines, MOST_NEWS);
}

/** What the news do not say already. */
function changeCells({ metadata, novelties }: Difference): readonly string[] {
  const said = new Set(novelties.map(({ kind, what }) => `${kind} ${what}`));
  const lines = metadata.flatMap(({ field, name, before, now }) => {
    if (said.has(`${field} ${name}`) || said.has(`${field} ${name} = ${now ?? ''}`)) return [];
    const label = field === name ? field : `${field} ${name}`;
    if (before === undefined) return [`${text(label)} added: ${text(now ?? '')}`];
    if (now === undefined) return [`${text(label)} removed`];
    return [`${text(label)}: ${text(before) || 'any'} → ${text(now) || 'any'}`];
  });
  return cut(lines, MOST_CHANGES);
}

function cut(lines: readonly string[], most: number): readonly string[] {
  return lines.length > most ? [...lines.slice(0, most), `and ${lines.length - most} more`] : lines;
}

function text(foreign: string): string {
  return cell(foreign.length > LONGEST ? `${foreign.slice(0, LONGEST)}…` : foreign);
}
