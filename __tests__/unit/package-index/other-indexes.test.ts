// What indexes other than PyPI answer, as their documentation, their code or their users' reports have it.
import { describe, expect, it } from '@jest/globals';
import type { HttpAnswer } from '../../../src/ground/http.ts';
import { readUploadAnswer } from '../../../src/package-index/upload/upload-answer.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import { saysNameIsTaken } from '../../../src/package-index/hints.ts';
import { SILENT } from '../../support/virtual-platform.ts';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const HTML_TYPE = { 'content-type': 'text/html; charset=UTF-8' };
const TAKEN = expect.stringMatching(/Raise the version.*check-url/);
const CREDENTIALS = expect.stringMatching(/`user` and `password`/);

function read(answer: {
  status: number;
  statusText?: string;
  headers?: HttpAnswer['headers'];
  body?: unknown;
}) {
  const { body = '', headers = {}, statusText = '', status } = answer;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readUploadAnswer(
    { status, statusText, headers, body: Buffer.from(text) },
    {
      ...describeIndex('https://packages.example/upload/', 'generic', undefined),
      authorizedBy: 'password',
    },
    new Date('2026-11-21T12:00:00Z'),
    SILENT.redact,
  );
}

describe('a file that was taken', () => {
  it.each([
    ['devpi, pypiserver, Nexus, Azure, CodeArtifact, Google', 200, 'accepted'],
    ['Artifactory, GitLab, Gitea, Forgejo', 201, 'accepted'],
    ['Pulp, which publishes it later', 202, 'pending'],
  ] as const)('%s: %d', (_, status, kind) => {
    expect(read({ status })).toEqual({ kind });
  });
});

describe('a file whose name is taken: only the list of the index tells whose bytes are there', () => {
  it.each([
    [
      'devpi',
      {
        status: 409,
        statusText: 'demo-1.0.tar.gz already exists in non-volatile index',
        body: 'demo-1.0.tar.gz already exists in non-volatile index',
      },
      '409 demo-1.0.tar.gz already exists in non-volatile index',
    ],
    [
      'pypiserver',
      {
        status: 409,
        statusText: 'Conflict',
        headers: HTML_TYPE,
        body:
          '<!DOCTYPE html><html><head><title>Error: 409 Conflict</title><style>html {color: red;}</style></head><body>' +
          "<h1>Error: 409 Conflict</h1><pre>Package 'a_project-1.0.tar.gz' already exists!\n  You may start server with " +
          '`--overwrite` option.</pre></body></html>',
      },
      "409 Error: 409 Conflict Package 'a_project-1.0.tar.gz' already exists! You may start server with `--overwrite` option.",
    ],
    [
      'Artifactory, for who may not replace it',
      {
        status: 403,
        statusText: 'Forbidden',
        headers: JSON_TYPE,
        body: {
          errors: [
            {
              status: 403,
              message: "Not enough permissions to overwrite artifact 'pypi-local:demo/1.0/demo-1.0.tar.gz'",
            },
          ],
        },
      },
      "403 Not enough permissions to overwrite artifact 'pypi-local:demo/1.0/demo-1.0.tar.gz'",
    ],
    [
      'Artifactory, older',
      {
        status: 403,
        statusText: "Not enough permissions to delete/overwrite all artifacts under 'demo/1.0'",
      },
      "403 Not enough permissions to delete/overwrite all artifacts under 'demo/1.0'",
    ],
    [
      'Nexus',
      {
        status: 400,
        statusText: 'Repository does not allow updating assets: pypi-releases',
        headers: HTML_TYPE,
        body: '<html><head><title>400</title></head><body>Repository does not allow updating assets: pypi-releases</body></html>',
      },
      '400 Repository does not allow updating assets: pypi-releases',
    ],
    [
      'Nexus, newer',
      {
        status: 400,
        statusText: 'Bad Request',
        headers: HTML_TYPE,
        body: '<html><body><h1>400 - demo-1.0.tar.gz cannot be updated</h1></body></html>',
      },
      '400 400 - demo-1.0.tar.gz cannot be updated',
    ],
    [
      'GitLab',
      {
        status: 400,
        headers: JSON_TYPE,
        body: { message: 'Validation failed: File name has already been taken' },
      },
      '400 Validation failed: File name has already been taken',
    ],
    [
      'Azure Artifacts',
      {
        status: 409,
        headers: JSON_TYPE,
        body: {
          $id: '1',
          innerException: null,
          message: "The feed already contains file 'demo-1.0.tar.gz' in package 'demo 1.0'.",
          typeKey: 'PackageAlreadyExistsException',
          errorCode: 0,
        },
      },
      "409 The feed already contains file 'demo-1.0.tar.gz' in package 'demo 1.0'.",
    ],
    ['AWS CodeArtifact', { status: 409, statusText: 'Conflict' }, '409 Conflict'],
    [
      'Google Artifact Registry',
      { status: 400, statusText: 'Bad Request', body: 'Requested entity already exists' },
      '400 Requested entity already exists',
    ],
    [
      'Google Artifact Registry, as JSON',
      {
        status: 400,
        headers: JSON_TYPE,
        body: { error: { code: 400, message: 'Requested entity already exists', status: 'ALREADY_EXISTS' } },
      },
      '400 Requested entity already exists',
    ],
    [
      'Gitea',
      {
        status: 409,
        headers: { 'content-type': 'text/plain;charset=utf-8' },
        body: 'package file already exists',
      },
      '409 package file already exists',
    ],
    [
      'Pulp, even with the same bytes',
      { status: 400, statusText: 'Package demo-1.0.tar.gz already exists in index' },
      '400 Package demo-1.0.tar.gz already exists in index',
    ],
    [
      'an index that speaks of several files, as twine expects too',
      { status: 400, statusText: 'These files already exist' },
      '400 These files already exist',
    ],
  ])('%s', (_, answer, message) => {
    expect(read(answer)).toEqual({
      kind: 'duplicate-suspect',
      message,
      remedy: { hint: TAKEN, rerun: 'needs-new-release' },
      nameTaken: true,
    });
  });

  it.each([
    ['Artifactory, where it hides what the user may not see', { status: 404, statusText: 'Not Found' }],
    [
      'GitLab, for a job token without the right',
      { status: 404, headers: JSON_TYPE, body: { message: '404 Not Found' } },
    ],
  ])('%s: it may be the address as well', (_, answer) => {
    expect(read(answer)).toMatchObject({
      kind: 'duplicate-suspect',
      remedy: { hint: expect.stringContaining('repository-url') },
    });
  });
});

