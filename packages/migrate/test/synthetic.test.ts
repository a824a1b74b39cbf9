import { expect, it } from '@jest/globals';

import type { PlanFile } from '../src/plan-file/schema.ts';
import { syntheticValues } from '../src/rehearse/synthetic-values.ts';
import { traitsOf } from '../src/values/value-traits.ts';

const planWith = (values: NonNullable<PlanFile['secrets'][number]['values']>): PlanFile =>
  ({ secrets: [{ from: { name: 'a' }, values }] }) as unknown as PlanFile;

it.each([
  ['0', 'empty'],
  ['≤64', 'text'],
  ['≤1K', 'json-object(username,password)'],
  ['≤30720', 'json-object(type,access_key,secret_key,+3)'],
  ['≤32768', 'text'],
  ['≤65536', 'json-object(AccountName,AccountPassword)'],
  ['>', 'text'],
  ['≤1K', 'json-object(+2)'],
])('a made-up value of the size %s and the shape %s has both', async (size, shape) => {
  const plan = planWith([{ version: 'v1', type: 'text', size, shape }]);
  const value = await syntheticValues(plan).valueOf({ name: 'a', id: null, version: 'v1' });
  expect(traitsOf(value?.data ?? '', 'text')).toMatchObject({ sizeClass: size, shape });
});

it('a made-up binary value is Base64 of its size, and no two versions have the same', async () => {
  const of = (version: string) => ({ version, type: 'binary', size: '≤1K', shape: 'text' }) as const;
  const values = syntheticValues(planWith([of('v1'), of('v2')]));
  const [one, two] = await Promise.all(['v1', 'v2'].map((version) => values.valueOf({ name: 'a', id: null, version })));
  expect(traitsOf(one?.data ?? '', 'binary')).toMatchObject({ sizeClass: '≤1K', isBase64: true });
  expect(one?.data).not.toBe(two?.data);
});

it('a value that was not read is a short text', async () => {
  const value = await syntheticValues(planWith([])).valueOf({ name: 'a', id: null, version: 'v7' });
  expect(traitsOf(value?.data ?? '', 'text')).toMatchObject({ sizeClass: '≤64', shape: 'text' });
});
