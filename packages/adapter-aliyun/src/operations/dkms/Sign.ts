import { signData } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineInstanceOperation } from '../../dkms/operation.ts';
import { signFields, signUse } from '../../keys/instance-sign.ts';
import { answerOf, onNamedKey } from '../../keys/instance-key.ts';

export const Sign = defineInstanceOperation({
  name: 'Sign',
  input: Type.Object(signFields),
  checks: onNamedKey('Sign'),
  async run(context, request) {
    const { use, Algorithm, MessageType } = await signUse(context, request);
    const done = await signData(context.services, use);
    return answerOf(done, { Signature: done.signature, Algorithm, MessageType });
  },
});
