import type { RunRecord } from '../records.ts';
import { cutText } from '../ground/redacted-text.ts';
import { cell, folded, unbroken } from './markdown.ts';
import { counted, readableSize } from './quantities.ts';

type Difference = RunRecord['releaseDiff'][number];
type Members = NonNullable<Difference['files'][number]['members']>;

/** Paths of a file that the report names of each kind, and releases, news and changes of metadata that the summary shows. */
const [MOST_PATHS, MOST_RELEASES, MOST_NEWS, MOST_CHANGES] = [1000, 50, 10, 10];
/** Releases without news beyond which they are folded. */
const OPEN_RELEASES = 5;
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

/** What came and went in each release that was compared, and what is new; those without news are folded where they are many. */
export function differenceList(differences: readonly Difference[]): string {
  const compared = differences.filter(({ files, lostPlatforms }) => files.length + lostPlatforms.length > 0);
  const shown = compared.slice(0, MOST_RELEASES).map((difference) => ({
    head: headOf(difference),
    news: [...newsOf(difference), ...changesOf(difference)],
  }));
  const loud = shown
    .filter(({ news }) => news.length > 0)
    .map(({ head, news }) => `${head}\n\n${news.map((line) => `- ${line}`).join('\n')}`);
  const quiet = shown.flatMap(({ head, news }) => (news.length > 0 ? [] : [`${head} · nothing notable`]));
  const folds = quiet.length > OPEN_RELEASES;
  const lines = quiet.map((line) => `- ${line}`).join('\n');
  const left = compared.length - MOST_RELEASES;
  return [
    ...loud,
    ...(folds ? [folded(`${quiet.length} releases with nothing notable`, lines)] : quiet),
    ...(left > 0 ? [`… and ${counted(left, 'more release')}, in the report file.`] : []),
  ].join('\n\n');
}

function headOf(difference: Difference): string {
  const { project, version, since } = difference;
  return [
    `**${cell(`${project} ${version}`)}** since ${cell(since)}`,
    membersText(difference),
    ...sizeText(difference),
  ].join(' · ');
}

/** Each path once, however many wheels have it. */
function membersText({ files }: Difference): string {
  const known = files.flatMap(({ members }) => members ?? []);
  if (known.length === 0) return 'members not compared';
  const count = (part: keyof Members): number => new Set(known.flatMap((members) => members[part])).size;
  const parts = (['added', 'removed', 'changed'] as const).flatMap((part): [number, string][] =>
    count(part) === 0 ? [] : [[count(part), part]],
  );
  const counts =
    parts
      .map(([number, part], place) => `${place === 0 ? counted(number, 'member') : number} ${part}`)
      .join(', ') || 'no member differs';
  return known.length === files.length
    ? counts
    : `${counts}, in ${known.length} of ${counted(files.length, 'file')}`;
}

function sizeText({ files }: Difference): readonly string[] {
  const known = files.flatMap(({ size, sizeBefore }) =>
    size === undefined || sizeBefore === undefined ? [] : [{ size, sizeBefore }],
  );
  const sum = (part: 'size' | 'sizeBefore'): number => known.reduce((total, each) => total + each[part], 0);
  const [before, now] = [unbroken(readableSize(sum('sizeBefore'))), unbroken(readableSize(sum('size')))];
  if (known.length === 0) return [];
  return [before === now ? now : `${before} →&nbsp;${now}`];
}

function newsOf({ novelties, lostPlatforms }: Difference): readonly string[] {
  const lines = [
    ...novelties.map(({ kind, what }) => `**${STATES.has(kind) ? kind : `new ${kind}`}** ${text(what)}`),
    ...lostPlatforms.map((platform) => `**no wheel for** ${text(platform)}`),
  ];
  return cut(lines, MOST_NEWS);
}

/** What the news do not say already. */
function changesOf({ metadata, novelties }: Difference): readonly string[] {
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
  return cell(cutText(foreign, LONGEST));
}
