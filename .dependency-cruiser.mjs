/**
 * The import walls: who may import whom. `npm run walls` checks them over the sources.
 * The walls between our packages hold for tests too; third-party packages are free in tests.
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
    theirs('testing', ['nock']),

    {
      name: 'only-testing-imports-gateway',
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/(gateway|testing)/' },
      to: { path: '^packages/gateway/' },
    },
    {
      name: 'no-deep-import',
      comment: "A package is entered through its index (core's store contract has one of its own).",
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/',
        pathNot: String.raw`^packages/($1/|[^/]+/src/index\.ts$|core/src/store-contract/index\.ts$)`,
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
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'declared-dependencies',
      severity: 'error',
      from: SOURCE('(?!gateway/|testing/)[^/]+'),
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'published-packages-declare-their-dependencies',
      comment:
        'The gateway is published as a bundle: only what cannot be bundled is a dependency of those who install it, the rest is one of the build. The test helper has it as a peer.',
      severity: 'error',
      from: SOURCE('(gateway|testing)'),
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
