import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { ActionError, explain, KnownCause, messageOf, runAgain, TransportError } from '../../src/errors.ts';
import { transportError } from '../../src/platform/http-failures.ts';

const REQUEST = 'upload of a.whl: POST https://host.example/legacy/';

/** An error of a system call, of another realm, as those of Node's own modules may be. */
function systemError(message: string, facts: object): unknown {
  return Object.assign(runInNewContext('new Error(message)', { message }) as object, facts);
}

function causesOf(cause: unknown): readonly string[] {
  return explain(new ActionError('UPLOAD_UNKNOWN', 'PyPI gave no usable answer', runAgain(), cause)).causes;
}

describe('the causes of an error', () => {
  it.each([
    ['read ECONNRESET', { code: 'ECONNRESET', syscall: 'read' }],
    ['write EPIPE', { code: 'EPIPE', syscall: 'write' }],
    [
      'getaddrinfo ENOTFOUND host.example',
      { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'host.example' },
    ],
    [
      'connect ECONNREFUSED host.example:1',
      { code: 'ECONNREFUSED', syscall: 'connect', address: 'host.example' },
    ],
  ])('are in words: %s is not said again', (message, facts) => {
    const failed = transportError(systemError(message, facts), REQUEST, '');
    expect(causesOf(failed)).toEqual([failed.message]);
    expect(failed.message).toMatch(
      /^upload of a\.whl: POST https:\/\/host\.example\/legacy\/ got no answer: the /,
    );
  });

  it('have the address that a name stands for', () => {
    const facts = { code: 'ECONNREFUSED', syscall: 'connect', address: '192.0.2.1' };
    const failed = transportError(systemError('connect ECONNREFUSED 192.0.2.1:443', facts), REQUEST, '');
    expect(causesOf(failed)).toEqual([failed.message, 'connect ECONNREFUSED 192.0.2.1:443']);
  });

  it('have no name of a class, of whatever realm it is', () => {
    const foreign = systemError('other side closed', { code: 'UND_ERR_SOCKET' });
    expect(messageOf(foreign)).toBe('other side closed');
    const failed = transportError(foreign, REQUEST, '');
    expect(causesOf(failed)).toEqual([failed.message, 'other side closed']);
    expect(causesOf(Object.assign(new Error('above'), { cause: foreign }))).toEqual([
      'above',
      'other side closed',
    ]);
  });

  it('are said once each, wherever they were said', () => {
    const twice = new Error('the disk is full', {
      cause: new Error('x', { cause: new Error('disk is full') }),
    });
    expect(causesOf(twice)).toEqual(['the disk is full', 'x']);
    const inMessage = new TransportError(
      'reset',
      'PyPI gave no usable answer',
      true,
      new Error('the host is down'),
    );
    expect(causesOf(inMessage)).toEqual(['the host is down']);
  });

  it('are those of the file system too', () => {
    const message = "EACCES: permission denied, open '/x'";
    expect(causesOf(systemError(message, { code: 'EACCES', syscall: 'open' }))).toEqual([message]);
  });
});

describe('a cause that says itself what to do', () => {
  const known = new KnownCause('the proxy refused', 'Check HTTPS_PROXY.');

  it.each([
    ['the cause', known],
    ['the cause of a failed request', new TransportError('refused', 'no answer', false, known)],
    ['a cause further down', new Error('outer', { cause: new Error('inner', { cause: known }) })],
    ['that of an error made anew', new ActionError('TOKEN_REFUSED', 'no token', runAgain(), known)],
  ])('comes before the hint of whoever failed by it: %s', (_case, cause) => {
    const { hint, rerun } = explain(new ActionError('INDEX_UNAVAILABLE', 'no answer', runAgain(), cause));
    expect([hint, rerun]).toEqual(['Check HTTPS_PROXY.', 'finishes-after-fix']);
  });

  it('leaves other hints alone', () => {
    const error = new ActionError('INDEX_UNAVAILABLE', 'no answer', runAgain(), new Error('broken'));
    expect(error.hint).toBe('Run the job again.');
  });
});
