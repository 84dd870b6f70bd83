// Draws each scene's summary and each document, light and dark, and checks what a machine can see of it: nothing foreign came
// alive, the charts were drawn, and no text is cut off at either width. The pictures are for people.
// --pictures draws the summary that the README shows, into docs/pictures.
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { removeRuns } from '../testbed/run-action.ts';
import { pictured, scenes } from './scenes.ts';

const run = promisify(execFile);
const MODULES = join(process.env['WHEELSEAL_LOOK_HOME'] ?? '', 'node_modules');
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PICTURES = join(ROOT, 'docs', 'pictures');
const THEMES = ['light', 'dark'] as const;
const WIDTHS = [1280, 390];
/** As wide as GitHub shows a README. */
const PICTURE_WIDTH = 880;
const HEIGHT = 1800;
/** Chromium draws no longer picture than its textures. */
const LONGEST = 16_000;
const PROGRAM = '<script src="mermaid.min.js"></script>';

type Theme = (typeof THEMES)[number];

/** GitHub's Markdown, to HTML as it is shown: its dialect, and its alerts and diagrams, which cmark-gfm leaves to others. */
async function page(markdown: string, theme: Theme): Promise<string> {
  const extensions = ['table', 'strikethrough', 'autolink', 'tagfilter', 'tasklist'].flatMap((name) => [
    '-e',
    name,
  ]);
  const child = run('cmark-gfm', ['--unsafe', ...extensions], { maxBuffer: 64 * 1024 * 1024 });
  child.child.stdin?.end(markdown);
  const { stdout } = await child;
  const html = stdout
    .replaceAll(/<blockquote>\s*<p>\[!([A-Z]+)\]/g, (_, kind: string) => alertStart(kind))
    .replaceAll(
      /<pre lang="mermaid"><code>|<pre><code class="language-mermaid">/g,
      '<pre class="mermaid"><code>',
    )
    .replaceAll(/<pre class="mermaid"><code>([\s\S]*?)<\/code><\/pre>/g, '<pre class="mermaid">$1</pre>')
    .replaceAll('media="(prefers-color-scheme: dark)"', `media="${theme === 'dark' ? 'all' : 'not all'}"`);
  const style = await readFile(join(MODULES, 'github-markdown-css', `github-markdown-${theme}.css`), 'utf8');
  const [ground, diagram] = theme === 'dark' ? ['#0d1117', 'dark'] : ['#ffffff', 'default'];
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>summary</title>
<style>${style} body { margin: 16px; font-family: sans-serif; background: ${ground} }</style><article class="markdown-body">${html}</article>
${PROGRAM}<script>
if (location.hash !== '') document.documentElement.style.width = location.hash.slice(1) + 'px';
mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme: '${diagram}' });
mermaid.run().catch((error) => { document.body.dataset.chart = String(error.message); }).finally(() => {
  document.body.dataset.width = String(document.documentElement.scrollWidth);
  document.body.dataset.height = String(document.querySelector('article').scrollHeight + 32);
  document.body.dataset.charts = String(document.querySelectorAll('pre.mermaid svg').length);
});
</script>`;
}

function alertStart(kind: string): string {
  return `<blockquote class="markdown-alert markdown-alert-${kind.toLowerCase()}"><p class="markdown-alert-title">${kind}</p><p>`;
}

async function chromium(
  file: string,
  [width, height]: readonly [number, number],
  more: readonly string[],
): Promise<string> {
  const size = `--window-size=${width},${height}`;
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

const dataOf = (dom: string, name: string): string =>
  new RegExp(`<body[^>]*data-${name}="([^"]*)"`).exec(dom)?.[1] ?? '';

interface Subject {
  readonly name: string;
  readonly markdown: string;
  /** A summary holds text of strangers, which must not come alive. */
  readonly foreign: boolean;
}

