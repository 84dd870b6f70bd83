import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  closeHarness,
  expectPassing,
  openHarness,
  PASSING_CELLS,
  restartHarness,
} from './index-fault-cells.ts';

jest.setTimeout(60_000);

beforeAll(openHarness);
beforeEach(restartHarness);
afterAll(closeHarness);

describe('where a request has a fault that passes', () => {
  it.each(PASSING_CELLS)('$request, $fault: the run completes', async (cell) => {
    await expect(expectPassing(cell)).resolves.toBeUndefined();
  });
});
