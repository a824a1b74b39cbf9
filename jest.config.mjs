/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/packages'],
  testMatch: ['<rootDir>/packages/*/src/**/*.test.ts', '<rootDir>/packages/*/test/**/*.test.ts'],
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
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
  testTimeout: 30_000,
  // Each file's modules stay in memory until their process ends: one process for all of them would take gigabytes and
  // spend its time collecting.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
};
