import { deleteDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { kmsError, withKmsErrors } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { type Grant, grantBody, grantRef, principalOf } from '../../wire/kms/grant.ts';
import { loadOwnKey } from '../../wire/kms/key.ts';
import { KMS, postRoute } from './define.ts';
import { onOwnGrant } from '../../permissions/key-checks.ts';

/**
 * Gives a grant up: who gave it, who has it and who was named to retire it may do so (RetireGrant, constraints).
 * @NOTE unverified: the rejection of anybody else
 */
export const CancelSelfGrant = defineOperation({
  ...KMS,
  name: 'KMS:CancelSelfGrant',
  checks: onOwnGrant,
  routes: postRoute('retire-grant'),
  toError: withKmsErrors({ domain: { 'resource-not-found': 'grantMissing' } }),
  input: Type.Object({ body: grantBody }),
  async run(context, { body }) {
    const { services, vault } = context;
    const { id } = await loadOwnKey(context, body.key_id);
    const principal = principalOf(context);
    await deleteDialectRecord<Grant>(services, grantRef(vault, body.grant_id), ({ body: grant }) => {
      if (grant.keyId !== id) throw kmsError('grantMismatch', HELP.grantOnOtherKey);
      if (![grant.issuer, grant.grantee, grant.retiring].includes(principal))
        throw kmsError('noAccessToKey', HELP.noPartInGrant({ principal }));
    });
  },
});
