import { DomainError, loadKeyOfVersion } from '@dragoman/core';
import { type Static, Type } from '@sinclair/typebox';

import { keyAccess } from '../../dkms/access.ts';
import { unpackAdvanceCiphertext } from '../../dkms/ciphertext.ts';
import { Bytes, defineInstanceOperation, type InstanceContext } from '../../dkms/operation.ts';
import { type Ciphered, cipherFields, decryptByKey } from '../../keys/instance-cipher.ts';
import { answerOf, namedKey, namedKeyAccess, workingVersion } from '../../keys/instance-key.ts';
import { KeyId } from '../../keys/key-id.ts';

const input = Type.Object({ KeyId: Type.Optional(KeyId), CiphertextBlob: Bytes, ...cipherFields });

type Input = Static<typeof input>;

/** Opens what an Advance operation made, which says all that is needed; else, with KeyId and Iv, what Encrypt made. */
export const AdvanceDecrypt = defineInstanceOperation({
  name: 'AdvanceDecrypt',
  input,
  async checks(context, request) {
    const parts = unpackAdvanceCiphertext(request.CiphertextBlob);
    if (parts === null) return [await namedKeyAccess(context, 'AdvanceDecrypt', request.KeyId)];
    const { id } = await loadKeyOfVersion(context.services, context.vault, parts.keyVersionId);
    return [keyAccess('AdvanceDecrypt', id)];
  },
  async run(context, request) {
    const done = await open(context, request);
    const { plaintext, Algorithm, PaddingMode, version } = done;
    return answerOf(done, { Plaintext: plaintext, Algorithm, PaddingMode, KeyVersionId: version.id });
  },
});

async function open(
  context: InstanceContext,
  { CiphertextBlob, ...request }: Input,
): Promise<Ciphered & { readonly plaintext: Buffer }> {
  const parts = unpackAdvanceCiphertext(CiphertextBlob);
  if (parts === null) {
    const key = await namedKey(context, request.KeyId);
    return decryptByKey(context, key, workingVersion(context, 'first'), { ...request, ciphertext: CiphertextBlob });
  }
  const { keyVersionId, iv, sealed } = parts;
  // The blob names its key: an Iv beside it, as the transfer SDKs send one, is not looked at.
  const key = await namedKey({ ...context, keyVersionId }, undefined);
  if (request.KeyId !== undefined && (await namedKey(context, request.KeyId)).id !== key.id)
    throw new DomainError('ciphertext-invalid', key.id);
  return decryptByKey(context, key, { id: keyVersionId }, { ...request, Iv: iv, ciphertext: sealed });
}
