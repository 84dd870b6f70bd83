/** What of a line of Markdown is not code: spans end at a run of as many backticks (CommonMark 0.31 §6.1), and a backslash escapes outside of them. */
export function outsideCode(line: string): string {
  let outside = '';
  for (let at = 0; at < line.length;) {
    if (line[at] === '\\') {
      outside += line.slice(at, at + 2);
      at += 2;
      continue;
    }
    const [run = ''] = /^`+/.exec(line.slice(at)) ?? [];
    const rest = line.slice(at + run.length);
    const end = run === '' ? null : new RegExp(`(?<!\`)${run}(?!\`)`).exec(rest);
    if (end === null) {
      const taken = run === '' ? line.slice(at, at + 1) : run;
      outside += taken;
      at += taken.length;
    } else {
      at += run.length + end.index + run.length;
    }
  }
  return outside;
}
