import { describe, expect, it } from '@jest/globals';
import { licenseExpressionFault } from '../../../src/distributions/metadata/licenses.ts';

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
    ['MIT WITH (x)', /not an SPDX/],
    ['(MIT) WITH x', /not an SPDX/],
    ['LicenseRef-a_b', /reference 'licenseref-a_b'/],
    ['('.repeat(100_000), /not an SPDX/],
  ])('refuses %j', (text, reason) => {
    expect(licenseExpressionFault(text)).toMatch(reason);
  });
});
