/** Makes text inert in GitHub's Markdown: no HTML, links, tables, emphasis, headings, lists, mentions, references. */
export function escapeMarkdown(text: string): string {
  const inert = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return inert
    .replaceAll(/[\\|[\]*_~#!$]/g, (character) => `\\${character}`)
    .replaceAll('`', "'")
    .replaceAll('@', '&#64;')
    .replaceAll('://', '&#58;//')
    .replaceAll(/\bwww\./gi, (found) => found.replace('.', '&#46;'));
}

/** Foreign text as one cell of a table. */
export function cell(text: string): string {
  return escapeMarkdown(text.replaceAll(/\s+/g, ' ').trim());
}

/** A link whose text is inert; the bare text where the address is not https. */
export function link(text: string, url: string | undefined): string {
  if (url === undefined || !URL.canParse(url)) return cell(text);
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:') return cell(text);
  return `[${cell(text)}](${href.replaceAll(/[()|<>\\]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}

/** Text that stays on one line: a number with its unit. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '&nbsp;');
}

/** A table; cells are Markdown already. `align` has one character a column: `l` or `r`. */
export function table(head: readonly string[], align: string, rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, column) => (align[column] === 'r' ? '---:' : '---'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A block that opens at a click. @param heading plain text of ours */
export function folded(heading: string, body: string): string {
  return `<details><summary>${heading}</summary>\n\n${body}\n\n</details>`;
}

/** Text of which what stands in backticks is shown as code, in which nothing is Markdown or HTML; the rest is inert. */
export function withCode(text: string): string {
  return text
    .split(/(`[^`\n]+`)/)
    .map((part, place) => (place % 2 === 1 ? part : escapeMarkdown(part)))
    .join('');
}
