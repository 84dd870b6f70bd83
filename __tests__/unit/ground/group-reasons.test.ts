import { describe, expect, it } from '@jest/globals';
import { groupReasons, reasonLines } from '../../../src/ground/group-reasons.ts';

const refusal = (number: number): { name: string; message: string } => {
  const name = `my_demo_${number}-1.${number}-py3-none-any.whl`;
  return {
    name,
    message: `PyPI did not take ${name}: 403 project 'my-demo-${number}' at 1.${number} is closed (https://i/)`,
  };
};

describe('reasons of files', () => {
  it('are one line where they differ in the names of files, projects, versions and in hashes only', () => {
    const many = Array.from({ length: 39 }, (_, number) => refusal(number));
    expect(reasonLines(many)).toEqual([
      `${many[0]?.message}. The same for 38 more: ${many
        .slice(1, 6)
        .map(({ name }) => name)
        .join(', ')} and 33 more.`,
    ]);
    const hashed = ['a', 'b'].map((digit) => ({
      name: `${digit}-1.0.tar.gz`,
      message: `other bytes (SHA-256 ${digit.repeat(64)}).`,
    }));
    expect(reasonLines(hashed)).toEqual([
      `a-1.0.tar.gz: other bytes (SHA-256 ${'a'.repeat(64)}). The same for 1 more: b-1.0.tar.gz.`,
    ]);
  });

  it.each([
    ['another answer', 'PyPI did not take demo-2.0.tar.gz: 500 No'],
    ['another project that is named', 'PyPI did not take demo-2.0.tar.gz: 400 No, see demo-3.0.tar.gz'],
    ['a version that is no version of the file', 'PyPI did not take demo-2.0.tar.gz: 400 No 11.0'],
  ])('stay apart for %s', (_what, message) => {
    const one = { name: 'demo-1.0.tar.gz', message: 'PyPI did not take demo-1.0.tar.gz: 400 No' };
    expect(groupReasons([one, { name: 'demo-2.0.tar.gz', message }])).toHaveLength(2);
  });
});
