import { deleteResource } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { kmsRejection } from '../../kms-errors.ts';
import { defineOperation } from '../../operation.ts';
import { type Grant, grantBody, grantRef, principalOf } from '../../wire/kms/grant.ts';
import { loadOwnKey } from '../../wire/kms/key.ts';
import { KMS, posted } from './define.ts';

/**
 * Gives a grant up: who gave it, who has it and who was named to retire it may do so (RetireGrant, constraints).
 * @NOTE unverified: the refusal of anybody else
 */
export const CancelSelfGrant = defineOperation({
  ...KMS,
  name: 'KMS:CancelSelfGrant',
  routes: posted('retire-grant'),
  rejections: { domain: { 'resource-not-found': 'grantMissing' } },
  input: Type.Object({ body: grantBody }),
  async run(context, { body }) {
    const { services, vault } = context;
    const { id } = await loadOwnKey(context, body.key_id);
    const principal = principalOf(context);
    await deleteResource<Grant>(services, grantRef(vault, body.grant_id), ({ body: grant }) => {
      if (grant.keyId !== id) throw kmsRejection('grantMismatch', 'the grant is one on another key');
      if (![grant.issuer, grant.grantee, grant.retiring].includes(principal))
        throw kmsRejection('noAccessToKey', `${principal} has no part in the grant`);
    });
  },
});
