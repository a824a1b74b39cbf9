import { KEY_SPECS, macData, versionOf } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { instanceError } from '../../dkms/errors.ts';
import { Bytes, defineInstanceOperation } from '../../dkms/operation.ts';
import { answerOf, namedKey, onNamedKey, workingVersion } from '../../keys/instance-key.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';
import { INSTANCE_HELP } from '../../messages/instances.ts';

/** An operation of the SDK for C# alone. */
export const Hmac = defineInstanceOperation({
  name: 'Hmac',
  input: Type.Object({ KeyId, Message: Bytes }),
  checks: onNamedKey('Hmac'),
  async run(context, { KeyId: id, Message: message }) {
    const key = await namedKey(context, id);
    const algorithm = KEY_SPECS[key.spec].mac;
    if (algorithm === null) throw instanceError('unsupported', INSTANCE_HELP.hmacKeys);
    const versionId = versionOf(key, workingVersion(context, 'first')).id;
    const use = { ref: keyRefFromWire(context, key.id), versionId, algorithm, message };
    const done = await macData(context.services, use);
    return answerOf(done, { Signature: done.mac });
  },
});
