import { createKeyAlias } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { aliasToWire } from '../../wire/kms/alias.ts';
import { keyIdField } from '../../wire/kms/input.ts';
import { loadOwnKey } from '../../wire/kms/key.ts';
import { FURTHER_ALIAS_PATTERN } from '../../wire/kms/names.ts';
import { KMS } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

const Body = Type.Object({ key_id: keyIdField, alias: Type.String({ pattern: FURTHER_ALIAS_PATTERN }) });

/** Gives a key a further name. */
export const CreateAlias = defineOperation({
  ...KMS,
  name: 'KMS:CreateAlias',
  checks: onKey('kms:cmk:createAlias'),
  routes: [{ method: 'POST', path: '/v1.0/{project_id}/kms/aliases' }],
  success: 201,
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, vault } = context;
    const { id } = await loadOwnKey(context, body.key_id);
    return aliasToWire(context, await createKeyAlias(services, { name: body.alias, key: { vault, id } }));
  },
});
