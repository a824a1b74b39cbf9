/**
 * The import rules: who may import whom. `npm run imports` checks them over the sources.
 * The rules between our packages hold for tests too; third-party packages are free in tests.
 */
const TEST = String.raw`\.test\.ts$|^packages/[^/]+/(test|bench|scripts)/`;
const SOURCE = (name) => ({ path: `^packages/${name}/`, pathNot: TEST });

/** A package of ours that may import only the packages named. */
const ours = (name, allowed) => ({
  name: `${name}-imports-only-${allowed.join('-and-') || 'itself'}`,
  severity: 'error',
  from: { path: `^packages/${name}/` },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
});

/** A package of ours whose sources may use only the third-party packages named. */
const theirs = (name, allowed) => ({
  name: `${name}-uses-only-${allowed.join('-and-') || 'node'}`,
  severity: 'error',
  from: SOURCE(name),
  to: { path: 'node_modules/', ...(allowed.length > 0 && { pathNot: `node_modules/(${allowed.join('|')})/` }) },
});

/** The folders of a package's sources in order: each imports only those before it, so none import each other. */
const layers = (name, folders) =>
  folders
    .map((folder, at) => ({
      name: `${name}-${folder}-imports-no-later-folder`,
      severity: 'error',
      from: { path: `^packages/${name}/src/${folder}/` },
      to: { path: `^packages/${name}/src/(${folders.slice(at + 1).join('|')})/` },
    }))
    .slice(0, -1);

export default {
  forbidden: [
    ours('core', []),
    ours('protocol-kit', ['core']),
    ours('adapter-huawei', ['core', 'protocol-kit']),
    ours('adapter-aliyun', ['core', 'protocol-kit']),
    ours('adapter-bk', ['core', 'protocol-kit']),
    ours('store-sqlite', ['core']),
    ours('input', []),
    ours('journal', ['input', 'core', 'protocol-kit']),
    ours('environment', [
      'input',
      'journal',
      'core',
      'protocol-kit',
      'adapter-huawei',
      'adapter-aliyun',
      'adapter-bk',
      'store-sqlite',
    ]),
    ours('seeds', ['input', 'environment', 'core', 'protocol-kit']),
    ours('server', ['input', 'environment', 'core', 'protocol-kit']),
    ours('control', ['input', 'journal', 'environment', 'seeds', 'core', 'protocol-kit']),
    ours('testing', ['gateway']),

    ...layers('adapter-huawei', ['account', 'errors', 'auth', 'wire', 'background', 'operations', 'explain']),
    ...layers('adapter-aliyun', [
      'errors',
      'wire',
      'auth',
      'sts',
      'instances',
      'keys',
      'secrets',
      'tags',
      'operations',
      'explain',
    ]),

    theirs('core', []),
    theirs('protocol-kit', ['ajv', '@sinclair/typebox', 'leven']),
    theirs('adapter-huawei', ['@sinclair/typebox']),
    theirs('adapter-aliyun', ['@sinclair/typebox', 'xml2js', '@types/xml2js']),
    theirs('adapter-bk', ['@sinclair/typebox']),
    theirs('store-sqlite', ['better-sqlite3', '@types/better-sqlite3']),
    theirs('input', ['@sinclair/typebox', 'leven', 'yaml']),
    theirs('journal', ['@sinclair/typebox', 'leven']),
    theirs('environment', ['@sinclair/typebox']),
    theirs('seeds', ['@sinclair/typebox']),
    theirs('server', ['@sinclair/typebox', 'node-forge', '@types/node-forge']),
    theirs('control', ['@sinclair/typebox', 'express', '@types/express', 'prom-client']),
    theirs('gateway', ['@sinclair/typebox', 'pino']),
    theirs('cli', ['@sinclair/typebox', 'commander']),
    theirs('testing', ['nock']),

    {
      name: 'only-cli-and-testing-import-gateway',
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/(gateway|cli|testing)/' },
      to: { path: '^packages/gateway/' },
    },
    {
      name: 'no-deep-import',
      comment: "A package is entered through its index (core's store contract has one of its own).",
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/',
        pathNot: String.raw`^packages/($1/|[^/]+/src/index\.ts$|core/src/store-contract/index\.ts$|gateway/src/command-line\.ts$|[^/]+/test/support/|input/src/yaml\.ts$)`,
      },
    },
    {
      name: 'store-contract-is-for-tests',
      severity: 'error',
      from: { path: '^packages/', pathNot: `${TEST}|^packages/core/src/store-contract/` },
      to: { path: '^packages/core/src/store-contract/' },
    },
    {
      name: 'sources-import-no-tests',
      severity: 'error',
      from: { path: '^packages/', pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: 'environment-knows-stores-by-their-ports',
      comment: 'Its tests may open one.',
      severity: 'error',
      from: SOURCE('environment'),
      to: { path: '^packages/store-sqlite/' },
    },
    {
      name: 'nobody-imports-cli',
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/cli/' },
      to: { path: '^packages/cli/' },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'declared-dependencies',
      severity: 'error',
      from: SOURCE('(?!gateway/|testing/|input/)[^/]+'),
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'published-packages-declare-their-dependencies',
      comment:
        'The gateway is published as a bundle: only what cannot be bundled is a dependency of those who install it, the rest is one of the build. The test helper has it as a peer.',
      severity: 'error',
      from: SOURCE('(gateway|testing|input)'),
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['dragoman-source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
