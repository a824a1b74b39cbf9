/** The tests of the package, run with what is installed: `node --test`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { URL } from 'node:url';

import { families, load } from '@dragoman/vectors';

test('the families are sorted, and none is there twice', () => {
  assert.ok(families().length > 20);
  assert.deepEqual(families(), [...new Set(families())].sort());
});

for (const family of families())
  test(`${family} counts its tests right and explains their flags`, () => {
    const { numberOfTests, notes, schema, testGroups } = load(family);
    const tests = testGroups.flatMap((group) => group.tests);
    assert.deepEqual(
      tests.map(({ tcId }) => tcId),
      Array.from({ length: numberOfTests }, (_, at) => at + 1),
    );
    assert.deepEqual([...new Set(tests.flatMap(({ flags }) => flags))].sort(), Object.keys(notes).sort());
    const file = new URL(import.meta.resolve(`@dragoman/vectors/schemas/${schema}`));
    assert.equal(JSON.parse(readFileSync(file, 'utf8')).properties.schema.const, schema);
  });

test('a file is there as it stands too', () => {
  const file = new URL(import.meta.resolve('@dragoman/vectors/data/blueking-jwt.json'));
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), load('blueking-jwt'));
});

test('a family that there is not is a RangeError', () => {
  assert.throws(() => load('none'), RangeError);
  assert.throws(() => load('../package'), RangeError);
});
