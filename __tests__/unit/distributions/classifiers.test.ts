import { describe, expect, it } from '@jest/globals';
import { checkClassifierForm, checkClassifiers } from '../../../src/distributions/metadata/classifiers.ts';
import { findingText } from '../../support/finding-text.ts';

const known: ReadonlySet<string> = new Set([
  'Development Status :: 5 - Production/Stable',
  'License :: OSI Approved :: MIT License',
  'License :: OSI Approved :: MIT No Attribution License (MIT-0)',
  'Natural Language :: Ukrainian',
  'License :: OSI Approved :: GNU Affero General Public License v3',
  'License :: OSI Approved :: GNU General Public License (GPL)',
  'License :: OSI Approved :: GNU General Public License v3 (GPLv3)',
  'Framework :: Zope :: 3',
  'Operating System :: OS Independent',
  'Operating System :: POSIX :: Linux',
  'Operating System :: Unix',
  'Programming Language :: Cython',
  'Programming Language :: JavaScript',
  'Programming Language :: Python :: Free Threading :: 4 - Resilient',
  'Programming Language :: Python :: Implementation :: PyPy',
  'Topic :: Software Development :: Libraries :: pygame',
  'Programming Language :: Python',
  'Programming Language :: Python :: 3',
  'Programming Language :: Python :: 3.15',
  'Topic :: Software Development :: Libraries :: Python Modules',
]);

const found = (...declared: readonly string[]): readonly string[] =>
  checkClassifiers(declared, known).map(
    (finding) => `${finding.rule}: ${findingText(finding)} ${finding.hint ?? ''}`,
  );

describe('checkClassifiers', () => {
  it('takes what the list has, and says nothing where none is declared', () => {
    expect(found(...known)).toEqual([]);
    expect(checkClassifiers([], new Set())).toEqual([]);
  });

  it.each([
    ['License :: MIT', /`License :: OSI Approved :: MIT License`/],
    ['Programming Language :: Pyhton :: 3', /`Programming Language :: Python :: 3`/],
    ['Programming Language :: Python3', /`Programming Language :: Python :: 3`/],
    ['Programming Language :: Python :: PyPy', /`Programming Language :: Python :: Implementation :: PyPy`/],
    ['Programming Language :: Python :: >=3.15', /`Programming Language :: Python :: 3.15`/],
    ['Operating System :: Linux', /`Operating System :: POSIX :: Linux`/],
    ['Topic :: Software Development :: Libraries :: Python', /Libraries :: Python Modules`/],
    ['License :: OSI Approved :: GNU General Public License v3', /General Public License v3 \(GPLv3\)`/],
    ['License :: OSI Approved :: Apache-2.0', /name the licence in License-Expression/],
    ['License-Expression :: MIT', /name the licence in License-Expression/],
    // PyPI compares exactly: other case and doubled spaces are unknown.
    ['operating system :: OS Independent', /`Operating System :: OS Independent`/],
    ['Operating System ::  OS Independent', /`Operating System :: OS Independent`/],
    ['Operating System :: OS Independent ', /`Operating System :: OS Independent`/],
    ['Natural Language :: Ukranian', /deprecated.*`Natural Language :: Ukrainian`/],
    ['License :: OSI Approved :: X.Net License', /deprecated.*License-Expression/],
    ['Topic :: Communications :: Chat :: AOL Instant Messenger', /deprecated.*Remove the classifier/],
    ['Programming Language :: Python :: 3.16', /pypi\.org\/classifiers/],
    ['Colour :: Blue', /pypi\.org\/classifiers/],
    [`Topic :: ${'x'.repeat(1000)}`, /of 1009 characters/],
  ])('refuses %j', (classifier, said) => {
    expect(found(classifier)).toEqual([expect.stringMatching(said)]);
    expect(found(classifier)[0]).toMatch(/^index: Classifier .*PyPI answers: /);
  });

  it.each([
    'Programming Language :: Python :: 3.16',
    'Programming Language :: Python :: 4',
    'Programming Language :: TypeScript',
    'Framework :: Flask :: 3',
    'Colour :: Blue',
    'Topic :: Cooking :: Soup',
  ])('suggests nothing for %j, which nothing is near to', (classifier) => {
    expect(checkClassifiers([classifier], known)).toEqual([
      expect.objectContaining({
        hint: 'Remove the classifier, or use one of https://pypi.org/classifiers/.',
      }),
    ]);
  });

  it('tells each once, and not again what has no form', () => {
    expect(found('Colour :: Blue', 'Colour :: Blue', 'Python', 'Private :: No')).toHaveLength(1);
  });

  it('compares few of many', () => {
    const many = Array.from({ length: 50_000 }, (_, index) => `Colour :: ${index}`);
    expect(found(...many)).toHaveLength(50_000);
  });

  it('reads the list once, however many classifiers are unknown', () => {
    let read = 0;
    class Counted extends Set<string> {
      override [Symbol.iterator](): SetIterator<string> {
        read += 1;
        return super[Symbol.iterator]();
      }
    }
    const list = new Counted(known);
    expect(checkClassifiers(['Topik :: Soup', 'Colour :: Blue', 'Framework :: Flusk'], list)).toHaveLength(3);
    expect(read).toBe(1);
  });
});

describe('checkClassifierForm', () => {
  it('knows what no list has', () => {
    expect(checkClassifierForm('Topic :: Blue')).toEqual([]);
    expect(checkClassifierForm('Private :: Do Not Upload')).toEqual([
      expect.objectContaining({ rule: 'index', hint: expect.stringMatching(/Remove .*Private ::/) }),
    ]);
    expect(checkClassifierForm('Programming Language::Python')).toEqual([
      expect.objectContaining({ hint: 'Write a space on either side of each `::`.' }),
    ]);
    expect(checkClassifierForm('Python')).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/has no ' :: '/) }),
    ]);
  });
});
