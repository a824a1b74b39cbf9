/** Every file is as the schema that it names says, and counts its tests and flags right. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { families, readFamily, signatureFamilies } from './data.ts';

/** `ajv`, as far as it is used here. */
interface Validator {
  (data: unknown): boolean;
  readonly errors?: unknown;
}
const SCHEMAS = fileURLToPath(new URL('../../vectors/schemas/', import.meta.url));
const { Ajv2020 } = createRequire(new URL('../../packages/protocol-kit/package.json', import.meta.url))(
  'ajv/dist/2020.js',
) as { readonly Ajv2020: new (options: object) => { compile(schema: unknown): Validator } };

const validators = new Map(
  readdirSync(SCHEMAS).map((name): [string, Validator] => {
    const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
    return [name, ajv.compile(JSON.parse(readFileSync(`${SCHEMAS}${name}`, 'utf8')))];
  }),
);

for (const family of families())
  test(`${family} is as its schema says`, () => {
    const file = readFamily(family);
    const validate = validators.get(file.schema);
    assert.ok(validate, `there is no ${file.schema}`);
    assert.ok(validate(file), JSON.stringify(validate.errors));
    const tests = file.testGroups.flatMap((group) => group.tests);
    assert.equal(tests.length, file.numberOfTests);
    assert.deepEqual(
      tests.map(({ tcId }) => tcId),
      tests.map((_, at) => at + 1),
    );
    const used = new Set(tests.flatMap(({ flags }) => flags));
    assert.deepEqual([...used].sort(), Object.keys(file.notes).sort());
  });

test('each family of signatures has at least 150 valid and 300 invalid tests, in less than 1 MB', () => {
  for (const family of families()) {
    const file = readFamily(family);
    if (file.schema !== 'signed_request_schema.json') continue;
    const tests = file.testGroups.flatMap((group) => group.tests);
    const count = (wanted: string): number => tests.filter(({ result }) => result === wanted).length;
    assert.ok(count('valid') >= 150 && count('invalid') >= 300, `${family}: ${count('valid')}, ${count('invalid')}`);
    assert.ok(JSON.stringify(file).length < 1_000_000, family);
  }
});

test('each signature that is not invalid has its canonical texts, the one the hash of the other', () => {
  const wrong = signatureFamilies().flatMap((family) => {
    const { algorithm, testGroups } = readFamily(family);
    const isHashed = /^(SDK|V11|ACS3)-/.test(algorithm);
    const digest = algorithm.endsWith('SM3') ? 'sm3' : 'sha256';
    return testGroups
      .flatMap(({ tests }) => tests)
      .filter(({ result, signature }) => result !== 'invalid' && signature !== undefined)
      .filter(({ stringToSign = '', canonicalRequest }) => {
        if (stringToSign === '' || (canonicalRequest !== undefined) !== isHashed) return true;
        const hash = createHash(digest)
          .update(canonicalRequest ?? '')
          .digest('hex');
        return isHashed && stringToSign.split('\n').at(-1) !== hash;
      })
      .map(({ tcId }) => `${family} ${tcId}`);
  });
  assert.deepEqual(wrong, []);
});

/** By language, family and client. */
type Observed = Record<
  string,
  Record<string, Record<string, { readonly counts: Readonly<Record<string, number | undefined>> }>>
>;

/** A row of the pages' table for each client of a family. */
function rowsOf(observed: Observed, columns: readonly string[]): string[] {
  return Object.entries(observed).flatMap(([language, byFamily]) =>
    Object.entries(byFamily).flatMap(([family, byClient]) =>
      Object.entries(byClient).map(([client, { counts }]) => {
        const cells = columns.map((name) => ` ${counts[name] ?? ''}`);
        return `| ${language} | \`${client}\` | \`${family}\` |${cells.join(' |').replaceAll('  |', ' |')}`.trimEnd();
      }),
    ),
  );
}

test('the pages have the counts of every family and of every client', () => {
  const observed = JSON.parse(readFileSync(new URL('./observed.json', import.meta.url), 'utf8')) as Observed;
  const clients = rowsOf(observed, ['same', 'text', 'verified', 'differs', 'cannot']);
  const readings = JSON.parse(readFileSync(new URL('./observed-readers.json', import.meta.url), 'utf8')) as Observed;
  const readers = rowsOf(readings, ['same', 'differs', 'fails', 'rejected', 'taken']);
  const counts = families().map((family) => {
    const tests = readFamily(family).testGroups.flatMap((group) => group.tests);
    const cells = ['valid', 'acceptable', 'invalid'].map(
      (name) => tests.filter(({ result }) => result === name).length,
    );
    return `| \`${family}\` | ${cells.join(' | ')} |`;
  });
  for (const page of ['docs/vectors.md', 'docs/zh/vectors.md']) {
    const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
    assert.deepEqual(
      [...counts, ...clients, ...readers].filter((row) => !text.includes(row)),
      [],
      page,
    );
  }
});
