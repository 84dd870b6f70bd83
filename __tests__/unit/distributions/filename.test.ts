import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkFilename, hasDoubtfulTag } from '../../../src/distributions/filename-rules.ts';
import {
  isDistributionName,
  parseFilename,
  versionInName,
  versionOf,
} from '../../../src/distributions/filename.ts';
import { findingText } from '../../support/finding-text.ts';

function fault(name: string): string {
  const parsed = parseFilename(name);
  return 'fault' in parsed ? parsed.fault : 'none';
}

function rulesBroken(name: string): string[] {
  const parsed = parseFilename(name);
  return 'fault' in parsed
    ? [parsed.fault]
    : checkFilename(parsed).map((finding) => `${finding.rule}: ${findingText(finding)}`);
}

describe('parseFilename', () => {
  it('reads a wheel with build tag and compressed tag sets', () => {
    expect(
      parseFilename('my_pkg-1!2.0rc1-1a-py2.py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl'),
    ).toMatchObject({
      kind: 'wheel',
      project: 'my-pkg',
      version: '1!2.0rc1',
      build: '1a',
      pythonTag: 'py2.py3',
      tags: [
        { python: 'py2', abi: 'none', platform: 'manylinux2014_x86_64' },
        { python: 'py2', abi: 'none', platform: 'manylinux_2_17_x86_64' },
        { python: 'py3', abi: 'none', platform: 'manylinux2014_x86_64' },
        { python: 'py3', abi: 'none', platform: 'manylinux_2_17_x86_64' },
      ],
    });
  });

  it('reads a build tag that is a version (Qt for Python)', () => {
    const parsed = parseFilename('shiboken2-5.12.6-5.12.6-cp35.cp36-abi3-manylinux1_x86_64.whl');
    expect(parsed).toMatchObject({ version: '5.12.6', build: '5.12.6' });
  });

  it('reads an sdist, hyphens in its name too', () => {
    expect(parseFilename('a-b-1.0.post1.tar.gz')).toMatchObject({
      kind: 'sdist',
      project: 'a-b',
      projectAsWritten: 'a-b',
      version: '1.0.post1',
      pythonTag: 'source',
      tags: [],
    });
  });

  it.each([
    ['a-b-1.0-py3-none-any.whl', /build tag '1.0'|'b' is not a version/],
    ['a-1.0-any.whl', /parts between hyphens/],
    ['a-1.0-x1-py3-none-any.whl', /build tag 'x1'/],
    ['a-1.0--py3-none-any.whl', /build tag ''/],
    ['a-1.0-py3-none-any..b.whl', /tag/],
    ['a-one-py3-none-any.whl', /not a version/],
    ['a-1.0.zip', /cannot be uploaded/],
    ['a-1.0-py3.9.egg', /neither|cannot be uploaded|format/],
    ['a-1.0.exe', /cannot be uploaded/],
    ['a.tar.gz', /\{name\}-\{version\}/],
    ['a-1.0.TAR.GZ', /lower case/],
    ['a-1.0\n::error::.tar.gz', /characters/],
    ['..-1.0.tar.gz', /characters/],
    ['_a-1.0.tar.gz', /characters/],
    ['a_-1.0.tar.gz', /'a_' is not a project name/],
    ['a+b-1.0-py3-none-any.whl', /'a\+b' is not a project name/],
    [`a-1.0-${'a.'.repeat(40)}a-${'b.'.repeat(40)}b-any.whl`, /combinations/],
  ])('refuses %j', (name, reason) => {
    expect(fault(name)).toMatch(reason);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', '.whl', '.tar.gz'), (stem, end) => void fault(stem + end)),
    );
  });
});

