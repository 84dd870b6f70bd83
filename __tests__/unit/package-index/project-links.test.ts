import { describe, expect, it } from '@jest/globals';
import { projectLinks } from '../../../src/package-index/project-links.ts';

const verified = (url: string, repository: string | undefined = 'Octo/Demo'): boolean | undefined =>
  projectLinks(new Map([['project-url', [`Somewhere, ${url}`]]]), 'my-demo', repository)[0]?.verified;

describe('projectLinks', () => {
  it.each([
    'https://github.com/octo/demo',
    'https://github.com/OCTO/demo/',
    'https://github.com/octo/demo.git',
    'https://github.com/octo/demo/issues?state=open#top',
    'https://octo.github.io/demo',
    'https://octo.github.io/demo/guide/',
    'https://pypi.org/project/my-demo/',
    'https://pypi.org/p/my-demo',
  ])('%s is verified', (url) => {
    expect(verified(url)).toBe(true);
  });

  it.each([
    'http://github.com/octo/demo',
    'https://github.com/octo/demolition',
    'https://github.com/octo/demo.git/issues',
    'https://github.com/octo',
    'https://github.com/octo/demo/../other',
    'https://github.com/octo/demo/%2e%2e/other',
    'https://github.com/octo/demo\\..\\other',
    'https://github.com.example/octo/demo',
    'https://octo.github.io/',
    'https://demo.readthedocs.io/',
    'https://pypi.org/project/other/',
    'https://pypi.org/project/my-demo/1.0/',
    'demo',
  ])('%s is not', (url) => {
    expect(verified(url)).toBe(false);
  });

  it('leaves out a Project-URL without a label, which PyPI does not show', () => {
    expect(projectLinks(new Map([['project-url', ['https://example.com/']]]), 'my-demo', undefined)).toEqual(
      [],
    );
  });

  it('knows only the own page without a Trusted Publisher', () => {
    expect([
      projectLinks(new Map([['home-page', ['https://github.com/octo/demo']]]), 'my-demo', undefined),
      projectLinks(
        new Map([
          ['download-url', ['https://pypi.org/project/My_Demo']],
          ['name', ['My_Demo']],
        ]),
        'my-demo',
        undefined,
      ),
    ]).toEqual([
      [{ label: 'Homepage', url: 'https://github.com/octo/demo', verified: false }],
      [{ label: 'Download', url: 'https://pypi.org/project/My_Demo', verified: true }],
    ]);
  });
});
