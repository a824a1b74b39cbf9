import { Type } from '@sinclair/typebox';

import { Bytes, defineInstanceOperation } from '../../dkms/operation.ts';
import { cipherFields, encryptByKey } from '../../keys/instance-cipher.ts';
import { answerOf, namedKey, onNamedKey, workingVersion } from '../../keys/instance-key.ts';
import { KeyId } from '../../keys/key-id.ts';

export const Encrypt = defineInstanceOperation({
  name: 'Encrypt',
  input: Type.Object({ KeyId, Plaintext: Bytes, ...cipherFields }),
  checks: onNamedKey('Encrypt'),
  async run(context, { Plaintext, ...request }) {
    const key = await namedKey(context, request.KeyId);
    const done = await encryptByKey(context, key, workingVersion(context, 'first'), {
      ...request,
      plaintext: Plaintext,
    });
    const { iv, ciphertext, Algorithm, PaddingMode } = done;
    return answerOf(done, { CiphertextBlob: ciphertext, Iv: iv, Algorithm, PaddingMode });
  },
});