describe('checkFilename', () => {
  it.each([
    'my_pkg-1.2.0-py3-none-any.whl',
    'a-1-cp312-cp312-macosx_10_9_universal2.whl',
    'a-1-cp312-cp312-macosx_26_0_arm64.whl',
    'a-1-cp312-cp312-musllinux_1_2_x86_64.whl',
    'a-1-cp312-cp312-win_amd64.whl',
    'a-1-py3-none-linux_armv7l.whl',
    'my_pkg-1!1.0.tar.gz',
  ])('takes %s', (name) => {
    expect(rulesBroken(name)).toEqual([]);
  });

  it.each([
    ['My.Pkg-1.0-py3-none-any.whl', 'expected my_pkg-1.0-py3-none-any.whl'],
    ['My.Pkg-1.0.tar.gz', 'expected my_pkg-1.0.tar.gz'],
    ['a-b-1.3.tar.gz', 'expected a_b-1.3.tar.gz'],
    ['a-1.0-1.tar.gz', 'expected a-1.0.post1.tar.gz'],
    ['a-1-1.0.tar.gz', 'expected a_1-1.0.tar.gz'],
    ['a-1.0-py3-none-linux_x86_64.whl', "platform tag 'linux_x86_64'"],
    ['a-1.0-py3-none-macosx_11_3_arm64.whl', "platform tag 'macosx_11_3_arm64'"],
    ['a-1.0+cu12-py3-none-any.whl', 'local'],
  ])('refuses %s on PyPI: %s', (name, said) => {
    expect(rulesBroken(name)).toEqual([expect.stringContaining(`index: `)]);
    expect(rulesBroken(name)[0]).toContain(said);
  });

  // PEP 425: each tag of a compressed set is held against the rule.
  it.each([
    ['manylinux1_x86_64.manylinux_2_5_x86_64', []],
    ['manylinux1_x86_64.manylinux1_aarch64', ["index: platform tag 'manylinux1_aarch64' is not accepted"]],
    ['manylinux1_aarch64.manylinux1_x86_64', ["index: platform tag 'manylinux1_aarch64' is not accepted"]],
    ['any.linux_x86_64', ["index: platform tag 'linux_x86_64' is not accepted"]],
    ['macosx_11_0_arm64.macosx_26_0_arm64', []],
    [
      'macosx_11_3_arm64.macosx_26_0_arm64.macosx_26_1_arm64',
      [
        "index: platform tag 'macosx_11_3_arm64' is not accepted",
        "index: platform tag 'macosx_26_1_arm64' is not accepted",
      ],
    ],
    [
      'manylinux_2_28_x86_64.manylinux_2_28_loongarch64',
      ["note: platform tag 'manylinux_2_28_loongarch64' is not known to be accepted"],
    ],
  ])('judges every platform of the set %s', (platforms, said) => {
    expect(rulesBroken(`a-1.0-py2.py3-none-${platforms}.whl`)).toEqual(
      said.map((text) => expect.stringContaining(text)),
    );
  });

  it('notes a platform that a newer PyPI may take, and tells it by the wheel', () => {
    const parsed = parseFilename('a-1.0-cp314-cp314-manylinux_2_28_loongarch64.whl');
    if ('fault' in parsed) throw new Error(parsed.fault);
    expect(checkFilename(parsed)).toEqual([
      expect.objectContaining({
        rule: 'note',
        message: expect.stringContaining('unless the index has added it since'),
      }),
    ]);
    expect(hasDoubtfulTag(parsed)).toBe(true);
    const plain = parseFilename('a-1.0-py3-none-any.whl');
    expect('fault' in plain || hasDoubtfulTag(plain)).toBe(false);
  });

  it('refuses a wheel beside whose name PyPI has no room for .metadata', () => {
    const name = (length: number): string => {
      const tail = '-1.0-py3-none-any.whl';
      return `${'a'.repeat(length - tail.length)}${tail}`;
    };
    expect(rulesBroken(name(246))).toEqual([]);
    expect(rulesBroken(name(247))).toEqual([
      expect.stringMatching(/^index: the name has 247 bytes.*too long/),
    ]);
    expect(rulesBroken(`${'a'.repeat(240)}-1.0.tar.gz`)).toEqual([]);
  });
});

describe('isDistributionName', () => {
  it.each(['a.whl', 'a.tar.gz', 'A.WHL', 'a-1.0.zip', 'a-1.0.egg', 'a-1.0.tar.bz2'])(
    'takes %s for one',
    (name) => {
      expect(isDistributionName(name)).toBe(true);
    },
  );

  it.each(['docs.zip', 'a.exe', 'setup-x.zip', 'whl', 'README.md'])('does not take %s for one', (name) => {
    expect(isDistributionName(name)).toBe(false);
  });
});

describe('versionOf', () => {
  it.each([
    ['my_demo-1.0-py3-none-any.whl', '1.0'],
    ['My.Demo-1.0.tar.gz', '1.0'],
    ['my_demo-1.0.zip', undefined],
    ['other-1.0.tar.gz', undefined],
  ])('reads %s as %s', (name, version) => {
    expect(versionOf(name, 'my-demo')).toBe(version);
  });
});

describe('versionInName', () => {
  it.each([
    ['my-demo-1.0.zip', '1.0'],
    ['my_demo-1.0-py3.13.egg', '1.0'],
    ['my-demo-1.0.win32-py3.exe', undefined],
    ['my-demo.tar.gz', undefined],
  ])('reads %s as %s', (name, version) => {
    expect(versionInName(name)).toBe(version);
  });
});
