import { verifyData } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { base64Field } from '../../wire/kms/input.ts';
import { signBody, signFromWire, signErrors } from '../../wire/kms/signing.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

const Body = Type.Object({ ...signBody.properties, signature: base64Field({ maxLength: 684 }) });

/** Tells whether a signature is right, in a string. */
export const ValidateSignature = defineOperation({
  ...KMS,
  name: 'KMS:ValidateSignature',
  checks: onKey('kms:cmk:verify'),
  routes: postRoute('verify'),
  toError: withKmsErrors(signErrors),
  input: Type.Object({ body: Body }),
  async run({ services, vault }, { body }) {
    const signature = Buffer.from(body.signature, 'base64');
    const { key, valid } = await verifyData(services, {
      ref: { vault, id: body.key_id },
      ...signFromWire(body),
      signature,
    });
    return { key_id: key.id, signature_valid: String(valid) };
  },
});
