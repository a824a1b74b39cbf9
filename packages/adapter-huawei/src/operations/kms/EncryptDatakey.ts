import { loadKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { kmsError, withKmsErrors } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { hexFromWire, hexToWire } from '../../wire/kms/ciphertext.ts';
import { encrypt } from '../../wire/kms/data.ts';
import { DATAKEY_BYTES, DIGEST_BYTES, datakeyDigest, datakeyField } from '../../wire/kms/datakey.ts';
import { boundField, keyIdField, numberField, numberFromWire, sequenceField } from '../../wire/kms/input.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

/** `plain_text` is the data key with its digest behind it; the length, in bytes, is that of the data key alone. */
const Body = Type.Object({
  key_id: keyIdField,
  plain_text: datakeyField,
  datakey_plain_length: numberField,
  additional_authenticated_data: boundField,
  sequence: sequenceField,
});

export const EncryptDatakey = defineOperation({
  ...KMS,
  name: 'KMS:EncryptDatakey',
  checks: onKey('kms:cmk:encryptDataKey'),
  routes: postRoute('encrypt-datakey'),
  toError: withKmsErrors({
    fields: { 'body.plain_text': 'datakeyPlaintext', 'body.datakey_plain_length': 'datakeyPlainLength' },
  }),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, vault } = context;
    const length = numberFromWire(body.datakey_plain_length, { ...DATAKEY_BYTES, error: 'datakeyPlainLength' });
    const given = hexFromWire(body.plain_text);
    if (given.length !== length + DIGEST_BYTES) throw kmsError('datakeyPlainMismatch', HELP.plainTextForm);
    const key = await loadKey(services, { vault, id: body.key_id });
    const datakey = given.subarray(0, length);
    if (!datakeyDigest(key, datakey).equals(given.subarray(length))) throw kmsError('datakeyHash', HELP.otherDigest);
    const use = { keyId: key.id, algorithm: 'SYMMETRIC_DEFAULT', bound: body.additional_authenticated_data } as const;
    return {
      key_id: key.id,
      cipher_text: hexToWire(await encrypt(context, use, datakey)),
      datakey_length: String(length),
    };
  },
});
