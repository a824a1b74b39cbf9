import { createDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { kmsError, withKmsErrors } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { GRANT_OPERATIONS, type Grant, grantRef, listGrants, principalOf } from '../../wire/kms/grant.ts';
import { keyIdField, sequenceField } from '../../wire/kms/input.ts';
import { loadLivingKey } from '../../wire/kms/key.ts';
import { MAX_GRANTS } from '../../wire/kms/names.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

const principalField = Type.String({ pattern: '^[a-zA-Z0-9]{1,64}$' });

const Body = Type.Object({
  key_id: keyIdField,
  grantee_principal: principalField,
  operations: Type.Array(Type.String({ enum: GRANT_OPERATIONS }), { minItems: 1, maxItems: 10 }),
  name: Type.Optional(Type.String({ pattern: '^[a-zA-Z0-9:/_-]{1,255}$' })),
  retiring_principal: Type.Optional(principalField),
  grantee_principal_type: Type.Union([Type.Literal('user'), Type.Literal('domain')], { default: 'user' }),
  sequence: sequenceField,
});

export const CreateGrant = defineOperation({
  ...KMS,
  name: 'KMS:CreateGrant',
  checks: onKey('kms:cmk:createGrant'),
  routes: postRoute('create-grant'),
  toError: withKmsErrors({ fields: { 'body.grantee_principal': 'principal', 'body.retiring_principal': 'principal' } }),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, vault } = context;
    if (body.operations.every((name) => name === 'create-grant')) throw kmsError('onlyCreateGrant', HELP.grantMore);
    const { id: keyId } = await loadLivingKey(context, body.key_id);
    const { total } = await listGrants(context, { offset: 0, limit: 1 }, (grant) => grant.keyId === keyId);
    if (total >= MAX_GRANTS) throw kmsError('grantQuota', HELP.grantLimit({ limit: MAX_GRANTS }));
    const grant: Grant = {
      keyId,
      name: body.name ?? '',
      grantee: body.grantee_principal,
      granteeType: body.grantee_principal_type,
      operations: body.operations,
      issuer: principalOf(context),
      retiring: body.retiring_principal ?? '',
    };
    const id = `${services.ids.uuid()}${services.ids.uuid()}`.replaceAll('-', '');
    await createDialectRecord<Grant>(services, { ...grantRef(vault, id), body: grant });
    return { grant_id: id };
  },
});
