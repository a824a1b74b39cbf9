import { updateKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { keyIdField, sequenceField } from '../../wire/kms/input.ts';
import { loadLivingKey } from '../../wire/kms/key.ts';
import { MAX_KEY_DESCRIPTION } from '../../wire/kms/names.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

const Body = Type.Object({
  key_id: keyIdField,
  key_description: Type.String({ maxLength: MAX_KEY_DESCRIPTION }),
  sequence: sequenceField,
});

export const UpdateKeyDescription = defineOperation({
  ...KMS,
  name: 'KMS:UpdateKeyDescription',
  checks: onKey('kms:cmk:updateKeyDescription'),
  routes: postRoute('update-key-description'),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, vault } = context;
    await loadLivingKey(context, body.key_id);
    const { id, description } = await updateKey(
      services,
      { vault, id: body.key_id },
      { description: body.key_description },
    );
    return { key_info: { key_id: id, key_description: description } };
  },
});
