import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  closeHarness,
  expectLasting,
  openHarness,
  LASTING_CELLS_BEFORE,
  restartHarness,
} from './index-fault-cells.ts';

jest.setTimeout(60_000);

beforeAll(openHarness);
beforeEach(restartHarness);
afterAll(closeHarness);

describe('while a request before the upload has the same fault every time', () => {
  it.each(LASTING_CELLS_BEFORE)('$request, $fault: $ends', async (cell) => {
    await expect(expectLasting(cell)).resolves.toBeUndefined();
  });
});
