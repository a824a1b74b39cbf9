// Where tests write what they exercised, for `npm run facts`; empty, they write nothing.
process.env.EXERCISED_DIRECTORY ??= new URL('.cache/exercised/jest', import.meta.url).pathname;

/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/packages', '<rootDir>/scripts'],
  testMatch: [
    '<rootDir>/packages/*/src/**/*.test.ts',
    '<rootDir>/packages/*/test/**/*.test.ts',
    '<rootDir>/scripts/**/*.test.ts',
  ],
  modulePathIgnorePatterns: ['<rootDir>/packages/[^/]+/dist/'],
  watchman: false,
  cacheDirectory: '<rootDir>/.cache/jest',
  testEnvironment: 'node',
  // Packages are seen through their sources, so tests need no build.
  testEnvironmentOptions: { customExportConditions: ['dragoman-source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024', experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts', '<rootDir>/test/exercised/record.ts'],
  reporters: ['default', '<rootDir>/test/exercised/results-reporter.mjs'],
  testTimeout: 30_000,
  // Each file's modules stay in memory until their process ends: after the whole suite two processes hold 1.5 GB each
  // (2026-11-30), one would hold twice that. Processes that restart at 1 GB cost 6 % more CPU time.
  maxWorkers: 2,
};
