import { describe, expect, it } from '@jest/globals';
import type { Distribution } from '../../../src/distributions/distribution.ts';
import { uploadSteps } from '../../../src/package-index/upload/upload-order.ts';
import { sampleDistribution } from '../../support/sample-distribution.ts';

const LIMIT = 10;

function wheel(platform: string, more: Partial<Distribution> = {}): Distribution {
  return {
    ...sampleDistribution(`demo-1.0-py3-none-${platform}.whl`, Buffer.from(platform)),
    size: 1,
    ...more,
  };
}

const SDIST = { ...sampleDistribution('demo-1.0.tar.gz', Buffer.from('sdist')), size: 1 };

/** Each step as the platforms of its wheels; `|` where they go one after the other, `&` where side by side. */
function order(distributions: readonly Distribution[]): readonly string[] {
  return uploadSteps(distributions, LIMIT).map(({ distributions: files, sideBySide, rejectionStops }) => {
    const names = files.map(({ name }) => /none-(.*)\.whl$/.exec(name)?.[1] ?? 'sdist');
    return `${names.join(sideBySide ? ' & ' : ' | ')}${rejectionStops ? '' : ' (may be rejected)'}`;
  });
}

describe('uploadSteps', () => {
  const a = wheel('a');
  const b = wheel('b');
  const c = wheel('c');
  const large = wheel('large', { size: LIMIT + 1 });
  const larger = wheel('larger', { size: LIMIT + 2 });
  const odd = wheel('odd', { doubtfulTag: true });
  const odder = wheel('odder', { doubtfulTag: true });

  it('puts large wheels first, one other alone, the rest side by side, doubtful ones after them, and the sdist last', () => {
    expect(order([SDIST, odd, a, large, b, odder, larger, c])).toEqual([
      'large | larger',
      'a',
      'b & c',
      'odd | odder (may be rejected)',
      'sdist',
    ]);
  });

  it.each<[string, readonly Distribution[], readonly string[]]>([
    ['no file', [], []],
    ['an sdist', [SDIST], ['sdist']],
    ['one wheel', [a, SDIST], ['a', 'sdist']],
    ['a large sdist', [{ ...SDIST, size: LIMIT + 1 }, a], ['a', 'sdist']],
    ['only large wheels', [large, larger, SDIST], ['large | larger', 'sdist']],
    ['only doubtful wheels', [odd, odder, SDIST], ['odd | odder (may be rejected)', 'sdist']],
    [
      'wheels that are large and doubtful',
      [SDIST, { ...odd, size: LIMIT + 1 }, a, { ...odder, size: LIMIT + 2 }, large],
      ['large', 'odd | odder (may be rejected)', 'a', 'sdist'],
    ],
    ['wheels alone', [b, a, c], ['b', 'a & c']],
    ['one doubtful wheel alone', [odd], ['odd (may be rejected)']],
    ['a doubtful wheel and one other', [odd, a], ['a', 'odd (may be rejected)']],
    ['large wheels of which none is doubtful', [larger, a, large], ['larger | large', 'a']],
    [
      'two sdists, of two spellings of a version',
      [SDIST, { ...SDIST, name: 'demo-1.tar.gz' }],
      ['sdist | sdist'],
    ],
    ['an sdist and a doubtful wheel', [SDIST, odd], ['odd (may be rejected)', 'sdist']],
    ['a doubtful wheel of just the size limit', [{ ...odd, size: LIMIT }, a], ['a', 'odd (may be rejected)']],
    ['an empty wheel', [{ ...a, size: 0 }, b], ['a', 'b']],
    ['a wheel of just the size limit', [wheel('full', { size: LIMIT }), a], ['full', 'a']],
  ])('has the order of %s', (_case, distributions, expected) => {
    expect(order(distributions)).toEqual(expected);
  });

  it('calls no wheel large where the limit is not known', () => {
    const steps = uploadSteps([large, a, b], undefined);
    expect(steps.map(({ distributions }) => distributions.length)).toEqual([1, 2]);
  });
});
