import { describe, expect, it } from '@jest/globals';
import { answerText, readExcerpt } from '../../../src/package-index/answer.ts';

describe('readExcerpt', () => {
  const line = '  Invalid JSON: expected value\r\n';

  function textOf(received: string): string | undefined {
    const excerpt = readExcerpt(received);
    return excerpt && answerText(excerpt);
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
