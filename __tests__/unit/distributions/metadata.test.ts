import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkMetadata } from '../../../src/distributions/metadata/check-metadata.ts';
import { checkLicense } from '../../../src/distributions/metadata/licenses.ts';
import { isMetadataVersionAtLeast } from '../../../src/distributions/metadata/fields.ts';
import { parseFilename } from '../../../src/distributions/filename.ts';
import { Unreadable } from '../../../src/distributions/finding.ts';
import { parseMetadata } from '../../../src/distributions/metadata/parse-metadata.ts';
import { metadataText } from '../../testbed/make-distributions.ts';
import type { MetadataSource } from '../../testbed/make-distributions.ts';
import { findingText } from '../../support/finding-text.ts';

function parsed(text: string): Record<string, readonly string[]> {
  return Object.fromEntries(parseMetadata(Buffer.from(text)).metadata);
}

function faults(source: MetadataSource, name = 'a-1.0.tar.gz'): string[] {
  const filename = parseFilename(name);
  if ('fault' in filename) throw new Error(filename.fault);
  const { metadata } = parseMetadata(Buffer.from(metadataText('a', '1.0', source)));
  const findings = [...checkMetadata(metadata, filename), ...checkLicense(metadata)];
  return findings.map((finding) => `${finding.rule}: ${findingText(finding)}`);
}

describe('parseMetadata', () => {
  it('keeps repeated fields in order and values as they are', () => {
    expect(parsed('Name: a\r\nClassifier: B\r\nclassifier:  C \r\n')).toEqual({
      name: ['a'],
      classifier: ['B', 'C '],
    });
  });

  it('keeps the body byte for byte', () => {
    expect(parsed('Name: a\n\n# Title\r\n\n  ünïcode \n')).toEqual({
      name: ['a'],
      description: ['# Title\r\n\n  ünïcode \n'],
    });
  });

  it('takes an empty body for none', () => {
    expect(parsed('Name: a\n\n\n')).toEqual({ name: ['a'] });
  });

  it('unfolds a description marked with bars', () => {
    const text = 'Description: One\n       |\n       |  Two\n       |Three\nName: a\n';
    expect(parsed(text)).toEqual({ description: ['One\n\n  Two\nThree'], name: ['a'] });
  });

  it('takes bars for text where not every line has one', () => {
    expect(parsed('Description: One\n       |Two\n        Three\n')).toEqual({
      description: ['One\n|Two\nThree'],
    });
  });

  it('unfolds a description or licence that is indented by eight spaces', () => {
    expect(parsed('Description: One\n        \n          Two\nLicense: MIT\n        text\n')).toEqual({
      description: ['One\n\n  Two'],
      license: ['MIT\ntext'],
    });
  });

  it('unfolds other fields to one line', () => {
    expect(parsed('Requires-Dist: b\n\t>=1;\n  extra == "c"\n')).toEqual({
      'requires-dist': ['b >=1; extra == "c"'],
    });
  });

  it('leaves out values that stand for none, as they are never sent', () => {
    const text =
      'Requires-Python: UNKNOWN\nDownload-URL:  UNKNOWN \nProvides-Extra:\nClassifier: UNKNOWN\nClassifier: A :: B\nName: a\n\nUNKNOWN\n';
    expect(parsed(text)).toEqual({ classifier: ['A :: B'], name: ['a'] });
  });

  it('takes spaces around a version for none of it', () => {
    expect(parsed('Version: 1.0 \nSummary: a \n')).toEqual({ version: ['1.0'], summary: ['a '] });
  });

  it('reads a name with a space before its colon as Python does: as no header', () => {
    expect(parsed('Name: a\nVersion : 1\n')).toEqual({ name: ['a'], description: ['Version : 1\n'] });
  });

  it('takes no byte order mark for a part of the first name', () => {
    expect(parseMetadata(Buffer.from('\ufeffName: a\n')).metadata.has('name')).toBe(false);
  });

  it('says where headers end that are none, and reads on as Python does', () => {
    const { metadata, findings } = parseMetadata(Buffer.from('Name: a\nno header\nVersion: 1\n'));
    expect(Object.fromEntries(metadata)).toEqual({ name: ['a'], description: ['no header\nVersion: 1\n'] });
    expect(findings).toEqual([{ rule: 'note', message: expect.stringContaining('line 2') }]);
  });

  it('refuses what is not UTF-8', () => {
    expect(() => parseMetadata(Buffer.from('Name: \xe9\n', 'latin1'))).toThrow(Unreadable);
  });

  it('never fails otherwise, and always ends', () => {
    const line = fc.constantFrom(
      'Name: a',
      ' x',
      '       |',
      '',
      ':',
      'a',
      'A b: c',
      '\r',
      'Description:',
      '\t',
      '\u0000: 1',
      '\u2028',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(line, fc.string())),
        fc.constantFrom('\n', '\r\n', '\r'),
        (lines, end) => {
          expect(parseMetadata(Buffer.from(lines.join(end).toWellFormed())).metadata).toBeInstanceOf(Map);
        },
      ),
    );
  });

  it('is quick with a megabyte of folds', () => {
    expect(parsed(`License: MIT\n${'        x\n'.repeat(100_000)}`)['license']?.[0]?.length).toBe(200_003);
  });
});

