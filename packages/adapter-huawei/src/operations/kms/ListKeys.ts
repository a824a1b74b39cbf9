import { type CustomerKey, listKeys } from '@dragoman/core';
import { type Static, Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { sequenceField } from '../../wire/kms/input.ts';
import { WIRE_SPECS, enterpriseProjectOf, keyToWire, specToWire, stateToWire } from '../../wire/kms/key.ts';
import { KEYS_PAGE, pageFields, pageFromWire, pageToWire } from '../../wire/kms/page.ts';
import { KMS, postRoute } from './define.ts';
import { onKeys } from '../../permissions/key-checks.ts';
import { listed } from '../../permissions/listed.ts';

const Body = Type.Object({
  ...pageFields,
  key_state: Type.Optional(Type.String({ pattern: '^[1-5]?$' })),
  key_spec: Type.String({ enum: [...WIRE_SPECS, 'ALL'], default: 'AES_256' }),
  enterprise_project_id: Type.Optional(Type.String({ maxLength: 64 })),
  sequence: sequenceField,
});

/** Keys in the order of their creation, those of AES_256 unless another spec is asked for. */
export const ListKeys = defineOperation({
  ...KMS,
  name: 'KMS:ListKeys',
  checks: onKeys('kms:cmk:list'),
  routes: postRoute('list-keys'),
  toError: withKmsErrors({ fields: { 'body.limit': 'limit', 'body.marker': 'marker' } }),
  body: 'optional',
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, vault } = context;
    const page = pageFromWire(body, KEYS_PAGE);
    const isListed = listed(context, 'kms:cmk:list', enterpriseProjectOf);
    const { keys, total } = await listKeys(services, vault, {
      ...page,
      where: (key) => matchesFilter(key, body) && isListed(key),
    });
    return {
      keys: keys.map(({ id }) => id),
      key_details: keys.map((key) => keyToWire(context, key)),
      ...pageToWire(page, keys.length, total),
    };
  },
});

function matchesFilter(
  key: CustomerKey,
  { key_state: state = '', key_spec: spec, enterprise_project_id: project = 'all' }: Static<typeof Body>,
): boolean {
  return (
    (state === '' || stateToWire(key.state) === state) &&
    (spec === 'ALL' || specToWire(key.spec) === spec) &&
    (project === 'all' || project === '' || enterpriseProjectOf(key) === project)
  );
}
