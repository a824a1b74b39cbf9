import { changeKeyState } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { keyBody } from '../../wire/kms/input.ts';
import { KEY_POLICY, loadOwnKey } from '../../wire/kms/key.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

export const DeleteImportedKeyMaterial = defineOperation({
  ...KMS,
  name: 'KMS:DeleteImportedKeyMaterial',
  checks: onKey('kms:cmk:deleteMaterial'),
  routes: postRoute('delete-imported-key-material'),
  toError: withKmsErrors({ domain: { 'key-transition-rejected': 'noMaterialToDelete' } }),
  input: Type.Object({ body: keyBody }),
  async run(context, { body }) {
    const { services, vault } = context;
    await loadOwnKey(context, body.key_id);
    await changeKeyState(services, { ref: { vault, id: body.key_id }, policy: KEY_POLICY, action: 'delete-material' });
  },
});
