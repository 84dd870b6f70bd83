import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePlanDigest, planDifferences, planDigest } from '../../../src/foresight/plan-digest.ts';
import type { ReviewedPlan } from '../../../src/foresight/plan-digest.ts';

const [A, B] = ['a'.repeat(64), 'b'.repeat(64)];
const PLAN: ReviewedPlan = {
  index: 'https://upload.pypi.org/legacy/',
  repository: 'octo/demo',
  workflow: 'octo/demo/.github/workflows/release.yml@refs/tags/v1.0',
  commit: '1f'.repeat(20),
  attestations: 'sent',
  files: [
    { name: 'demo-1.0-py3-none-any.whl', sha256: A, presence: 'absent' },
    { name: 'demo-1.0.tar.gz', sha256: B, presence: 'identical' },
  ],
  others: [],
};
const [WHEEL, SDIST] = PLAN.files as [ReviewedPlan['files'][number], ReviewedPlan['files'][number]];

function differences(change: Partial<ReviewedPlan>, resumed = false): readonly string[] {
  const approved = parsePlanDigest(planDigest(PLAN));
  if (approved === undefined) throw new Error('the digest is none');
  return planDifferences(approved, { ...PLAN, ...change }, resumed);
}

describe('a plan digest', () => {
  it('begins with a SHA-256 and fits into an environment variable of Windows', () => {
    expect(planDigest(PLAN)).toMatch(/^[0-9a-f]{64}\.[\w-]+$/);
    const files = Array.from({ length: 20_000 }, (_, number) => ({ ...WHEEL, name: `demo-${number}.whl` }));
    const digest = planDigest({ ...PLAN, files });
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(parsePlanDigest(digest)).toEqual({ digest, reviewed: undefined });
  });

  it('is the same for the same plan, in whatever order its files are read', () => {
    expect(differences({})).toEqual([]);
    expect(differences({ files: [SDIST, WHEEL] })).toEqual([]);
  });

  it.each<readonly [Partial<ReviewedPlan>, string]>([
    [
      { index: 'https://test.pypi.org/legacy/' },
      'the index was https://upload.pypi.org/legacy/ and is https://test.pypi.org/legacy/',
    ],
    [{ repository: 'octo/fork' }, 'the repository was octo/demo and is octo/fork'],
    [{ workflow: '' }, `the workflow was ${PLAN.workflow} and is not known`],
    [{ commit: '2e'.repeat(20) }, `the commit was ${PLAN.commit} and is ${'2e'.repeat(20)}`],
    [{ attestations: 'none' }, 'by the plan, attestations would be uploaded; now they would not be created'],
    [
      { files: [{ ...WHEEL, sha256: B }, SDIST] },
      `${WHEEL.name} has different content: SHA-256 was aaaaaaaaaa…, is ${B}`,
    ],
    [{ files: [SDIST] }, `${WHEEL.name} was in the plan, but is not among the files`],
    [{ files: [...PLAN.files, { ...WHEEL, name: 'more.whl' }] }, 'more.whl was not in the plan'],
    [
      { files: [{ ...WHEEL, presence: 'identical' }, SDIST] },
      `${WHEEL.name} was not on the index and is on the index (identical)`,
    ],
    [
      { files: [{ ...WHEEL, presence: B }, SDIST] },
      `${WHEEL.name} was not on the index and is on the index (different: SHA-256 bbbbbbbbbb…)`,
    ],
    [
      { files: [WHEEL, { ...SDIST, presence: 'absent' }] },
      `${SDIST.name} was on the index (identical) and is not on the index`,
    ],
    [
      { others: ['demo-1.0-cp313-cp313-win32.whl'] },
      'the index lists different files of these releases than before (now: demo-1.0-cp313-cp313-win32.whl)',
    ],
  ])('tells what differs: %j', (change, line) => {
    expect(differences(change)).toEqual([line]);
  });

  it('tells of a difference that only the whole hash shows', () => {
    const files = [{ ...WHEEL, sha256: `${'a'.repeat(63)}b` }, SDIST];
    expect(differences({ files })).toEqual([
      'approved-plan does not match its own hash: pass the whole output of a plan by this version of wheelseal unchanged',
    ]);
    const approved = parsePlanDigest(planDigest(PLAN).slice(0, 64));
    expect(approved && planDifferences(approved, { ...PLAN, files }, false)).toHaveLength(1);
  });

  it('tells two different files under one name apart', () => {
    const there = (presence: string) => ({ ...PLAN, files: [{ ...WHEEL, presence }, SDIST] });
    const approved = parsePlanDigest(planDigest(there(A)));
    expect(approved && planDifferences(approved, there(B), false)).toEqual([
      `${WHEEL.name} was on the index (different: SHA-256 aaaaaaaaaa…) and is on the index (different: SHA-256 bbbbbbbbbb…)`,
    ]);
  });

  it('takes what an earlier attempt of the run uploaded for a part of the plan, and nothing else', () => {
    const uploaded = [{ ...WHEEL, presence: 'identical' }, SDIST];
    expect(differences({ files: uploaded }, true)).toEqual([]);
    expect(differences({ files: uploaded })).toHaveLength(1);
    expect(differences({ files: [{ ...WHEEL, presence: B }, SDIST] }, true)).toHaveLength(1);
    expect(
      differences({ files: [{ ...WHEEL, sha256: B, presence: 'identical' }, SDIST] }, true),
    ).toHaveLength(1);
  });

  it.each([
    '',
    'abc',
    A.slice(1),
    `${A}.`,
    `${A}.!`,
    `${A}.aGVsbG8`,
    `${A}\n${B}`,
    planDigest(PLAN).toUpperCase(),
    planDigest(PLAN).replace('.', ' .'),
    ` ${planDigest(PLAN)}`,
    planDigest(PLAN).slice(0, -1),
    planDigest(PLAN).slice(0, 90),
    `${planDigest(PLAN)}AAAA`.slice(65),
  ])('is not %j', (text) => {
    expect(parsePlanDigest(text)).toBeUndefined();
  });

  it('differs for any two plans that differ', () => {
    const presence = fc.constantFrom('absent', 'identical', A, B);
    const file = fc.record({ name: fc.string({ minLength: 1 }), sha256: fc.constantFrom(A, B), presence });
    const plan = fc.record({
      index: fc.string(),
      repository: fc.string(),
      workflow: fc.string(),
      commit: fc.string(),
      attestations: fc.constantFrom('sent', 'kept', 'none'),
      files: fc.uniqueArray(file, { selector: ({ name }) => name, maxLength: 5 }),
      others: fc.array(fc.string(), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(plan, plan, (one, other) => {
        const approved = parsePlanDigest(planDigest(one));
        if (approved === undefined) return false;
        const sorted = ({ files, others, ...rest }: ReviewedPlan) =>
          JSON.stringify([
            rest,
            files
              .map(({ name, sha256, presence: there }) => JSON.stringify([name, sha256, there]))
              .toSorted(),
            others.toSorted(),
          ]);
        const same = planDifferences(approved, other, false).length === 0;
        return planDifferences(approved, one, false).length === 0 && same === (sorted(one) === sorted(other));
      }),
    );
  });
});
