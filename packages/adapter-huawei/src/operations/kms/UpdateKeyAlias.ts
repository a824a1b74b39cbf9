import { createKeyAlias, deleteKeyAlias, updateKey } from '@dragoman/core';
import { DOOR, givenAlias } from '@dragoman/huawei-platform';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { keyIdField, sequenceField } from '../../wire/kms/input.ts';
import { loadLivingKey } from '../../wire/kms/key.ts';
import { ALIAS_PATTERN } from '../../wire/kms/names.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

const Body = Type.Object({
  key_id: keyIdField,
  key_alias: Type.String({ pattern: ALIAS_PATTERN }),
  sequence: sequenceField,
});

/** Gives a key another name of its own; the one it had is free then. */
export const UpdateKeyAlias = defineOperation({
  ...KMS,
  name: 'KMS:UpdateKeyAlias',
  checks: onKey('kms:cmk:updateKeyAlias'),
  routes: postRoute('update-key-alias'),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, vault } = context;
    const ref = { vault, id: body.key_id };
    const before = givenAlias(await loadLivingKey(context, body.key_id));
    if (before !== body.key_alias) {
      await createKeyAlias(services, { name: body.key_alias, key: ref });
      await updateKey(services, ref, { attributes: { dialect: DOOR, set: { key_alias: body.key_alias } } });
      if (before !== null) await deleteKeyAlias(services, vault, before);
    }
    return { key_info: { key_id: body.key_id, key_alias: body.key_alias } };
  },
});