/** What is wrong with a drawn page. */
function faultsOf(dom: string, width: number, { markdown, foreign }: Subject): readonly string[] {
  const charts = markdown.split('```mermaid').length - 1;
  const drawn = dataOf(dom, 'charts');
  const article = dom.slice(dom.indexOf('<article'), dom.indexOf(PROGRAM));
  return [
    ...(Number(drawn) === charts ? [] : [`${drawn} charts, not ${charts}: ${dataOf(dom, 'chart')}`]),
    ...(Number(dataOf(dom, 'width')) <= width ? [] : [`it is ${dataOf(dom, 'width')} pixels wide`]),
    ...(/<title>summary<\/title>/.test(dom) ? [] : ['a script ran']),
    ...(foreign && /<script|<img|href="(?!https:)/.test(article) ? ['foreign HTML came alive'] : []),
  ];
}

async function documents(): Promise<readonly Subject[]> {
  const docs = (await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.md'));
  return Promise.all(
    ['README.md', ...docs.map((name) => `docs/${name}`)].map(async (path) => ({
      name: path.replaceAll('/', '-'),
      markdown: await readFile(join(ROOT, path), 'utf8'),
      foreign: false,
    })),
  );
}

async function prepare(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const program = await readFile(join(MODULES, 'mermaid', 'dist', 'mermaid.min.js'));
  await writeFile(join(folder, 'mermaid.min.js'), program);
  // Where README's pictures are, for its page.
  await cp(PICTURES, join(folder, 'docs', 'pictures'), { recursive: true, force: true });
}

async function draw(folder: string, subject: Subject, theme: Theme): Promise<number> {
  const file = join(folder, `${subject.name}-${theme}.html`);
  await writeFile(file, await page(subject.markdown, theme));
  let faults = 0;
  // A window is never narrower than 500 pixels when it is measured: the page is told how wide it will be drawn.
  for (const width of WIDTHS) {
    const picture = join(folder, `${subject.name}-${theme}-${width}.png`);
    const dom = await chromium(`${file}#${width}`, [width, HEIGHT], ['--dump-dom']);
    const height = Math.min(Number(dataOf(dom, 'height')) || HEIGHT, LONGEST);
    await chromium(file, [width, height], [`--screenshot=${picture}`]);
    const found = faultsOf(dom, Math.max(width, 500), subject);
    faults += found.length;
    const verdict = found.length === 0 ? 'good' : found.join('; ');
    process.stdout.write(`${picture}  ${Buffer.byteLength(subject.markdown)} B  ${verdict}\n`);
  }
  return faults;
}

/** @param wanted paths of documents; all of them and every summary where there are none */
async function look(folder: string, wanted: readonly string[]): Promise<number> {
  await prepare(folder);
  const names = wanted.map((path) => path.replaceAll('/', '-'));
  const drawn = (await documents()).filter(({ name }) => names.length === 0 || names.includes(name));
  const played = names.length === 0 ? await scenes() : [];
  const summaries = played.map(({ name, summary }) => ({ name, markdown: summary, foreign: true }));
  let faults = 0;
  for (const subject of [...summaries, ...drawn]) {
    await writeFile(join(folder, `${subject.name}.md`), subject.markdown);
    for (const theme of THEMES) faults += await draw(folder, subject, theme);
  }
  return faults;
}

/** The summary of a run that published, as the README shows it. */
async function pictures(): Promise<number> {
  const folder = join(tmpdir(), 'wheelseal-look-pictures');
  await prepare(folder);
  await mkdir(PICTURES, { recursive: true });
  const summary = await pictured();
  for (const theme of THEMES) {
    const file = join(folder, `summary-${theme}.html`);
    await writeFile(file, await page(summary, theme));
    const dom = await chromium(file, [PICTURE_WIDTH, HEIGHT], ['--dump-dom']);
    const picture = join(PICTURES, `summary-${theme}.png`);
    await chromium(file, [PICTURE_WIDTH, Number(dataOf(dom, 'height'))], [`--screenshot=${picture}`]);
    process.stdout.write(`${picture}\n`);
  }
  return 0;
}

try {
  const [, , place, ...wanted] = process.argv;
  const faults = await (place === '--pictures'
    ? pictures()
    : look(resolve(place ?? join(tmpdir(), 'wheelseal-look')), wanted));
  process.exitCode = faults === 0 ? 0 : 1;
} finally {
  await removeRuns();
}
