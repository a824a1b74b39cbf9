import { deleteDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { kmsError, withKmsErrors } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { type Grant, grantBody, grantRef } from '../../wire/kms/grant.ts';
import { loadOwnKey } from '../../wire/kms/key.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

/** Takes a grant back. */
export const CancelGrant = defineOperation({
  ...KMS,
  name: 'KMS:CancelGrant',
  checks: onKey('kms:cmk:revokeGrant'),
  routes: postRoute('revoke-grant'),
  toError: withKmsErrors({ domain: { 'resource-not-found': 'grantMissing' } }),
  input: Type.Object({ body: grantBody }),
  async run(context, { body }) {
    const { services, vault } = context;
    const { id } = await loadOwnKey(context, body.key_id);
    await deleteDialectRecord<Grant>(services, grantRef(vault, body.grant_id), ({ body: grant }) => {
      if (grant.keyId !== id) throw kmsError('grantMismatch', HELP.grantOnOtherKey);
    });
  },
});
