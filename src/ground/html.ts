import { Tokenizer } from 'htmlparser2';

/** What a reader of HTML is called with, in the order of the text: names in lower case, character references resolved. */
interface HtmlEvents {
  /** Of attributes with one name the first counts (HTML standard §13.2.5.33). */
  readonly startTag?: (name: string, attributes: ReadonlyMap<string, string>) => void;
  readonly endTag?: (name: string) => void;
  /** Text in pieces, that of scripts and styles included; comments are none. */
  readonly text?: (text: string) => void;
}

/**
 * Reads HTML by the standard's tokenizer (§13.2.5) in linear time, whatever it holds. No tree is built: htmlparser2's own
 * parser moves its stack of open elements for each tag, which is quadratic in their depth.
 */
export function readHtml(html: string, { startTag, endTag, text }: HtmlEvents): void {
  const slice = (start: number, end: number): string => html.slice(start, end);
  let tag = '';
  let attributes = new Map<string, string>();
  let name = '';
  let value = '';
  const opened = (): void => startTag?.(tag, attributes);
  const tokenizer = new Tokenizer(
    {},
    {
      onopentagname: (start, end) => {
        tag = slice(start, end).toLowerCase();
        attributes = new Map();
      },
      onattribname: (start, end) => {
        name = slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata: (start, end) => {
        value += slice(start, end);
      },
      onattribentity: (codePoint) => {
        value += String.fromCodePoint(codePoint);
      },
      onattribend: () => {
        if (!attributes.has(name)) attributes.set(name, value);
      },
      onopentagend: opened,
      onselfclosingtag: opened,
      onclosetag: (start, end) => endTag?.(slice(start, end).toLowerCase()),
      ontext: (start, end) => text?.(slice(start, end)),
      ontextentity: (codePoint) => text?.(String.fromCodePoint(codePoint)),
      oncdata: ignored,
      oncomment: ignored,
      ondeclaration: ignored,
      onprocessinginstruction: ignored,
      onend: ignored,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}

function ignored(): void {
  // Not for readers of texts and tags.
}
