import { loadKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { grantToWire, listGrants } from '../../wire/kms/grant.ts';
import { keyIdField, sequenceField } from '../../wire/kms/input.ts';
import { pageFields, pageFromWire, pageToWire } from '../../wire/kms/page.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

const Body = Type.Object({ key_id: keyIdField, ...pageFields, sequence: sequenceField });

/** The grants on a key. */
export const ListGrants = defineOperation({
  ...KMS,
  name: 'KMS:ListGrants',
  checks: onKey('kms:cmk:listGrants'),
  routes: postRoute('list-grants'),
  toError: withKmsErrors({ fields: { 'body.limit': 'limit', 'body.marker': 'marker' } }),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, vault } = context;
    const page = pageFromWire(body);
    const { id } = await loadKey(services, { vault, id: body.key_id });
    const { resources, total } = await listGrants(context, page, (grant) => grant.keyId === id);
    return { grants: resources.map(grantToWire), ...pageToWire(page, resources.length, total) };
  },
});
