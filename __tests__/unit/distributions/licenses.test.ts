import { describe, expect, it } from '@jest/globals';
import { checkLicenseFiles } from '../../../src/distributions/metadata/license-files.ts';
import {
  checkLicense,
  licenseExpressionFault,
  unknownLicenses,
} from '../../../src/distributions/metadata/licenses.ts';
import { findingText } from '../../support/finding-text.ts';

describe('licenseExpressionFault', () => {
  it.each([
    'MIT',
    'mit and (apache-2.0 OR BSD-2-Clause)',
    'GPL-2.0-or-later WITH Classpath-exception-2.0',
    'LicenseRef-Own-1.0',
    'New-Licence-Of-Next-Year',
  ])('takes %j', (text) => {
    expect(licenseExpressionFault(text)).toBeUndefined();
  });

  it.each([
    ['', /not an SPDX/],
    ['MIT BSD', /not an SPDX/],
    ['MIT AND', /not an SPDX/],
    ['(MIT', /not an SPDX/],
    ['MIT)', /not an SPDX/],
    ['()', /not an SPDX/],
    ['MIT WITH AND x', /not an SPDX/],
    ['MIT WITH', /not an SPDX/],
    ['LicenseRef-a_b', /'licenseref-a_b', which cannot be a license identifier/],
    ['LicenseRef-a+', /'licenseref-a\+', which cannot be/],
    ['MIT/Apache-2.0', /'mit\/apache-2.0', which cannot be/],
    ['MIT, ISC', /'mit,', which cannot be/],
    ['('.repeat(100_000), /not an SPDX/],
  ])('refuses %j', (text, reason) => {
    expect(licenseExpressionFault(text)).toMatch(reason);
  });
});

describe('unknownLicenses', () => {
  it('are no more than a message can hold', () => {
    const names = Array.from({ length: 6 }, (_, place) => `Unknown-${place}`);
    expect(unknownLicenses(names.join(' OR ')).map(({ id }) => id)).toEqual(names.slice(0, 5));
  });
});

describe('checkLicense', () => {
  it.each([
    ['Apache License, Version 2.0', /^Write `License-Expression: Apache-2.0` if/],
    ['MIT/Apache-2.0', /^Join .*`License-Expression: MIT OR Apache-2.0`, for example/],
    ['MIT, ISC', /^Join .*`License-Expression: MIT OR ISC`/],
    ['MIT or Apache 2.0', /^Join .*`License-Expression: MIT OR Apache-2.0`/],
    ['MIT;', /^Write `License-Expression: MIT` if/],
    ['DocumentRef-x:LicenseRef-y', /^Correct License-Expression/],
    [`MIT ${'/'.repeat(100)}`, /^Correct License-Expression/],
  ])('says what to write for %j', (expression, hint) => {
    expect(checkLicense(new Map([['license-expression', [expression]]]))).toEqual([
      expect.objectContaining({ rule: 'index', hint: expect.stringMatching(hint) }),
    ]);
  });

  const found = (expression: string): readonly string[] =>
    checkLicense(new Map([['license-expression', [expression]]])).map(
      (finding) => `${finding.rule}: ${findingText(finding)} ${finding.hint ?? ''}`,
    );

  it('takes what SPDX lists, in any case, deprecated too', () => {
    for (const text of ['mit', 'GPL-2.0', 'GPL-2.0+', 'MIT WITH Classpath-exception-2.0', 'LicenseRef-x'])
      expect(found(text)).toEqual([]);
  });

  it.each([
    [
      'Apache2',
      /^note: .*'Apache2', which SPDX's list of licenses does not contain.*did you mean Apache-2.0\?/,
    ],
    ['MIT OR GPLv3', /^note: .*'GPLv3'.*did you mean GPL-3.0-or-later\?/],
    ['New-Licence-Of-Next-Year', /^note: .*by PyPI's rules, what the index's own list lacks is rejected/],
    ['(MIT OR ISC) WITH Bison-exception-2.2', /^note: .*a WITH that SPDX does not know/],
    ['MIT WITH (ISC)', /^note: .*a WITH that SPDX does not know/],
    ['MIT WITH MIT', /^note: .*'MIT', which SPDX's list of exceptions does not contain/],
    ['Apache 2.0', /^index: .*not an SPDX license expression.*`License-Expression: Apache-2.0`/],
  ])('says of %j what is known of it', (text, said) => {
    expect(found(text)).toEqual([expect.stringMatching(said)]);
  });

  it.each(['New-Licence-Of-Next-Year', 'MIT OR Wholly-Own-Terms'])(
    'suggests nothing for %j, which nothing is near to',
    (text) => {
      expect(found(text).join(' ')).toMatch(/does not contain/);
      expect(found(text).join(' ')).not.toMatch(/did you mean/);
    },
  );

  it('says that an exception in parentheses is no license to PyPI', () => {
    expect(found('Apache-2.0 WITH (LLVM-exception)')).toEqual([
      expect.stringMatching(/^note: .*a WITH that SPDX does not know/),
      expect.stringMatching(
        /^note: .*'LLVM-exception', which SPDX's list of licenses does not contain.*by PyPI's rules/,
      ),
    ]);
  });

  it.each(['+', '++', '\ufeff', ' \ufeff+', '/', '?', '12'])(
    'finds no license that %j could mean, and fails at nothing',
    (text) => {
      expect(found(text)).toEqual([expect.not.stringContaining('did you mean')]);
    },
  );
});

describe('checkLicenseFiles', () => {
  const faults = (path: string, version = '2.4'): readonly string[] =>
    checkLicenseFiles(
      new Map([
        ['metadata-version', [version]],
        ['license-file', [path]],
      ]),
      'a-1.0',
      new Set(['a-1.0/LICENSE', 'a-1.0/LICENSE/', 'a-1.0/./LICENSE', 'a-1.0/licenses/MIT.txt']),
    ).map(({ message }) => message);

  it.each(['LICENSE', 'licenses/MIT.txt'])('takes %j', (path) => {
    expect(faults(path)).toEqual([]);
  });

  it.each([
    './LICENSE',
    'licenses//MIT.txt',
    'LICENSE/',
    '../LICENSE',
    '/LICENSE',
    'C:/LICENSE',
    'licenses\\MIT.txt',
    'LICEN*',
    '.',
  ])('refuses %j, which pathlib writes otherwise or which leads elsewhere', (path) => {
    expect(faults(path)).toEqual([expect.stringMatching(/is not a plain relative path/)]);
    expect(faults(path, '2.3')).toEqual([]);
  });

  it('finds a file that is not there', () => {
    expect(faults('COPYING')).toEqual([expect.stringMatching(/is not at a-1.0\/COPYING/)]);
  });
});
