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
  coverageProvider: 'v8',
  coverageDirectory: 'coverage',
  coverageReporters: ['text', 'lcov'],
};
