import { addFault, UnclearMarkup } from './document.ts';
import type { Document, Element } from './document.ts';

/** Elements that are not part of what is rendered. */
const invisible: ReadonlySet<string> = new Set(['comment', 'substitution_definition', 'address']);
/** Fields at the beginning of a document that have one paragraph each. docutils, transforms/frontmatter */
const bibliographic: ReadonlySet<string> = new Set(
  'author organization address contact version revision status date copyright'.split(' '),
);
const topics: ReadonlySet<string> = new Set(['dedication', 'abstract']);

/** Adds the faults of a whole document: misplaced transitions, bibliographic fields, nothing to render. */
export function checkStructure(document: Document, root: Element): void {
  const visible = root.children.filter(({ kind }) => !invisible.has(kind));
  if (visible.length === 0) {
    const hint = 'Write text in the README: comments and targets are not shown.';
    addFault(document, 1, 'No content rendered from RST source.', hint);
    return;
  }
  checkBibliography(document, root);
  checkTransitions(document, root, true);
}

/** A field list that begins the document is read as bibliographic fields. */
function checkBibliography(document: Document, { children }: Element): void {
  const first = children.find(({ kind }) => kind !== 'comment');
  if (first?.kind !== 'field_list') return;
  for (const { name = '', line, children: body } of first.children) {
    if (name === 'authors') throw new UnclearMarkup('a list of authors');
    if (!bibliographic.has(name) && !topics.has(name)) continue;
    if (body.length === 0) {
      const message = `Cannot extract empty bibliographic field "${name}".`;
      addFault(document, line, message, `Write the value of \`:${name}:\`, or remove the field.`);
    } else if (bibliographic.has(name) && !isParagraph(body)) {
      const message = `Bibliographic field "${name}" must contain a single <paragraph>.`;
      addFault(document, line, message, `Write the value of \`:${name}:\` as one paragraph.`);
    }
  }
}

/** A name with an initial (`E. Xample`) is read as a list, and then as a paragraph after all. */
function isParagraph(body: readonly Element[]): boolean {
  const [first] = body;
  return body.length === 1 && (first?.kind === 'paragraph' || first?.kind === 'enumerated_list');
}

/** A transition is between two other elements; at the end of a section it counts as after the section. */
function checkTransitions(document: Document, parent: Element, isLast: boolean): void {
  const children = parent.children.filter(({ kind }) => kind !== 'comment');
  for (const [index, element] of children.entries()) {
    const { kind, line } = element;
    const isEnd = index === children.length - 1;
    if (kind === 'section') checkTransitions(document, element, isLast && isEnd);
    if (kind !== 'transition') continue;
    const hint = `Remove line ${line} of the description: a transition stands between two elements.`;
    if (isEnd && isLast) addFault(document, line, 'Transition at the end of the document.', hint);
    else if (index === 0) addFault(document, line, `Transition at the start of the ${parent.kind}.`, hint);
    else if (children[index - 1]?.kind === 'transition')
      addFault(document, line, 'At least one body element should separate transitions.', hint);
  }
}
