import { describe, expect, it } from '@jest/globals';
import {
  chooseAnnotations,
  hasRoom,
  type Annotation,
  type ShownAnnotations,
} from '../../../src/ground/annotations.ts';

const make = (level: Annotation['level'], permanent = false): Annotation => ({
  level,
  message: `${level}${permanent ? ', permanent' : ''}`,
  title: undefined,
  permanent,
});

describe('annotations of a run', () => {
  it.each<[string, Annotation, ShownAnnotations, boolean]>([
    ['a second warning', make('warning'), { errors: 0, permanent: 0, others: 1 }, true],
    [
      'a third, which would take a place of what is permanent',
      make('warning'),
      { errors: 0, permanent: 0, others: 2 },
      false,
    ],
    ['a third once both have theirs', make('warning'), { errors: 1, permanent: 2, others: 1 }, true],
    [
      'what is permanent, beside two others',
      make('notice', true),
      { errors: 0, permanent: 1, others: 2 },
      true,
    ],
    [
      'a third of it, in the place of the error',
      make('notice', true),
      { errors: 0, permanent: 2, others: 2 },
      false,
    ],
    ['the error', make('error'), { errors: 0, permanent: 2, others: 2 }, true],
    ['a sixth of any', make('error'), { errors: 1, permanent: 2, others: 2 }, false],
  ])('show %s or hold it', (_what, annotation, shown, room) => {
    expect(hasRoom(annotation, shown)).toBe(room);
  });

  it('are filled up at the end: errors, what is permanent, warnings, notices', () => {
    const held = [make('notice'), make('warning'), make('notice', true), make('error')];
    const texts = (some: readonly Annotation[]): readonly string[] => some.map(({ message }) => message);
    const { shown, left } = chooseAnnotations(held, 3);
    expect([texts(shown), texts(left)]).toEqual([['error', 'notice, permanent', 'warning'], ['notice']]);
    expect(chooseAnnotations(held, -1).left).toHaveLength(4);
  });
});
