import { Type } from '@sinclair/typebox';

import { Bytes, defineInstanceOperation } from '../../dkms/operation.ts';
import { cipherFields } from '../../keys/instance-cipher.ts';
import { encryptAdvance } from '../../keys/instance-data-key.ts';
import { answerOf, namedKey, onNamedKey } from '../../keys/instance-key.ts';
import { KeyId } from '../../keys/key-id.ts';

export const AdvanceEncrypt = defineInstanceOperation({
  name: 'AdvanceEncrypt',
  input: Type.Object({ KeyId, Plaintext: Bytes, ...cipherFields }),
  checks: onNamedKey('AdvanceEncrypt'),
  async run(context, { Plaintext, ...request }) {
    const key = await namedKey(context, request.KeyId);
    const { worker, ...answer } = await encryptAdvance(context, key, { ...request, plaintext: Plaintext });
    return answerOf(worker, answer);
  },
});
