import { verifyData } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { Bytes, defineInstanceOperation } from '../../dkms/operation.ts';
import { signFields, signUse } from '../../keys/instance-sign.ts';
import { answerOf, onNamedKey } from '../../keys/instance-key.ts';

export const Verify = defineInstanceOperation({
  name: 'Verify',
  input: Type.Object({ ...signFields, Signature: Bytes }),
  checks: onNamedKey('Verify'),
  async run(context, { Signature: signature, ...request }) {
    const { use, Algorithm, MessageType } = await signUse(context, request);
    const done = await verifyData(context.services, { ...use, signature });
    return answerOf(done, { Value: done.valid, Algorithm, MessageType });
  },
});
