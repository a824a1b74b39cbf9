import { moveKeyAlias } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { aliasToWire, loadAlias } from '../../wire/kms/alias.ts';
import { keyIdField } from '../../wire/kms/input.ts';
import { loadOwnKey } from '../../wire/kms/key.ts';
import { FURTHER_ALIAS_PATTERN } from '../../wire/kms/names.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

const Body = Type.Object({ alias: Type.String({ pattern: FURTHER_ALIAS_PATTERN }), target_key_id: keyIdField });

/** Lets a further name lead to another key. */
export const AssociateAlias = defineOperation({
  ...KMS,
  name: 'KMS:AssociateAlias',
  checks: onKey('kms:cmk:associateAlias'),
  routes: postRoute('alias/associate'),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, vault } = context;
    const { id } = await loadOwnKey(context, body.target_key_id);
    await loadAlias(context, body.alias);
    await moveKeyAlias(services, { name: body.alias, key: { vault, id } });
    return aliasToWire(context, await loadAlias(context, body.alias));
  },
});
