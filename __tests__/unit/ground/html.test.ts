import { describe, expect, it } from '@jest/globals';
import fastCheck from 'fast-check';
import { readHtml } from '../../../src/ground/html.ts';

/** Start tags, end tags and text, pieces joined, as one line each. */
function read(html: string): string[] {
  const lines: string[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') lines.push(text);
    text = '';
  };
  readHtml(html, {
    startTag: (name, attributes) => {
      flush();
      lines.push(`<${name} ${JSON.stringify([...attributes])}>`);
    },
    endTag: (name) => {
      flush();
      lines.push(`</${name}>`);
    },
    text: (piece) => {
      text += piece;
    },
  });
  flush();
  return lines;
}

describe('readHtml', () => {
  it.each([
    ['names in lower case', '<A HREF=x>y</A>', ['<a [["href","x"]]>', 'y', '</a>']],
    ['three ways of quoting', `<a b="1" c='2' d=3 e>`, ['<a [["b","1"],["c","2"],["d","3"],["e",""]]>']],
    ['a raw > inside quotes', '<a b="x>y" c>z', ['<a [["b","x>y"],["c",""]]>', 'z']],
    ['the first of two attributes', '<a b=1 B=2>', ['<a [["b","1"]]>']],
    ['character references', '<a b="&lt;&#43;&#x2B;&AMP;">&gt;&hellip;', ['<a [["b","<++&"]]>', '>…']],
    ['no comments, with a link in them', 'a<!-- <a b>c</a> -->d', ['ad']],
    ['no comment beyond its end', 'a<!-->b--><!--->c', ['ab-->c']],
    ['no declarations and CDATA', '<!DOCTYPE html>a<![CDATA[<b>]]><?x ?>c', ['ac']],
    ['scripts as text', '<script>"<a b>"</script>', ['<script []>', '"<a b>"', '</script>']],
    ['a self-closing tag as a start tag', '<br/>', ['<br []>']],
    ['what is cut off', 'a<b c="', ['a']],
    ['a lone < as text', '1 < 2 <3', ['1 < 2 <3']],
  ])('reads %s', (_case, html, expected) => {
    expect(read(html)).toEqual(expected);
  });

  it('survives any text, and reads what is escaped as it was', () => {
    const piece = fastCheck.constantFrom('<', '>', '/', 'a', '"', "'", '=', '&', '#', ';', '!', '--', ' ');
    fastCheck.assert(
      fastCheck.property(fastCheck.array(piece), (pieces) => {
        const text = pieces.join('');
        read(text);
        const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
        expect(read(escaped)).toEqual(text === '' ? [] : [text]);
      }),
    );
  });
});
