import { publicKeyOf } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { keyBody } from '../../wire/kms/input.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

/** The public half in PEM, whose lines end in CR LF. */
export const ShowPublicKey = defineOperation({
  ...KMS,
  name: 'KMS:ShowPublicKey',
  checks: onKey('kms:cmk:getPublicKey'),
  routes: postRoute('get-publickey'),
  input: Type.Object({ body: keyBody }),
  async run({ services, vault }, { body }) {
    const { key, pem } = await publicKeyOf(services, { ref: { vault, id: body.key_id } });
    return { key_id: key.id, public_key: pem.replaceAll('\n', '\r\n') };
  },
});