it.each([
  [400, 'This filename was previously used by a file that has since been deleted. Use a different version.'],
  [400, 'Invalid distribution file. File is not a zipfile'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
])('%d %s says nothing of a file of that name', (status, text) => {
  expect(saysNameIsTaken(status, text)).toBe(false);
});

describe('a refusal says what to check', () => {
  it.each([
    ['devpi without credentials', { status: 401 }, 'rejected', CREDENTIALS],
    [
      'pypiserver with wrong ones',
      { status: 403, statusText: 'Forbidden' },
      'duplicate-suspect',
      CREDENTIALS,
    ],
    [
      'Artifactory with __token__',
      {
        status: 401,
        headers: JSON_TYPE,
        body: { errors: [{ status: 401, message: 'Bad props auth token' }] },
      },
      'rejected',
      expect.stringContaining('__token__'),
    ],
    ['Google with another user', { status: 401, statusText: 'Unauthorized' }, 'rejected', CREDENTIALS],
    [
      'GitLab for a protected package',
      { status: 403, headers: JSON_TYPE, body: { message: '403 Forbidden - Package protected.' } },
      'duplicate-suspect',
      CREDENTIALS,
    ],
    [
      'Azure at the address to install from',
      {
        status: 405,
        headers: JSON_TYPE,
        body: { message: "The requested resource does not support http method 'POST'." },
      },
      'rejected',
      expect.stringContaining('install from'),
    ],
    [
      'an index like PyPI for a name that is another project',
      { status: 409, statusText: "The name 'demo' conflicts with an existing project" },
      'duplicate-suspect',
      expect.stringContaining('another project name'),
    ],
    ['Nexus behind a proxy with a limit', { status: 413 }, 'rejected', expect.stringContaining('limit')],
  ])('%s', (_, answer, kind, hint) => {
    expect(read(answer)).toMatchObject({ kind, remedy: { hint } });
  });
});
