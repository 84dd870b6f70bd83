export default {
  testEnvironment: 'node',
  roots: [
    '<rootDir>/src',
    '<rootDir>/__tests__/unit',
    '<rootDir>/__tests__/integration',
    '<rootDir>/__tests__/e2e',
    '<rootDir>/__tests__/threats',
  ],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-transform.mjs' },
  collectCoverageFrom: ['src/**/*.ts'],
  // Ten jobs may share a processor: only tests that measure time themselves may fail for it.
  testTimeout: 30_000,
  coverageProvider: 'v8',
  coverageDirectory: 'coverage',
  coverageReporters: ['text', 'lcov'],
};
