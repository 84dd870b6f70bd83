import type { FileRecord, Ledger } from './ledger.ts';
import type { Report } from './report.ts';

/** The job summary, as Markdown. All text that is not ours is escaped; at most 1,000 rows, since GitHub takes 1 MiB. */
export function renderSummary(report: Report, ledger: Ledger): string {
  const files = ledger.files();
  const blocks = [
    `## ${HEADINGS[report.result]}`,
    failureBlock(report),
    files.length === 0 ? '' : table(files.slice(0, ROWS)),
    files.length > ROWS ? `… and ${files.length - ROWS} more files; the report file has all of them.` : '',
    ledger.decisions().length === 0
      ? ''
      : `### Decisions\n\n${ledger
          .decisions()
          .map((line) => `- ${escapeMarkdown(line)}`)
          .join('\n')}`,
    ...ledger.releaseUrls().map((url) => `<${url}>`),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

const ROWS = 1000;

const HEADINGS = {
  published: 'Published',
  'already-published': 'Already published: nothing to do',
  partial: 'Partly published',
  'dry-run': 'Dry run: signed, nothing uploaded',
  plan: 'Plan: nothing signed, nothing uploaded',
  failed: 'Failed',
  cancelled: 'Cancelled',
} as const;

function failureBlock({ failure }: Report): string {
  if (failure === undefined) return '';
  const text = failure.message.split('\n').map((line) => `> ${escapeMarkdown(line)}  `);
  const hint = failure.hint === '' ? [] : ['>', `> **What to do:** ${escapeMarkdown(failure.hint)}`];
  return ['> [!CAUTION]', `> **${failure.code}**`, '>', ...text, ...hint].join('\n');
}

function table(files: readonly FileRecord[]): string {
  const head = '| File | Size | SHA-256 | Status | Attestation |\n| --- | ---: | --- | --- | --- |';
  const rows = files.map((file) => {
    const name = file.url?.startsWith('https://')
      ? `[${cell(file.name)}](${encodeURI(file.url)})`
      : cell(file.name);
    const status = file.error === undefined ? file.status : `${file.status}: ${file.error.message}`;
    return `| ${[name, readableSize(file.size), `\`${file.sha256.slice(0, 12)}\``, cell(status), attestationCell(file)].join(' | ')} |`;
  });
  return [head, ...rows].join('\n');
}

function attestationCell(file: FileRecord): string {
  const [first] = file.attestations;
  if (first === undefined) return file.provenanceThere ? 'on the index' : '—';
  const entry = `Rekor v${first.rekorVersion} #${first.logIndex}`;
  return first.logUrl === undefined ? entry : `[${entry}](${first.logUrl})`;
}

/** Bytes as people read them: `1.2 MB`. */
export function readableSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB'];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(1)} ${units[power - 1]}`;
}

function cell(text: string): string {
  return escapeMarkdown(text.replaceAll(/\s+/g, ' '));
}

/** Makes text inert in GitHub's Markdown: no HTML, links, tables, emphasis, mentions. */
export function escapeMarkdown(text: string): string {
  const inert = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return inert.replaceAll(/[\\|[\]*_~@#!]/g, (character) => `\\${character}`).replaceAll('`', "'");
}
