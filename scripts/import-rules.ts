/**
 * Who may import whom. `.dependency-cruiser.mjs` holds the sources to it (`npm run imports`), and `npm run docs` draws
 * it
 * in docs/architecture.md.
 */
export interface PackageRules {
  /** Packages of ours that it may import. */
  readonly imports: readonly string[];
  /** Packages of ours that its tests may import too. */
  readonly testImports?: readonly string[];
  /** Third-party packages that its sources may use; tests are free. */
  readonly uses: readonly string[];
  /** Folders of its sources in order: each imports only those before it. */
  readonly folders?: readonly string[];
}

const DIALECTS = ['adapter-huawei', 'adapter-aliyun', 'adapter-bk'];

/** Every package, the lowest first. */
export const PACKAGES: Readonly<Record<string, PackageRules>> = {
  messages: { imports: [], uses: [] },
  core: { imports: [], uses: ['@noble/ciphers', '@noble/curves'] },
  'protocol-kit': { imports: ['messages', 'core'], uses: ['ajv', '@sinclair/typebox', 'leven'] },
  'store-sqlite': { imports: ['core'], uses: ['better-sqlite3', '@types/better-sqlite3'] },
  'store-postgres': { imports: ['core'], uses: ['pg', '@types/pg'] },
  input: { imports: ['messages'], uses: ['@sinclair/typebox', 'leven', 'yaml'] },
  'huawei-platform': {
    imports: ['messages', 'core', 'protocol-kit'],
    uses: ['@sinclair/typebox'],
    folders: ['permissions', 'account', 'errors', 'auth', 'wire', 'delivery', 'operations', 'explain'],
  },
  'adapter-huawei': {
    imports: ['messages', 'core', 'protocol-kit', 'huawei-platform'],
    uses: ['@sinclair/typebox'],
    folders: ['errors', 'wire', 'permissions', 'background', 'operations'],
  },
  'adapter-aliyun': {
    imports: ['messages', 'core', 'protocol-kit'],
    uses: ['@sinclair/typebox', 'xml2js', '@types/xml2js', '@bufbuild/protobuf', 'node-forge', '@types/node-forge'],
    folders: [
      'errors',
      'wire',
      'instances',
      'dkms',
      'ram',
      'auth',
      'sts',
      'keys',
      'secrets',
      'tags',
      'operations',
      'explain',
    ],
  },
  'adapter-bk': {
    imports: ['messages', 'core', 'protocol-kit'],
    uses: ['@sinclair/typebox'],
    folders: ['errors', 'permissions', 'auth', 'wire', 'job', 'fronts', 'operations', 'explain'],
  },
  reports: { imports: [], uses: [] },
  facts: { imports: ['reports'], uses: ['@sinclair/typebox', 'yaml'] },
  journal: { imports: ['messages', 'core', 'protocol-kit', 'input'], uses: ['@sinclair/typebox', 'leven'] },
  environment: {
    imports: ['messages', 'core', 'protocol-kit', ...DIALECTS, 'input', 'journal'],
    testImports: ['store-sqlite'],
    uses: ['@sinclair/typebox'],
  },
  seeds: {
    imports: ['messages', 'core', 'protocol-kit', ...DIALECTS, 'input', 'environment'],
    uses: ['@sinclair/typebox'],
  },
  server: {
    imports: ['messages', 'core', 'protocol-kit', 'input', 'environment'],
    uses: ['@sinclair/typebox', 'node-forge', '@types/node-forge'],
  },
  control: {
    imports: [
      'messages',
      'core',
      'protocol-kit',
      'input',
      'facts',
      'journal',
      'environment',
      'seeds',
      'migrate',
      'reports',
    ],
    uses: ['@sinclair/typebox', 'express', '@types/express', 'prom-client'],
  },
  console: { imports: ['control'], uses: ['preact', '@preact/signals'] },
  gateway: {
    imports: [
      ...['messages', 'core', 'protocol-kit', 'store-sqlite', 'store-postgres', ...DIALECTS],
      ...['input', 'journal', 'environment', 'seeds', 'server', 'control', 'console'],
    ],
    testImports: ['facts'],
    uses: ['@sinclair/typebox', 'pino'],
  },
  migrate: {
    imports: ['messages', 'core', 'input', 'reports'],
    uses: ['@sinclair/typebox'],
    testImports: ['gateway', 'environment'],
    folders: [
      'values',
      'model',
      'clients',
      'names',
      'rules',
      'planner',
      'plan-file',
      'sources',
      'report',
      'targets',
      'run',
      'verify',
      'rollback',
      'rehearse',
      'outputs',
      'replay',
    ],
  },
  rehearse: {
    imports: ['input', 'control', 'reports'],
    uses: ['@sinclair/typebox', 'tar-stream', '@types/tar-stream', 'yauzl', '@types/yauzl'],
    folders: ['program', 'values', 'retry', 'rotation', 'leaks'],
  },
  conform: {
    imports: ['input', 'protocol-kit', 'control', 'migrate', 'reports'],
    testImports: ['gateway'],
    uses: ['@bufbuild/protobuf', 'node-forge', '@types/node-forge'],
    folders: ['shape', 'recording', 'compare', 'doors', 'record', 'probes', 'conformance', 'diff', 'facts'],
  },
  cli: {
    imports: [
      ...['messages', 'core', 'protocol-kit', 'adapter-huawei'],
      ...[
        'input',
        'journal',
        'environment',
        'server',
        'control',
        'gateway',
        'migrate',
        'rehearse',
        'reports',
        'facts',
        'conform',
      ],
    ],
    uses: ['@sinclair/typebox', 'commander', 'string-width', 'table'],
  },
  testing: { imports: ['gateway'], uses: ['nock'] },
};
