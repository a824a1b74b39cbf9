import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { fileNames } from './scripts/lint/file-names.mjs';
import { lineWidth } from './scripts/lint/line-width.mjs';

const TESTS = ['**/*.test.ts', 'packages/*/{test,bench}/**', 'test/**', 'conformance/**'];

/** Syntax that no file may use. */
const FORM = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'ExportSpecifier[exported.name="default"]', message: 'Named exports only.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
];

const CLOCK = 'The time comes from the Clock port or as an argument: the clock may be virtual.';
const TIME = [
  { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: CLOCK },
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: CLOCK },
  { selector: 'CallExpression[callee.name="Date"]', message: CLOCK },
];

const CHANCE = 'Ids and random bytes come from a port or as an argument: they may be reproducible.';
const CRYPTO = 'ImportDeclaration[source.value=/^(node:)?crypto$/]';
const random = (names) => [
  { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: CHANCE },
  { selector: `${CRYPTO} ImportSpecifier[imported.name=/^(${names})$/]`, message: CHANCE },
  {
    selector: 'MemberExpression[object.name="crypto"][property.name=/^(randomUUID|getRandomValues)$/]',
    message: CHANCE,
  },
  {
    selector: `${CRYPTO} > :matches(ImportDefaultSpecifier, ImportNamespaceSpecifier)`,
    message: 'Import what you need from node:crypto by name.',
  },
];
const SOURCES_OF_CHANCE = 'randomUUID|randomInt|getRandomValues|webcrypto';

export default defineConfig(
  globalIgnores(['**/dist/', '**/coverage/', '**/.venv/', '**/.cache/']),
  js.configs.recommended,
  {
    plugins: { dragoman: { rules: { 'file-names': fileNames, 'line-width': lineWidth } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'dragoman/file-names': 'error',
      'dragoman/line-width': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'URL', 'Buffer', 'setTimeout', 'clearTimeout', 'fetch', 'performance'].map((name) => [
          name,
          'readonly',
        ]),
      ),
    },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-syntax': ['error', ...FORM],
      // An asynchronous port may have an implementation that has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // node:test waits for its tests itself.
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: ['test', 'describe'], package: 'node:test' }] },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['packages/console/src/**'],
    languageOptions: {
      parserOptions: { project: './packages/console/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
  },
  {
    files: ['packages/*/src/**/*.{ts,tsx}'],
    ignores: TESTS,
    rules: {
      'no-restricted-syntax': [
        'error',
        ...FORM,
        ...TIME,
        ...random(`${SOURCES_OF_CHANCE}|randomBytes|randomFill(Sync)?`),
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Keys and nonces are random whatever the ids are.
    files: ['packages/core/src/{sealing,crypto}/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-syntax': ['error', ...FORM, ...TIME, ...random(SOURCES_OF_CHANCE)] },
  },
  {
    files: ['packages/environment/src/{ids/random-ids,clock/system-clock}.ts'],
    rules: { 'no-restricted-syntax': ['error', ...FORM] },
  },
  {
    // The suite that every store must pass is made of tests.
    files: ['packages/core/src/store-contract/**/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['packages/cli/src/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: TESTS,
    rules: { 'no-console': 'off' },
  },
  {
    files: ['packages/{adapter-*,huawei-platform}/src/operations/**/*.ts'],
    rules: { 'dragoman/file-names': ['error', 'operation'] },
  },
);