describe('checkMetadata', () => {
  it.each(['1.0', '1.1', '1.2', '2.1', '2.2', '2.3', '2.4', '2.5'])(
    'takes Metadata-Version %s',
    (version) => {
      expect(faults({ 'Metadata-Version': version })).toEqual([]);
    },
  );

  it('finds nothing wrong with good metadata', () => {
    const source = {
      'Metadata-Version': '2.4',
      Summary: 'Does a thing',
      'Home-page': 'UNKNOWN',
      'Project-URL': ['Home, https://example.org', 'Source,https://example.org/s'],
      'Requires-Dist': ['b[c]>=1; python_version > "3"', 'd (>=2)'],
      'Requires-Python': '>=3.8, !=3.9.*,',
      'Provides-Extra': ['c', 'D.e_f-g'],
      'Author-email': 'Ann <ann@example.org>, "B, b" <b@example.org>',
      'Maintainer-email': 'UNKNOWN',
      Dynamic: ['License-File', 'requires-dist'],
      'License-Expression': 'MIT AND (Apache-2.0 OR LicenseRef-Own) AND GPL-2.0+ WITH Bison-exception-2.2',
      'Description-Content-Type': 'text/markdown; charset=UTF-8; variant=GFM',
      Classifier: ['Programming Language :: Python :: 3'],
    };
    expect(faults(source)).toEqual([]);
  });

  it.each<[string, MetadataSource, RegExp]>([
    ['no name', 'Metadata-Version: 2.1\nVersion: 1.0\n', /^broken: the metadata has no Name/],
    ['no version', 'Metadata-Version: 2.1\nName: a\n', /^broken: the metadata has no Version/],
    ['no metadata version', 'Name: a\nVersion: 1.0\n', /^broken: the metadata has no Metadata-Version/],
    ['two names', { Name: ['a', 'b'] }, /^broken: the metadata has 2 Name fields/],
    [
      'two descriptions',
      'Metadata-Version: 2.1\nName: a\nVersion: 1.0\nDescription: x\n\nbody\n',
      /^broken: .*header and body/,
    ],
    ['another project', { Name: 'b' }, /^broken: .*project 'b'.*Start filename for 'b' with 'b'/],
    ['another version', { Version: '1.1' }, /^broken: .*version 1.1.*should be 'a-1.1.tar.gz'/],
    ['no version at all', { Version: 'one' }, /^broken: 'one' .*PEP 440/],
    ['a bad name', { Name: 'a b' }, /^broken: 'a b'/],
    ['a newer major', { 'Metadata-Version': '3.0' }, /^broken: .*major/],
    ['a newer minor', { 'Metadata-Version': '2.10' }, /^index: .*newer than 2.5/],
    ['the version after those that PyPI takes', { 'Metadata-Version': '2.6' }, /^index: .*newer than 2.5/],
    ['a version that never was', { 'Metadata-Version': '1.3' }, /^index: .*never published/],
    ['version 2.0', { 'Metadata-Version': '2.0' }, /^index: /],
    ['nonsense as version', { 'Metadata-Version': 'x' }, /^broken: .*not a version/],
    ['a long summary', { Summary: 'x'.repeat(513) }, /^index: Summary is longer/],
    [
      'a direct requirement',
      { 'Requires-Dist': 'b @ https://example.org/b.whl' },
      /^index: Requires-Dist.*direct dependency/,
    ],
    [
      'a direct requirement with extras',
      { 'Requires-Dist': 'b[c]@git+https://example.org' },
      /^index: Requires-Dist/,
    ],
    ['a private classifier', { Classifier: 'Private :: Do Not Upload' }, /^index: Classifier 'Private/],
    ['a bad page', { 'Home-page': 'example.org' }, /^index: Home-Page 'example.org' is not a URL/],
    ['a page that runs code', { 'Download-URL': 'javascript:alert(1)' }, /^index: Download-URL/],
    ['a project page without label', { 'Project-URL': ', https://example.org' }, /^index: .*no label/],
    ['a project page without address', { 'Project-URL': 'Home' }, /^index: Project-URL 'Home' is not a URL/],
    ['a label twice', { 'Project-URL': ['A, https://x.org', 'A, https://y.org'] }, /^index: .*twice/],
    ['a long label', { 'Project-URL': `${'x'.repeat(33)}, https://x.org` }, /^index: .*too long/],
    [
      'a content type',
      { 'Description-Content-Type': 'text/html' },
      /^index: Description-Content-Type 'text\/html' is invalid; expected one of/,
    ],
    ['a charset', { 'Description-Content-Type': 'text/plain; charset=latin-1' }, /^index: .*charset/],
    ['a variant', { 'Description-Content-Type': 'text/markdown; variant=Pandoc' }, /^index: .*variant/],
    [
      'two licences',
      { 'Metadata-Version': '2.4', License: 'MIT', 'License-Expression': 'MIT' },
      /^index: .*both/,
    ],
    [
      'a field from the future',
      { 'License-Expression': 'MIT' },
      /^index: License-Expression does not exist in metadata version 2.1/,
    ],
    ['an import name too early', { 'Metadata-Version': '2.4', 'Import-Name': 'a' }, /^index: Import-Name/],
    ['a requirement', { 'Requires-Dist': 'b (>dev)' }, /^index: Requires-Dist 'b \(>dev\)' has '>dev'/],
    ['a marker', { 'Requires-Dist': 'b; python_version > 3' }, /^index: Requires-Dist.*malformed marker/],
    ['a Python version', { 'Requires-Python': '>=3.5.*' }, /^index: Requires-Python '>=3.5.\*' is not/],
    ["an extra's name", { 'Provides-Extra': ':python_version' }, /^index: Provides-Extra ':python_version'/],
    [
      'a dynamic version',
      { 'Metadata-Version': '2.2', Dynamic: 'Version' },
      /^index: Dynamic names 'Version', which must be the same/,
    ],
    [
      'an unknown dynamic field',
      { 'Metadata-Version': '2.2', Dynamic: 'Colour' },
      /^index: Dynamic names 'Colour'.*'colour' is not a valid dynamic field/,
    ],
    [
      'an import name',
      { 'Metadata-Version': '2.5', 'Import-Name': ['a.b', '_c ; private', 'd-e'] },
      /^index: Import-Name 'd-e' is not a dotted name/,
    ],
    [
      'a keyword as import name',
      { 'Metadata-Version': '2.5', 'Import-Name': ['a.match', 'async_', 'a.class'] },
      /^index: Import-Name 'a.class' has 'class', a keyword/,
    ],
    [
      'Dynamic that names itself',
      { 'Metadata-Version': '2.2', Dynamic: 'Dynamic' },
      /^index: Dynamic names 'Dynamic', which cannot be dynamic/,
    ],
    [
      "an import name's option",
      { 'Metadata-Version': '2.5', 'Import-Namespace': 'a; public' },
      /^index: Import-Namespace 'a; public' has an option/,
    ],
    [
      'a licence expression',
      { 'Metadata-Version': '2.4', 'License-Expression': 'MIT BSD-3-Clause' },
      /^index: License-Expression 'MIT BSD-3-Clause' is not an SPDX license expression/,
    ],
    [
      'a licence classifier that is replaced',
      { 'Metadata-Version': '2.4', 'License-Expression': 'MIT', Classifier: 'License :: OSI Approved' },
      /^note: .*licence classifier/,
    ],
    ['a classifier without parts', { Classifier: 'Python' }, /^index: Classifier 'Python' is invalid/],
    ['an address without @', { 'Author-email': 'nobody' }, /^index: Author-Email 'nobody' has no @/],
    [
      'an address on no domain',
      { 'Maintainer-email': 'A <a@host>' },
      /^index: Maintainer-Email.*without a dot/,
    ],
    [
      'a variant in lower case',
      { 'Description-Content-Type': 'text/markdown; variant=gfm' },
      /^index: .*variant other than GFM/,
    ],
  ])('finds %s', (_, source, expected) => {
    expect(faults(source)).toEqual([expect.stringMatching(expected)]);
  });

  it.each<[string, Record<string, string>]>([
    ['Requires-Python', { 'Requires-Python': 'UNKNOWN' }],
    ['Provides-Extra', { 'Provides-Extra': '' }],
    ['Download-URL', { 'Metadata-Version': '1.0', 'Download-URL': 'UNKNOWN' }],
    [
      'License beside an expression',
      { 'Metadata-Version': '2.4', License: 'UNKNOWN', 'License-Expression': 'MIT' },
    ],
    ['Version', { Version: '1.0 ' }],
  ])('counts what is sent, not what is written: %s', (_, source) => {
    expect(faults(source)).toEqual([]);
  });

  it('compares versions as versions, and names as normalised', () => {
    expect(faults({ Name: 'A', Version: '1.0.0' })).toEqual([]);
    expect(faults({ Version: 'v1.1' }, 'a-1.0-py3-none-any.whl')).toEqual([
      expect.stringContaining("Version in filename should be '1.1' not '1.0'."),
    ]);
  });

  it('leaves License-File before 2.4 alone: the form drops it', () => {
    expect(faults({ 'License-File': 'LICENSE' })).toEqual([]);
  });
});

describe('isMetadataVersionAtLeast', () => {
  it('compares numbers', () => {
    expect(isMetadataVersionAtLeast('2.10', '2.4')).toBe(true);
    expect(isMetadataVersionAtLeast('2.3', '2.4')).toBe(false);
    expect(isMetadataVersionAtLeast('3.0', '2.4')).toBe(true);
  });
});
