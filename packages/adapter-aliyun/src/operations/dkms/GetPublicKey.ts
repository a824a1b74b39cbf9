import { publicKeyOf, versionOf } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineInstanceOperation } from '../../dkms/operation.ts';
import { answerOf, namedKey, onNamedKey, workingVersion } from '../../keys/instance-key.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';

export const GetPublicKey = defineInstanceOperation({
  name: 'GetPublicKey',
  input: Type.Object({ KeyId }),
  checks: onNamedKey('GetPublicKey'),
  async run(context, { KeyId: id }) {
    const key = await namedKey(context, id);
    const versionId = versionOf(key, workingVersion(context, 'first')).id;
    const found = await publicKeyOf(context.services, { ref: keyRefFromWire(context, key.id), versionId });
    return answerOf(found, { PublicKey: found.pem });
  },
});
