import { Type } from '@sinclair/typebox';

import { Bytes, defineInstanceOperation } from '../../dkms/operation.ts';
import { cipherFields, decryptByKey } from '../../keys/instance-cipher.ts';
import { answerOf, namedKey, onNamedKey, workingVersion } from '../../keys/instance-key.ts';
import { KeyId } from '../../keys/key-id.ts';

/** The transfer SDKs name no key: a header names the version that made the ciphertext. */
export const Decrypt = defineInstanceOperation({
  name: 'Decrypt',
  input: Type.Object({ KeyId: Type.Optional(KeyId), CiphertextBlob: Bytes, ...cipherFields }),
  checks: onNamedKey('Decrypt'),
  async run(context, { CiphertextBlob, ...request }) {
    const key = await namedKey(context, request.KeyId);
    const sealed = { ...request, ciphertext: CiphertextBlob };
    const done = await decryptByKey(context, key, workingVersion(context, 'first'), sealed);
    const { plaintext, Algorithm, PaddingMode } = done;
    return answerOf(done, { Plaintext: plaintext, Algorithm, PaddingMode });
  },
});
