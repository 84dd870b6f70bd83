import { readHtml } from '../../ground/html.ts';
import { normaliseProject } from '../../ground/project-name.ts';
import { readPage } from '../answer.ts';
import type { ListedFile } from './project-page.ts';

/** Elements of pages that people act on or that a browser fills; the page of a project without files needs none of them. */
const INTERACTIVE: ReadonlySet<string> = new Set(
  'form input button select textarea script iframe frame frameset object embed'.split(' '),
);

/** What a page says that wants to know who is asking, or does not let them in. */
const SIGN_IN =
  /\b(?:sign|log)[- ]?(?:in|on)\b|\bsso\b|\bsingle sign|\bauthenticat|\bunauthori[sz]ed\b|\bforbidden\b|\baccess denied\b/i;

/** What the names of files that indexes list, or once did, end with. */
const FILE_NAME = /\.(?:whl|zip|egg|exe|msi|rpm|deb|dmg|tgz|tbz2?|txz|tar|tar\.\w+)$/i;

/** Whether a link of a page is one to a distribution, and not to another page. */
export function isFileLink({ name, sha256 }: Pick<ListedFile, 'name' | 'sha256'>): boolean {
  return sha256 !== undefined || (name.includes('-') && FILE_NAME.test(name));
}

/**
 * Whether HTML without a link to any file is plainly something else than the page of a project without files, which may be empty
 * (PEP 503): a sign-in page, or the shell of an application. Pure, in linear time.
 * @param project its normalised name
 * @param redirectedTo where a redirect led
 */
export function isWebPage(html: string, project: string, redirectedTo: string | undefined): boolean {
  const { isDeclared, isInteractive, asksForPassword } = readElements(html);
  if (asksForPassword) return true;
  const { title, text } = readPage(html);
  // devpi shows browsers a form to refresh the page, and content networks add scripts.
  if (isDeclared || [title, text].some((shown) => isTitledFor(shown, project))) return false;
  if (redirectedTo !== undefined && !leadsTo(project, redirectedTo)) return true;
  return isInteractive || SIGN_IN.test(title) || SIGN_IN.test(text);
}

interface Elements {
  /** The page has a `meta` element of the Simple API (PEP 629, PEP 792). */
  readonly isDeclared: boolean;
  readonly isInteractive: boolean;
  readonly asksForPassword: boolean;
}

function readElements(html: string): Elements {
  let [isDeclared, isInteractive, asksForPassword] = [false, false, false];
  readHtml(html, {
    startTag: (name, attributes) => {
      const refreshes = name === 'meta' && attributes.get('http-equiv')?.toLowerCase() === 'refresh';
      if (refreshes || INTERACTIVE.has(name)) isInteractive = true;
      if (name === 'meta' && attributes.get('name')?.startsWith('pypi:') === true) isDeclared = true;
      if (name === 'input' && attributes.get('type')?.toLowerCase() === 'password') asksForPassword = true;
    },
  });
  return { isDeclared, isInteractive, asksForPassword };
}

/** Whether it has the heading that most indexes give a project's page: `Links for demo`. */
function isTitledFor(text: string, project: string): boolean {
  return [...text.matchAll(/\blinks for ([\w.-]+)/gi)].some(
    ([, name = '']) => normaliseProject(name) === project,
  );
}

function leadsTo(project: string, url: string): boolean {
  const segments = new URL(url).pathname.replace(/\/index\.html?$/i, '').split('/');
  const last = segments.findLast((segment) => segment !== '') ?? '';
  return normaliseProject(last) === project;
}
