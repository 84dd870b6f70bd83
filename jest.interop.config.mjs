// The tests against servers and clients written by others; scripts/interop.mjs installs and starts those.
import base from './jest.config.mjs';

export default {
  ...base,
  roots: ['<rootDir>/__tests__/interop', '<rootDir>/__tests__/e2e'],
  testTimeout: 120_000,
  maxWorkers: 2,
};
