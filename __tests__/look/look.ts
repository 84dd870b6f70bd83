// Draws each scene's summary and checks what a machine can see of it: nothing foreign came alive, the chart was drawn, and no
// text is cut off at either width. The pictures are for people.
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { removeRuns } from '../testbed/run-action.ts';
import { scenes } from './scenes.ts';

const run = promisify(execFile);
const MODULES = join(process.env['WHEELSEAL_LOOK_HOME'] ?? '', 'node_modules');
const WIDTHS = [1280, 390];
const HEIGHT = 1800;
const PROGRAM = '<script src="mermaid.min.js"></script>';

/** GitHub's Markdown, to HTML as it is shown: its dialect, and its alerts and diagrams, which cmark-gfm leaves to others. */
async function page(markdown: string): Promise<string> {
  const extensions = ['table', 'strikethrough', 'autolink', 'tagfilter', 'tasklist'].flatMap((name) => [
    '-e',
    name,
  ]);
  const child = run('cmark-gfm', ['--unsafe', ...extensions], { maxBuffer: 64 * 1024 * 1024 });
  child.child.stdin?.end(markdown);
  const { stdout } = await child;
  const html = stdout
    .replaceAll(/<blockquote>\s*<p>\[!(CAUTION|NOTE)\]/g, (_, kind: string) => alertStart(kind))
    .replaceAll(
      /<pre lang="mermaid"><code>|<pre><code class="language-mermaid">/g,
      '<pre class="mermaid"><code>',
    )
    .replaceAll(/<pre class="mermaid"><code>([\s\S]*?)<\/code><\/pre>/g, '<pre class="mermaid">$1</pre>');
  const style = await readFile(join(MODULES, 'github-markdown-css', 'github-markdown-light.css'), 'utf8');
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>summary</title>
<style>${style} body { margin: 16px; font-family: sans-serif }</style><article class="markdown-body">${html}</article>
${PROGRAM}<script>
mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
mermaid.run().catch((error) => { document.body.dataset.chart = String(error.message); }).finally(() => {
  document.body.dataset.width = String(document.documentElement.scrollWidth);
  document.body.dataset.charts = String(document.querySelectorAll('pre.mermaid svg').length);
});
</script>`;
}

function alertStart(kind: string): string {
  return `<blockquote class="markdown-alert markdown-alert-${kind.toLowerCase()}"><p class="markdown-alert-title">${kind}</p><p>`;
}

async function chromium(file: string, width: number, more: readonly string[]): Promise<string> {
  const size = `--window-size=${width},${HEIGHT}`;
  const common = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--virtual-time-budget=8000',
    size,
  ];
  const { stdout } = await run('chromium', [...common, ...more, `file://${file}`], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** What is wrong with a drawn page; a window is never narrower than 500 pixels, so a phone is a frame in one. */
function faultsOf(dom: string, width: number, charts: number): readonly string[] {
  const value = (name: string): string => new RegExp(`<body[^>]*data-${name}="([^"]*)"`).exec(dom)?.[1] ?? '';
  const article = dom.slice(dom.indexOf('<article'), dom.indexOf(PROGRAM));
  return [
    ...(Number(value('charts')) === charts
      ? []
      : [`${value('charts')} charts, not ${charts}: ${value('chart')}`]),
    ...(Number(value('width')) <= width ? [] : [`it is ${value('width')} pixels wide`]),
    ...(/<title>summary<\/title>/.test(dom) ? [] : ['a script ran']),
    ...(/<script|<img|href="(?!https:)/.test(article) ? ['foreign HTML came alive'] : []),
  ];
}

async function look(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'mermaid.min.js'),
    await readFile(join(MODULES, 'mermaid', 'dist', 'mermaid.min.js')),
  );
  let faults = 0;
  for (const { name, summary } of await scenes()) {
    await writeFile(join(folder, `${name}.md`), summary);
    const file = join(folder, `${name}.html`);
    await writeFile(file, await page(summary));
    for (const width of WIDTHS) {
      const picture = join(folder, `${name}-${width}.png`);
      await chromium(file, width, [`--screenshot=${picture}`]);
      const found = faultsOf(
        await chromium(file, width, ['--dump-dom']),
        Math.max(width, 500),
        summary.split('```mermaid').length - 1,
      );
      faults += found.length;
      const verdict = found.length === 0 ? 'good' : found.join('; ');
      process.stdout.write(`${picture}  ${Buffer.byteLength(summary)} B  ${verdict}\n`);
    }
  }
  return faults;
}

try {
  const faults = await look(resolve(process.argv[2] ?? join(tmpdir(), 'wheelseal-look')));
  process.exitCode = faults === 0 ? 0 : 1;
} finally {
  await removeRuns();
}
