// The tests against servers and clients written by others; scripts/interop.mjs installs and starts those.
import base from './jest.config.mjs';

export default {
  ...base,
  roots: ['<rootDir>/__tests__/interop', '<rootDir>/__tests__/e2e'],
  testTimeout: 120_000,
  // One file after the other: they share one stack, and some change what its TUF repository hands out.
  maxWorkers: 1,
};
