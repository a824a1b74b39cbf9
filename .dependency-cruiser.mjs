/**
 * Holds the sources to the import rules (scripts/import-rules.ts): `npm run imports`.
 * The rules between our packages hold for tests too; third-party packages are free in tests.
 */
import { PACKAGES } from './scripts/import-rules.ts';

const TEST = String.raw`\.test\.ts$|^packages/[^/]+/(test|bench|scripts)/`;
const SOURCE = (name) => ({ path: `^packages/${name}/`, pathNot: TEST });

/** What a package's sources may import of our packages, and what its tests may. */
const ours = ([name, { imports, testImports = [] }]) => [
  {
    name: `${name}-imports-only-${imports.join('-and-') || 'itself'}`,
    severity: 'error',
    from: SOURCE(name),
    to: { path: '^packages/', pathNot: `^packages/(${[name, ...imports].join('|')})/` },
  },
  {
    name: `tests-of-${name}-import-only-${[...imports, ...testImports].join('-and-') || 'it'}`,
    severity: 'error',
    from: { path: `^packages/${name}/` },
    to: { path: '^packages/', pathNot: `^packages/(${[name, ...imports, ...testImports].join('|')})/` },
  },
];

/** What a package's sources may use of third parties. */
const theirs = ([name, { uses }]) => ({
  name: `${name}-uses-only-${uses.join('-and-') || 'node'}`,
  severity: 'error',
  from: SOURCE(name),
  to: { path: 'node_modules/', ...(uses.length > 0 && { pathNot: `node_modules/(${uses.join('|')})/` }) },
});

/** The folders of a package's sources in order: each imports only those before it, so none import each other. */
const layers = ([name, { folders = [] }]) =>
  folders.slice(0, -1).map((folder, at) => ({
    name: `${name}-${folder}-imports-no-later-folder`,
    severity: 'error',
    from: { path: `^packages/${name}/src/${folder}/` },
    to: { path: `^packages/${name}/src/(${folders.slice(at + 1).join('|')})/` },
  }));

const packages = Object.entries(PACKAGES);

export default {
  forbidden: [
    ...packages.flatMap(ours),
    ...packages.map(theirs),
    ...packages.flatMap(layers),

    {
      name: 'every-package-has-its-rules',
      severity: 'error',
      from: { path: '^packages/', pathNot: `^packages/(${Object.keys(PACKAGES).join('|')})/` },
      to: {},
    },
    {
      name: 'no-deep-import',
      comment:
        "A package is entered through its index (core's store contract has one of its own; what a bundle compiles is " +
        'read before anything is built).',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/',
        pathNot: String.raw`^packages/($1/|[^/]+/src/index\.ts$|core/src/store-contract/index\.ts$|gateway/src/command-line\.ts$|[^/]+/test/support/|input/src/(yaml|control-error)\.ts$|facts/src/(grades|compiled)\.ts$|control/src/(client/index|server)\.ts$|console/files\.d\.ts$)`,
      },
    },
    {
      name: 'store-contract-is-for-tests',
      severity: 'error',
      from: { path: '^packages/', pathNot: `${TEST}|^packages/core/src/store-contract/` },
      to: { path: '^packages/core/src/store-contract/' },
    },
    {
      name: 'curve-arithmetic-is-for-crypto',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: `${TEST}|^packages/core/src/crypto/` },
      to: { path: 'node_modules/@noble/' },
    },
    {
      name: 'curve-arithmetic-loads-when-needed',
      comment: 'It takes longer to load than the rest of core.',
      severity: 'error',
      from: { pathNot: TEST },
      to: { path: String.raw`^packages/core/src/crypto/(ecdsa|sm2)\.ts$`, dynamic: false },
    },
    {
      name: 'sources-import-no-tests',
      severity: 'error',
      from: { path: '^packages/', pathNot: TEST },
      to: { path: TEST },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      comment: "The console's build makes the modules that begin so.",
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'declared-dependencies',
      severity: 'error',
      from: SOURCE('(?!gateway/|testing/|input/|facts/)[^/]+'),
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'published-packages-declare-their-dependencies',
      comment:
        'The gateway is published as a bundle: only what cannot be bundled is a dependency of those who install it, ' +
        'the rest is one of the build. The test helper has it as a peer.',
      severity: 'error',
      from: SOURCE('(gateway|testing|input|facts)'),
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
