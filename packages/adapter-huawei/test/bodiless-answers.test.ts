import { readFileSync } from 'node:fs';

import { expect, it } from '@jest/globals';

import { CSMS_SERVICE } from '../src/errors/csms.ts';
import { KMS_SERVICE } from '../src/errors/kms.ts';
import { operations } from '../src/operations/index.ts';

type RecordedAnswer = readonly (readonly { readonly status: number; readonly body: unknown }[])[];

/**
 * The operations that answer nothing but 200. Terraform's SDK decodes the answers of KMS as JSON and fails at an empty
 * one, but asks CSMS's DeleteSecret for none; the SDKs of Go, Python and Java take both.
 */
const WITHOUT_CONTENT = [
  'DeleteSecret',
  'KMS:ImportKeyMaterial',
  'KMS:DeleteImportedKeyMaterial',
  'KMS:CancelGrant',
  'KMS:CancelSelfGrant',
  'KMS:EnableKeyRotation',
  'KMS:UpdateKeyRotationInterval',
  'KMS:DisableKeyRotation',
];

/** Where the fixtures of a service's operations are. */
const folderOf = ({ service }: (typeof operations)[number]): string =>
  service === CSMS_SERVICE || service === KMS_SERVICE ? 'fixtures' : '../../huawei-platform/test/fixtures';

const bodies = new Map(
  operations.map((operation) => {
    const { name, service } = operation;
    const file = new URL(`${folderOf(operation)}/${service.name}/${name.replace(/^.*:/, '')}.json`, import.meta.url);
    const [calls] = JSON.parse(readFileSync(file, 'utf8')) as RecordedAnswer;
    return [name, calls?.[0]?.body] as const;
  }),
);

it('answers every 200 with JSON but one, an empty object where KMS has nothing to say', () => {
  const silent = operations.filter(({ name, success }) => {
    const body = bodies.get(name);
    return success === 200 && (body === null || JSON.stringify(body) === '{}');
  });
  expect(silent.map(({ name }) => name).toSorted()).toEqual(WITHOUT_CONTENT.toSorted());
  for (const { name, service } of silent)
    expect([name, bodies.get(name)]).toEqual([name, service === KMS_SERVICE ? {} : null]);
});

it('answers every 204 with an empty body, which no SDK decodes', () => {
  for (const { name } of operations.filter(({ success }) => success === 204))
    expect([name, bodies.get(name)]).toEqual([name, null]);
});
