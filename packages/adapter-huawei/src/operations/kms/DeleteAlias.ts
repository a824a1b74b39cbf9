import { DomainError, deleteKeyAlias } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { loadAlias } from '../../wire/kms/alias.ts';
import { keyIdField } from '../../wire/kms/input.ts';
import { loadOwnKey } from '../../wire/kms/key.ts';
import { KMS } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

const Body = Type.Object({
  key_id: keyIdField,
  aliases: Type.Array(Type.String({ minLength: 1, maxLength: 255 }), { minItems: 1 }),
});

/**
 * Takes further names from a key, all or none.
 * @NOTE unverified: that a name which the key does not have is rejected as a wrong one
 */
export const DeleteAlias = defineOperation({
  ...KMS,
  name: 'KMS:DeleteAlias',
  checks: onKey('kms:cmk:deleteAlias'),
  routes: [{ method: 'DELETE', path: '/v1.0/{project_id}/kms/aliases' }],
  success: 204,
  toError: withKmsErrors({ fields: { 'body.aliases': 'alias' } }),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, vault } = context;
    const { id } = await loadOwnKey(context, body.key_id);
    const names = [...new Set(body.aliases)];
    for (const name of names) {
      if ((await loadAlias(context, name)).keyId !== id) throw new DomainError('key-alias-not-found', name);
    }
    for (const name of names) await deleteKeyAlias(services, vault, name);
  },
});
