import { signData } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { signBody, signFromWire, signErrors } from '../../wire/kms/signing.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

/** Signs a digest or a message; on curves the signature is the DER sequence of two numbers. */
export const Sign = defineOperation({
  ...KMS,
  name: 'KMS:Sign',
  checks: onKey('kms:cmk:sign'),
  routes: postRoute('sign'),
  toError: withKmsErrors(signErrors),
  input: Type.Object({ body: signBody }),
  async run({ services, vault }, { body }) {
    const { key, signature } = await signData(services, { ref: { vault, id: body.key_id }, ...signFromWire(body) });
    return { key_id: key.id, signature: signature.toString('base64') };
  },
});
