import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  cellsFor,
  closeBench,
  expectLasting,
  expectPassing,
  openBench,
  restartBench,
} from './index-fault-cells.ts';

jest.setTimeout(60_000);

const { lasting, passing } = cellsFor('project page, before', 'release page, before', 'provenance, before');

beforeAll(openBench);
beforeEach(restartBench);
afterAll(closeBench);

describe('while a request has the same fault every time', () => {
  it.each(lasting)('$request, $fault: $ends', async (cell) => {
    await expect(expectLasting(cell)).resolves.toBeUndefined();
  });
});

describe('where a request has a fault that passes', () => {
  it.each(passing)('$request, $fault: the run completes', async (cell) => {
    await expect(expectPassing(cell)).resolves.toBeUndefined();
  });
});
