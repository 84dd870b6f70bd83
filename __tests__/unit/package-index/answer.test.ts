import { describe, expect, it } from '@jest/globals';
import { answerText, readExcerpt } from '../../../src/package-index/answer.ts';
import { SILENT } from '../../support/virtual-platform.ts';

describe('answerText', () => {
  const SECRET = 'p_<b>w0rd  &/+=|`canary-0123456789';
  const redact = (text: string): string => text.replaceAll(SECRET, '***');

  function textOf(statusText: string, body: string, type = 'text/plain'): string {
    const answer = { status: 400, statusText, headers: { 'content-type': type }, body: Buffer.from(body) };
    return answerText(answer, redact);
  }

  it.each<[string, (filled: string) => string]>([
    ['the reason phrase', (text) => textOf(text, '')],
    ['the body', (text) => textOf('', text)],
    ['a web page', (text) => textOf('', `<html><p>${text}</p></html>`, 'text/html')],
    ['a type in capitals', (text) => textOf('', JSON.stringify({ message: text }), 'Application/JSON')],
    ['a field', (text) => textOf('', JSON.stringify({ message: text }), 'application/json')],
    [
      'a field one level down',
      (text) => textOf('', JSON.stringify({ errors: [{ message: text }] }), 'application/json'),
    ],
    ["Warehouse's code", (text) => textOf('', JSON.stringify({ code: `400 ${text}` }), 'application/json')],
  ])('shows nothing of a secret in %s, wherever the text is cut', (_case, textFrom) => {
    for (const longest of [1000, 4000]) {
      for (let before = longest - SECRET.length; before <= longest; before += 1) {
        const text = textFrom(`${'x'.repeat(before)}${SECRET} is not known`);
        expect(text).not.toMatch(/p_|w0rd|canary/);
      }
    }
    expect(textFrom(`token ${SECRET} is not known`)).toBe('token *** is not known');
  });

  it.each([
    [
      'a plain text keeps what looks like a tag',
      "local versions in <Version('1.0+a')> are not allowed",
      'text/plain',
      "local versions in <Version('1.0+a')> are not allowed",
    ],
    [
      'a page has its character references resolved',
      '<p>&quot;a&quot; &lt; b&#39;s &amp;amp;</p>',
      'text/html',
      '"a" < b\'s &amp;',
    ],
    [
      'scripts, styles and heads are no text',
      '<head><title>t</title></head><style>p{}</style><script>a<b</script><p>text',
      'text/html',
      'text',
    ],
    ['a head without an end ends at the body', '<head><title>t</title><body>text', 'text/html', 'text'],
    ['a comparison is no tag', 'a < b and c > d', 'text/html', 'a < b and c > d'],
    ['comments are no text', '<!-- <p>no --><p>yes', 'text/html', 'yes'],
  ])('%s', (_case, body, type, expected) => {
    expect(textOf('', body, type)).toBe(expected);
  });

  it('resolves the character references of a reason phrase and of a field, and keeps what looks like a tag', () => {
    expect(textOf('Classifier &#39;x&#39; &lt;y&gt; is no <Classifier &unknown; & so on>', '')).toBe(
      "Classifier 'x' <y> is no <Classifier &unknown; & so on>",
    );
    expect(textOf('', JSON.stringify({ message: 'it&apos;s' }), 'application/json')).toBe("it's");
  });

  it('shows nothing of a secret where the part of a body that is read ends', () => {
    for (let kept = 1; kept < SECRET.length; kept += 1) {
      const before = 80 * 1024 - kept;
      const body = `${'<i></i>'.repeat(Math.floor(before / 7))}${' '.repeat(before % 7)}${SECRET}`;
      expect(textOf('Broken', body, 'text/html')).toBe('Broken');
    }
  });

  it('cuts what is long', () => {
    expect(textOf('', 'x'.repeat(5000))).toBe(`${'x'.repeat(1000)}…`);
    expect(textOf('x'.repeat(5000), '')).toBe(`${'x'.repeat(4000)}…`);
  });
});

describe('readExcerpt', () => {
  const line = '  Invalid JSON: expected value\r\n';

  function textOf(received: string): string | undefined {
    const excerpt = readExcerpt(received);
    return excerpt && answerText(excerpt, SILENT.redact);
  }

  it('takes the whole of a status line, line feeds and all', () => {
    const received = `HTTP/1.1 400 Malformed: 1 error\n${line}content-type: text/html\r\n\r\n<html>`;
    expect(readExcerpt(received)).toMatchObject({ status: 400, headers: { 'content-type': 'text/html' } });
    expect(textOf(received)).toBe('Malformed: 1 error\n  Invalid JSON: expected value');
  });

  it('takes the message of the body where only the end of the status line is left', () => {
    const code = '400 Malformed attestations: 1 error\n  Invalid JSON: expected value';
    const body = JSON.stringify({ message: 'm', code, title: 'Bad Request' });
    const received = `${line}Content-Type: application/json\r\n\r\n${body}`;
    expect(readExcerpt(received)?.status).toBeUndefined();
    expect(textOf(received)).toBe('Malformed attestations: 1 error\n  Invalid JSON: expected value');
    const html = '<html><body><h1>400 Bad Request</h1>\nMalformed\r\n\r\nattestations</body></html>';
    expect(textOf(`\r\ncontent-type: text/html\r\n\r\n${html}`)).toBe(
      '400 Bad Request Malformed attestations',
    );
  });

  it('takes that end where nothing else came', () => {
    expect(textOf(`${line}content-type: text/html\r\n`)).toBe('Invalid JSON: expected value');
    expect(textOf('')).toBeUndefined();
  });

  it('takes a head that ends with one carriage return and two line feeds', () => {
    const received = 'HTTP/1.1 500 Internal Server Error\r\nServer: x\r\n\n<p>Broken down</p>';
    expect(readExcerpt(received)).toMatchObject({ status: 500, headers: { server: 'x' } });
    expect(textOf(received)).toBe('Broken down');
  });
});
